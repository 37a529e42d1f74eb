package signedrank

import (
	"math"
	"slices"

	"github.com/cam-outcomes/cam/analysis/internal/tails"
)

// subsetSumCost estimates the nanoseconds of [subsetSum]: an addition for every
// change and every sum up to the statistic.
func subsetSumCost(r Ranks) float64 {
	unit := 1.0
	if r.TieGroups == 0 {
		unit = 2 // doubled whole ranks
	}
	return float64(r.NonZero) * float64(r.smaller()) / unit * 0.7
}

// subsetSum counts the sign assignments by their sum, adding one change at a
// time, up to the statistic only. The counts are integers, exact below 2⁵³, so
// up to fifty-odd changes the probability is correct to the last bit; beyond,
// every addition is of positive terms, so the relative error stays of the order
// of n rounding errors. Counts are scaled down, and the scale is kept, before
// they overflow.
func subsetSum(r Ranks) tails.Probability {
	weights, statistic, _ := r.reduced()
	count := make([]float64, statistic+1)
	count[0] = 1
	exponent := 0       // counts are times 2^exponent
	reached := int64(0) // largest sum so far
	growth := 0         // doublings since the last scaling
	for _, w := range weights {
		for range w.n {
			reached = min(reached+w.rank2, statistic)
			if w.rank2 <= statistic {
				from := count[:reached+1-w.rank2]
				to := count[w.rank2 : reached+1]
				for i := len(from) - 1; i >= 0; i-- {
					to[i] += from[i]
				}
			}
			if growth++; growth == 500 { // each step at most doubles a count
				growth = 0
				if _, e := math.Frexp(slices.Max(count)); e > 500 {
					for i := range count {
						count[i] = math.Ldexp(count[i], -e)
					}
					exponent += e
				}
			}
		}
	}
	sum := 0.0
	for _, c := range count {
		sum += c
	}
	scale := exponent - int(r.NonZero)
	log10 := math.Log10(sum) + float64(scale)*math.Log10(2)
	return tails.Probability{Value: math.Ldexp(sum, scale), Log10: log10}
}
