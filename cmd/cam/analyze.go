package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/cam-outcomes/cam/reports"
)

type analyzeOptions struct {
	asked
	minCell    int64
	withCounts bool
	format     string
	output     string
	plots      string
}

func newAnalyze(s streams, run func(context.Context, *analyzeOptions) error) *cobra.Command {
	o := &analyzeOptions{asked: asked{streams: s}}
	cmd := &cobra.Command{
		Use:   "analyze DATA…",
		Short: "the standard paired analysis of every outcome",
		Long: `Analyze pairs people by id and gives, for every outcome: who was retained, means
before and after, the change with its interval, the paired t test, the exact
signed-rank and sign tests, named effect sizes, and clinical change beside what
would be expected without any change.

DATA is one CSV, TSV or Excel (.xlsx) file, several of the same shape, or - for standard input,
with a row for each participant (wide) or for each participant and visit (long).
Outcomes that were taken once are described; nothing is said about their change.`,
		Example: `  # wide: a column before, a column after
  cam analyze sleep.csv --outcome sleep=drug1:drug2 --better sleep=higher

  # long: a row for each visit
  cam analyze visits.csv --id subject --visit month --outcome bdi=bdi --better bdi=lower

  # who is a case, what change is reliable, by site
  cam analyze cohort.csv --outcome phq9=pre:post --better phq9=lower \
    --caseness 'phq9=>=10' --reliable-change 'phq9=>=6' --by site

  # every number, for a spreadsheet or another program
  cam analyze sleep.csv --outcome sleep=drug1:drug2 -o results.csv
  cam analyze sleep.csv --outcome sleep=drug1:drug2 --format json`,
		Args: dataArguments,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.paths = args
			return run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	o.register(f)
	f.StringVar(&o.format, "format", "", "`text|json|csv|md` (default: by the extension of -o, else text)")
	f.StringVarP(&o.output, "output", "o", "", "write to `FILE`, whole or not at all")
	f.StringVar(&o.plots, "plots", "", "also draw every figure into the folder `DIR`, as SVG")
	f.BoolVar(&o.withCounts, "with-counts", false, "add the joint counts to JSON, so that every number can be recomputed")
	f.Int64Var(&o.minCell, "min-cell", 0, "with --with-counts: publish no cell of fewer than `N` people")
	f.BoolVar(&o.quiet, "quiet", false, "no progress")
	return cmd
}

func runAnalyze(ctx context.Context, o *analyzeOptions) error {
	format, err := formatFor(o.format, o.output)
	if err != nil {
		return err
	}
	if err := o.checkCounts(format); err != nil {
		return err
	}
	a, err := o.answer(ctx, o.output)
	if err != nil {
		return err
	}
	result := reports.Analysis{
		Command: "analyze", Args: o.typed(), Provenance: provenance(a.cohort, a.options, a.spec, o.analysis.level),
		Report: a.report, Understood: understood(a.cohort), WithCounts: o.withCounts, MinCell: o.minCell,
	}
	if err := writeOutput(o.streams, o.output, func(w io.Writer) error { return format.Write(w, result, o.style(o.output)) }); err != nil {
		return err
	}
	if o.plots != "" {
		if err := writePlots(o.streams, o.plots, a); err != nil {
			return err
		}
	}
	return a.enough()
}

// checkCounts refuses flags about counts that would say nothing: whoever sets a
// smallest cell relies on it.
func (o *analyzeOptions) checkCounts(format reports.Format) error {
	switch {
	case o.minCell < 0:
		return &usageError{fmt.Sprintf("--min-cell %d is negative", o.minCell), "use the smallest number of people a published cell may hold, such as 11"}
	case o.minCell > 0 && !o.withCounts:
		return &usageError{"--min-cell says nothing without --with-counts", "it holds for the counts in JSON only: add --with-counts, or leave it out"}
	case o.withCounts && format.Name != "json":
		return &usageError{"--with-counts says nothing in " + format.Name, "counts are part of JSON: add --format json"}
	}
	return nil
}

// typed returns what followed the command, to suggest what to type next; nothing
// where the result goes to a file, which may be read elsewhere.
func (o *analyzeOptions) typed() []string {
	if o.output != "" && o.output != "-" {
		return nil
	}
	return o.args[1:]
}
