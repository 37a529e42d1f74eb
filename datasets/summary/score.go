package summary

import (
	"fmt"
	"math"
)

// Score is an observed value in ticks of its scale's grid: a PHQ-9 total of 12
// is Score(12), a weight of 80.7 kg on a grid of 0.1 kg is Score(807). Scores
// are compared, subtracted and ranked as integers, so that ties are never an
// accident of floating point.
type Score int64

// Missing is the score that was not observed. It sorts before every other.
const Missing Score = math.MinInt64

// MaxTicks is the largest magnitude of a score. It leaves room for the sums of
// products of 10⁸ participants in 128 bits.
const MaxTicks = 1_000_000_000_000_000

// Observed reports whether the score is there.
func (s Score) Observed() bool { return s != Missing }

// InRange reports whether the score may enter a summary: it is missing, or its
// magnitude is at most [MaxTicks].
func (s Score) InRange() bool { return s == Missing || (s >= -MaxTicks && s <= MaxTicks) }

// A RangeError says that a value does not fit its scale's grid: it exceeds
// [MaxTicks] ticks, or a sum or a count exceeds what its integer can hold.
type RangeError struct {
	Column string // the scale or column that overflowed
	What   string // "score", "sum", "count" or "step"
}

func (e *RangeError) Error() string {
	return fmt.Sprintf("%s: %s is too large to be counted exactly; use a coarser unit", e.Column, e.What)
}
