package exact

import (
	"cmp"
	"math"
	"math/big"
	"slices"

	"pgregory.net/rapid"
)

// The reference implementations here follow the definitions and share no code
// with the package.

// bruteVerdict returns W+ doubled and the exact two-sided p of a center in
// quarter ticks, from single observations, with counts as big integers.
func bruteVerdict(values []int64, center Quarters, zeros Zeros) (twicePlus, total int64, p float64) {
	type observation struct{ size, sign int64 }
	var observations []observation
	for _, v := range values {
		d := 4*v - int64(center)
		switch {
		case d > 0:
			observations = append(observations, observation{d, 1})
		case d < 0:
			observations = append(observations, observation{-d, -1})
		case zeros == RankZeros:
			observations = append(observations, observation{0, 0})
		}
	}
	slices.SortFunc(observations, func(a, b observation) int { return cmp.Compare(a.size, b.size) })
	var ranks []int64
	for i, o := range observations {
		if o.sign == 0 {
			continue
		}
		first, last := i, i
		for first > 0 && observations[first-1].size == o.size {
			first--
		}
		for last+1 < len(observations) && observations[last+1].size == o.size {
			last++
		}
		rank := int64(first + 1 + last + 1)
		ranks = append(ranks, rank)
		total += rank
		if o.sign > 0 {
			twicePlus += rank
		}
	}
	patterns := make([]*big.Int, total+1)
	for i := range patterns {
		patterns[i] = new(big.Int)
	}
	patterns[0].SetInt64(1)
	for _, r := range ranks {
		for w := total; w >= r; w-- {
			patterns[w].Add(patterns[w], patterns[w-r])
		}
	}
	tail := new(big.Int)
	for w := range min(twicePlus, total-twicePlus) + 1 {
		tail.Add(tail, patterns[w])
	}
	ratio := new(big.Rat).SetFrac(tail, new(big.Int).Lsh(big.NewInt(1), uint(len(ranks))))
	p, _ = ratio.Float64()
	return twicePlus, total, min(1, 2*p)
}

// bruteNormal returns the normal approximation of the same.
func bruteNormal(values []int64, center Quarters, zeros Zeros) float64 {
	var sizes []int64
	for _, v := range values {
		if d := 4*v - int64(center); d != 0 || zeros == RankZeros {
			sizes = append(sizes, max(d, -d))
		}
	}
	var excess, squares float64
	for _, v := range values {
		d := 4*v - int64(center)
		if d == 0 {
			continue
		}
		rank := 0.5
		for _, s := range sizes {
			switch {
			case s < max(d, -d):
				rank++
			case s == max(d, -d):
				rank += 0.5
			}
		}
		squares += rank * rank
		if d > 0 {
			excess += rank
		} else {
			excess -= rank
		}
	}
	if squares == 0 {
		return 1
	}
	return math.Erfc(math.Abs(excess) / math.Sqrt(2*squares))
}

// bruteHull returns the accepted centers among all stretches and points: step 1
// looks at both (whole-tick changes have Walsh averages at even quarters), step
// 2 at half ticks only. outside is the largest p beyond the hull.
func bruteHull(values []int64, alpha float64, step Quarters, p func(Quarters) float64) (low, high Quarters, found bool, outside float64) {
	from, to := Quarters(4*slices.Min(values)-4), Quarters(4*slices.Max(values)+4)
	low, high = to, from
	for c := from; c <= to; c += step {
		if p(c) > alpha {
			found = true
			low, high = min(low, c), max(high, c)
		}
	}
	for c := from; c <= to; c += step {
		if c < low || c > high {
			outside = max(outside, p(c))
		}
	}
	return low, high, found, outside
}

// bruteMedian returns the median Walsh average from the list of all pairs.
func bruteMedian(values []int64) Quarters {
	var sums []int64
	for i, a := range values {
		for _, b := range values[i:] {
			sums = append(sums, a+b)
		}
	}
	slices.Sort(sums)
	n := len(sums)
	return Quarters(sums[(n-1)/2] + sums[n/2])
}

// tally counts values into changes.
func tally(values []int64) []Change {
	counts := map[int64]int64{}
	for _, v := range values {
		counts[v]++
	}
	changes := make([]Change, 0, len(counts))
	for v, n := range counts {
		changes = append(changes, Change{Value: v, N: n})
	}
	slices.SortFunc(changes, func(a, b Change) int { return cmp.Compare(a.Value, b.Value) })
	return changes
}

// likert draws changes of a questionnaire: few values, many zeros and ties, at
// times lopsided.
func likert(smallest, largest int) *rapid.Generator[[]int64] {
	return rapid.Custom(func(t *rapid.T) []int64 {
		width := rapid.Int64Range(1, 12).Draw(t, "width")
		shift := rapid.Int64Range(-3, 3).Draw(t, "shift")
		value := rapid.OneOf(rapid.Just(int64(0)), rapid.Int64Range(-width, width), rapid.Int64Range(0, 2), rapid.Int64Range(shift, shift+width))
		return rapid.SliceOfN(value, smallest, largest).Draw(t, "changes")
	})
}
