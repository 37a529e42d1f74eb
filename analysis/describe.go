package analysis

import "github.com/cam-outcomes/cam/datasets/summary"

// DescribeOptions has nothing to choose.
type DescribeOptions struct{}

// DescribeResult describes both visits over the complete pairs.
type DescribeResult struct {
	Head
	findings
	N                     int64
	MeanPre, SDPre        Number
	MeanPost, SDPost      Number
	MedianPre, MedianPost Number
	SDChange              Number
	Correlation           Number // Pearson, between visits
}

func describeInputs(p *Pair, _ Spec) ([]input[summary.Joint, DescribeOptions], error) {
	return once(p.Joint, DescribeOptions{})
}

// Describe gives means, standard deviations (divisor n − 1), medians and
// Pearson's correlation of the two visits over the complete pairs, in the
// scale's units. It agrees with R's mean, sd, median and cor.
//
// With one pair the deviations and the correlation are absent; the correlation
// also where a visit does not vary.
func Describe(j summary.Joint, _ DescribeOptions) (*DescribeResult, error) {
	m, err := j.Moments()
	if err != nil {
		return nil, err
	}
	change, err := m.Combine("change", -1, 1)
	if err != nil {
		return nil, err
	}
	before, err := j.Before(true)
	if err != nil {
		return nil, err
	}
	after, err := j.After()
	if err != nil {
		return nil, err
	}
	r := &DescribeResult{Head: Head{Method: "describe", Title: "description of complete pairs"}, N: m.N()}
	r.MeanPre, r.SDPre = optional(m.Mean(0)), optional(m.SD(0))
	r.MeanPost, r.SDPost = optional(m.Mean(1)), optional(m.SD(1))
	r.MedianPre, r.MedianPost = median(before), median(after)
	r.SDChange = optional(change.SD(0))
	r.Correlation = optional(m.Correlation(0, 1))
	for _, t := range []struct {
		term  string
		value Number
	}{
		{"mean_pre", r.MeanPre}, {"sd_pre", r.SDPre}, {"median_pre", r.MedianPre},
		{"mean_post", r.MeanPost}, {"sd_post", r.SDPost}, {"median_post", r.MedianPost},
		{"sd_change", r.SDChange}, {"correlation", r.Correlation},
	} {
		r.add(Estimate{Term: t.term, N: r.N, Estimate: t.value})
	}
	switch {
	case r.N == 0:
		r.decide("no_pairs", 0)
	case r.N == 1:
		r.decide("one_pair", 1)
	case r.Correlation.IsZero():
		r.decide("no_correlation", r.N)
	}
	return r, nil
}

// optional turns a value that may not exist into a Number.
func optional(v float64, ok bool) Number {
	if !ok {
		return Number{}
	}
	return Num(v)
}

// median returns the median in units.
func median(h summary.Histogram) Number {
	twice, ok := h.MedianTwice()
	if !ok {
		return Number{}
	}
	half := summary.Step{Num: h.Step().Num, Den: 2 * h.Step().Den}
	return Num(half.Value(summary.Score(twice)))
}
