package tails

import "math"

// BetaLowerQuantile returns the x with P(X ≤ x) = q for a beta variable with
// parameters a and b > 0. It agrees with R qbeta(q, a, b).
func BetaLowerQuantile(q, a, b float64) (float64, error) {
	if err := checkBeta(q, a, b); err != nil {
		return 0, err
	}
	goal := math.Log(q)
	return solveLogit(a, b, func(x, y float64) float64 {
		lower, _ := lnBetaTails(a, b, x, y)
		return lower - goal
	})
}

// BetaUpperQuantile returns the x with P(X > x) = q for a beta variable with
// parameters a and b > 0. It agrees with R qbeta(q, a, b, lower.tail = FALSE).
func BetaUpperQuantile(q, a, b float64) (float64, error) {
	if err := checkBeta(q, a, b); err != nil {
		return 0, err
	}
	goal := math.Log(q)
	return solveLogit(a, b, func(x, y float64) float64 {
		_, upper := lnBetaTails(a, b, x, y)
		return goal - upper
	})
}

func checkBeta(q, a, b float64) error {
	if err := checkOpenUnit("beta quantile", "tail probability", q); err != nil {
		return err
	}
	for _, parameter := range []float64{a, b} {
		if err := checkFinite("beta quantile", "parameter", parameter); err != nil {
			return err
		}
		if err := checkAbove("beta quantile", "parameter", parameter, 0); err != nil {
			return err
		}
	}
	return nil
}

// solveLogit solves f(x, 1−x) = 0 for x in (0, 1) on the logit scale, on which
// neither x nor 1 − x is rounded away, from the mean a/(a+b) on.
func solveLogit(a, b float64, f func(x, y float64) float64) (float64, error) {
	logistic := func(v float64) float64 { return 1 / (1 + math.Exp(-v)) }
	step := math.Sqrt(1/a + 1/b) // about the standard deviation of the logit
	v, err := RootFrom(func(v float64) float64 { return f(logistic(v), logistic(-v)) }, math.Log(a/b), step)
	return logistic(v), err
}
