package exact

import (
	"fmt"
	"math"

	"github.com/cam-outcomes/cam/analysis/internal/tails"
)

// McNemar returns the exact and the mid-p value of McNemar's test from the
// numbers of pairs that changed in either direction,
//
//	p = min(1, 2·P(X ≤ min(b, c))),  mid-p = 2·P(X ≤ min(b, c)) − P(X = min(b, c)),
//
// X ~ binomial(b + c, ½) (Fagerland, Lydersen & Laake 2013, BMC Med Res Methodol
// 13:91). For b = c both are 1: the mid-p doubles a one-sided mid-p of ½, where
// Fagerland et al. write 1 − P(X = b)/2 instead. Without a pair that changed both
// are 1. The exact one agrees with R binom.test(b, b + c).
func McNemar(b, c int64) (exact, mid tails.Probability, err error) {
	if b < 0 || c < 0 {
		return exact, mid, fmt.Errorf("mcnemar: %d and %d pairs changed, want 0 or more", b, c)
	}
	if b+c == 0 {
		return tails.Probability{Value: 1}, tails.Probability{Value: 1}, nil
	}
	if exact, err = twiceSmallerTail(b, c); err != nil {
		return exact, mid, err
	}
	if b == c {
		return exact, exact, nil
	}
	mass, err := tails.BinomialMass(min(b, c), b+c, 0.5)
	return exact, less(exact, mass), err
}

// less returns p − q for q well below p, also where both underflow.
func less(p, q tails.Probability) tails.Probability {
	left := -math.Pow(10, q.Log10-p.Log10)
	return tails.Probability{
		Value: p.Value * (1 + left),
		Log10: p.Log10 + math.Log1p(left)/math.Ln10,
	}
}
