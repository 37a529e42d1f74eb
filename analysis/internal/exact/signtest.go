package exact

import (
	"fmt"
	"math"

	"github.com/cam-outcomes/cam/analysis/internal/tails"
)

// Share is a proportion with its interval.
type Share struct {
	Numerator, Denominator int64
	Low, High              float64
	Level                  float64
}

// Value returns the proportion.
func (s Share) Value() float64 { return float64(s.Numerator) / float64(s.Denominator) }

// SignTest returns the exact sign test of positive against negative changes,
//
//	p = min(1, 2·P(X ≤ min(positive, negative))),  X ~ binomial(n, ½),
//
// and the share of positive changes with its Clopper-Pearson interval, which
// covers ½ exactly when p > 1 − level. Zeros are no part of it. It agrees with R
// binom.test(positive, positive + negative).
func SignTest(positive, negative int64, level float64) (tails.Probability, Share, error) {
	if positive < 0 || negative < 0 || positive+negative == 0 {
		return tails.Probability{}, Share{}, fmt.Errorf("sign test: %d positive and %d negative changes, want at least one", positive, negative)
	}
	n := positive + negative
	share, err := ClopperPearson(positive, n, level)
	if err != nil {
		return tails.Probability{}, Share{}, err
	}
	p, err := twiceSmallerTail(positive, negative)
	if err != nil {
		return tails.Probability{}, Share{}, err
	}
	// the limits are roots, right to the last bits; at the edge these decide
	const justBelow, half, justAbove = 0.5 - 0x1p-54, 0.5, 0.5 + 0x1p-53
	switch covers := p.Value > 1-level; {
	case covers:
		share.Low, share.High = min(share.Low, half), max(share.High, half)
	case positive > negative:
		share.Low = max(share.Low, justAbove)
	default:
		share.High = min(share.High, justBelow)
	}
	return p, share, nil
}

// twiceSmallerTail returns the two-sided p value of a against b under equal
// chances.
func twiceSmallerTail(a, b int64) (tails.Probability, error) {
	if a == b {
		return tails.Probability{Value: 1}, nil
	}
	if a+b <= countable {
		return twiceCounted(min(a, b), a+b), nil
	}
	p, err := tails.BinomialAtMost(min(a, b), a+b, 0.5)
	return p.Twice(), err
}

// countable is the number of fair coins whose 2ⁿ patterns a float64 counts
// without rounding.
const countable = 52

// twiceCounted returns 2·P(X ≤ k) for k < n/2 as a count over 2ⁿ, exactly.
func twiceCounted(k, n int64) tails.Probability {
	patterns, choose := int64(0), int64(1)
	for i := int64(0); i <= k; i++ {
		patterns += choose
		choose = choose * (n - i) / (i + 1)
	}
	value := math.Ldexp(float64(patterns), int(1-n))
	return tails.Probability{Value: value, Log10: math.Log10(value)}
}
