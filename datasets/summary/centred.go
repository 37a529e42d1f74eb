package summary

import "math/big"

// About returns the sums and the cross-products of the columns about an origin,
// in units and squared units:
//
//	sum[i]      = Σ (xᵢ − oᵢ)
//	cross[i][j] = Σ (xᵢ − oᵢ)(xⱼ − oⱼ)
//
// The origin is in ticks of the columns; what is not given of it, or Missing, is
// 0. Centring is done in integers, so that each number is the correctly rounded
// value of the exact one, however far the data lie from 0. The number of rows
// stays [Moments.N].
func (m Moments) About(origin []Score) (sum []float64, cross [][]float64) {
	k := len(m.columns)
	o := make([]int64, k)
	for i := range min(k, len(origin)) {
		if origin[i].Observed() {
			o[i] = int64(origin[i])
		}
	}
	sum, cross = make([]float64, k), make([][]float64, k)
	all := make([]float64, k*k)
	for i := range cross {
		cross[i] = all[i*k : (i+1)*k : (i+1)*k]
	}
	for i, c := range m.columns {
		sum[i] = centre(m.sum[i], int128From(m.n), int128{}, m.n, o[i], 0, c.Step, Unit)
		for j := i; j < k; j++ {
			cross[i][j] = centre(m.crossAt(i, j), m.sum[j], m.sum[i], m.n, o[i], o[j], c.Step, m.columns[j].Step)
			cross[j][i] = cross[i][j]
		}
	}
	return sum, cross
}

// centre returns Σxy − o·Σy − p·Σx + n·o·p, which is Σxy for x about o and y
// about p, in units of the steps of x and y, correctly rounded. With Σy = n,
// Σx = 0 and p = 0 it is Σx about o.
func centre(xy, y, x int128, n, o, p int64, s, t Step) float64 {
	a, ok1 := scaledSum(xy, 1, 1, y, o, -1)
	b, ok2 := scaledSum(int128From(n), o, p, x, p, -1)
	ticks, ok3 := a.add(b)
	if ok1 && ok2 && ok3 {
		if v, ok := quotient(ticks, s, t); ok {
			return v
		}
	}
	exact := xy.big()
	exact.Sub(exact, new(big.Int).Mul(y.big(), big.NewInt(o)))
	exact.Sub(exact, new(big.Int).Mul(x.big(), big.NewInt(p)))
	op := new(big.Int).Mul(big.NewInt(o), big.NewInt(p))
	exact.Add(exact, op.Mul(op, big.NewInt(n)))
	r := new(big.Rat).SetInt(exact)
	v, _ := r.Mul(r, s.Rat()).Mul(r, t.Rat()).Float64()
	return v
}

// quotient returns ticks·s·t where dividend and divisor are floats exactly, so
// that one division rounds correctly.
func quotient(ticks int128, s, t Step) (float64, bool) {
	if !s.IsSet() || !t.IsSet() {
		return 0, false
	}
	const exact = 1 << 53
	num, ok1 := ticks.mul(s.Num)
	num, ok2 := num.mul(t.Num)
	den, ok3 := mul64(s.Den, t.Den)
	v := int64(num.lo)
	if !ok1 || !ok2 || !ok3 || int128From(v) != num || v > exact || v < -exact || den > exact {
		return 0, false
	}
	return float64(v) / float64(den), true
}
