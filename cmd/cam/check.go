package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/cam-outcomes/cam/datasets/quality"
	"github.com/cam-outcomes/cam/reports"
)

type checkOptions struct {
	asked
	format      string
	output      string
	reliability bool
}

func newCheck(s streams, run func(context.Context, *checkOptions) error) *cobra.Command {
	o := &checkOptions{asked: asked{streams: s}}
	cmd := &cobra.Command{
		Use:   "check DATA…",
		Short: "what was recognised in data, and what is wrong with them",
		Long: `Check says which columns are taken for what and why, how complete they are, and
everything that would make an analysis of them wrong: values that cannot be,
duplicates, items that run against their scale, totals that are not the sum of
their items, dates against the order of visits. Columns that look as if they
identified somebody are named too.

All problems are told at once, each with what to type. The exit code is 1 where
something would make an analysis wrong.`,
		Example: `  cam check cohort.csv

  # for another program
  cam check cohort.csv --format json

  # Cronbach's alpha and McDonald's omega in these data
  cam check cohort.csv --reliability

  # items whose names say nothing
  cam check cohort.csv --outcome 'phq9=D{1..9}'`,
		Args: dataArguments,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.paths = args
			return run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	o.data.register(f)
	f.BoolVar(&o.reliability, "reliability", false, "how well the items of each instrument go together, by visit: alpha, omega")
	f.StringVar(&o.format, "format", "", "`text|json|md` (default: by the extension of -o, else text)")
	f.StringVarP(&o.output, "output", "o", "", "write to `FILE`, whole or not at all")
	f.BoolVar(&o.quiet, "quiet", false, "no progress")
	return cmd
}

func runCheck(ctx context.Context, o *checkOptions) error {
	format, err := formatFor(o.format, o.output)
	if err != nil {
		return err
	}
	if format.Name == "csv" {
		return &usageError{"a check is no table of numbers", "use --format text, json or md"}
	}
	options, err := o.data.resolve()
	if err != nil {
		return err
	}
	if err := sparesInputs(o.output, append([]string{o.data.study, options.Join}, o.paths...)); err != nil {
		return err
	}
	p := newProgress(o.streams, o.quiet)
	check, inputs, err := quality.Check(ctx, o.paths, o.in, options, p.rows)
	p.done()
	if err != nil {
		return err
	}
	checked := reports.Checked{Version: programVersion(), Check: check}
	if o.reliability {
		if checked.Reliability, err = consistencies(check); err != nil {
			return err
		}
	}
	for _, in := range inputs {
		checked.Inputs = append(checked.Inputs, reports.Input{Name: in.Name, SHA256: in.SHA256, Rows: in.Rows})
	}
	if o.output == "" || o.output == "-" {
		checked.Args = o.args[1:]
	}
	if err := writeOutput(o.streams, o.output, func(w io.Writer) error { return reports.WriteChecked(w, checked, format.Name, o.style(o.output)) }); err != nil {
		return err
	}
	if check.Wrong() {
		return &contentError{"the errors above would make an analysis wrong"}
	}
	return nil
}
