package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets"
)

// asked is what every command that analyses data is asked.
type asked struct {
	streams
	paths    []string
	data     dataFlags
	analysis analysisFlags
	quiet    bool
}

func (a *asked) register(f *pflag.FlagSet) {
	f.SortFlags = false
	a.data.register(f)
	a.analysis.register(f)
}

// answered is the standard analysis of what was asked.
type answered struct {
	cohort  *datasets.Cohort
	options datasets.Options
	spec    analysis.Spec
	report  *analysis.Report
}

// answer reads the data and analyses them. Outputs are the files that will be
// written, none of which may be one that is read.
func (a *asked) answer(ctx context.Context, outputs ...string) (*answered, error) {
	spec, err := a.analysis.spec()
	if err != nil {
		return nil, err
	}
	options, err := a.data.resolve()
	if err != nil {
		return nil, err
	}
	for _, output := range outputs {
		if err := sparesInputs(output, append([]string{a.data.study, options.Join}, a.paths...)); err != nil {
			return nil, err
		}
	}
	options.Adjust, options.OneVisit = a.analysis.adjust, true
	p := newProgress(a.streams, a.quiet)
	cohort, err := datasets.Load(ctx, a.paths, a.in, options, p.rows)
	p.done()
	if err != nil {
		return nil, err
	}
	if err := about(&spec, cohort); err != nil {
		return nil, err
	}
	report, err := analysis.Standard(ctx, cohort, spec)
	return &answered{cohort, options, spec, report}, err
}

// enough is an error unless something can be concluded from the report.
func (a *answered) enough() error {
	if a.report.Answered() {
		return nil
	}
	visits := " at both visits"
	if !slices.ContainsFunc(a.spec.Outcomes, func(o analysis.Outcome) bool { return o.Post != "" }) {
		visits = ""
	}
	return &contentError{"no outcome has two people with a score" + visits + ", so nothing can be concluded"}
}

// dataArguments asks for at least one file.
func dataArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return &usageError{"no data were named", "type " + cmd.CommandPath() + " FILE.csv, or " + cmd.CommandPath() + " --help for examples"}
	}
	return nil
}
