package analysis

import (
	"math"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// AttritionOptions has nothing to choose.
type AttritionOptions struct{}

// AttritionResult compares at baseline those who were retained, who have a
// pair, with those who were lost, who have a baseline score only.
type AttritionResult struct {
	Head
	findings
	Enrolled, Retained, Lost summary.Moments // of the baseline score
	Difference               Number          // standardized, retained − lost
}

func attritionInputs(p *Pair, _ Spec) ([]input[summary.Joint, AttritionOptions], error) {
	return once(p.Joint, AttritionOptions{})
}

// Attrition gives the mean baseline score of everyone who has one, of those
// retained and of those lost, and the standardized difference of the last two:
//
//	(M_retained − M_lost) / √((s²_retained + s²_lost) / 2)
//
// (Austin 2009). It is a description of the sample, so it has no test: whether
// dropout biased the result is not decided by a p-value. Values beyond 0.1 are
// commonly looked at.
func Attrition(j summary.Joint, _ AttritionOptions) (*AttritionResult, error) {
	r := &AttritionResult{Head: Head{
		Method: "attrition", Title: "baseline of those retained and lost",
		References: []string{"austin2009"},
	}}
	before, err := j.Before(false)
	if err != nil {
		return nil, err
	}
	if r.Enrolled, err = before.Moments(); err != nil {
		return nil, err
	}
	retained, err := j.Before(true)
	if err != nil {
		return nil, err
	}
	if r.Retained, err = retained.Moments(); err != nil {
		return nil, err
	}
	if r.Lost, err = lostMoments(j); err != nil {
		return nil, err
	}
	vr, okR := r.Retained.Var(0)
	vl, okL := r.Lost.Var(0)
	mr, _ := r.Retained.Mean(0)
	ml, _ := r.Lost.Mean(0)
	if okR && okL && vr+vl > 0 {
		r.Difference = Num((mr - ml) / math.Sqrt((vr+vl)/2))
	}
	r.add(
		meanRow("mean_pre_enrolled", r.Enrolled), meanRow("mean_pre_retained", r.Retained), meanRow("mean_pre_lost", r.Lost),
		Estimate{Term: "standardized_difference", N: r.Enrolled.N(), Estimate: r.Difference, Detail: detail("difference", "retained-lost")},
	)
	// Where nobody was lost, the row of those lost says so by its n.
	if r.Lost.N() > 0 && r.Difference.IsZero() {
		r.decide("no_standardized_difference", r.Enrolled.N())
	}
	return r, nil
}

func lostMoments(j summary.Joint) (summary.Moments, error) {
	return summary.NewMoments([]summary.Column{{Name: "pre", Step: j.Step()}}, func(yield func([]summary.Score, int64) bool) {
		for at, n := range j.All() {
			if at[0].Observed() && !at[1].Observed() && !yield(at[:1], n) {
				return
			}
		}
	})
}

// meanRow is a mean with its SD in the detail.
func meanRow(term string, m summary.Moments) Estimate {
	e := Estimate{Term: term, N: m.N(), Estimate: optional(m.Mean(0))}
	if sd, ok := m.SD(0); ok {
		e.Detail = detail("sd", ftoa(sd))
	}
	return e
}
