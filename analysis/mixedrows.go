package analysis

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/analysis/internal/reml"
	"github.com/cam-outcomes/cam/analysis/internal/tails"
)

// report adds the rows of a fitted model: fixed effects, means and contrasts,
// standardized changes, random effects and the criterion.
func (f *mixedFit) report(r *MixedResult, level float64) error {
	w := &mixedRows{mixedFit: f, r: r, level: level}
	for i, x := range f.t.all {
		l := make([]float64, len(f.t.all))
		l[i] = 1
		if err := w.tested(x.name, l, w.effectDetail(x)); err != nil {
			return err
		}
	}
	for _, name := range f.t.omitted {
		r.add(Estimate{Term: name, Variant: f.variant(), N: f.s.participants(), Detail: detail("aliased", "yes")})
	}
	steps := []func() error{w.means, w.contrasts, w.slopes, w.standardized, w.random, w.slopeTest, w.clusterTest, w.nonlinearity, w.criterion}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	if w.unknown > 0 {
		r.decide("mixed_without_df", w.unknown)
	}
	return nil
}

// mixedRows writes the rows of one fit.
type mixedRows struct {
	*mixedFit
	r       *MixedResult
	level   float64
	unknown int64 // rows whose degrees of freedom could not be had
}

// row is a row of the model without numbers.
func (w *mixedRows) row(term, extra string) Estimate {
	return Estimate{Term: term, Variant: w.variant(), N: w.s.participants(), Detail: joinDetail(detail("surveys", itoa(w.s.surveys())), extra)}
}

// tested adds a combination of the printed effects with its t test.
func (w *mixedRows) tested(term string, l []float64, extra string) error {
	inside, offset := w.t.inside(l)
	test, err := w.testInside(inside)
	row := w.row(term, joinDetail(detail("df_method", string(w.df)), extra))
	if err != nil {
		row.Estimate = Num(dot(inside, w.Beta) + offset)
		w.unknown++
		w.r.add(row)
		return nil
	}
	row, err = student(row, test.Estimate+offset, test.StdError, test.DF, w.level)
	if err != nil {
		return err
	}
	w.r.add(row)
	return nil
}

func dot(a, b []float64) (total float64) {
	for i, x := range a {
		total += x * b[i]
	}
	return total
}

// effectDetail says what a fixed effect's number is in.
func (w *mixedRows) effectDetail(x term) string {
	if strings.HasPrefix(x.name, "time") && w.s.unit != "" {
		return detail("unit", w.s.unit)
	}
	if x.name == baselineTerm {
		return detail("centred_at", ftoa(w.s.centre[len(w.s.numeric)-1]))
	}
	return ""
}

// groups lists the groups of the model, none without.
func (w *mixedFit) groups() []string {
	var groups []string
	if name := w.t.m.group(); name != "" {
		groups = w.s.levels(name, w.t.levels)
	}
	return groups
}

// mean is the combination of the printed effects that is the mean at a visit, or
// at any time: covariates at their means over the people in the model, the
// baseline at its centre.
func (w *mixedFit) mean(visit int, time float64, group string) []float64 {
	functions := slices.Concat([]float64{1}, w.t.time.printed(visit, time), w.t.varyingMeans())
	constants := w.t.constantMeans(group)
	l := make([]float64, len(w.t.all))
	for i, x := range w.t.all {
		l[i] = functions[x.function] * constants[x.constant]
	}
	return l
}

// means adds the estimated marginal means. With a baseline that is a covariate
// these are of the scores, the change with the baseline's mean added.
func (w *mixedRows) means() error {
	if len(w.s.visits) == 0 {
		return nil
	}
	for v, name := range w.s.visits {
		if w.t.m.Randomised != "" && v == 0 && w.t.m.Time == ByVisit {
			if err := w.meanRow(fmt.Sprintf("emmean[%s]", name), v, ""); err != nil {
				return err
			}
			continue
		}
		err := w.eachGroup(func(group, label string) error {
			return w.meanRow(fmt.Sprintf("emmean[%s%s]", name, label), v, group)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *mixedRows) meanRow(term string, v int, group string) error {
	if err := w.tested(term, w.mean(v, w.s.times[v], group), ""); err != nil {
		return err
	}
	// Nobody asks whether a mean score is 0.
	row := &w.r.rows[len(w.r.rows)-1]
	row.Statistic, row.PValue, row.Detail = Number{}, Number{}, withoutDetail(row.Detail, "log10_p")
	if w.s.baseline {
		for _, n := range []*Number{&row.Estimate, &row.ConfLow, &row.ConfHigh} {
			if x, ok := n.Get(); ok {
				*n = Num(x + w.s.centre[len(w.s.numeric)-1])
			}
		}
	}
	return nil
}

func withoutDetail(s, name string) string {
	d := slices.DeleteFunc(ParseDetail(s), func(x Setting) bool { return x.Name == name })
	return d.String()
}

// eachGroup calls for every group with its label within a term, or once without.
func (w *mixedFit) eachGroup(each func(group, label string) error) error {
	groups := w.groups()
	if len(groups) == 0 {
		return each("", "")
	}
	for _, g := range groups {
		if err := each(g, ","+g); err != nil {
			return err
		}
	}
	return nil
}

// contrasts adds the change of every visit from the first, by group, and the
// differences between groups in it; of a straight line only the last visit's,
// since all others are parts of it.
func (w *mixedRows) contrasts() error {
	visits := sequence(len(w.s.visits))
	if len(visits) == 0 {
		return nil
	}
	if w.t.m.Time == Linear && !w.s.baseline {
		visits = visits[len(visits)-1:]
	}
	from := len(w.r.rows)
	for _, v := range visits {
		if v == 0 && !w.s.baseline {
			continue
		}
		name := w.s.visits[v] + "-" + w.s.first
		change := func(group string) []float64 {
			l := w.mean(v, w.s.times[v], group)
			if !w.s.baseline {
				for i, x := range w.mean(0, w.s.times[0], group) {
					l[i] -= x
				}
			}
			return l
		}
		if err := w.eachGroup(func(group, label string) error {
			return w.tested(fmt.Sprintf("contrast[%s%s]", name, label), change(group), "")
		}); err != nil {
			return err
		}
		groups := w.groups()
		for _, g := range groups[min(1, len(groups)):] {
			l := change(g)
			for i, x := range change(groups[0]) {
				l[i] -= x
			}
			if err := w.tested(fmt.Sprintf("contrast[%s,%s-%s]", name, g, groups[0]), l, ""); err != nil {
				return err
			}
		}
	}
	holmWithin(w.r.rows[from:])
	return nil
}

// holmWithin adds to contrasts of one model their p-values adjusted for each
// other: p_adjusted is over outcomes.
func holmWithin(rows []Estimate) {
	var p []float64
	var at []int
	for i, r := range rows {
		if x, ok := r.PValue.Get(); ok {
			p, at = append(p, x), append(at, i)
		}
	}
	if len(p) < 2 {
		return
	}
	for i, x := range AdjustP(p, Holm) {
		row := &rows[at[i]]
		row.Detail = joinDetail(row.Detail, detail("p_holm_contrasts", ftoa(x), "contrasts", itoa(int64(len(p)))))
	}
}

// slopes adds each group's slope and the differences between them.
func (w *mixedRows) slopes() error {
	groups := w.groups()
	if len(groups) == 0 || w.t.m.Time == ByVisit || w.t.m.Time == Quadratic {
		return nil
	}
	slope := func(group string) []float64 {
		l := w.mean(0, 1, group)
		origin := w.mean(0, 0, group)
		unit := w.t.time.of(1) - w.t.time.of(0)
		for i := range l {
			l[i] = (l[i] - origin[i]) / unit
		}
		return l
	}
	for _, g := range groups {
		if err := w.tested(fmt.Sprintf("slope[%s]", g), slope(g), detailUnit(w.s.unit)); err != nil {
			return err
		}
	}
	for _, g := range groups[1:] {
		l := slope(g)
		for i, x := range slope(groups[0]) {
			l[i] -= x
		}
		if err := w.tested(fmt.Sprintf("slope[%s-%s]", g, groups[0]), l, detailUnit(w.s.unit)); err != nil {
			return err
		}
	}
	return nil
}

func detailUnit(unit string) string {
	if unit == "" {
		return ""
	}
	return detail("unit", unit)
}

// standardized adds the changes from the first visit divided by standard
// deviations of the fitted covariance, so that people lost to follow-up count.
func (w *mixedRows) standardized() error {
	if w.s.baseline || len(w.s.visits) < 2 {
		return nil
	}
	for _, c := range slices.Clone(w.r.rows) {
		for v := 1; v < len(w.s.visits); v++ {
			tag, ok := strings.CutPrefix(c.Term, fmt.Sprintf("contrast[%s-%s", w.s.visits[v], w.s.first))
			if ok && (tag == "]" || strings.HasPrefix(tag, ",")) {
				w.standardize(c, 0, v)
			}
		}
	}
	return nil
}

// standardize adds a change between two visits in standard deviations. Intervals
// are the contrast's, divided likewise: they cover 0 when its do.
func (w *mixedRows) standardize(c Estimate, from, to int) {
	cov := w.covariance()
	before, after, both := cov[from][from], cov[to][to], cov[from][to]
	for _, d := range []struct {
		name, standardizer string
		variance           float64
	}{
		{"d_pre", "baseline_sd", before},
		{"d_av", "root_mean_variance", (before + after) / 2},
		{"d_z", "sd_of_change", before + after - 2*both},
	} {
		w.r.add(w.scaled(c, d.name+strings.TrimPrefix(c.Term, "contrast"), d.standardizer, d.variance))
	}
}

func (w *mixedRows) scaled(c Estimate, term, standardizer string, variance float64) Estimate {
	row := w.row(term, detail("standardizer", standardizer, "sd", ftoa(math.Sqrt(max(variance, 0))), "interval", "scaled_from_test"))
	if !(variance > 0) {
		return row
	}
	sd := math.Sqrt(variance)
	by := func(n Number) Number {
		x, ok := n.Get()
		if !ok {
			return Number{}
		}
		return Num(x / sd)
	}
	row.Estimate, row.ConfLow, row.ConfHigh, row.ConfLevel = by(c.Estimate), by(c.ConfLow), by(c.ConfHigh), c.ConfLevel
	return row
}

// nonlinearity tests whether the visits' means depart from the straight line of
// a growth model: the same random effects with a mean for each visit.
func (w *mixedRows) nonlinearity() error {
	if w.t.m.Time != Linear || len(w.s.visits) < 3 || w.cov != NoCovariance || w.t.m.ML || w.s.baseline || len(w.t.omitted) > 0 || w.t.m.Randomised != "" {
		return nil
	}
	m := w.t.m
	m.Time = ByVisit
	row := w.row("nonlinearity", detail("test", "kenward_roger_f"))
	t, err := buildTerms(w.s, m, w.t.v)
	if err != nil {
		return err
	}
	f, err := fitModel(w.s, t, w.form, NoCovariance)
	var joint reml.FTest
	if err == nil && len(t.omitted) == 0 {
		joint, err = f.departure()
	}
	if err != nil || joint.DF1 == 0 {
		w.r.add(row)
		return nil
	}
	row.Statistic, row.DF = Num(joint.F), Num(joint.DF2)
	row.Detail = joinDetail(row.Detail, detail("df1", ftoa(joint.DF1)))
	p, err := tails.FSurvival(joint.F, joint.DF1, joint.DF2)
	if err != nil {
		return err
	}
	w.r.add(withP(row, p))
	return nil
}

// departure tests that the slopes between neighbouring visits are all the same.
func (f *mixedFit) departure() (reml.FTest, error) {
	kr, err := f.kenwardRoger()
	if err != nil {
		return reml.FTest{}, err
	}
	var ls [][]float64
	err = f.eachGroup(func(group, _ string) error {
		slope := func(v int) []float64 {
			l := f.mean(v, f.s.times[v], group)
			for i, x := range f.mean(v-1, f.s.times[v-1], group) {
				l[i] = (l[i] - x) / (f.s.times[v] - f.s.times[v-1])
			}
			return l
		}
		for v := 2; v < len(f.s.visits); v++ {
			l := slope(v)
			for i, x := range slope(v - 1) {
				l[i] -= x
			}
			inside, _ := f.t.inside(l)
			ls = append(ls, inside)
		}
		return nil
	})
	if err != nil || len(ls) == 0 {
		return reml.FTest{}, err
	}
	return kr.JointTest(ls)
}

// criterion adds −2 times the log-likelihood, and what is compared by it.
func (w *mixedRows) criterion() error {
	term := "reml_criterion"
	if w.t.m.ML {
		term = "ml_criterion"
	}
	row := w.row(term, detail("iterations", itoa(int64(w.Iterations)), "gradient", ftoa(w.Gradient)))
	row.Estimate = Num(w.Criterion)
	w.r.add(row)
	if !w.t.m.ML {
		return nil
	}
	parameters := float64(len(w.t.all) + covariances(w.form, w.cov, len(w.s.visits)) + len(w.Cluster))
	aic, bic := w.row("aic", ""), w.row("bic", "")
	aic.Estimate = Num(w.Criterion + 2*parameters)
	bic.Estimate = Num(w.Criterion + math.Log(float64(w.s.surveys()))*parameters)
	w.r.add(aic, bic)
	return nil
}
