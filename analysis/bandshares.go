package analysis

import "github.com/cam-outcomes/cam/datasets/summary"

// BandSharesResult is the distribution over classes of severity at the only
// visit of an outcome.
type BandSharesResult struct {
	Head
	findings
	N      int64
	Counts []int64 // people in each band
}

func visitBandInputs(p *Pair, spec Spec) ([]input[summary.Histogram, SeverityOptions], error) {
	if len(p.Scale.Bands) < 2 {
		return nil, nil
	}
	scores, err := p.Joint.Before(false)
	if err != nil {
		return nil, err
	}
	return once(scores, SeverityOptions{Bands: p.Scale.Bands, Level: spec.Level})
}

// BandShares gives the share of people with a score in each band, with Wilson
// (1927) intervals, under the terms of [Severity] for the first visit.
//
// The intervals agree with R stats::prop.test(k, n, correct = FALSE).
func BandShares(h summary.Histogram, o SeverityOptions) (*BandSharesResult, error) {
	level, err := o.Level.value()
	if err != nil {
		return nil, err
	}
	r := &BandSharesResult{
		Head:   Head{Method: "severity", Title: "severity bands of one visit", References: []string{"wilson1927"}},
		Counts: make([]int64, len(o.Bands)),
	}
	for t, n := range h.All() {
		r.N += n
		r.Counts[summary.BandOf(o.Bands, t, h.Step())] += n
	}
	for i, b := range o.Bands {
		row, err := share(Estimate{Term: "pre:" + b.ID, N: r.N}, r.Counts[i], r.N, level)
		if err != nil {
			return nil, err
		}
		r.add(row)
	}
	return r, nil
}
