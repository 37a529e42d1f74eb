package exact

import (
	"math"
	"sort"
)

// rankGroup is a set of changes of one size: their mid-rank, doubled so that it
// is whole, and how many they are.
type rankGroup struct {
	rank int64 // twice the mid-rank
	n    int64
}

// ranking is the signed-rank statistic around a center, and all that its
// conditional null distribution depends on.
type ranking struct {
	groups          []rankGroup // by increasing rank
	plus, total     int64       // twice the sum of the ranks of positive changes, and of all
	above, below    int64       // changes above and below the center
	zeros           int64       // changes at the center
	tied, tieGroups int64       // non-zero changes whose size occurs more than once; sizes that do
	sumSquares      float64     // Σ n·rank² over the groups
}

// rankAround ranks the distances of changes from a center given in quarter
// ticks. groups is storage to reuse.
func rankAround(changes []Change, center Quarters, zeros Zeros, groups []rankGroup) ranking {
	r := ranking{groups: groups[:0]}
	c := int64(center)
	up := sort.Search(len(changes), func(i int) bool { return 4*changes[i].Value >= c })
	down := up - 1
	if up < len(changes) && 4*changes[up].Value == c {
		r.zeros = changes[up].N
		up++
	}
	var ranked int64
	if zeros == RankZeros {
		ranked = r.zeros
	}
	for down >= 0 || up < len(changes) {
		toUp, toDown := int64(math.MaxInt64), int64(math.MaxInt64)
		if up < len(changes) {
			toUp = 4*changes[up].Value - c
		}
		if down >= 0 {
			toDown = c - 4*changes[down].Value
		}
		var positive, negative int64
		if toUp <= toDown {
			positive = changes[up].N
			up++
		}
		if toDown <= toUp {
			negative = changes[down].N
			down--
		}
		n := positive + negative
		rank := 2*ranked + n + 1
		ranked += n
		r.groups = append(r.groups, rankGroup{rank: rank, n: n})
		r.plus += positive * rank
		r.total += n * rank
		r.above += positive
		r.below += negative
		r.sumSquares += float64(n) * float64(rank) * float64(rank)
		if n > 1 {
			r.tied += n
			r.tieGroups++
		}
	}
	return r
}

// nonzero returns the number of changes away from the center.
func (r *ranking) nonzero() int64 { return r.above + r.below }

// excess returns twice the difference of the two rank sums, T = W+ − W−.
func (r *ranking) excess() int64 { return 2*r.plus - r.total }

// smaller returns twice the smaller of the two rank sums.
func (r *ranking) smaller() int64 { return min(r.plus, r.total-r.plus) }
