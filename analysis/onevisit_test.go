package analysis

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// An outcome that was taken once has no row about change, and says why once.
func TestOneVisit(t *testing.T) {
	scale := summary.Scale{Better: summary.Lower, Reliability: 0.8, Caseness: []summary.Criterion{{Op: ">=", At: amount(t, "10")}}}
	score := func(s string) *string { return &s }
	for _, c := range []struct {
		name      string
		pre       []*string
		answered  bool
		decisions []string
		absent    []string // terms without an estimate
	}{
		{"several", []*string{score("3"), score("12"), nil}, true, []string{"one_visit"}, nil},
		{"one", []*string{score("12"), nil, nil}, false, []string{"one_visit", "too_few_scores"}, []string{"sd_pre"}},
		{"none", []*string{nil, nil, nil}, false, []string{"one_visit", "too_few_scores"}, []string{"mean_pre", "sd_pre", "median_pre", "prevalence_pre"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := people{Pre: c.pre, By: []*string{score("A"), score("B"), score("B")}, Cluster: []*string{score("1"), score("2"), score("2")}}
			spec := Spec{Outcomes: []Outcome{{Scale: "y", Pre: "pre"}}, Cluster: "cluster", Bootstrap: 100}
			r := analyse(t, scale, p, spec)
			var terms, absent, codes []string
			for _, e := range r.Estimates {
				terms = append(terms, e.Method+" "+e.Term+" "+e.Variant)
				if e.Estimate.IsZero() {
					absent = append(absent, e.Term)
				}
			}
			want := []string{"describe mean_pre ", "describe sd_pre ", "describe median_pre ", "caseness prevalence_pre >=10"}
			if diff := cmp.Diff(want, terms); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.absent, absent); diff != "" {
				t.Errorf("rows without an estimate (-want +got):\n%s", diff)
			}
			for _, d := range r.Decisions {
				codes = append(codes, d.Code)
			}
			if diff := cmp.Diff(c.decisions, codes); diff != "" {
				t.Errorf("decisions (-want +got):\n%s", diff)
			}
			if r.Answered() != c.answered {
				t.Errorf("answered: %t", r.Answered())
			}
			spec.By = []string{"by"}
			once := 0
			for _, d := range analyse(t, scale, p, spec).Decisions {
				if d.Code == "one_visit" {
					once++
				}
			}
			if once != 1 {
				t.Errorf("by stratum, one_visit is told %d times", once)
			}
		})
	}
}
