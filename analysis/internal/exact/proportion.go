package exact

import (
	"fmt"
	"math"

	"github.com/cam-outcomes/cam/analysis/internal/tails"
)

// ClopperPearson returns a proportion with its exact interval (Clopper & Pearson
// 1934): the shares at which neither tail of the binomial is below
// (1 − level)/2. It agrees with R binom.test.
func ClopperPearson(numerator, denominator int64, level float64) (Share, error) {
	share, err := newShare("clopper-pearson interval", numerator, denominator, level)
	if err != nil {
		return Share{}, err
	}
	tail := (1 - level) / 2
	k, rest := float64(numerator), float64(denominator-numerator)
	share.High = 1
	if numerator > 0 {
		if share.Low, err = tails.BetaLowerQuantile(tail, k, rest+1); err != nil {
			return Share{}, err
		}
	}
	if rest > 0 {
		if share.High, err = tails.BetaUpperQuantile(tail, k+1, rest); err != nil {
			return Share{}, err
		}
	}
	return share, nil
}

// Wilson returns a proportion with its score interval (Wilson 1927), without
// continuity correction,
//
//	(p̂ + z²/2n ± z·√(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n).
//
// It agrees with R prop.test(correct = FALSE).
func Wilson(numerator, denominator int64, level float64) (Share, error) {
	share, err := newShare("wilson interval", numerator, denominator, level)
	if err != nil {
		return Share{}, err
	}
	z, err := tails.NormalUpperQuantile((1 - level) / 2)
	if err != nil {
		return Share{}, err
	}
	k, n := float64(numerator), float64(denominator)
	root := z * math.Sqrt(k*((n-k)/n)+z*z/4)
	// the limits solve (n + z²)·x² − (2k + z²)·x + k²/n = 0: the larger root has no
	// cancellation, the smaller one follows from their product
	larger := k + z*z/2 + root
	share.Low = k * (k / n) / larger
	share.High = min(larger/(n+z*z), 1)
	if numerator == denominator {
		share.High = 1
	}
	return share, nil
}

func newShare(function string, numerator, denominator int64, level float64) (Share, error) {
	if denominator < 1 || numerator < 0 || numerator > denominator {
		return Share{}, fmt.Errorf("%s: %d of %d is no proportion", function, numerator, denominator)
	}
	if !(level > 0 && level < 1) {
		return Share{}, fmt.Errorf("%s: level is %v, want a number between 0 and 1", function, level)
	}
	return Share{Numerator: numerator, Denominator: denominator, Level: level}, nil
}
