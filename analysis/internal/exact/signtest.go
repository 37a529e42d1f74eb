package exact

import (
	"fmt"

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
	p, err := tails.BinomialAtMost(min(a, b), a+b, 0.5)
	return p.Twice(), err
}
