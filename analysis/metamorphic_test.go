package analysis

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// symptom is a scale with everything that clinical change needs.
var symptom = summary.Scale{
	ID: "y", Better: summary.Lower, Reliability: 0.84,
	Caseness: []summary.Criterion{{Op: ">=", At: summary.Amount{Num: 10, Den: 1}}},
	Bands:    []summary.Band{{ID: "minimal", From: summary.Amount{Num: 0, Den: 1}}, {ID: "mild", From: summary.Amount{Num: 5, Den: 1}}, {ID: "moderate", From: summary.Amount{Num: 10, Den: 1}}},
	Reliable: []summary.Reliable{{ID: ">=6", Change: summary.Amount{Num: 6, Den: 1}}},
	Events:   []summary.Event{{ID: "symptom_free", Label: "no symptoms", Criterion: summary.Criterion{Op: "<=", At: summary.Amount{Num: 0, Den: 1}}}},
}

func drawStudy(t *rapid.T, least int) people {
	n := rapid.IntRange(least, 40).Draw(t, "n")
	score := func() *string {
		if rapid.IntRange(0, 9).Draw(t, "missing") == 0 {
			return nil
		}
		s := strconv.Itoa(rapid.IntRange(0, 27).Draw(t, "score"))
		return &s
	}
	var p people
	for range n {
		p.Pre = append(p.Pre, score())
		p.Post = append(p.Post, score())
	}
	return p
}

// mapScores applies f to every observed score.
func mapScores(column []*string, f func(int) int) []*string {
	out := make([]*string, len(column))
	for i, s := range column {
		if s != nil {
			v, _ := strconv.Atoi(*s)
			text := strconv.Itoa(f(v))
			out[i] = &text
		}
	}
	return out
}

var close10 = cmp.Options{
	cmp.Comparer(func(a, b Number) bool {
		x, okX := a.Get()
		y, okY := b.Get()
		return okX == okY && math.Abs(x-y) <= 1e-10*math.Max(1e-3, math.Max(math.Abs(x), math.Abs(y)))
	}),
	cmpopts.EquateEmpty(),
}

// Exchanging before and after changes signs and nothing else.
func TestSwapNegates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawStudy(t, 0)
		forward := analyseRapid(t, summary.Scale{}, p, Spec{})
		backward := analyseRapid(t, summary.Scale{}, people{Pre: p.Post, Post: p.Pre}, Spec{})
		negate := func(n Number) Number {
			v, ok := n.Get()
			if !ok {
				return Number{}
			}
			return Num(-v)
		}
		for _, e := range forward.Estimates {
			switch {
			case e.Method == "paired_t", e.Method == "signed_rank", e.Term == "d_z", e.Term == "g_z", e.Term == "d_av", e.Term == "d_rm", e.Term == "rank_biserial":
			default:
				continue
			}
			want := e
			want.Estimate, want.ConfLow, want.ConfHigh = negate(e.Estimate), negate(e.ConfHigh), negate(e.ConfLow)
			got := findRapid(t, backward, e)
			if e.Method != "signed_rank" {
				want.Statistic = negate(e.Statistic)
			} else {
				want.Statistic, got.Statistic = Number{}, Number{} // W+ becomes W−
			}
			if diff := cmp.Diff(want, got, close10); diff != "" {
				t.Fatalf("swapped %s %s (-want +got):\n%s", e.Method, e.Term, diff)
			}
		}
	})
}

// A constant added to every score moves means and nothing about the change.
func TestShiftLeavesChangeAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawStudy(t, 0)
		up := func(v int) int { return v + 1000 }
		q := people{Pre: mapScores(p.Pre, up), Post: mapScores(p.Post, up)}
		before, after := analyseRapid(t, summary.Scale{}, p, Spec{}), analyseRapid(t, summary.Scale{}, q, Spec{})
		for _, e := range before.Estimates {
			if e.Method == "describe" && (strings.HasPrefix(e.Term, "mean") || strings.HasPrefix(e.Term, "median")) || e.Method == "attrition" && strings.HasPrefix(e.Term, "mean") {
				continue
			}
			if diff := cmp.Diff(e, findRapid(t, after, e), close10); diff != "" {
				t.Fatalf("shifted %s %s:\n%s", e.Method, e.Term, diff)
			}
		}
	})
}

// Another unit changes what is measured in it, and no t, d, p or class.
func TestScaleLeavesTestsAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawStudy(t, 0)
		times := func(v int) int { return 10 * v }
		q := people{Pre: mapScores(p.Pre, times), Post: mapScores(p.Post, times)}
		before, after := analyseRapid(t, summary.Scale{}, p, Spec{}), analyseRapid(t, summary.Scale{}, q, Spec{})
		for _, e := range before.Estimates {
			if e.Method == "describe" || e.Method == "attrition" {
				continue
			}
			got := findRapid(t, after, e)
			if e.Method == "paired_t" || e.Method == "signed_rank" {
				for _, n := range []*Number{&e.Estimate, &e.StdError, &e.ConfLow, &e.ConfHigh} {
					if v, ok := n.Get(); ok {
						*n = Num(10 * v)
					}
				}
			}
			if diff := cmp.Diff(e, got, close10); diff != "" {
				t.Fatalf("scaled %s %s:\n%s", e.Method, e.Term, diff)
			}
		}
	})
}

// Scoring the other way round, with the direction turned, gives everybody the
// same verdict.
func TestReversalKeepsVerdicts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawStudy(t, 0)
		turn := func(v int) int { return 27 - v }
		q := people{Pre: mapScores(p.Pre, turn), Post: mapScores(p.Post, turn)}
		reversed := symptom
		reversed.Better = summary.Higher
		reversed.Caseness = []summary.Criterion{{Op: "<=", At: summary.Amount{Num: 17, Den: 1}}}
		before, after := analyseRapid(t, symptom, p, Spec{}), analyseRapid(t, reversed, q, Spec{})
		for _, e := range before.Estimates {
			if e.Method != "reliable_change" {
				continue
			}
			got := findRapid(t, after, e)
			got.Detail, e.Detail = "", ""
			if diff := cmp.Diff(e, got, close10); diff != "" {
				t.Fatalf("reversed %s %q:\n%s", e.Term, e.Variant, diff)
			}
		}
	})
}

// An interval that covers 0 beside a p below .05, or the reverse, is a bug.
func TestIntervalsAgreeWithTests(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawStudy(t, 2)
		level := rapid.SampledFrom([]float64{0.8, 0.9, 0.95, 0.99}).Draw(t, "level")
		zeros := rapid.SampledFrom([]Zeros{Wilcoxon, Pratt}).Draw(t, "zeros")
		r := analyseRapid(t, symptom, p, Spec{Level: Level(level), Zeros: zeros})
		agree := func(e Estimate, p Number, level float64) {
			low, okLow := e.ConfLow.Get()
			high, okHigh := e.ConfHigh.Get()
			value, ok := p.Get()
			if !okLow || !okHigh || !ok {
				return
			}
			if covers := low <= 0 && 0 <= high; covers != (value > 1-level) {
				t.Fatalf("%s %s: [%v, %v] at p = %v, level %v", e.Method, e.Term, low, high, value, level)
			}
		}
		var tp Number
		for _, e := range r.Estimates {
			switch {
			case e.Method == "paired_t":
				tp = e.PValue
				agree(e, tp, level)
			case e.Method == "signed_rank":
				achieved, _ := e.ConfLevel.Get() // less than asked for where that is out of reach
				agree(e, e.PValue, min(level, achieved))
			case e.Method == "effect_size" && (strings.HasPrefix(e.Term, "d_") || strings.HasPrefix(e.Term, "g_")):
				agree(e, tp, level)
			}
		}
	})
}

// Every row keeps its key and n, and no number is NaN or infinite, whatever the
// data: a marshalled report proves it, since JSON has no such numbers.
func TestEveryRowIsThere(t *testing.T) {
	full := analyse(t, symptom, people{Pre: texts("12", "9", "15", "11", "20"), Post: texts("6", "9", "10", "3", "12")}, Spec{})
	rapid.Check(t, func(t *rapid.T) {
		r := analyseRapid(t, symptom, drawStudy(t, 0), Spec{})
		key := func(e Estimate) string { return e.Method + " " + e.Term + " " + e.Variant }
		var got, want []string
		seen := map[string]bool{}
		for _, e := range r.Estimates {
			got = append(got, key(e))
			if seen[key(e)] {
				t.Fatalf("%s occurs twice", key(e))
			}
			seen[key(e)] = true
			explained := slices.ContainsFunc(r.Decisions, func(d summary.Decision) bool { return d.Method == e.Method })
			if e.Estimate.IsZero() && e.Method != "attrition" && e.Term != "marginal_homogeneity" && !explained {
				t.Fatalf("%s has no estimate and no decision says why", key(e))
			}
		}
		for _, e := range full.Estimates {
			want = append(want, key(e))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("rows (-want +got):\n%s", diff)
		}
	})
}

func analyseRapid(t *rapid.T, scale summary.Scale, p people, spec Spec) *Report {
	scale.ID = "y"
	spec.Outcomes = []Outcome{{Scale: "y", Pre: "pre", Post: "post"}}
	r, err := Standard(t.Context(), memory{scale, p}, spec)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func findRapid(t *rapid.T, r *Report, like Estimate) Estimate {
	for _, e := range r.Estimates {
		if e.Stratum == like.Stratum && e.Method == like.Method && e.Term == like.Term && e.Variant == like.Variant {
			return e
		}
	}
	t.Fatalf("no row %s %s %q", like.Method, like.Term, like.Variant)
	return Estimate{}
}
