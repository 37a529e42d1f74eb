package analysis

import "github.com/cam-outcomes/cam/datasets/summary"

// ResponseOptions says who is a case and what remission is.
type ResponseOptions struct {
	Case        summary.Criterion
	Remission   summary.Criterion // zero for none
	Better      summary.Direction
	Range       summary.Range
	Reliability float64 // stated; 0 for none
	Level       Level   // 0.95
}

// ResponseResult gives response and remission of baseline cases.
type ResponseResult struct {
	Head
	findings
}

func responseInputs(p *Pair, spec Spec) ([]input[summary.Joint, ResponseOptions], error) {
	if p.Scale.Better != summary.Lower {
		return nil, nil // a 50% fall is a response only where less is better
	}
	reliability := p.Scale.Reliability
	for _, c := range p.Scale.Reliable {
		if reliability == 0 {
			reliability = c.R
		}
	}
	var all []input[summary.Joint, ResponseOptions]
	for _, c := range p.Scale.Caseness {
		all = append(all, input[summary.Joint, ResponseOptions]{p.Joint, ResponseOptions{
			Case: c, Remission: p.Scale.Remission, Better: p.Scale.Better,
			Range: p.Scale.Range, Reliability: reliability, Level: spec.Level,
		}})
	}
	return all, nil
}

// Response counts, among baseline cases, those whose score fell by at least
// half and those in remission, with Wilson intervals, each beside the share of
// everyone who started and beside what would be expected without any change.
// A fall by half means something only on a scale that starts at 0; on another
// the response row is empty, with a decision.
func Response(j summary.Joint, o ResponseOptions) (*ResponseResult, error) {
	level, err := o.Level.value()
	if err != nil {
		return nil, err
	}
	r := &ResponseResult{Head: Head{
		Method: "response", Title: "response and remission of baseline cases",
		Settings:   []Setting{{"case", o.Case.String()}, {"remission", o.Remission.String()}, {"level", ftoa(level)}},
		References: []string{"wilson1927"},
	}}
	half := caseShare{
		term: "response", variant: o.Case.String(), criterion: o.Case, isCase: o.Case.On(j.Step()),
		reaches: func(pre summary.Score) summary.Score { return floorHalf(pre) },
	}
	if o.Range.IsSet() && o.Range.Low.Num != 0 {
		rows, err := half.rows(j, o.Better, o.Reliability, level)
		if err != nil {
			return nil, err
		}
		for _, e := range rows {
			r.add(Estimate{Term: e.Term, Variant: e.Variant, N: e.N})
		}
		r.decide("response_needs_zero", j.Flow().Pairs, "lowest", o.Range.Low.String())
	} else if err := r.addShare(half, j, o.Better, o.Reliability, level); err != nil {
		return nil, err
	}
	if o.Remission.IsSet() {
		remitted := half
		remitted.term = "remission"
		bound := j.Step().Floor(o.Remission.At)
		remitted.reaches = func(summary.Score) summary.Score { return bound }
		if err := r.addShare(remitted, j, o.Better, o.Reliability, level); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// floorHalf is ⌊x/2⌋, the highest score that is a fall by half.
func floorHalf(x summary.Score) summary.Score {
	if x < 0 && x%2 != 0 {
		return x/2 - 1
	}
	return x / 2
}
