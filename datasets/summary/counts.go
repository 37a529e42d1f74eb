package summary

import (
	"fmt"
	"iter"
	"slices"
)

// Axis is one coordinate of [Counts]: the score of a scale at a visit.
type Axis struct {
	Scale, Visit string
	Step         Step
}

// Counts holds how many participants stand in each cell of its axes. A score
// that was not observed is a level like any other, so a participant counted
// once stands in exactly one cell, and the total is the number of participants.
// The zero Counts has no axes and no participants; it is the identity of Merge.
//
// Cells are kept sorted by their coordinates and never empty: two Counts that
// say the same are [Counts.Equal].
type Counts struct {
	axes []Axis
	at   []Score // len(axes) coordinates a cell
	n    []int64
}

// NewCounts sums the cells it is given, in any order and with repetitions. It
// fails for a cell of the wrong number of coordinates, for a negative count and
// for an overflow.
func NewCounts(axes []Axis, cells iter.Seq2[[]Score, int64]) (Counts, error) {
	c := Counts{axes: slices.Clone(axes)}
	if len(axes) == 0 {
		return Counts{}, fmt.Errorf("counts need at least one axis")
	}
	var total int64
	for at, n := range cells {
		if len(at) != len(axes) {
			return Counts{}, fmt.Errorf("a cell has %d coordinates, its counts have %d axes", len(at), len(axes))
		}
		if n < 0 {
			return Counts{}, fmt.Errorf("a cell of %s holds %d participants", axes[0].Scale, n)
		}
		for i, t := range at {
			if t != Missing && (t < -2*MaxTicks || t > 2*MaxTicks) { // a change may span twice the range
				return Counts{}, &RangeError{Column: axes[i].Scale, What: "score"}
			}
		}
		var ok bool
		if total, ok = add64(total, n); !ok {
			return Counts{}, &RangeError{Column: axes[0].Scale, What: "count"}
		}
		if n > 0 {
			c.at = append(c.at, at...)
			c.n = append(c.n, n)
		}
	}
	return c.canonical(), nil
}

// canonical sorts the cells and joins those of equal coordinates.
func (c Counts) canonical() Counts {
	k := len(c.axes)
	order := make([]int, len(c.n))
	sorted := true
	for i := range order {
		order[i] = i
		sorted = sorted && (i == 0 || slices.Compare(c.cell(i-1), c.cell(i)) < 0)
	}
	if sorted {
		return c
	}
	slices.SortFunc(order, func(a, b int) int { return slices.Compare(c.cell(a), c.cell(b)) })
	out := Counts{axes: c.axes, at: make([]Score, 0, len(c.at)), n: make([]int64, 0, len(c.n))}
	for _, i := range order {
		if last := len(out.n) - 1; last >= 0 && slices.Equal(out.at[last*k:], c.cell(i)) {
			out.n[last] += c.n[i] // the total fits, so every part does
			continue
		}
		out.at = append(out.at, c.cell(i)...)
		out.n = append(out.n, c.n[i])
	}
	return out
}

func (c Counts) cell(i int) []Score {
	k := len(c.axes)
	return c.at[i*k : (i+1)*k : (i+1)*k]
}

// Axes returns the axes in their order.
func (c Counts) Axes() []Axis { return slices.Clone(c.axes) }

// Len returns the number of cells.
func (c Counts) Len() int { return len(c.n) }

// All yields the cells in ascending order of their coordinates. The slice is
// valid during the step and must not be written to.
func (c Counts) All() iter.Seq2[[]Score, int64] {
	return func(yield func([]Score, int64) bool) {
		for i, n := range c.n {
			if !yield(c.cell(i), n) {
				return
			}
		}
	}
}

// N returns the number of participants. It cannot overflow: NewCounts and
// Merge keep the total within an int64.
func (c Counts) N() int64 {
	var n int64
	for _, m := range c.n {
		n += m
	}
	return n
}

// Equal reports whether both hold the same participants in the same cells of
// the same axes.
func (c Counts) Equal(d Counts) bool {
	return slices.Equal(c.axes, d.axes) && slices.Equal(c.at, d.at) && slices.Equal(c.n, d.n)
}

// Merge returns the counts of the participants of both, who must be different
// people. The axes must name the same scales and visits in the same order;
// their steps may differ and are brought to the common one.
func (c Counts) Merge(d Counts) (Counts, error) {
	if len(c.axes) == 0 {
		return d, nil
	}
	if len(d.axes) == 0 {
		return c, nil
	}
	if !slices.EqualFunc(c.axes, d.axes, func(a, b Axis) bool { return a.Scale == b.Scale && a.Visit == b.Visit }) {
		return Counts{}, fmt.Errorf("counts of %s cannot be merged with counts of %s", axesText(c.axes), axesText(d.axes))
	}
	axes := slices.Clone(c.axes)
	for i := range axes {
		common, _, _, err := c.axes[i].Step.Common(d.axes[i].Step)
		if err != nil {
			return Counts{}, err
		}
		axes[i].Step = common
	}
	a, err := c.rescaled(axes)
	if err != nil {
		return Counts{}, err
	}
	b, err := d.rescaled(axes)
	if err != nil {
		return Counts{}, err
	}
	if _, ok := add64(a.N(), b.N()); !ok {
		return Counts{}, &RangeError{Column: axes[0].Scale, What: "count"}
	}
	sum := Counts{axes: axes, at: slices.Concat(a.at, b.at), n: slices.Concat(a.n, b.n)}
	return sum.canonical(), nil
}

// rescaled expresses the cells in the steps of axes, each of which divides the
// present one. Order is kept, since the factors are positive.
func (c Counts) rescaled(axes []Axis) (Counts, error) {
	out := Counts{axes: axes, at: slices.Clone(c.at), n: c.n}
	for j, axis := range axes {
		_, factor, _, err := c.axes[j].Step.Common(axis.Step)
		if err != nil {
			return Counts{}, err
		}
		if factor == 1 {
			continue
		}
		for i := j; i < len(out.at); i += len(axes) {
			if out.at[i], err = rescale(out.at[i], factor, axis.Scale); err != nil {
				return Counts{}, err
			}
		}
	}
	return out, nil
}

// Margin counts the participants on some of the axes, in the order given.
func (c Counts) Margin(axes ...int) (Counts, error) {
	out := Counts{n: slices.Clone(c.n)}
	for _, j := range axes {
		if j < 0 || j >= len(c.axes) {
			return Counts{}, fmt.Errorf("there is no axis %d among %d", j, len(c.axes))
		}
		out.axes = append(out.axes, c.axes[j])
	}
	out.at = make([]Score, 0, len(axes)*len(c.n))
	for i := range c.n {
		for _, j := range axes {
			out.at = append(out.at, c.cell(i)[j])
		}
	}
	return out.canonical(), nil
}

func axesText(axes []Axis) string {
	s := ""
	for i, a := range axes {
		if i > 0 {
			s += " × "
		}
		s += a.Scale + " at " + a.Visit
	}
	return s
}
