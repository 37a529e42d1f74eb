package tails

import "math"

const halfLog2Pi = 0.918938533204672741780329736405617639861397 // ln(2π)/2

// log1pMinus returns ln(1+r) − r for r > −1 without cancellation near 0, from
// the series of 2·atanh(y), y = r/(2+r).
func log1pMinus(r float64) float64 {
	if r < -0.5 || r > 1 {
		return math.Log1p(r) - r
	}
	y := r / (2 + r)
	y2 := y * y
	sum, power := 0.0, 1.0
	for k := 3.0; ; k += 2 {
		term := power / k
		sum += term
		if term < 0x1p-56*sum {
			break
		}
		power *= y2
	}
	return y * (2*y2*sum - r)
}

// stirlingError returns δ(x) = lnΓ(x) − [(x−½)·ln x − x + ½·ln 2π] for x > 0.
// Small arguments climb the recurrence to 16, from where the asymptotic series
// (Abramowitz & Stegun 6.1.41) is exact to rounding.
func stirlingError(x float64) float64 {
	climb := 0.0
	for x < 16 {
		// δ(x) − δ(x+1) = (x+½)·ln(1+1/x) − 1
		r := 1 / x
		if r <= 1 {
			climb += (x+0.5)*log1pMinus(r) + 0.5*r
		} else {
			climb += (x+0.5)*math.Log1p(r) - 1
		}
		x++
	}
	r := 1 / (x * x)
	series := 1.0/12 - r*(1.0/360-r*(1.0/1260-r*(1.0/1680-r*(1.0/1188-r*(691.0/360360-r/156)))))
	return climb + series/x
}

// deviance returns a·ln(q) − a·(q−1) where the ratio q = 1 + d/a is given with
// its exact difference d: minus Loader's bd0, the exponent of a saddle point.
func deviance(a, q, d float64) float64 {
	if r := d / a; math.Abs(r) <= 0.5 {
		return a * log1pMinus(r)
	}
	return a*math.Log(q) - d
}

// HedgesJ returns the small-sample correction of a standardized mean
// difference,
//
//	J(m) = Γ(m/2) / (√(m/2) · Γ((m−1)/2)),
//
// for m > 1 degrees of freedom (Hedges 1981, eq. 6e). The ratio of gamma
// functions is taken from differences of Stirling errors and so keeps full
// accuracy at any m. It agrees with effectsize::hedges_g's exact correction.
func HedgesJ(df float64) (float64, error) {
	if err := checkAbove("hedges j", "degrees of freedom", df, 1); err != nil {
		return 0, err
	}
	if math.IsInf(df, 1) {
		return 1, nil
	}
	x := (df - 1) / 2
	r := 0.5 / x // ln J = x·ln(1+r) − ½ − ½·ln(1+r) + δ(x+½) − δ(x)
	var ln float64
	if r <= 1 {
		ln = x * log1pMinus(r)
	} else {
		ln = x*math.Log1p(r) - 0.5
	}
	ln += stirlingError(x+0.5) - stirlingError(x) - 0.5*math.Log1p(r)
	return math.Exp(ln), nil
}
