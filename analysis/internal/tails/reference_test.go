package tails

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// columns reads a reference file: named columns of equal length beside the
// script that wrote them.
func columns(t *testing.T, name string) map[string][]float64 {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "ref", filepath.FromSlash(name)+".json"))
	if err != nil {
		t.Fatal(err)
	}
	raw := map[string]json.RawMessage{}
	if err := json.Unmarshal(data, &raw); err != nil {
		t.Fatal(err)
	}
	delete(raw, "source")
	result := map[string][]float64{}
	rows := -1
	for key, value := range raw {
		var column []float64
		if err := json.Unmarshal(value, &column); err != nil {
			t.Fatalf("%s, column %s: %v", name, key, err)
		}
		if rows >= 0 && len(column) != rows || len(column) == 0 {
			t.Fatalf("%s, column %s has %d rows, others %d", name, key, len(column), rows)
		}
		rows = len(column)
		result[key] = column
	}
	return result
}

// compute applies f to every row of a reference table.
func compute(t *testing.T, rows int, f func(i int) (float64, error)) []float64 {
	t.Helper()
	got := make([]float64, rows)
	for i := range got {
		v, err := f(i)
		if err != nil {
			t.Fatalf("row %d: %v", i, err)
		}
		got[i] = v
	}
	return got
}

// relative compares numbers to a relative tolerance.
func relative(tolerance float64) cmp.Option {
	return cmp.Comparer(func(x, y float64) bool {
		return math.Abs(x-y) <= tolerance*max(math.Abs(x), math.Abs(y))
	})
}

// logScale compares logarithms of probabilities: the probabilities agree to
// the tolerance, or, for the tiniest, their logarithms to a hundredth of it.
func logScale(tolerance float64) cmp.Option {
	return cmp.Comparer(func(x, y float64) bool {
		return math.Abs(x-y) <= tolerance*max(1, math.Abs(x)/100)
	})
}

// ln turns a probability back into a natural logarithm and fails where value
// and logarithm disagree.
func ln(t *testing.T) func(p Probability, err error) (float64, error) {
	return func(p Probability, err error) (float64, error) {
		t.Helper()
		natural := p.Log10 * math.Ln10
		if want := math.Exp(natural); math.Abs(p.Value-want) > 1e-12*want {
			t.Errorf("value %g beside log10 %g", p.Value, p.Log10)
		}
		return natural, err
	}
}
