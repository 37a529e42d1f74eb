package tails

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// NormalSurvival returns P(Z > z) for a standard normal Z. It agrees with R
// pnorm(z, lower.tail = FALSE).
func NormalSurvival(z float64) (Probability, error) {
	if err := checkFinite("normal", "z", z); err != nil {
		return Probability{}, err
	}
	return FromLog(lnNormalCDF(-z))
}

// NormalTwoSided returns P(|Z| > |z|) for a standard normal Z.
func NormalTwoSided(z float64) (Probability, error) {
	p, err := NormalSurvival(math.Abs(z))
	return p.Twice(), err
}

// NormalUpperQuantile returns the z with P(Z > z) = q for 0 < q < 1 (Wichura
// 1988, AS 241). It agrees with R qnorm(q, lower.tail = FALSE).
func NormalUpperQuantile(q float64) (float64, error) {
	if err := checkOpenUnit("normal quantile", "tail probability", q); err != nil {
		return 0, err
	}
	return positiveZero(-mathext.NormalQuantile(q)), nil
}

// lnNormalCDF returns ln Φ(z), for any z, to full relative accuracy.
func lnNormalCDF(z float64) float64 {
	switch {
	case z < -10:
		return -0.5*z*z - halfLog2Pi - math.Log(inverseMills(-z))
	case z < 0:
		return math.Log(0.5 * math.Erfc(-z/math.Sqrt2))
	default:
		return math.Log1p(-0.5 * math.Erfc(z/math.Sqrt2))
	}
}

// inverseMills returns φ(z)/P(Z > z) for z ≥ 10 by Laplace's continued
// fraction z + 1/(z + 2/(z + 3/(…))).
func inverseMills(z float64) float64 {
	if z > 1e8 {
		return z
	}
	fraction := z
	for k := 40.0; k > 0; k-- {
		fraction = z + k/fraction
	}
	return fraction
}
