package tails

import "math"

// maxTerms bounds the terms of a continued fraction or series. Near the mean
// they grow as the square root of the larger parameter: some thousands at 1e7.
const maxTerms = 1 << 20

// lnBetaTails returns ln I_x(a, b) and ln I_y(b, a), the two tails of the
// regularized incomplete beta function, for a, b > 0 and y = 1 − x given
// separately so that neither is rounded away.
func lnBetaTails(a, b, x, y float64) (lower, upper float64) {
	switch {
	case x <= 0:
		return math.Inf(-1), 0
	case y <= 0:
		return 0, math.Inf(-1)
	case b*x <= a*y: // x below the mean a/(a+b)
		lower = lnBetaTail(a, b, x, y)
		return lower, complementLog(lower)
	default:
		upper = lnBetaTail(b, a, y, x)
		return complementLog(upper), upper
	}
}

// lnBetaTail returns ln I_x(a, b) for x at or below the mean, by the continued
// fraction of Didonato & Morris (1992, ACM TOMS 18:360, eq. 2 and 9).
func lnBetaTail(a, b, x, y float64) float64 {
	gap := a*y - b*x
	denominator := a * (gap + 1) / (a + 1)
	// modified Lentz evaluation of b₀ + a₁/(b₁ + a₂/(b₂ + …))
	c, d := denominator, 0.0
	for m := 1.0; m < maxTerms; m++ {
		odd := a + 2*m - 1
		numerator := m * (a + m - 1) / odd * ((a + b + m - 1) / odd) * (b - m) * x * x
		term := m + m*(b-m)*x/odd + (a+m)*(gap+1+m*(1+y))/(a+2*m+1)
		d = 1 / (term + numerator*d)
		c = term + numerator/c
		denominator *= c * d
		if math.Abs(c*d-1) < 0x1p-52 {
			break
		}
	}
	return min(lnBetaPower(a, b, x, y)-math.Log(denominator), 0)
}

// lnBetaPower returns ln(xᵃ·yᵇ / B(a, b)) in saddle-point form: the large
// terms of the three gamma functions cancel on paper, not in floating point.
func lnBetaPower(a, b, x, y float64) float64 {
	n := a + b
	gap := b*x - a*y // n·x − a, and a·… − n·y the other way round
	exponent := deviance(a, n*x/a, gap) + deviance(b, n*y/b, -gap)
	return exponent + 0.5*math.Log(a/n*b) - halfLog2Pi + stirlingError(n) - stirlingError(a) - stirlingError(b)
}

// lnBeta returns ln B(a, b) for a, b > 0.
func lnBeta(a, b float64) float64 {
	n := a + b
	return a*math.Log(a/n) + b*math.Log(b/n) - 0.5*math.Log(a/n*b) + halfLog2Pi +
		stirlingError(a) + stirlingError(b) - stirlingError(n)
}
