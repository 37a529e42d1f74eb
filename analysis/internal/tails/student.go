package tails

import "math"

// StudentSurvival returns P(T > t) for Student's t with df > 0 degrees of
// freedom; df = +Inf is the normal limit. It agrees with R
// pt(t, df, lower.tail = FALSE), value and log.
func StudentSurvival(t, df float64) (Probability, error) {
	if err := checkStudent(t, df); err != nil {
		return Probability{}, err
	}
	return FromLog(lnStudentSurvival(t, df))
}

// StudentCDF returns P(T ≤ t), computed as the survival function of −t.
func StudentCDF(t, df float64) (Probability, error) { return StudentSurvival(-t, df) }

// StudentTwoSided returns P(|T| > |t|), the two-sided p value of a t statistic.
func StudentTwoSided(t, df float64) (Probability, error) {
	if err := checkStudent(t, df); err != nil {
		return Probability{}, err
	}
	_, outside := lnStudentTails(math.Abs(t), df)
	return FromLog(outside)
}

// StudentUpperQuantile returns the t with P(T > t) = q for 0 < q < 1: the
// critical value of a two-sided test at level 1 − 2q. It agrees with R
// qt(q, df, lower.tail = FALSE).
func StudentUpperQuantile(q, df float64) (float64, error) {
	if err := checkOpenUnit("student t quantile", "tail probability", q); err != nil {
		return 0, err
	}
	if err := checkAbove("student t quantile", "degrees of freedom", df, 0); err != nil {
		return 0, err
	}
	switch {
	case math.IsInf(df, 1):
		return NormalUpperQuantile(q)
	case q == 0.5:
		return 0, nil
	case q > 0.5:
		// 1 − q is exact for q in [½, 1]
		t, err := StudentUpperQuantile(1-q, df)
		return -t, err
	}
	// on the scale of asinh the quantile is nearly linear in ln q at both ends
	goal := math.Log(q)
	x, err := RootFrom(func(x float64) float64 { return lnStudentSurvival(math.Sinh(x), df) - goal }, 0, 1)
	if err != nil {
		return 0, err
	}
	t := math.Sinh(x)
	// one Newton step on ln P removes the rounding of sinh
	ln := lnStudentSurvival(t, df)
	return t + (ln-goal)*math.Exp(ln-lnStudentDensity(t, df)), nil
}

func checkStudent(t, df float64) error {
	if err := checkFinite("student t", "t", t); err != nil {
		return err
	}
	return checkAbove("student t", "degrees of freedom", df, 0)
}

// lnStudentSurvival returns ln P(T > t).
func lnStudentSurvival(t, df float64) float64 {
	_, outside := lnStudentTails(math.Abs(t), df)
	half := outside - math.Ln2
	if t < 0 {
		return complementLog(half)
	}
	return half
}

// lnStudentTails returns ln P(|T| ≤ t) and ln P(|T| > t) for t ≥ 0: the tails
// of a beta distribution with parameters ½ and df/2 at t²/(df + t²).
func lnStudentTails(t, df float64) (inside, outside float64) {
	if math.IsInf(df, 1) {
		outside = min(lnNormalCDF(-t)+math.Ln2, 0)
		return complementLog(outside), outside
	}
	u := t / math.Sqrt(df)
	switch {
	case u > 1e9:
		// 1 + u² is u²: the first term of the tail is all of it
		outside = -df*math.Log(u) - math.Log(df/2) - lnBeta(df/2, 0.5)
		return complementLog(outside), outside
	case u > 1:
		w := 1 / (u * u)
		return lnBetaTails(0.5, df/2, 1/(1+w), w/(1+w))
	default:
		w := u * u
		return lnBetaTails(0.5, df/2, w/(1+w), 1/(1+w))
	}
}

// lnStudentDensity returns the log density of Student's t.
func lnStudentDensity(t, df float64) float64 {
	u := math.Abs(t) / math.Sqrt(df)
	square := math.Log1p(u * u)
	if u > 1e9 {
		square = 2 * math.Log(u)
	}
	return -0.5*(df+1)*square - 0.5*math.Log(df) - lnBeta(df/2, 0.5)
}
