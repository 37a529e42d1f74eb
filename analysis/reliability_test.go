package analysis

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// itemMoments sums complete surveys.
func itemMoments(t interface{ Fatal(...any) }, surveys [][]summary.Score) summary.Moments {
	var columns []summary.Column
	if len(surveys) > 0 {
		for i := range surveys[0] {
			columns = append(columns, summary.Column{Name: fmt.Sprintf("q%d", i+1), Step: summary.Unit})
		}
	}
	return namedMoments(t, columns, surveys)
}

func namedMoments(t interface{ Fatal(...any) }, columns []summary.Column, surveys [][]summary.Score) summary.Moments {
	m, err := summary.NewMoments(columns, func(yield func([]summary.Score, int64) bool) {
		for _, s := range surveys {
			if !slices.Contains(s, summary.Missing) && !yield(s, 1) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// The cases hold items and not scores, so they are summed here and not by a
// source.
func TestInternalConsistencyReference(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "ref", "internal_consistency", "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no reference cases: %v", err)
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var c struct {
				reference
				Names          []string             `json:"names"`
				Items          map[string][]*string `json:"items"`
				Omega          float64              `json:"omega"`
				OmegaTolerance float64              `json:"omega_tolerance"`
			}
			if err := json.Unmarshal(text, &c); err != nil {
				t.Fatal(err)
			}
			var columns []summary.Column
			surveys := make([][]summary.Score, len(c.Items[c.Names[0]]))
			for _, name := range c.Names {
				columns = append(columns, summary.Column{Name: name, Step: summary.Unit})
				for i, cell := range c.Items[name] {
					surveys[i] = append(surveys[i], ticks(cell, 0))
				}
			}
			result, err := InternalConsistency(namedMoments(t, columns, surveys), InternalConsistencyOptions{Visit: "pre"})
			if err != nil {
				t.Fatal(err)
			}
			report := &Report{}
			report.addResult(result, "internal_consistency", "y", "")
			c.compare(t, report)
			if omega, ok := result.Omega.Get(); !ok || math.Abs(omega-c.Omega) > c.OmegaTolerance {
				t.Errorf("omega is %v, %s says %v", result.Omega, c.Source, c.Omega)
			}
			heywood := slices.ContainsFunc(result.Decisions(), func(d summary.Decision) bool { return d.Code == "omega_heywood" })
			if want := filepath.Base(path) == "heywood.json"; heywood != want {
				t.Errorf("a Heywood case is told: %v, want %v", heywood, want)
			}
		})
	}
}

// Shifting or turning every item changes nothing; the order of items does not
// matter; alpha if dropped is the alpha of the others; the interval holds alpha.
func TestInternalConsistencyLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(3, 6).Draw(t, "items")
		surveys := rapid.SliceOfN(rapid.SliceOfN(rapid.Custom(func(t *rapid.T) summary.Score { return summary.Score(rapid.IntRange(0, 3).Draw(t, "answer")) }), k, k), 2, 40).Draw(t, "surveys")
		of := func(change func([]summary.Score) []summary.Score) *InternalConsistencyResult {
			var changed [][]summary.Score
			for _, s := range surveys {
				changed = append(changed, change(slices.Clone(s)))
			}
			r, err := InternalConsistency(itemMoments(t, changed), InternalConsistencyOptions{})
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
		same := of(func(s []summary.Score) []summary.Score { return s })
		turned := of(func(s []summary.Score) []summary.Score {
			for i := range s {
				s[i] = 3 - s[i]
			}
			return s
		})
		if same.Alpha != turned.Alpha || same.Low != turned.Low || !slices.Equal(same.Items, turned.Items) {
			t.Fatalf("turned: %+v, want %+v", turned.Items, same.Items)
		}
		if a, ok := same.Alpha.Get(); ok {
			low, _ := same.Low.Get()
			high, _ := same.High.Get()
			if a > 1 || low > a || a > high {
				t.Fatalf("alpha %v [%v, %v]", a, low, high)
			}
		}
		backwards := of(func(s []summary.Score) []summary.Score { slices.Reverse(s); return s })
		if same.Alpha != backwards.Alpha {
			t.Fatalf("the order of items changes alpha")
		}
		one, okOne := same.Omega.Get()
		two, okTwo := backwards.Omega.Get()
		if okOne && (one < 0 || one > 1) || okOne && okTwo && math.Abs(one-two) > 1e-5 {
			t.Fatalf("omega %v, items backwards %v", one, two)
		}
		for i := range k {
			others := of(func(s []summary.Score) []summary.Score { return slices.Delete(s, i, i+1) })
			if others.Alpha != same.Items[i].IfDropped {
				t.Fatalf("alpha without item %d is %v, want %v", i, same.Items[i].IfDropped, others.Alpha)
			}
		}
	})
}

func TestInternalConsistencyEdges(t *testing.T) {
	for _, c := range []struct {
		name    string
		surveys [][]summary.Score
		alpha   bool
		want    []string
	}{
		{"nobody", nil, false, []string{"too_few_surveys"}},
		{"one survey", [][]summary.Score{{1, 2, 3}}, false, []string{"too_few_surveys"}},
		{"nothing varies", [][]summary.Score{{1, 1}, {1, 1}}, false, []string{"total_constant", "item_without_variance", "item_without_variance", "omega_two_items"}},
		{"one item constant", [][]summary.Score{{1, 0, 2}, {1, 2, 3}, {1, 1, 0}}, true, []string{"item_without_variance"}},
		{"two items", [][]summary.Score{{1, 0}, {2, 2}, {0, 1}}, true, []string{"omega_two_items"}},
		{"fewer surveys than items", [][]summary.Score{{1, 0, 2}, {2, 2, 3}, {0, 1, 0}}, true, []string{"omega_singular"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := InternalConsistency(itemMoments(t, c.surveys), InternalConsistencyOptions{})
			if err != nil {
				t.Fatal(err)
			}
			var codes []string
			for _, d := range r.Decisions() {
				codes = append(codes, d.Code)
			}
			if !slices.Equal(codes, c.want) || r.Alpha.IsZero() == c.alpha || !r.Omega.IsZero() {
				t.Errorf("decisions %v, want %v; alpha %v, omega %v", codes, c.want, r.Alpha, r.Omega)
			}
		})
	}
	if _, err := InternalConsistency(itemMoments(t, [][]summary.Score{{1}, {2}}), InternalConsistencyOptions{}); err == nil {
		t.Error("one item was accepted")
	}
	if _, err := InternalConsistency(summary.Moments{}, InternalConsistencyOptions{Level: 2}); err == nil {
		t.Error("a level of 2 was accepted")
	}
}
