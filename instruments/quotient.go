package instruments

import (
	"fmt"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// A quotient is times · (a + b + …) / z^power, where z is the last item of the
// scale and a, b, … are the others: weight in kg over the square of height in
// cm, times 10000, is the body mass index; visits over months, times 1000, are
// visits in 1000 person-months. It is the only operation whose results lie on no
// grid of their own, so they are rounded once, half up, to the scale's step.

// quotient is a scale of [Quotient] with its items on their grids.
type quotient struct {
	over   []term // what is added up
	under  int    // item
	power  int
	factor int64 // of the sum, in steps of the score
	divide int64 // of the divisor's power, in the same
}

// term is an item with what brings it to the finest grid of those beside it.
type term struct {
	item   int
	factor int64
}

// compileQuotient brings a quotient to whole numbers and finds its range.
func (i *Instrument) compileQuotient(s *Scale, o Options) (*compiledScale, error) {
	last := len(s.Items) - 1
	q := &quotient{under: s.Items[last], power: s.Power}
	finest := int64(1)
	for _, item := range s.Items[:last] {
		finest = max(finest, i.Grid(item, o).Den)
	}
	var low, high int64
	for _, item := range s.Items[:last] {
		a := i.allowed(item, o)
		t := term{item, finest / i.Grid(item, o).Den}
		if a.low < 0 {
			return nil, fmt.Errorf("item %s may be negative, and a quotient needs values that are not", i.Items[item].ID)
		}
		low, high = low+int64(a.low)*t.factor, high+int64(a.high)*t.factor
		q.over = append(q.over, t)
	}
	divisor := i.allowed(q.under, o)
	if divisor.low <= 0 {
		return nil, fmt.Errorf("item %s may be 0, and nothing can be divided by it", i.Items[q.under].ID)
	}
	// score/step = times·sum/finest · (grid/z)^power · stepDen/stepNum
	q.factor, q.divide = s.Times*s.Step.Den, finest*s.Step.Num
	bottom, fits := q.divide, true
	for range q.power {
		var okFactor, okBottom bool
		q.factor, okFactor = product(q.factor, i.Grid(q.under, o).Den)
		bottom, okBottom = product(bottom, int64(divisor.high))
		fits = fits && okFactor && okBottom
	}
	// Rounding doubles the sum and the divisor.
	top, okTop := product(high, q.factor)
	if limit := int64(summary.MaxTicks / 4); !fits || !okTop || top > limit || bottom > limit {
		return nil, fmt.Errorf("the scores are too large to be counted exactly")
	}
	return &compiledScale{
		rule: Complete, step: s.Step, quotient: q,
		low: q.of(low, int64(divisor.high)), high: q.of(high, int64(divisor.low)),
	}, nil
}

func (q *quotient) raised(z int64) int64 {
	p := int64(1)
	for range q.power {
		p *= z
	}
	return p
}

// of is the rounded score of a sum and a divisor, both on their grids.
func (q *quotient) of(sum, z int64) int64 {
	by := q.divide * q.raised(z)
	return floorDiv(2*sum*q.factor+by, 2*by)
}

// score needs every answer: a sum without one of its items is another sum.
func (q *quotient) score(given, filled []Answer) Scored {
	r := Scored{Score: summary.Missing}
	whole := filled[q.under] != NoAnswer
	if given[q.under] != NoAnswer {
		r.Answered++
	}
	var sum int64
	for _, t := range q.over {
		if given[t.item] != NoAnswer {
			r.Answered++
		}
		if whole = whole && filled[t.item] != NoAnswer; whole {
			sum += int64(filled[t.item]) * t.factor
		}
	}
	if whole {
		r.Score = summary.Score(q.of(sum, int64(filled[q.under])))
	}
	return r
}

// checkQuotient verifies what a quotient must have and what no other scale may.
func (s *Scale) checkQuotient(i *Instrument) (problem, hint string) {
	switch isQuotient := s.Operation == Quotient; {
	case isQuotient != (s.Times > 0), !isQuotient && s.Power > 0:
		return fmt.Sprintf("scale %s must say what its quotient is multiplied by, or nothing", s.ID), "times: and power: belong to operation: quotient"
	case !isQuotient:
		return "", ""
	case len(s.Items) < 2:
		return fmt.Sprintf("scale %s divides by its last item and has no other", s.ID), "name two items or more"
	case !s.Step.IsSet() || len(s.Table) > 0 || len(s.Maps) > 0:
		return fmt.Sprintf("scale %s is a quotient, which has a step to round to and neither map nor table", s.ID), "write step: 0.1, for example"
	case s.Missing.Kind != Complete:
		return "a quotient cannot be made from some of the items", "use rule: complete"
	}
	for _, item := range s.Items {
		if it := &i.Items[item]; it.Reverse || it.Answers != nil {
			return fmt.Sprintf("item %s is no plain number, and a quotient is made of these", it.ID), "give it number:"
		}
	}
	return "", ""
}
