package analysis

import (
	"math"

	"github.com/cam-outcomes/cam/analysis/internal/tails"
)

// share fills a row with the proportion k/n and its Wilson interval. Of nobody
// there is no share: numerator and denominator stay, as 0/0.
func share(row Estimate, k, n int64, level float64) (Estimate, error) {
	row.Numerator, row.Denominator = Int(k), Int(n)
	if n == 0 {
		return row, nil
	}
	low, high, err := wilson(k, n, level)
	row.Estimate = Num(float64(k) / float64(n))
	row.ConfLow, row.ConfHigh, row.ConfLevel = Num(low), Num(high), Num(level)
	return row, err
}

// wilson returns Wilson's (1927) score interval of the proportion k/n, without
// continuity correction:
//
//	(k + z²/2 ± z·√(k(n − k)/n + z²/4)) / (n + z²)
//
// It agrees with R stats::prop.test(k, n, correct = FALSE).
func wilson(k, n int64, level float64) (low, high float64, err error) {
	z, err := tails.NormalUpperQuantile((1 - level) / 2)
	if err != nil {
		return 0, 0, err
	}
	x, m := float64(k), float64(n)
	half := z * math.Sqrt(x*(m-x)/m+z*z/4)
	low, high = (x+z*z/2-half)/(m+z*z), (x+z*z/2+half)/(m+z*z)
	if k == 0 {
		low = 0 // and not a rounding error beside it
	}
	if k == n {
		high = 1
	}
	return low, high, nil
}

// clopperPearson returns the exact interval of the proportion k/n (Clopper and
// Pearson 1934): quantiles of Beta(k, n − k + 1) and Beta(k + 1, n − k). It
// agrees with R stats::binom.test(k, n)$conf.int.
func clopperPearson(k, n int64, level float64) (low, high float64, err error) {
	tail := (1 - level) / 2
	if high = 1; k < n {
		if high, err = tails.BetaUpperQuantile(tail, float64(k+1), float64(n-k)); err != nil {
			return 0, 0, err
		}
	}
	if k > 0 {
		low, err = tails.BetaLowerQuantile(tail, float64(k), float64(n-k+1))
	}
	return low, high, err
}

// evenSplit returns the two-sided p-values of k successes in n fair trials: the
// exact one, twice the smaller tail, and the mid-p, which counts the observed
// point half.
func evenSplit(k, n int64) (exact, mid tails.Probability, err error) {
	k = min(k, n-k)
	if n == 0 || 2*k == n {
		one := tails.Probability{Value: 1}
		return one, one, nil
	}
	tail, err := tails.BinomialAtMost(k, n, 0.5)
	if err != nil {
		return exact, mid, err
	}
	point, err := tails.BinomialMass(k, n, 0.5)
	if err != nil {
		return exact, mid, err
	}
	exact = tail.Twice()
	// 2·tail − point, on the logarithmic scale: the point is at most the tail.
	part := math.Pow(10, point.Log10-tail.Log10)
	mid, err = tails.FromLog(tail.Log10*math.Ln10 + math.Log(2-part))
	return exact, mid, err
}

// newcombe10 returns Newcombe's (1998) interval, method 10, of the difference
// of two paired proportions, (both + gained)/n − (both + lost)/n: the Wilson
// intervals of the two, combined with the correlation
//
//	φ = (A − n/2 if A > n/2, 0 if 0 ≤ A ≤ n/2, else A) / √(product of the margins),
//	A = both·neither − gained·lost,  φ = 0 where a margin is 0.
func newcombe10(both, gained, lost, neither int64, level float64) (low, high float64, err error) {
	n := both + gained + lost + neither
	after, before := both+gained, both+lost
	l1, u1, err := wilson(after, n, level)
	if err != nil {
		return 0, 0, err
	}
	l2, u2, err := wilson(before, n, level)
	if err != nil {
		return 0, 0, err
	}
	m := float64(n)
	p1, p2 := float64(after)/m, float64(before)/m
	a := float64(both)*float64(neither) - float64(gained)*float64(lost)
	switch {
	case a > m/2:
		a -= m / 2
	case a >= 0:
		a = 0
	}
	phi := 0.0
	if margins := float64(after) * float64(n-after) * float64(before) * float64(n-before); margins > 0 {
		phi = a / math.Sqrt(margins)
	}
	below := math.Sqrt(square(p1-l1) - 2*phi*(p1-l1)*(u2-p2) + square(u2-p2))
	above := math.Sqrt(square(u1-p1) - 2*phi*(u1-p1)*(p2-l2) + square(p2-l2))
	return p1 - p2 - below, p1 - p2 + above, nil
}

func square(v float64) float64 { return v * v }
