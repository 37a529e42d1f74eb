package main

import (
	"fmt"

	"github.com/spf13/pflag"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets"
)

// analysisFlags are the choices of the analysis itself.
type analysisFlags struct {
	level     float64
	adjust    string
	zeros     string
	bootstrap int
	seed      uint64
}

func (a *analysisFlags) register(f *pflag.FlagSet) {
	f.Float64Var(&a.level, "level", 0.95, "confidence `LEVEL` of intervals")
	f.StringVar(&a.adjust, "adjust", "", "p-values adjusted for the number of outcomes: `holm|bh|none` (default holm)")
	f.StringVar(&a.zeros, "zeros", "wilcoxon", "changes of zero in the signed-rank test: `wilcoxon|pratt`")
	f.IntVar(&a.bootstrap, "bootstrap", 0, "also give BCa bootstrap intervals from `N` replicates")
	f.Uint64Var(&a.seed, "seed", 1, "`SEED` of everything random")
}

// spec checks the flags of the analysis itself, before any data are read.
func (a *analysisFlags) spec() (analysis.Spec, error) {
	spec := analysis.Spec{Level: analysis.Level(a.level), Bootstrap: a.bootstrap, Seed: a.seed}
	if !(a.level > 0 && a.level < 1) {
		return spec, &usageError{fmt.Sprintf("--level %v is not between 0 and 1", a.level), "95% is --level 0.95"}
	}
	if a.bootstrap < 0 || (a.bootstrap > 0 && a.bootstrap < 1000) {
		return spec, &usageError{fmt.Sprintf("--bootstrap %d is too few replicates for the tails of an interval", a.bootstrap), "use --bootstrap 10000, or at least 1000"}
	}
	zeros, err := analysis.ParseZeros(a.zeros)
	if err != nil {
		return spec, &usageError{fmt.Sprintf("--zeros %q is not known", a.zeros), "use --zeros wilcoxon or --zeros pratt"}
	}
	spec.Zeros = zeros
	if a.adjust != "" {
		if spec.Adjust, err = analysis.ParseAdjust(a.adjust); err != nil {
			return spec, &usageError{fmt.Sprintf("--adjust %q is not known", a.adjust), "use --adjust holm, bh or none"}
		}
	}
	return spec, nil
}

// about fills in what the resolved study says the analysis is about.
func about(spec *analysis.Spec, cohort *datasets.Cohort) error {
	study := cohort.Study()
	spec.By, spec.Cluster = study.Strata, study.Cluster
	spec.Joint = jointOutcomes(cohort.Scales(), cohort.Pairs())
	if study.Adjust != "" {
		var err error
		if spec.Adjust, err = analysis.ParseAdjust(study.Adjust); err != nil {
			return &usageError{"adjust: " + err.Error(), ""}
		}
	}
	for _, p := range cohort.Pairs() {
		spec.Outcomes = append(spec.Outcomes, analysis.Outcome{Scale: p.Outcome, Pre: p.Pre, Post: p.Post, Primary: p.Primary})
	}
	return nil
}
