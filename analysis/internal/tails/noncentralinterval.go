package tails

import "math"

// awayFromZero stands for a limit that rounding put on the wrong side of 0: it
// is smaller than the rounding error of any noncentrality near a critical t.
const awayFromZero = 0x1p-60

// NoncentralityInterval returns the exact two-sided confidence interval for
// the noncentrality δ behind a t statistic with df ≥ 1 degrees of freedom:
//
//	P(T ≥ t | δ_low) = (1−level)/2,   P(T ≤ t | δ_high) = (1−level)/2,
//
// each by its own root search on the log of its own tail (Steiger & Fouladi
// 1997). Divided by √n it is the interval for d_z.
//
// It is coherent with the two-sided t test: it covers 0 exactly when
// StudentTwoSided(t, df) ≥ 1 − level, also at the edge.
func NoncentralityInterval(t, df, level float64) (low, high float64, err error) {
	if err := checkOpenUnit("noncentrality interval", "level", level); err != nil {
		return 0, 0, err
	}
	if err := checkNoncentralT(t); err != nil {
		return 0, 0, err
	}
	if _, err := NewNoncentralT(df, 0); err != nil {
		return 0, 0, err
	}
	if t < 0 {
		low, high, err := NoncentralityInterval(-t, df, level)
		return positiveZero(-high), positiveZero(-low), err
	}
	goal := math.Log((1 - level) / 2)
	d := noncentral(df, newGaussLegendre())
	// the noncentrality is about normal around t with this standard error
	step := math.Hypot(1, t/math.Sqrt(2*df))
	z, err := NormalUpperQuantile((1 - level) / 2)
	if err != nil {
		return 0, 0, err
	}
	// at t = 0 the lower limit is −z, and it grows with t
	low, err = RootFrom(func(delta float64) float64 { return d.lnIntegral(-t, -delta) - goal }, max(t-z*step, -z), step/8)
	if err != nil {
		return 0, 0, err
	}
	high, err = RootFrom(func(delta float64) float64 { return d.lnIntegral(t, delta) - goal }, t+z*step, step/8)
	if err != nil {
		return 0, 0, err
	}
	p, err := StudentTwoSided(t, df)
	if err != nil {
		return 0, 0, err
	}
	// t ≥ 0 here, so only the lower limit can be on the wrong side
	if p.Value >= 1-level {
		low = min(low, 0)
	} else {
		low = max(low, awayFromZero)
	}
	return positiveZero(low), high, nil
}
