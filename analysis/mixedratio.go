package analysis

import (
	"math"

	"github.com/cam-outcomes/cam/analysis/internal/tails"
)

// slopeTest compares a random intercept with a random slope by the restricted
// likelihood ratio. With the slope a variance and a covariance are added of which
// the first lies on its boundary under the null: half chi-square with one and
// half with two degrees of freedom, without a correlation half zero and half one
// (Self and Liang 1987; Stram and Lee 1994).
func (w *mixedRows) slopeTest() error {
	if w.cov != NoCovariance || !w.s.repeats() {
		return nil
	}
	other, added := RandomConstant, 2
	switch w.form {
	case RandomConstant:
		other = RandomSlope
	case RandomIndep:
		added = 1
	}
	f, err := fitModel(w.s, w.t, other, NoCovariance)
	if err != nil {
		w.r.add(w.row("lrt[slope]", ratioDetail("intercept", added)))
		return nil
	}
	if w.form == RandomConstant {
		return w.ratio("lrt[slope]", ratioDetail("intercept", added), w.Criterion-f.Criterion, added)
	}
	return w.ratio("lrt[slope]", ratioDetail("intercept", added), f.Criterion-w.Criterion, added)
}

// clusterTest compares the model with the one without the clusters' effect: half
// zero and half chi-square with one degree of freedom.
func (w *mixedRows) clusterTest() error {
	if w.t.m.Cluster == "" {
		return nil
	}
	without := *w.t
	without.m.Cluster = ""
	f, err := fitModel(w.s, &without, w.form, w.cov)
	if err != nil {
		w.r.add(w.row("lrt[cluster]", ratioDetail("no_cluster", 1)))
		return nil
	}
	if err := w.ratio("lrt[cluster]", ratioDetail("no_cluster", 1), f.Criterion-w.Criterion, 1); err != nil {
		return err
	}
	return w.clusterSlopeTest()
}

// clusterSlopeTest asks whether clusters differ in their change too, which a
// random intercept of clusters does not allow for: the tests of time would be too
// sure of themselves.
func (w *mixedRows) clusterSlopeTest() error {
	if w.cov != NoCovariance || w.form == RandomConstant {
		return nil
	}
	with := *w.t
	with.m.clusterSlope = true
	f, err := fitModel(w.s, &with, w.form, w.cov)
	if err != nil {
		w.r.add(w.row("lrt[cluster_slope]", ratioDetail("cluster_intercept", 1)))
		return nil
	}
	if err := w.ratio("lrt[cluster_slope]", ratioDetail("cluster_intercept", 1), w.Criterion-f.Criterion, 1); err != nil {
		return err
	}
	if p, ok := w.r.rows[len(w.r.rows)-1].PValue.Get(); !ok || p < 1-w.level {
		w.r.decide("mixed_cluster_slopes", w.s.participants(), "cluster", w.t.m.Cluster)
	}
	return nil
}

func ratioDetail(null string, added int) string {
	mixture := "chi2_0:chi2_1"
	if added == 2 {
		mixture = "chi2_1:chi2_2"
	}
	return detail("null", null, "mixture", mixture)
}

// ratio adds a likelihood ratio x with its p: the mean of the chi-square tails
// with added − 1 and added degrees of freedom. Below 0 is rounding.
func (w *mixedRows) ratio(term, extra string, x float64, added int) error {
	row := w.row(term, extra)
	x = max(x, 0)
	row.Statistic = Num(x)
	if x == 0 {
		row.PValue = Num(1)
		w.r.add(row)
		return nil
	}
	upper, err := tails.ChiSquareSurvival(x, float64(added))
	if err != nil {
		return err
	}
	sum := 1.0 // of both tails, over the upper one
	if added > 1 {
		lower, err := tails.ChiSquareSurvival(x, float64(added-1))
		if err != nil {
			return err
		}
		sum += math.Exp(math.Ln10 * (lower.Log10 - upper.Log10))
	}
	mixed, err := tails.FromLog(math.Ln10*upper.Log10 + math.Log(sum/2))
	if err != nil {
		return err
	}
	w.r.add(withP(row, mixed))
	return nil
}
