// Package tails holds tail probabilities, their inverses and the few special
// functions behind them: normal, Student t, chi-square, F, binomial and
// noncentral t, Hedges' J, and safe root searches.
//
// Every tail is computed as a tail. The smaller of the two is evaluated
// directly, on the log scale, with prefactors in saddle-point form (Loader
// 2000, "Fast and accurate computation of binomial probabilities"), so that a
// probability keeps its relative accuracy however small it is, and keeps its
// logarithm even where its value underflows.
package tails

import (
	"fmt"
	"math"
)

// Probability is a probability together with its base-10 logarithm. Where the
// value underflows to 0 the logarithm is still right.
type Probability struct {
	Value float64 // in [0, 1]; 0 where the probability is below the smallest float64
	Log10 float64 // ≤ 0, always finite
}

// Underflows reports whether only the logarithm of the probability is there.
func (p Probability) Underflows() bool { return p.Value == 0 }

// FromLog returns the probability with natural logarithm ln. A logarithm that
// rounding pushed above 0 counts as 0; one that is not finite is an error.
func FromLog(ln float64) (Probability, error) {
	if math.IsNaN(ln) || math.IsInf(ln, -1) {
		return Probability{}, fmt.Errorf("the logarithm of the probability is %v, beyond floating point", ln)
	}
	ln = min(ln, 0)
	return Probability{Value: math.Exp(ln), Log10: positiveZero(ln / math.Ln10)}, nil
}

// Twice returns min(1, 2p): the two-sided probability of a tail of a symmetric
// distribution.
func (p Probability) Twice() Probability {
	if p.Value >= 0.5 {
		return Probability{Value: 1}
	}
	return Probability{Value: 2 * p.Value, Log10: positiveZero(min(p.Log10+math.Log10(2), 0))}
}

// positiveZero removes the sign of a negative zero.
func positiveZero(x float64) float64 {
	if x == 0 {
		return 0
	}
	return x
}

// complementLog returns ln(1 − eᵛ) for v ≤ 0, accurate at both ends.
func complementLog(v float64) float64 {
	if v > -math.Ln2 {
		return math.Log(-math.Expm1(v))
	}
	return math.Log1p(-math.Exp(v))
}
