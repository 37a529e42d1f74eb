package analysis

import (
	"math"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// PairedTOptions chooses the confidence level of the mean change.
type PairedTOptions struct {
	Level     Level // 0.95
	Clustered bool  // a cluster is named, so the row says that it assumes independence
}

// PairedTResult is Student's paired t test with the mean change.
type PairedTResult struct {
	Head
	findings
	N         int64
	Mean      Number // of post − pre
	StdError  Number
	T         Number
	DF        Number // n − 1
	P         Number // two-sided
	Low, High Number
}

func pairedTInputs(p *Pair, spec Spec) ([]input[summary.Moments, PairedTOptions], error) {
	change, err := p.Change.Moments()
	if err != nil {
		return nil, err
	}
	return once(change, PairedTOptions{Level: spec.Level, Clustered: spec.Cluster != ""})
}

// PairedT tests whether the mean change is zero, from the moments of the change
// (one column).
//
//	t = M / (s/√n),  df = n − 1,  M ± t₍₁₊level₎/₂ · s/√n
//
// It assumes independent participants and, at small n, roughly normal changes.
// It agrees with R stats::t.test(post, pre, paired = TRUE). Student (1908).
//
// With one pair only the mean is there; without variance neither a t nor an
// interval is.
func PairedT(change summary.Moments, o PairedTOptions) (*PairedTResult, error) {
	level, err := o.Level.value()
	if err != nil {
		return nil, err
	}
	r := &PairedTResult{
		Head: Head{
			Method: "paired_t", Title: "paired t test",
			Settings:   []Setting{{"level", ftoa(level)}},
			References: []string{"student1908"},
		},
		N: change.N(), Mean: optional(change.Mean(0)),
	}
	row := Estimate{Term: "mean_change", N: r.N, Estimate: r.Mean}
	if o.Clustered {
		row.Detail = detail("assumes", "independence")
	}
	sd, ok := change.SD(0)
	switch {
	case r.N == 0:
		r.decide("no_pairs", 0)
	case !ok:
		r.decide("one_pair", 1)
	case sd == 0:
		r.StdError, row.StdError = Num(0), Num(0)
		r.decide("no_variance", r.N)
	default:
		mean, _ := r.Mean.Get()
		row, err = student(row, mean, sd/math.Sqrt(float64(r.N)), float64(r.N-1), level)
		if err != nil {
			return nil, err
		}
		r.StdError, r.T, r.DF, r.P = row.StdError, row.Statistic, row.DF, row.PValue
		r.Low, r.High = row.ConfLow, row.ConfHigh
	}
	r.add(row)
	return r, nil
}
