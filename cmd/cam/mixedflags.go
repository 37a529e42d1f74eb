package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets"
	"github.com/cam-outcomes/cam/reports"
)

// mixedFlags are the choices of a mixed model.
type mixedFlags struct {
	time, random, covariance, df string
	level                        float64
	adjust                       string
	model                        analysis.MixedModel
}

func (m *mixedFlags) register(f *pflag.FlagSet, o *datasets.Options) {
	f.StringVar(&m.time, "time", "linear", "how the mean depends on time: `linear|visit|quadratic|log`")
	f.StringVar(&m.random, "random", "", "random effects of each participant: `slope|intercept|slope-uncorrelated` (default slope, with three or more visits)")
	f.StringVar(&m.covariance, "covariance", "", "a covariance between visits instead: `us|toeph|toep|ar1h|ar1|csh|cs|ad`")
	f.StringArrayVar(&m.model.Covariates, "covariate", nil, "`COLUMN` whose differences are held constant; repeatable")
	f.StringArrayVar(&m.model.Categorical, "categorical", nil, "`COLUMN` of a covariate that is categories although its values are numbers; repeatable")
	f.StringVar(&m.model.Group, "group", "", "`COLUMN` of groups whose change is compared")
	f.StringVar(&m.model.Randomised, "randomised", "", "`COLUMN` of randomised groups: one baseline mean serves all")
	f.BoolVar(&m.model.BaselineAdjusted, "baseline-adjusted", false, "changes from the baseline score, given that score")
	f.StringVar(&m.df, "df", "", "degrees of freedom: `satterthwaite|kenward-roger` (default: the first with random effects, the second with --covariance)")
	f.BoolVar(&m.model.ML, "ml", false, "full maximum likelihood, to compare models by AIC or likelihood ratios")
	f.StringVar(&o.TimeColumn, "time-column", "", "`COLUMN` of each survey's own time, where there are no common visits")
	f.StringVar(&o.TimeUnit, "time-unit", "", "`UNIT` of time, such as months")
	f.Float64Var(&m.level, "level", 0.95, "confidence `LEVEL` of intervals")
	f.StringVar(&m.adjust, "adjust", "", "p-values adjusted for the number of outcomes: `holm|bh|none` (default holm)")
}

// spec checks the flags of the model itself, before any data are read.
func (m *mixedFlags) spec() (analysis.MixedSpec, error) {
	spec := analysis.MixedSpec{Model: m.model}
	general := analysisFlags{level: m.level, adjust: m.adjust, zeros: "wilcoxon"}
	checked, err := general.spec()
	if err != nil {
		return spec, err
	}
	spec.Level, spec.Adjust = checked.Level, checked.Adjust
	if spec.Model.Time, err = analysis.ParseTimeForm(m.time); err != nil {
		return spec, usageOf("time", err)
	}
	if m.random != "" {
		if spec.Model.Random, err = analysis.ParseRandomForm(m.random); err != nil {
			return spec, usageOf("random", err)
		}
	}
	if m.covariance != "" {
		if spec.Model.Covariance, err = analysis.ParseCovariance(m.covariance); err != nil {
			return spec, usageOf("covariance", err)
		}
	}
	if m.df != "" {
		if spec.Model.DF, err = analysis.ParseDFMethod(m.df); err != nil {
			return spec, usageOf("df", err)
		}
	}
	if err := spec.Model.Check(); err != nil {
		return spec, &usageError{err.Error(), ""}
	}
	return spec, nil
}

// columns names to the loader the columns that the model needs of each person.
func (m *mixedFlags) columns(o *datasets.Options) {
	o.Covariates, o.Groups = m.model.Covariates, []string{m.model.Group, m.model.Randomised}
}

// about fills in what the resolved study says the model is about.
func (m *mixedFlags) about(spec *analysis.MixedSpec, cohort *datasets.Cohort) error {
	study := cohort.Study()
	spec.By, spec.Model.Cluster = study.Strata, study.Cluster
	for _, name := range study.Covariates {
		if name != spec.Model.Group && name != spec.Model.Randomised && !slices.Contains(spec.Model.Covariates, name) {
			spec.Model.Covariates = append(spec.Model.Covariates, name)
		}
	}
	spec.Model.Irregular = study.Visits.Time != ""
	if study.Adjust != "" {
		var err error
		if spec.Adjust, err = analysis.ParseAdjust(study.Adjust); err != nil {
			return &usageError{"adjust: " + err.Error(), ""}
		}
	}
	for _, p := range cohort.Pairs() {
		spec.Outcomes = append(spec.Outcomes, analysis.MixedOutcome{Scale: p.Outcome, Primary: p.Primary})
	}
	return nil
}

// ordered asks for the order of visits where it is not known.
func ordered(cohort *datasets.Cohort, spec analysis.MixedSpec) error {
	for _, o := range spec.Outcomes {
		if spec.Model.Irregular {
			break
		}
		t, err := cohort.VisitTimes(o.Scale)
		if err != nil {
			return err
		}
		if t.Unordered {
			return &usageError{fmt.Sprintf("the order of the visits %q is not known", t.Visits), "add, in order of time, --visit-order " + strings.Join(t.Visits, ",")}
		}
	}
	return nil
}

// mixedProvenance is the provenance of a mixed model.
func mixedProvenance(cohort *datasets.Cohort, o datasets.Options, spec analysis.MixedSpec, flags mixedFlags) reports.Provenance {
	p := provenance(cohort, o, analysis.Spec{Adjust: spec.Adjust}, flags.level)
	p.Plan = struct {
		plan
		Model analysis.MixedModel `json:"model"`
	}{p.Plan.(plan), spec.Model}
	return p
}
