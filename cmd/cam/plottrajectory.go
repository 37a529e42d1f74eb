package main

import (
	"context"

	"github.com/spf13/pflag"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets"
)

// trajectoryFlags choose the model of a trajectory, where it is not that of the
// standard analysis.
type trajectoryFlags struct{ group, time string }

func (t *trajectoryFlags) register(f *pflag.FlagSet) {
	f.StringVar(&t.group, "group", "", "trajectory: `COLUMN` of groups to draw apart")
	f.StringVar(&t.time, "time", "", "trajectory: how the model's mean depends on time, `visit|linear|quadratic|log` (default visit)")
}

// check refuses flags that say nothing of a kind of figure, and names to the
// loader the columns that they need.
func (t *trajectoryFlags) check(kind string, o *datasets.Options) error {
	if kind != "trajectory" && (t.group != "" || t.time != "") {
		return &usageError{"--group and --time say nothing of --kind " + kind, "leave them out, or draw --kind trajectory"}
	}
	if t.group != "" {
		o.Groups = []string{t.group}
	}
	return nil
}

// fit fits the model that was asked for in place of the standard analysis.
func (t *trajectoryFlags) fit(ctx context.Context, a *answered) error {
	if t.group == "" && t.time == "" {
		return nil
	}
	spec := analysis.MixedSpec{Level: a.spec.Level, Adjust: a.spec.Adjust, By: a.spec.By}
	spec.Model = analysis.MixedModel{Time: analysis.ByVisit, Group: t.group, Cluster: a.spec.Cluster}
	if t.time != "" {
		var err error
		if spec.Model.Time, err = analysis.ParseTimeForm(t.time); err != nil {
			return usageOf("time", err)
		}
	}
	if spec.Model.Time == analysis.ByVisit {
		spec.Model.Covariance = analysis.UN
	}
	for _, o := range a.spec.Outcomes {
		spec.Outcomes = append(spec.Outcomes, analysis.MixedOutcome{Scale: o.Scale, Primary: o.Primary})
	}
	report, err := analysis.Mixed(ctx, a.cohort, spec)
	if err != nil {
		return unanswered(err)
	}
	a.report.Trajectories = report.Trajectories
	return nil
}
