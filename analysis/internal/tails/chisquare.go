package tails

import "math"

// ChiSquareSurvival returns P(X > x) for chi-square with df > 0 degrees of
// freedom. It agrees with R pchisq(x, df, lower.tail = FALSE), value and log.
func ChiSquareSurvival(x, df float64) (Probability, error) {
	if err := checkChiSquare(x, df); err != nil {
		return Probability{}, err
	}
	_, upper := lnGammaTails(df/2, x/2)
	return FromLog(upper)
}

// ChiSquareUpperQuantile returns the x with P(X > x) = q for 0 < q < 1. It
// agrees with R qchisq(q, df, lower.tail = FALSE).
func ChiSquareUpperQuantile(q, df float64) (float64, error) {
	if err := checkOpenUnit("chi-square quantile", "tail probability", q); err != nil {
		return 0, err
	}
	if err := checkChiSquare(0, df); err != nil {
		return 0, err
	}
	return positiveQuantile(q, df, func(x float64) (lower, upper float64) { return lnGammaTails(df/2, x/2) })
}

func checkChiSquare(x, df float64) error {
	if err := checkFinite("chi-square", "x", x); err != nil {
		return err
	}
	if err := checkFinite("chi-square", "degrees of freedom", df); err != nil {
		return err
	}
	return checkAbove("chi-square", "degrees of freedom", df, 0)
}

// positiveQuantile solves P(X > x) = q for a positive variable with the given
// log tails, on the log scale of x and on that of the smaller tail.
func positiveQuantile(q, start float64, tails func(x float64) (lower, upper float64)) (float64, error) {
	distance := func(x float64) float64 {
		_, upper := tails(math.Exp(x))
		return math.Log(q) - upper
	}
	if q > 0.5 {
		goal := math.Log1p(-q)
		distance = func(x float64) float64 {
			lower, _ := tails(math.Exp(x))
			return lower - goal
		}
	}
	x, err := RootFrom(distance, math.Log(start), 1)
	return math.Exp(x), err
}
