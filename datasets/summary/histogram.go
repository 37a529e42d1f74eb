package summary

import "iter"

// Histogram counts participants by one observed value, such as their change.
// It is all that a signed-rank test or the bootstrap of a mean needs.
type Histogram struct{ counts Counts }

// NewHistogram sums the values it is given, in any order and with repetitions.
func NewHistogram(axis Axis, values iter.Seq2[Score, int64]) (Histogram, error) {
	var one [1]Score
	c, err := NewCounts([]Axis{axis}, func(yield func([]Score, int64) bool) {
		for t, n := range values {
			one[0] = t
			if !yield(one[:], n) {
				return
			}
		}
	})
	return Histogram{c}, err
}

// All yields the values in ascending order with their number of participants.
func (h Histogram) All() iter.Seq2[Score, int64] {
	return func(yield func(Score, int64) bool) {
		for at, n := range h.counts.All() {
			if !yield(at[0], n) {
				return
			}
		}
	}
}

// Step returns the grid of the values.
func (h Histogram) Step() Step {
	if len(h.counts.axes) == 0 {
		return Step{}
	}
	return h.counts.axes[0].Step
}

// N returns the number of participants.
func (h Histogram) N() int64 { return h.counts.N() }

// Len returns the number of distinct values.
func (h Histogram) Len() int { return h.counts.Len() }

// Equal reports whether both hold the same values.
func (h Histogram) Equal(k Histogram) bool { return h.counts.Equal(k.counts) }

// Merge adds the participants of k, brought to the common step.
func (h Histogram) Merge(k Histogram) (Histogram, error) {
	c, err := h.counts.Merge(k.counts)
	return Histogram{c}, err
}

// Moments returns n, the sum and the sum of squares of the values.
func (h Histogram) Moments() (Moments, error) {
	name := "x"
	if len(h.counts.axes) > 0 {
		name = h.counts.axes[0].Visit
	}
	return NewMoments([]Column{{name, h.Step()}}, h.counts.All())
}

// MedianTwice returns twice the median in ticks, an integer also where the
// median lies half way between two scores; ok is false without participants.
func (h Histogram) MedianTwice() (twice int64, ok bool) {
	n := h.N()
	if n == 0 {
		return 0, false
	}
	var below int64
	lower, seen := Score(0), false
	for t, m := range h.All() {
		below += m
		if !seen && 2*below >= n { // the value at rank ⌈n/2⌉
			lower, seen = t, true
		}
		if below >= n/2+1 { // the value at rank ⌊n/2⌋+1
			return int64(lower) + int64(t), true
		}
	}
	return 2 * int64(lower), true
}
