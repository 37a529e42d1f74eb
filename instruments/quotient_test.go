package instruments

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// An independent reading of the definition, in rational numbers: times · the sum
// over a power of the last item, rounded half up to the step, on whatever grid
// the answers lie.
func TestQuotientAgreesWithRationals(t *testing.T) {
	for _, id := range []string{"bmi", "acute_care"} {
		i, _ := find(t, id)
		for _, decimals := range []int{0, 1, 2, 6} {
			s := scorerOf(t, i, Options{Decimals: decimals})
			rapid.Check(t, func(t *rapid.T) {
				answers := drawAnswers(t, s, false)
				r := mustScore(t, s, answers)
				units := func(item int) *big.Rat {
					grid := i.Grid(item, Options{Decimals: decimals})
					return big.NewRat(int64(answers[item])*grid.Num, grid.Den)
				}
				for k, scale := range i.Scales {
					if scale.Operation != Quotient {
						continue
					}
					last := len(scale.Items) - 1
					value := big.NewRat(scale.Times, 1)
					sum := new(big.Rat)
					for _, item := range scale.Items[:last] {
						sum.Add(sum, units(item))
					}
					value.Mul(value, sum)
					for range scale.Power {
						value.Quo(value, units(scale.Items[last]))
					}
					value.Quo(value, scale.Step.Rat()).Add(value, big.NewRat(1, 2))
					if want := new(big.Int).Div(value.Num(), value.Denom()).Int64(); int64(r.Scales[k].Score) != want {
						t.Fatalf("%s of %v is %d steps, want %d", scale.ID, answers, r.Scales[k].Score, want)
					}
				}
			})
		}
	}
}
