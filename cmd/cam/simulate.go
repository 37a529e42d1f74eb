package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/cam-outcomes/cam/datasets/simulate"
)

type simulateOptions struct {
	streams
	cohort          simulate.Options
	effect, dropout float64
	layout          string
	output          string
}

func newDatasets(s streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "datasets",
		Short:   "synthetic cohorts",
		Example: "  cam datasets simulate -o synthetic.csv",
		Args:    noArguments,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newSimulate(s, runSimulate))
	return cmd
}

func newSimulate(s streams, run func(context.Context, *simulateOptions) error) *cobra.Command {
	o := &simulateOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "simulate",
		Short: "write a synthetic cohort, item by item",
		Long: `Simulate writes a cohort like that of a community-health programme: answers to
PHQ-9, GAD-7, UCLA-3, exercise and diet from correlated latent traits with effects
of participant, site and coaching group, monthly change, missed surveys, and
dropout that depends on the last PHQ-9. No person is behind it, and a column of
the table says so.

The same seed gives the same cohort, and the first people of a larger cohort are
those of a smaller one.`,
		Example: `  cam datasets simulate -o synthetic.csv
  cam datasets simulate --n 200 --layout wide --labels --seed 7 -o synthetic-wide.csv
  cam datasets simulate --n 1000 --effect 0 --dropout 0 -o synthetic-no-effect.csv`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			// 0 means something for both, so only what was typed counts.
			if cmd.Flags().Changed("effect") {
				o.cohort.Effect = &o.effect
			}
			if cmd.Flags().Changed("dropout") {
				o.cohort.Dropout = &o.dropout
			}
			return run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.IntVar(&o.cohort.N, "n", 720, "`NUMBER` of participants")
	f.IntVar(&o.cohort.Months, "months", 3, "monthly surveys after the baseline, `M`")
	f.Float64Var(&o.effect, "effect", 1, "`FACTOR` on the monthly changes; 0 for none")
	f.Float64Var(&o.dropout, "dropout", 0.3, "`SHARE` of participants who have left by the last month")
	f.StringVar(&o.layout, "layout", "long", "`long|wide`: a row for each survey, or for each participant")
	f.BoolVar(&o.cohort.Labels, "labels", false, "answers as worded in the participant's language, instead of codes")
	f.Uint64Var(&o.cohort.Seed, "seed", 0, "`SEED` of everything random")
	f.StringVarP(&o.output, "output", "o", "", "write to `FILE`, whole or not at all (default: standard output)")
	return cmd
}

func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return &usageError{fmt.Sprintf("%q is not understood here", args[0]), "type " + cmd.CommandPath() + " --help"}
	}
	return nil
}

func runSimulate(_ context.Context, o *simulateOptions) error {
	switch o.layout {
	case "long":
		o.cohort.Layout = simulate.Long
	case "wide":
		o.cohort.Layout = simulate.Wide
	default:
		return &usageError{fmt.Sprintf("--layout %q is neither long nor wide", o.layout), ""}
	}
	// 0 stands for the default in the library, and is a mistake here.
	if o.cohort.N < 1 || o.cohort.Months < 1 {
		return &usageError{"a cohort needs at least one participant and one month", "use --n 720 --months 3"}
	}
	// A mistake in the options must not leave the output half written, so the
	// first participant is simulated for nobody.
	one := o.cohort
	one.N = 1
	var mistake *simulate.OptionError
	if err := simulate.Write(io.Discard, one); errors.As(err, &mistake) {
		return &usageError{mistake.Error(), ""}
	} else if err != nil {
		return err
	}
	return writeOutput(o.streams, o.output, func(w io.Writer) error { return simulate.Write(w, o.cohort) })
}
