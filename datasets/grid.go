package datasets

import (
	"fmt"
	"math/big"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// commonGrid finds the step that all columns of an outcome share and brings
// them to it: the declared one where every value lies on it, else the coarsest
// that holds them all. Values off a declared grid are kept, as a decision.
func (b *builder) commonGrid(s summary.Scale, columns []series, steps []summary.Step) (summary.Scale, error) {
	fits := func(step summary.Step) (off int64, err error) {
		for i := range columns {
			n, err := columns[i].rescale(steps[i], step, b.slots())
			if off += n; err != nil {
				return off, err
			}
		}
		return off, nil
	}
	common := s.Step
	for _, step := range steps {
		var err error
		if common, _, _, err = common.Common(step); err != nil {
			return s, gridError(s, err)
		}
	}
	if s.Step.IsSet() {
		off, err := fits(s.Step)
		if err != nil {
			return s, gridError(s, err)
		}
		if off == 0 {
			return s, nil
		}
		b.decide(summary.Decision{Code: DecisionOffGrid, Outcome: s.ID, N: off, Args: map[string]string{
			"declared": summary.Amount(s.Step).String(), "step": summary.Amount(common).String()}})
	}
	s.Step = common
	if _, err := fits(common); err != nil {
		return s, gridError(s, err)
	}
	return s, nil
}

func gridError(s summary.Scale, err error) error {
	return &DataError{Problems: []Problem{{What: fmt.Sprintf("outcome %s: %v", quoteName(s.ID), err)}}}
}

// rescale expresses values of one step in another, and returns how many of them
// do not lie on it.
func (s *series) rescale(from, to summary.Step, participants int) (off int64, err error) {
	ratio := new(big.Rat).Quo(from.Rat(), to.Rat())
	s.factor, s.divisor = 1, 1
	s.bounds(participants)
	tooLarge := &summary.RangeError{Column: "the values", What: "score"}
	if !ratio.Num().IsInt64() || !ratio.Denom().IsInt64() {
		return 0, tooLarge
	}
	factor, divisor := ratio.Num().Int64(), ratio.Denom().Int64()
	const most = 1 << 62
	if s.magnitude() > most/factor {
		return 0, tooLarge
	}
	s.factor = factor
	if divisor > 1 {
		for p := range participants {
			if v := s.at(p); v != noScore && v%divisor != 0 {
				off++
			}
		}
	}
	s.divisor = divisor
	s.bounds(participants)
	if s.magnitude() > summary.MaxTicks {
		return off, tooLarge
	}
	return off, nil
}

// baselineValues gives every participant the value of a baseline that has a
// column of its own: that of the first row by visit that has one. Participants
// whose rows differ are counted.
func (b *builder) baselineValues(c *scoreColumn, outcome string) *ints {
	values := newInts(b.participants)
	best := make([]int16, b.participants)
	differs := make(map[int32]bool)
	for row, p := range b.participant {
		v := c.values.at(row)
		if p < 0 || v == noScore {
			continue
		}
		have := values.at(int(p))
		if have != noScore && have != v {
			differs[p] = true
		}
		if have == noScore || b.visit[row] < best[p] || b.visit[row] == best[p] && v < have {
			values.set(int(p), v)
			best[p] = b.visit[row]
		}
	}
	if len(differs) > 0 {
		b.decide(summary.Decision{Code: DecisionBaselineChanges, Outcome: outcome, N: int64(len(differs)), Args: map[string]string{"column": c.header}})
	}
	return values
}
