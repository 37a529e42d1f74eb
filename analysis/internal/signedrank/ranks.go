package signedrank

import "slices"

// Group is a distinct value with the number of people who have it.
type Group struct{ Value, N int64 }

// weight is a distinct absolute value: its mid-rank, doubled to be an integer,
// and its multiplicity.
type weight struct{ rank2, n int64 }

// Ranks are the signed ranks of changes.
type Ranks struct {
	NonZero   int64 // changes that are not zero
	Zeros     int64
	Tied      int64 // non-zero changes that share their absolute value
	TieGroups int64 // of two or more

	weights      []weight // in order of absolute value
	plus2, total int64    // twice W+, and twice the sum of all ranks
}

// Rank ranks the absolute values of the changes, which are in ascending order
// of their value; groups of nobody are passed over. Zeros are dropped before
// ranking or, under Pratt's rule, ranked first and then dropped.
func Rank(changes []Group, pratt bool) Ranks {
	return rankShifted(changes, 1, 0, pratt)
}

// rankShifted ranks scale·value − shift, so that a location of shift/scale is
// tested without leaving the integers.
func rankShifted(changes []Group, scale, shift int64, pratt bool) Ranks {
	var r Ranks
	// The first change that is not below zero.
	up, _ := slices.BinarySearchFunc(changes, 0, func(g Group, _ int) int {
		if scale*g.Value < shift {
			return -1
		}
		return 1
	})
	down := up - 1
	if up < len(changes) && scale*changes[up].Value == shift {
		r.Zeros = changes[up].N
		up++
	}
	var below int64 // ranks already given
	if pratt {
		below = r.Zeros
	}
	r.weights = make([]weight, 0, len(changes))
	for down >= 0 || up < len(changes) {
		var negative, positive int64
		order := 0 // of the two nearest absolute values: negative first, both, positive first
		switch {
		case down < 0:
			order = 1
		case up >= len(changes):
			order = -1
		default:
			if low, high := shift-scale*changes[down].Value, scale*changes[up].Value-shift; low < high {
				order = -1
			} else if low > high {
				order = 1
			}
		}
		if order <= 0 {
			negative = changes[down].N
			down--
		}
		if order >= 0 {
			positive = changes[up].N
			up++
		}
		n := negative + positive
		if n == 0 {
			continue
		}
		rank2 := 2*below + n + 1
		below += n
		r.NonZero += n
		r.plus2 += rank2 * positive
		r.total += rank2 * n
		if n > 1 {
			r.Tied += n
			r.TieGroups++
		}
		r.weights = append(r.weights, weight{rank2, n})
	}
	return r
}

// Plus returns W+, the sum of the ranks of positive changes.
func (r Ranks) Plus() float64 { return float64(r.plus2) / 2 }

// Minus returns W−, the sum of the ranks of negative changes.
func (r Ranks) Minus() float64 { return float64(r.total-r.plus2) / 2 }

// RankBiserial returns (W+ − W−)/(W+ + W−), and 0 without a non-zero change.
func (r Ranks) RankBiserial() float64 {
	if r.total == 0 {
		return 0
	}
	return float64(2*r.plus2-r.total) / float64(r.total)
}

// smaller returns twice the smaller of W+ and W−. The null distribution is
// symmetric, so its lower tail serves both.
func (r Ranks) smaller() int64 { return min(r.plus2, r.total-r.plus2) }
