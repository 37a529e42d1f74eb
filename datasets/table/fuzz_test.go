package table

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Whatever the bytes, reading ends without a panic, every row has the length of
// the header, the fingerprint is right, and the way in which the bytes come
// changes nothing.
func FuzzCSV(f *testing.F) {
	for _, path := range casePaths(f) {
		archive, input := loadCase(f, path)
		f.Add(input, extension(archive.Files[0].Name) == ".tsv")
	}
	f.Fuzz(func(t *testing.T, input []byte, tabs bool) {
		name := "cohort.csv"
		if tabs {
			name = "cohort.tsv"
		}
		want := describe(name, bytes.NewReader(input))
		if strings.Contains(want, "\nBUG: ") {
			t.Error(want)
		}
		for how, r := range chunked(input) {
			if diff := cmp.Diff(want, describe(name, r)); diff != "" {
				t.Errorf("read by %s: -at once +so\n%s", how, diff)
			}
		}
	})
}
