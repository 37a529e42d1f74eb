package exact

import (
	"math"

	"github.com/cam-outcomes/cam/analysis/internal/tails"
)

// normal returns the two-sided p value of the normal approximation
//
//	z = (W+ − W−) / √Σ rank²
//
// with the conditional variance, which is the tie-corrected one, and without
// continuity correction.
func normal(r *ranking) (tails.Probability, error) {
	if r.excess() == 0 {
		return tails.Probability{Value: 1}, nil
	}
	// ranks and sums are all doubled, which cancels
	return tails.NormalTwoSided(float64(r.excess()) / math.Sqrt(r.sumSquares))
}
