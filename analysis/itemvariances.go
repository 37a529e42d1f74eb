package analysis

import (
	"math"
	"math/big"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// itemVariances are the exact variances of items, and their covariances with the
// sum of all.
type itemVariances struct {
	of      []*big.Rat
	withSum []*big.Rat
	total   *big.Rat // of the sum
	items   *big.Rat // Σ of
}

func newItemVariances(items summary.Moments) itemVariances {
	k := len(items.Columns())
	v := itemVariances{total: new(big.Rat), items: new(big.Rat)}
	for i := range k {
		with := new(big.Rat)
		for j := range k {
			with.Add(with, items.CovRat(i, j))
		}
		v.of, v.withSum = append(v.of, items.CovRat(i, i)), append(v.withSum, with)
		v.items.Add(v.items, v.of[i])
		v.total.Add(v.total, with)
	}
	return v
}

// restVariance is that of the sum of all items but one.
func (v itemVariances) restVariance(i int) *big.Rat {
	rest := new(big.Rat).Sub(v.total, v.withSum[i])
	rest.Sub(rest, v.withSum[i])
	return rest.Add(rest, v.of[i])
}

// alpha is that of all items but one, or of all for −1; absent for fewer than
// two items, and where their sum does not vary.
func (v itemVariances) alpha(dropped int) Number {
	k, items, total := len(v.of), v.items, v.total
	if dropped >= 0 {
		k, items, total = k-1, new(big.Rat).Sub(v.items, v.of[dropped]), v.restVariance(dropped)
	}
	if k < 2 || total.Sign() == 0 {
		return Number{}
	}
	a := new(big.Rat).Sub(total, items)
	a.Quo(a, total)
	a.Mul(a, big.NewRat(int64(k), int64(k-1)))
	f, _ := a.Float64()
	return Num(f)
}

// rest is the correlation of an item with the sum of the others; absent where
// either does not vary. Its square is rational, so the root is the only rounding.
func (v itemVariances) rest(i int) Number {
	variance := v.restVariance(i)
	if v.of[i].Sign() == 0 || variance.Sign() == 0 {
		return Number{}
	}
	cov := new(big.Rat).Sub(v.withSum[i], v.of[i])
	square := new(big.Rat).Mul(cov, cov)
	square.Quo(square, variance.Mul(variance, v.of[i]))
	f, _ := square.Float64()
	return Num(math.Copysign(math.Sqrt(f), float64(cov.Sign())))
}
