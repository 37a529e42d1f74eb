package tails

// FSurvival returns P(F > f) for Fisher's F with df1 and df2 > 0 degrees of
// freedom. It agrees with R pf(f, df1, df2, lower.tail = FALSE), value and log.
func FSurvival(f, df1, df2 float64) (Probability, error) {
	if err := checkF(f, df1, df2); err != nil {
		return Probability{}, err
	}
	_, upper := lnFTails(f, df1, df2)
	return FromLog(upper)
}

// FUpperQuantile returns the f with P(F > f) = q for 0 < q < 1. It agrees with
// R qf(q, df1, df2, lower.tail = FALSE).
func FUpperQuantile(q, df1, df2 float64) (float64, error) {
	if err := checkOpenUnit("f quantile", "tail probability", q); err != nil {
		return 0, err
	}
	if err := checkF(1, df1, df2); err != nil {
		return 0, err
	}
	return positiveQuantile(q, 1, func(f float64) (lower, upper float64) { return lnFTails(f, df1, df2) })
}

func checkF(f, df1, df2 float64) error {
	for _, v := range []struct {
		name  string
		value float64
	}{{"f", f}, {"numerator degrees of freedom", df1}, {"denominator degrees of freedom", df2}} {
		if err := checkFinite("f distribution", v.name, v.value); err != nil {
			return err
		}
	}
	if err := checkAbove("f distribution", "numerator degrees of freedom", df1, 0); err != nil {
		return err
	}
	return checkAbove("f distribution", "denominator degrees of freedom", df2, 0)
}

// lnFTails returns ln P(F ≤ f) and ln P(F > f): the tails of a beta
// distribution at df1·f/(df2 + df1·f).
func lnFTails(f, df1, df2 float64) (lower, upper float64) {
	if f <= 0 {
		return lnBetaTails(df1/2, df2/2, 0, 1)
	}
	if odds := df1 / df2 * f; odds <= 1 {
		return lnBetaTails(df1/2, df2/2, odds/(1+odds), 1/(1+odds))
	}
	odds := df2 / df1 / f
	return lnBetaTails(df1/2, df2/2, 1/(1+odds), odds/(1+odds))
}
