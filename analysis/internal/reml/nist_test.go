package reml

import (
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/datasets/table"
)

// TestNISTAnova: in a balanced one-way layout the random intercept model is the
// analysis of variance: σ² is the mean square within, and σ² + m·τ² the one
// between. NIST certifies their ratio for data of up to 13 constant leading
// digits, which survive because scores are summed as integers.
func TestNISTAnova(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(shared, "conformance", "nist_strd.json"))
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(shared); err == nil {
			t.Fatal("nist_strd.json is missing from the shared data")
		}
		t.Skip("the shared reference data are not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Cases []struct {
			ID, Data  string
			Expected  map[string]float64
			Tolerance struct{ Rel float64 }
		}
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	for _, c := range doc.Cases {
		if c.Expected["F"] == 0 {
			continue
		}
		t.Run(c.ID, func(t *testing.T) {
			d, replicates := oneWay(t, filepath.Join(shared, "conformance", c.Data))
			f, err := New(d, RandomEffects{Effects: 1}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			ratio := 1 + replicates*f.Theta[0]*f.Theta[0]
			if want := c.Expected["F"]; math.Abs(ratio-want) > 1e-9*want {
				t.Errorf("F is %.12g, certified %.12g", ratio, want)
			}
			if want := c.Expected["ms_within"]; want > 0 && math.Abs(f.Sigma2-want) > 1e-9*want {
				t.Errorf("the mean square within is %.12g, certified %.12g", f.Sigma2, want)
			}
		})
	}
}

// oneWay reads treatments and responses after the line that names them, a block
// a treatment, as ticks about the first response.
func oneWay(t *testing.T, path string) (*Data, float64) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	type response struct {
		treatment string
		mantissa  int64
		decimals  int
	}
	_, after, _ := strings.Cut(string(text), "\nData:  ")
	if _, again, ok := strings.Cut(after, "\nData:  "); ok {
		after = again
	}
	var all []response
	var most int
	for _, line := range strings.Split(after, "\n")[1:] {
		fields := strings.Fields(line)
		if len(fields) != 2 {
			continue
		}
		mantissa, decimals, status := table.ParseDecimal(fields[1], false)
		if status != table.Exact {
			t.Fatalf("%q is no number", fields[1])
		}
		all = append(all, response{fields[0], mantissa, decimals})
		most = max(most, decimals)
	}
	step, err := summary.NewStep(1, int64(math.Pow10(most)))
	if err != nil {
		t.Fatal(err)
	}
	ticks := func(r response) summary.Score { return summary.Score(r.mantissa * int64(math.Pow10(most-r.decimals))) }
	d := &Data{Columns: []int{0}}
	var size int
	for start := 0; start < len(all); start += size {
		var row, origin []summary.Score
		var columns []summary.Column
		b := Block{N: 1}
		for _, r := range all[start:] {
			if r.treatment != all[start].treatment {
				break
			}
			row, origin = append(row, ticks(r)), append(origin, ticks(all[0]))
			columns = append(columns, summary.Column{Name: r.treatment, Step: step})
			b.Visits, b.F, b.Z = append(b.Visits, len(b.Visits)), append(b.F, 1), append(b.Z, 1)
		}
		size = len(row)
		m, err := summary.NewMoments(columns, func(yield func([]summary.Score, int64) bool) { yield(row, 1) })
		if err != nil {
			t.Fatal(err)
		}
		sum, cross := m.About(origin)
		b.Gram = append([]float64{1}, sum...)
		for i := range cross {
			b.Gram = append(append(b.Gram, sum[i]), cross[i]...)
		}
		d.Blocks = append(d.Blocks, b)
	}
	return d, float64(size)
}
