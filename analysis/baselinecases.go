package analysis

import (
	"math"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// caseShare is a share of baseline cases: people who were a case before, and
// what happened to them.
type caseShare struct {
	term, variant string
	criterion     summary.Criterion // of a case
	isCase        func(summary.Score) bool
	// reaches returns the follow-up score that just counts as the event for
	// this baseline score: events are at that score or further the better way.
	// It must be observed.
	reaches func(pre summary.Score) summary.Score
}

// rows gives the share among pairs and its two companions: "/started", of all
// baseline cases with those lost counted as not improved, and "/expected", the
// share that would be reached if nobody had changed.
func (c caseShare) rows(j summary.Joint, better summary.Direction, reliability, level float64) ([]Estimate, error) {
	var k, n, started int64
	for at, m := range j.All() {
		if !at[0].Observed() || !c.isCase(at[0]) {
			continue
		}
		started += m
		if !at[1].Observed() {
			continue
		}
		n += m
		if summary.Score(better.Sign())*(at[1]-c.reaches(at[0])) >= 0 {
			k += m
		}
	}
	expected := Estimate{Term: c.term, Variant: c.variant + "/expected", N: n}
	if reliability > 0 {
		expected.Detail = detail("reliability", ftoa(reliability), "model", "no_change")
		expected.Estimate = c.expected(j, better, reliability)
	}
	isCase := detail("case", c.criterion.String())
	expected.Detail = joinDetail(isCase, expected.Detail)
	answered, err := share(Estimate{Term: c.term, Variant: c.variant, N: n, Detail: isCase}, k, n, level)
	if err != nil {
		return nil, err
	}
	everyone, err := share(Estimate{Term: c.term, Variant: c.variant + "/started", N: started, Detail: joinDetail(isCase, detail("lost", "not_improved"))}, k, started, level)
	return []Estimate{answered, everyone, expected}, err
}

// addShare adds a share of baseline cases with its companions, and says which of
// them nothing can be said about.
func (f *findings) addShare(c caseShare, j summary.Joint, better summary.Direction, reliability, level float64) error {
	rows, err := c.rows(j, better, reliability, level)
	if err != nil {
		return err
	}
	f.add(rows...)
	switch {
	case c.cases(j) == 0:
		f.decide("no_baseline_cases", 0, "criterion", c.criterion.String())
	case reliability == 0:
		f.decide("expected_needs_reliability", rows[0].N, "criterion", c.criterion.String())
	case rows[2].Estimate.IsZero():
		f.decide("no_baseline_variance", rows[0].N)
	}
	return nil
}

// cases returns the number of baseline cases with a follow-up score.
func (c caseShare) cases(j summary.Joint) int64 {
	var n int64
	for at, m := range j.Pairs() {
		if c.isCase(at[0]) {
			n += m
		}
	}
	return n
}

// expected returns the share of baseline cases that would have the event if
// nothing had changed but the error of measurement. With the baseline mean m, SD
// s and reliability r, a second score of somebody who scored x is taken as
// N(m + r(x − m), s²(1 − r²)), cut half a step beyond the score that just
// counts, and averaged over the observed baseline cases. This is regression to
// the mean: for PHQ-9 ~ N(7, 5) and r = .7, 36% of those at 10 or more "recover"
// without any change.
func (c caseShare) expected(j summary.Joint, better summary.Direction, r float64) Number {
	before, err := j.Before(false)
	if err != nil {
		return Number{}
	}
	moments, err := before.Moments()
	if err != nil {
		return Number{}
	}
	step := j.Step().Float()
	mean, _ := moments.Mean(0)
	sd, ok := moments.SD(0)
	if !ok || sd == 0 {
		return Number{}
	}
	mean, sd = mean/step, sd/step // in ticks
	spread := sd * math.Sqrt(1-r*r)
	sign := float64(better.Sign())
	sum, n := 0.0, 0.0
	for at, m := range j.Pairs() {
		if !c.isCase(at[0]) {
			continue
		}
		again := mean + r*(float64(at[0])-mean)
		cut := float64(c.reaches(at[0])) - sign/2
		sum += float64(m) * normalCDF(sign*(again-cut)/spread)
		n += float64(m)
	}
	return Num(sum / n)
}

// noLongerCase returns the score that just is no case: one step beyond the
// cut-off.
func noLongerCase(c summary.Criterion, step summary.Step) summary.Score {
	if c.Op == "<=" {
		return step.Floor(c.At) + 1
	}
	return step.Ceil(c.At) - 1
}

// further returns whichever of two scores is harder to reach.
func further(better summary.Direction, a, b summary.Score) summary.Score {
	if better == summary.Higher {
		return max(a, b)
	}
	return min(a, b)
}
