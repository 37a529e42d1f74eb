package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cam-outcomes/cam/datasets"
	"github.com/cam-outcomes/cam/reports"
)

type scoreOptions struct {
	streams
	paths  []string
	data   scoreFlags
	layout string
	output string
	quiet  bool
}

// scoreFlags are the flags of reading data that scoring knows: a row is scored
// by itself, so that nothing is filtered, paired or compared.
type scoreFlags struct{ dataFlags }

func (d *scoreFlags) register(f *pflag.FlagSet) {
	o := &d.options
	f.StringVar(&d.study, "study", "", "study `FILE` that says what the columns mean")
	f.StringVar(&o.Sheet, "sheet", "", "`NAME` of the sheet of a workbook (default: the only one with a table)")
	f.StringVar(&o.Header, "header", "", "`LINES` that hold the names of the columns, as in 3 or 1-2 (default: found)")
	f.StringVar(&o.Dictionary, "dictionary", "", "REDCap data dictionary `FILE`: what fields ask and their codes mean")
	f.StringArrayVar(&o.Outcomes, "outcome", nil, "outcome `SPEC`: an instrument, or its items as in 'phq9=phq9_{1..9}'; repeatable")
	f.StringArrayVar(&o.ID, "id", nil, "`COLUMN` that identifies a participant; repeat for a composite id")
	f.StringVar(&o.Visit, "visit", "", "`COLUMN` of the visit, in a table with a row for each visit")
	f.StringSliceVar(&o.VisitOrder, "visit-order", nil, "visits in order of time, `a,b,c`")
	f.StringVar(&d.own, "instruments", "", instrumentsDirUsage)
	f.StringArrayVar(&o.Units, "unit", nil, "`NAME=UNIT` of an outcome counted in one of several, as in fv2=servings/day")
	f.StringArrayVar(&o.Codes, "codes", nil, "`NAME=1:0,2:1,…`: the file's codes and the answers that they mean")
	f.StringVar(&d.prorate, "prorate", "rule", "totals with unanswered items: `rule|none` (by the instrument's rule, or none)")
	f.StringVar(&o.Join, "join", "", "side table `FILE` whose columns are added by id")
	f.StringArrayVar(&o.Missing, "missing", nil, "`CODE` that means missing, beside empty cells and NA; repeatable (--missing=-99)")
	f.StringVar(&d.invalid, "invalid", "error", "values that are no answers: `error|missing`")
	f.BoolVar(&o.ShowIDs, "show-ids", false, "let messages name participants")
}

func newScore(s streams, run func(context.Context, *scoreOptions) error) *cobra.Command {
	o := &scoreOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "score DATA…",
		Short: "answers to scores, row by row",
		Long: `Score writes a CSV file with the scores of every instrument whose items are
found: the id, the visit, the columns that are no items, and for each scale its
score, how many items were answered, and whether the mean of these stands for
the others. An item about safety is never made up.

The file holds the ids of participants: it is for those who hold the data. Texts
that a spreadsheet would execute as formulas have an apostrophe before them.`,
		Example: `  cam score answers.csv -o scored.csv
  cam score answers.csv --outcome phq9 --outcome phq8 -o scored.csv

  # a row for each participant, with columns of a second file
  cam score answers.csv --join demographics.csv --layout wide -o scored.csv

  # items whose names say nothing
  cam score answers.csv --outcome 'phq9=D{1..9}' -o scored.csv`,
		Args: dataArguments,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.paths = args
			return run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	o.data.register(f)
	f.StringVar(&o.layout, "layout", "long", "`long|wide`: a row for each visit, or for each participant")
	f.StringVarP(&o.output, "output", "o", "", "write to `FILE`, whole or not at all (default: standard output)")
	f.BoolVar(&o.quiet, "quiet", false, "no progress")
	return cmd
}

func runScore(ctx context.Context, o *scoreOptions) error {
	layout, known := map[string]datasets.Layout{"long": datasets.Long, "wide": datasets.Wide}[o.layout]
	if !known {
		return &usageError{fmt.Sprintf("--layout %q is neither long nor wide", o.layout), ""}
	}
	if o.output != "" && o.output != "-" && !strings.HasSuffix(strings.ToLower(o.output), ".csv") {
		return &usageError{fmt.Sprintf("-o %q is no CSV file", o.output), "end its name in .csv"}
	}
	options, err := o.data.resolve()
	if err != nil {
		return err
	}
	if err := sparesInputs(o.output, append([]string{o.data.study, options.Join}, o.paths...)); err != nil {
		return err
	}
	p := newProgress(o.streams, o.quiet)
	defer p.done()
	var done *datasets.Scoring
	var refused error // by the data, and not by where the rows go
	err = writeOutput(o.streams, o.output, func(w io.Writer) error {
		rows := reports.NewRowWriter(w)
		var err error
		if done, err = datasets.ScoreRows(ctx, o.paths, o.in, options, layout, rows.Write, p.rows); err != nil {
			if rows.Flush() == nil {
				refused = err
			}
			return err
		}
		return rows.Flush()
	})
	if refused != nil {
		return refused
	}
	if err != nil {
		return err
	}
	p.done()
	o.tell(done)
	return nil
}

// tell says on standard error what the user would otherwise have to find out.
func (o *scoreOptions) tell(done *datasets.Scoring) {
	for _, r := range done.Renamed {
		fmt.Fprintf(o.err, "cam: column %q of the data is called %q beside the scores\n", r.From, r.To)
	}
	for _, u := range done.Units {
		fmt.Fprintf(o.err, "cam: %s is counted in %s: add --unit %s=%s where the scores are analyzed\n", u.Score, u.Unit, u.Score, u.Unit)
	}
	if done.Skipped > 0 {
		fmt.Fprintf(o.err, "cam: %d rows have no id or no visit, and no place in a wide table\n", done.Skipped)
	}
}
