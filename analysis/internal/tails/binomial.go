package tails

import (
	"fmt"
	"math"
)

// BinomialAtMost returns P(X ≤ k) for a binomial X with n trials of
// probability share. It agrees with R pbinom(k, n, share), value and log, for
// any n.
func BinomialAtMost(k, n int64, share float64) (Probability, error) {
	if err := checkBinomial(k, n, share); err != nil {
		return Probability{}, err
	}
	return FromLog(lnBinomialAtMost(k, n, share))
}

// BinomialAtLeast returns P(X ≥ k) for a binomial X with n trials of
// probability share.
func BinomialAtLeast(k, n int64, share float64) (Probability, error) {
	if err := checkBinomial(k, n, share); err != nil {
		return Probability{}, err
	}
	return FromLog(lnBinomialAtLeast(k, n, share))
}

// BinomialMass returns P(X = k) for a binomial X with n trials of probability
// share, in saddle-point form (Loader 2000). It agrees with R
// dbinom(k, n, share).
func BinomialMass(k, n int64, share float64) (Probability, error) {
	if err := checkBinomial(k, n, share); err != nil {
		return Probability{}, err
	}
	return FromLog(lnBinomialMass(k, n, share))
}

func checkBinomial(k, n int64, share float64) error {
	if k < 0 || k > n {
		return fmt.Errorf("binomial: %d successes in %d trials, want between 0 and all of them", k, n)
	}
	return checkOpenUnit("binomial", "probability", share)
}

// lnBinomialAtMost returns ln P(X ≤ k) = ln I_{1−p}(n−k, k+1).
func lnBinomialAtMost(k, n int64, share float64) float64 {
	if k == n {
		return 0
	}
	lower, _ := lnBetaTails(float64(n-k), float64(k+1), 1-share, share)
	return lower
}

// lnBinomialAtLeast returns ln P(X ≥ k) = ln I_p(k, n−k+1).
func lnBinomialAtLeast(k, n int64, share float64) float64 {
	if k == 0 {
		return 0
	}
	lower, _ := lnBetaTails(float64(k), float64(n-k+1), share, 1-share)
	return lower
}

func lnBinomialMass(k, n int64, share float64) float64 {
	switch {
	case k == 0:
		return float64(n) * math.Log1p(-share)
	case k == n:
		return float64(n) * math.Log(share)
	}
	// C(n, k)·pᵏ·qⁿ⁻ᵏ = pᵏ·qⁿ⁻ᵏ / B(k, n−k) · n/(k(n−k))
	a, b := float64(k), float64(n-k)
	return lnBetaPower(a, b, share, 1-share) + math.Log(float64(n)/a/b)
}
