package summary

import (
	"fmt"
	"iter"
)

// Joint counts participants by their score of one scale before and after, both
// on the same grid, missing being a level: who has both is a pair, who has only
// one was lost or came late, who has neither was enrolled without an answer.
type Joint struct{ counts Counts }

// Flow says how many participants a [Joint] is about.
type Flow struct {
	Enrolled int64 // everyone
	Pre      int64 // with a baseline score
	Post     int64 // with a follow-up score
	Pairs    int64 // with both
}

// Joint returns the counts on axes pre and post, which must be of one scale.
// Their grids are brought to the common step.
func (c Counts) Joint(pre, post int) (Joint, error) {
	if len(c.axes) == 0 {
		return Joint{}, nil
	}
	m, err := c.Margin(pre, post)
	if err != nil {
		return Joint{}, err
	}
	common, _, _, err := m.axes[0].Step.Common(m.axes[1].Step)
	if err != nil {
		return Joint{}, err
	}
	if m.axes[0].Scale != m.axes[1].Scale {
		return Joint{}, fmt.Errorf("%s is not one scale at two visits", axesText(m.axes))
	}
	axes := m.Axes()
	axes[0].Step, axes[1].Step = common, common
	m, err = m.rescaled(axes)
	return Joint{m}, err
}

// NewJoint counts pairs of scores of one scale at two visits.
func NewJoint(scale, pre, post string, step Step, cells iter.Seq2[[]Score, int64]) (Joint, error) {
	c, err := NewCounts([]Axis{{scale, pre, step}, {scale, post, step}}, cells)
	return Joint{c}, err
}

// Counts returns the cells with their axes.
func (j Joint) Counts() Counts { return j.counts }

// Equal reports whether both hold the same cells.
func (j Joint) Equal(k Joint) bool { return j.counts.Equal(k.counts) }

// Merge adds the participants of k, brought to the common step.
func (j Joint) Merge(k Joint) (Joint, error) {
	c, err := j.counts.Merge(k.counts)
	if err != nil || len(c.axes) == 0 {
		return Joint{}, err
	}
	return c.Joint(0, 1)
}

// Step returns the grid of both scores and of their change.
func (j Joint) Step() Step {
	if len(j.counts.axes) == 0 {
		return Step{}
	}
	return j.counts.axes[0].Step
}

// Scale returns the id of the scale.
func (j Joint) Scale() string {
	if len(j.counts.axes) == 0 {
		return ""
	}
	return j.counts.axes[0].Scale
}

// All yields (pre, post) and the number of participants, in ascending order,
// missing first.
func (j Joint) All() iter.Seq2[[2]Score, int64] {
	return func(yield func([2]Score, int64) bool) {
		for at, n := range j.counts.All() {
			if !yield([2]Score{at[0], at[1]}, n) {
				return
			}
		}
	}
}

// Pairs yields the cells in which both scores were observed.
func (j Joint) Pairs() iter.Seq2[[2]Score, int64] {
	return func(yield func([2]Score, int64) bool) {
		for at, n := range j.All() {
			if at[0].Observed() && at[1].Observed() && !yield(at, n) {
				return
			}
		}
	}
}

// Flow counts the participants by what was observed of them.
func (j Joint) Flow() Flow {
	var f Flow
	for at, n := range j.All() {
		f.Enrolled += n
		if at[0].Observed() {
			f.Pre += n
		}
		if at[1].Observed() {
			f.Post += n
		}
		if at[0].Observed() && at[1].Observed() {
			f.Pairs += n
		}
	}
	return f
}

// Swap exchanges before and after.
func (j Joint) Swap() (Joint, error) {
	if len(j.counts.axes) == 0 {
		return j, nil
	}
	return j.counts.Joint(1, 0)
}

// Change counts the pairs by post − pre.
func (j Joint) Change() (Histogram, error) {
	return j.histogram("change", func(at [2]Score) Score {
		if !at[0].Observed() || !at[1].Observed() {
			return Missing
		}
		return at[1] - at[0]
	})
}

// Before counts the participants with a baseline score by that score; where
// pairsOnly, only those who have a follow-up score too.
func (j Joint) Before(pairsOnly bool) (Histogram, error) {
	return j.histogram("pre", func(at [2]Score) Score {
		if pairsOnly && !at[1].Observed() {
			return Missing
		}
		return at[0]
	})
}

// After counts the pairs by their follow-up score.
func (j Joint) After() (Histogram, error) {
	return j.histogram("post", func(at [2]Score) Score {
		if !at[0].Observed() {
			return Missing
		}
		return at[1]
	})
}

func (j Joint) histogram(name string, of func([2]Score) Score) (Histogram, error) {
	return NewHistogram(Axis{j.Scale(), name, j.Step()}, func(yield func(Score, int64) bool) {
		for at, n := range j.All() {
			if t := of(at); t.Observed() && !yield(t, n) {
				return
			}
		}
	})
}

// Moments returns n, sums and cross-products of ("pre", "post") over the pairs.
func (j Joint) Moments() (Moments, error) {
	return NewMoments([]Column{{"pre", j.Step()}, {"post", j.Step()}}, func(yield func([]Score, int64) bool) {
		for at, n := range j.Pairs() {
			if !yield(at[:], n) {
				return
			}
		}
	})
}

// Fourfold counts the pairs by whether the event, named for results, holds
// before and after.
func (j Joint) Fourfold(event string, holds func(Score) bool) Fourfold {
	f := Fourfold{Event: event}
	for at, n := range j.Pairs() {
		switch before, after := holds(at[0]), holds(at[1]); {
		case before && after:
			f.Both += n
		case before:
			f.Lost += n
		case after:
			f.Gained += n
		default:
			f.Neither += n
		}
	}
	return f
}

// Banded replaces every observed score by the index of its band, so that the
// result counts transitions between classes of severity.
func (j Joint) Banded(bands []Band) (Joint, error) {
	cuts := bandCuts(bands, j.Step())
	band := func(t Score) Score {
		if !t.Observed() {
			return Missing
		}
		return Score(bandAt(cuts, t))
	}
	pre, post := "", ""
	if len(j.counts.axes) > 0 {
		pre, post = j.counts.axes[0].Visit, j.counts.axes[1].Visit
	}
	return NewJoint(j.Scale(), pre, post, Unit, func(yield func([]Score, int64) bool) {
		for at, n := range j.All() {
			if !yield([]Score{band(at[0]), band(at[1])}, n) {
				return
			}
		}
	})
}
