package tails

import "math"

// lnGammaTails returns ln P(a, x) and ln Q(a, x), the two tails of the
// regularized incomplete gamma function, for a > 0 and x ≥ 0.
func lnGammaTails(a, x float64) (lower, upper float64) {
	switch {
	case x <= 0:
		return math.Inf(-1), 0
	case x < a+1:
		lower = lnGammaLower(a, x)
		return lower, complementLog(lower)
	default:
		upper = lnGammaUpper(a, x)
		return complementLog(upper), upper
	}
}

// lnGammaPower returns ln(xᵃ·e⁻ˣ / Γ(a+1)) in saddle-point form.
func lnGammaPower(a, x float64) float64 {
	return deviance(a, x/a, x-a) - halfLog2Pi - 0.5*math.Log(a) - stirlingError(a)
}

// lnGammaLower sums the power series (DLMF 8.11.4).
func lnGammaLower(a, x float64) float64 {
	term, sum := 1.0, 1.0
	for n := 1.0; n < maxTerms && term > 0x1p-54*sum; n++ {
		term *= x / (a + n)
		sum += term
	}
	return min(lnGammaPower(a, x)+math.Log(sum), 0)
}

// lnGammaUpper evaluates Legendre's continued fraction (DLMF 8.9.2, even part).
func lnGammaUpper(a, x float64) float64 {
	term := x + 1 - a
	fraction := term
	c, d := term, 0.0
	for n := 1.0; n < maxTerms; n++ {
		numerator := -n * (n - a)
		term += 2
		d = 1 / (term + numerator*d)
		c = term + numerator/c
		fraction *= c * d
		if math.Abs(c*d-1) < 0x1p-52 {
			break
		}
	}
	return min(lnGammaPower(a, x)+math.Log(a)-math.Log(fraction), 0)
}
