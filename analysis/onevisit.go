package analysis

import (
	"fmt"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// oneVisitMethods lists what is said of an outcome that was taken once, in the
// order of its rows: the methods and terms of [methods] that have a meaning
// without a second visit, over everyone with a score.
var oneVisitMethods = []method{
	define("describe", visitInputs, DescribeVisit),
	define("caseness", visitCasenessInputs, Prevalence),
	define("event", visitEventInputs, Prevalence),
	define("severity", visitBandInputs, BandShares),
}

// once reports whether the outcome was taken at one visit only.
func (o Outcome) once() bool { return o.Post == "" }

// axes are what is counted of the outcome.
func (o Outcome) axes() []summary.Axis {
	axes := []summary.Axis{{Scale: o.Scale, Visit: o.Pre}, {Scale: o.Scale, Visit: o.Post}}
	if o.once() {
		return axes[:1]
	}
	return axes
}

// methods are those that an outcome is asked.
func (o Outcome) methods() []method {
	if o.once() {
		return oneVisitMethods
	}
	return methods
}

// joint turns counts of one or two visits into joint counts. Of one visit, nobody
// has a score at the other, which has no name.
func (o Outcome) joint(c summary.Counts) (summary.Joint, error) {
	if !o.once() {
		return c.Joint(0, 1)
	}
	axes := c.Axes()
	if len(axes) == 0 {
		return summary.Joint{}, nil
	}
	if len(axes) != 1 {
		return summary.Joint{}, fmt.Errorf("%s: counts of one visit have %d axes", o.Scale, len(axes))
	}
	return summary.NewJoint(o.Scale, axes[0].Visit, o.Post, axes[0].Step, func(yield func([]summary.Score, int64) bool) {
		for at, n := range c.All() {
			if !yield([]summary.Score{at[0], summary.Missing}, n) {
				return
			}
		}
	})
}

// DescribeVisitResult describes the only visit of an outcome.
type DescribeVisitResult struct {
	Head
	findings
	N                int64
	Mean, SD, Median Number
}

func visitInputs(p *Pair, _ Spec) ([]input[summary.Histogram, DescribeOptions], error) {
	scores, err := p.Joint.Before(false)
	if err != nil {
		return nil, err
	}
	return once(scores, DescribeOptions{})
}

// DescribeVisit gives mean, standard deviation (divisor n − 1) and median of the
// scores of an outcome that was taken once, in the scale's units, under the terms
// of [Describe] for the first visit. It agrees with R's mean, sd and median.
func DescribeVisit(h summary.Histogram, _ DescribeOptions) (*DescribeVisitResult, error) {
	m, err := h.Moments()
	if err != nil {
		return nil, err
	}
	r := &DescribeVisitResult{Head: Head{Method: "describe", Title: "description of one visit"}, N: m.N()}
	r.Mean, r.SD, r.Median = optional(m.Mean(0)), optional(m.SD(0)), median(h)
	r.add(
		Estimate{Term: "mean_pre", N: r.N, Estimate: r.Mean},
		Estimate{Term: "sd_pre", N: r.N, Estimate: r.SD},
		Estimate{Term: "median_pre", N: r.N, Estimate: r.Median},
	)
	if r.N < 2 {
		r.decide("too_few_scores", r.N)
	}
	return r, nil
}
