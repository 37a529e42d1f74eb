package analysis

import (
	"fmt"
	"strings"
)

// FittedModel says in full which model was fitted, so that a reader can name it
// and a reviewer fit it elsewhere.
type FittedModel struct {
	Outcome, Stratum string
	Variant          string
	Time             TimeForm
	Random           RandomForm // "" with a covariance between visits
	Covariance       Covariance // "" with random effects
	DF               DFMethod
	ML               bool
	Unit             string   // of time
	Visits           []string // none with irregular times
	Covariates       []string
	Against          []string // "site=A": the level that others are compared with
	Group, Cluster   string
	Groups           []string // the levels of the group in the model
	Randomised       bool
	BaselineAdjusted bool
	People, Surveys  int64
}

// describe is the model as it was fitted in the end.
func (f *mixedFit) describe() *FittedModel {
	m := f.t.m
	d := &FittedModel{
		Variant: f.variant(), Time: m.Time, Random: f.form, Covariance: f.cov, DF: f.df, ML: m.ML, Unit: f.s.unit,
		Visits: f.s.visits, Covariates: m.Covariates, Group: m.group(), Groups: f.groups(), Cluster: m.Cluster,
		Randomised: m.Randomised != "", BaselineAdjusted: m.BaselineAdjusted,
		People: f.s.participants(), Surveys: f.s.surveys(),
	}
	seen := map[string]bool{}
	for _, x := range f.t.dummies {
		if seen[x.column] {
			continue
		}
		seen[x.column] = true
		if levels := f.s.levels(x.column, f.t.v.levels[x.column]); len(levels) > 0 {
			d.Against = append(d.Against, fmt.Sprintf("%s=%s", x.column, levels[0]))
		}
	}
	return d
}

// R is the call that fits the same model in R to long data d with the columns
// id, visit, time, the outcome under its name, and the covariates; a comment
// where R has none.
func (d *FittedModel) R() string {
	outcome := symbol(d.Outcome)
	fixed := []string{map[TimeForm]string{Linear: "time", ByVisit: "visit", Quadratic: "time + I(time^2)", LogTime: "log1p(time)"}[d.Time]}
	if d.BaselineAdjusted {
		outcome = "I(" + outcome + " - baseline)"
		fixed = append(fixed, "I(baseline - baseline_mean)")
	}
	for _, c := range d.Covariates {
		fixed = append(fixed, symbol(c))
	}
	if d.Group != "" {
		term := "(" + fixed[0] + "):" + symbol(d.Group)
		if !d.Randomised {
			term = symbol(d.Group) + " + " + term
		}
		fixed = append(fixed, term)
	}
	right := strings.Join(fixed, " + ")
	cluster := ""
	if d.Cluster != "" {
		cluster = " + (1 | " + symbol(d.Cluster) + ")"
	}
	method := fmt.Sprintf("REML = %s", strings.ToUpper(fmt.Sprint(!d.ML)))
	if d.Covariance == NoCovariance {
		time := "time"
		if d.Time == LogTime {
			time = "log1p(time)"
		}
		random := map[RandomForm]string{RandomConstant: "(1 | id)", RandomSlope: "(" + time + " | id)", RandomIndep: "(" + time + " || id)"}[d.Random]
		ddf := map[DFMethod]string{Satterthwaite: "Satterthwaite", KenwardRoger: "Kenward-Roger"}[d.DF]
		return fmt.Sprintf("summary(lmerTest::lmer(%s ~ %s + %s%s, data = d, %s), ddf = %q)", outcome, right, random, cluster, method, ddf)
	}
	if d.Cluster != "" {
		return "# no package of R fits a covariance between visits beside random effects of clusters with these degrees of freedom"
	}
	df := map[DFMethod]string{Satterthwaite: "Satterthwaite", KenwardRoger: "Kenward-Roger-Linear"}[d.DF]
	return fmt.Sprintf("summary(mmrm::mmrm(%s ~ %s + %s(visit | id), data = d, reml = %s, method = %q))", outcome, right, d.Covariance, strings.ToUpper(fmt.Sprint(!d.ML)), df)
}

// symbol writes a name as R reads it.
func symbol(name string) string {
	for i, c := range name {
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '.'
		if !letter && (i == 0 || !(c >= '0' && c <= '9' || c == '_')) {
			return "`" + strings.ReplaceAll(name, "`", "\\`") + "`"
		}
	}
	return name
}
