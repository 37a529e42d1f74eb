package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The synthetic example is what its README says: the simulator's output.
func TestSyntheticExampleIsSimulated(t *testing.T) {
	want, err := os.ReadFile(filepath.Join("..", "..", "datasets", "examples", "synthetic-cohort.csv"))
	if err != nil {
		t.Fatal(err)
	}
	var out, problem bytes.Buffer
	if code := run([]string{"datasets", "simulate"}, streams{out: &out, err: &problem}); code != 0 {
		t.Fatalf("exit %d: %s", code, problem.String())
	}
	if !bytes.Equal(out.Bytes(), want) {
		t.Error("datasets/examples/synthetic-cohort.csv is not what cam datasets simulate writes")
	}
}
