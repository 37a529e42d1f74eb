package signedrank

import (
	"math"

	"github.com/cam-outcomes/cam/analysis/internal/tails"
)

// Method says how a p-value was found.
type Method string

const (
	Exact  Method = "exact"  // the conditional null distribution itself
	Normal Method = "normal" // the normal distribution of its mean and variance, without continuity correction
)

// alwaysExact is the number of non-zero changes up to which the null is exact
// whatever it costs.
const alwaysExact = 1000

// affordable is the estimated number of nanoseconds up to which one evaluation
// of the exact null is worth its while. An interval needs up to some twenty.
const affordable = 5e7

// Exactly reports whether the exact null of these ranks is affordable.
func (r Ranks) Exactly() bool {
	return r.NonZero <= alwaysExact || min(subsetSumCost(r), fourierCost(r)) <= affordable
}

// P returns the two-sided p-value of the signed-rank test: twice the smaller
// tail, at most 1. Without a non-zero change it is 1.
func (r Ranks) P(m Method) (tails.Probability, error) {
	if r.NonZero == 0 || 2*r.plus2 == r.total {
		return tails.Probability{Value: 1}, nil
	}
	if m == Normal {
		return r.normal()
	}
	p, err := lowerTail(r)
	return p.Twice(), err
}

// normal returns the two-sided p of z = (W+ − T/2)/√(Σ m·r²/4).
func (r Ranks) normal() (tails.Probability, error) {
	sum := 0.0
	for _, w := range r.weights {
		sum += float64(w.n) * float64(w.rank2) * float64(w.rank2)
	}
	return tails.NormalTwoSided(float64(2*r.plus2-r.total) / math.Sqrt(sum))
}

// lowerTail returns P(W ≤ min(W+, W−)), by whichever exact algorithm is faster.
func lowerTail(r Ranks) (tails.Probability, error) {
	if subsetSumCost(r) <= fourierCost(r) {
		return subsetSum(r), nil
	}
	return fourier(r)
}

// reduced returns the weights divided by their greatest common divisor, with
// the statistic in the same units.
func (r Ranks) reduced() (weights []weight, statistic, total int64) {
	var g int64
	for _, w := range r.weights {
		for a, b := w.rank2, g; ; a, b = b, a%b {
			if b == 0 {
				g = a
				break
			}
		}
	}
	weights = make([]weight, len(r.weights))
	for i, w := range r.weights {
		weights[i] = weight{w.rank2 / g, w.n}
	}
	return weights, r.smaller() / g, r.total / g
}
