package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets"
	"github.com/cam-outcomes/cam/reports"
)

type mixedOptions struct {
	streams
	paths  []string
	data   dataFlags
	model  mixedFlags
	showR  bool
	rows   string // folder of the diagnostics
	quiet  bool
	format string
	output string
}

func newMixed(s streams, run func(context.Context, *mixedOptions) error) *cobra.Command {
	o := &mixedOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "mixed DATA…",
		Short: "mixed models of repeated measures: everyone with any survey counts",
		Long: `Mixed fits a linear mixed model to each outcome by restricted maximum likelihood,
so that people who miss surveys count with those they answered.

By default it is a growth model: change over time is a straight line, and each
participant has an intercept and slope of their own. With --covariance it is a
model for repeated measures (MMRM): the scores of any two visits go together in
their own way, and with --time visit each visit has its own mean.`,
		Example: `  # change per unit of time, from every monthly survey
  cam mixed visits.csv --id subject --visit month --outcome bdi=bdi --better bdi=lower

  # the change at each visit, without assuming a straight line
  cam mixed visits.csv --id subject --visit month --outcome bdi=bdi --time visit --covariance us

  # do two groups change differently, given age
  cam mixed visits.csv --id subject --visit month --outcome bdi=bdi --group arm --covariate age

  # the call that fits the same model in R
  cam mixed visits.csv --id subject --visit month --outcome bdi=bdi --show-r`,
		Args: dataArguments,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.paths = args
			return run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	o.model.register(f, &o.data.options)
	o.data.register(f)
	f.BoolVar(&o.showR, "show-r", false, "also print the call that fits the same model in R")
	f.StringVar(&o.rows, "diagnostics", "", "also write residuals, random effects and influence, row by row, into the folder `DIR`")
	f.StringVar(&o.format, "format", "", "`text|json|csv|md` (default: by the extension of -o, else text)")
	f.StringVarP(&o.output, "output", "o", "", "write to `FILE`, whole or not at all")
	f.BoolVar(&o.quiet, "quiet", false, "no progress")
	return cmd
}

func runMixed(ctx context.Context, o *mixedOptions) error {
	format, err := formatFor(o.format, o.output)
	if err != nil {
		return err
	}
	spec, err := o.model.spec()
	if err != nil {
		return err
	}
	options, err := o.data.resolve()
	if err != nil {
		return err
	}
	if err := sparesInputs(o.output, append([]string{o.data.study, options.Join}, o.paths...)); err != nil {
		return err
	}
	options.Adjust = o.model.adjust
	o.model.columns(&options)
	p := newProgress(o.streams, o.quiet)
	cohort, err := datasets.Load(ctx, o.paths, o.in, options, p.rows)
	p.done()
	if err != nil {
		return err
	}
	if err := o.model.about(&spec, cohort); err != nil {
		return err
	}
	spec.Diagnose = o.rows != ""
	if err := ordered(cohort, spec); err != nil {
		return err
	}
	report, err := analysis.Mixed(ctx, cohort, spec)
	if err != nil {
		return unanswered(err)
	}
	result := reports.Analysis{
		Command: "mixed", Args: o.typed(), Provenance: mixedProvenance(cohort, options, spec, o.model),
		Report: report, Understood: understood(cohort), ShowR: o.showR,
	}
	if err := writeOutput(o.streams, o.output, func(w io.Writer) error { return format.Write(w, result, o.style(o.output)) }); err != nil {
		return err
	}
	if o.rows != "" {
		if err := writeDiagnostics(o.streams, o.rows, report, cohort, options.ShowIDs); err != nil {
			return err
		}
	}
	for _, e := range report.Estimates {
		if !e.StdError.IsZero() {
			return nil
		}
	}
	return &contentError{"no outcome could be fitted, so nothing can be concluded"}
}

// typed returns what followed the command, to suggest what to type next.
func (o *mixedOptions) typed() []string {
	if o.output != "" && o.output != "-" {
		return nil
	}
	return o.args[1:]
}

// usageOf turns an unknown value of a flag into an error of usage.
func usageOf(flag string, err error) error {
	return &usageError{"--" + flag + ": " + err.Error(), ""}
}
