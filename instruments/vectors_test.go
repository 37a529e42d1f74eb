package instruments

import (
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// testCatalog holds instruments that exercise what the builtin ones do not.
func testCatalog(t testing.TB) *Catalog {
	t.Helper()
	c, err := Load(os.DirFS("testdata/catalog"))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func builtinCatalog(t testing.TB) *Catalog {
	t.Helper()
	c, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func find(t testing.TB, id string) (*Instrument, bool) {
	t.Helper()
	if i, ok := builtinCatalog(t).Lookup(id); ok {
		return i, true
	}
	return testCatalog(t).Lookup(id)
}

// score reads texts and scores them, keeping three decimals.
func score(t testing.TB, i *Instrument, o Options, texts []string) (Result, *Scorer, error) {
	t.Helper()
	o.Decimals = 3
	p, err := i.Parser(o)
	if err != nil {
		t.Fatal(err)
	}
	s, err := i.Scorer(o)
	if err != nil {
		t.Fatal(err)
	}
	var answers []Answer
	for n, text := range texts {
		a, reading := p.Parse(n, text)
		if reading == OutOfRange {
			return Result{}, s, fmt.Errorf("%q: %s", text, reading)
		}
		if reading != Read && reading != Blank {
			t.Errorf("%s item %d: %q is %s", i.ID, n, text, reading)
		}
		answers = append(answers, a)
	}
	var r Result
	err = s.Score(answers, &r)
	return r, s, err
}

func units(s *Scorer, scale int, r Result) *big.Rat {
	if !r.Scales[scale].Score.Observed() {
		return nil
	}
	return s.Step(scale).Amount(r.Scales[scale].Score)
}

func bandOf(scale *Scale, step summary.Step, score summary.Score) string {
	bands := scale.Summary("en").Bands
	if len(bands) == 0 || !score.Observed() {
		return ""
	}
	return bands[summary.BandOf(bands, score, step)].ID
}

// outcome is what a vector says of one scale.
type outcome struct {
	Score      *string `json:"score"`
	Answered   int     `json:"answered"`
	Prorated   bool    `json:"prorated"`
	NotImputed bool    `json:"not_imputed"`
	Band       string  `json:"band"`
}

func TestVectors(t *testing.T) {
	var vectors []map[string]json.RawMessage
	readJSON(t, "testdata/vectors.json", &vectors)
	for n, v := range vectors {
		var id, prorate, safety string
		var answers, warnings []string
		var level Answer
		for key, to := range map[string]any{"instrument": &id, "prorate": &prorate, "safety": &safety, "answers": &answers, "warnings": &warnings, "level": &level} {
			if raw, ok := v[key]; ok {
				if err := json.Unmarshal(raw, to); err != nil {
					t.Fatal(err)
				}
			}
		}
		t.Run(fmt.Sprintf("%s/%d", id, n), func(t *testing.T) {
			i, ok := find(t, id)
			if !ok {
				t.Fatalf("no instrument %s", id)
			}
			r, s, err := score(t, i, Options{Prorate: Prorating(prorate)}, answers)
			if err != nil {
				t.Fatal(err)
			}
			for k, scale := range i.Scales {
				var want outcome
				if err := json.Unmarshal(v[scale.ID], &want); err != nil {
					t.Fatalf("%s: %v", scale.ID, err)
				}
				x := r.Scales[k]
				got := outcome{Answered: x.Answered, Prorated: x.Prorated, NotImputed: x.NotImputed, Band: bandOf(scale, s.Step(k), x.Score)}
				if value := units(s, k, r); value != nil {
					text := (summary.Amount{Num: value.Num().Int64(), Den: value.Denom().Int64()}).String()
					got.Score = &text
				}
				if d := cmp.Diff(want, got); d != "" {
					t.Errorf("%s of %v (-want +got):\n%s", scale.ID, answers, d)
				}
			}
			var warned []string
			for k, w := range i.Warnings {
				if r.Warnings>>k&1 == 1 {
					warned = append(warned, w.ID)
				}
			}
			if d := cmp.Diff(warnings, warned); d != "" {
				t.Errorf("warnings (-want +got):\n%s", d)
			}
			if r.Safety.State.String() != safety || r.Safety.Level != level {
				t.Errorf("safety %s %d, want %s %d", r.Safety.State, r.Safety.Level, safety, level)
			}
		})
	}
}
