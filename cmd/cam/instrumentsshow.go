package main

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/cam-outcomes/cam/instruments"
	"github.com/cam-outcomes/cam/reports"
)

type instrumentsShowOptions struct {
	streams
	id, dir, format string
}

func newInstrumentsShow(s streams, run func(context.Context, *instrumentsShowOptions) error) *cobra.Command {
	o := &instrumentsShowOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "show INSTRUMENT",
		Short: "everything that is known of an instrument",
		Long: `Show prints the items by neutral labels, the answers and their codes, every scale
with its range, rules, bands, cut-offs, reliable change and reliability, the terms
of use, the LOINC codes, and for each number its source and how far it may be
trusted. What is unverified is marked so, and no analysis uses it unasked.`,
		Example: `  cam instruments show phq9
  cam instruments show pss4
  cam instruments show phq9 --format json`,
		Args: instrumentArgument,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.id = args[0]
			return run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.dir, "instruments", "", instrumentsDirUsage)
	f.StringVar(&o.format, "format", "text", "`text|json`")
	return cmd
}

func runInstrumentsShow(_ context.Context, o *instrumentsShowOptions) error {
	if err := textOrJSON(o.format); err != nil {
		return err
	}
	i, _, err := findInstrument(o.dir, o.id)
	if err != nil {
		return err
	}
	d := i.Describe()
	return writeOutput(o.streams, "", func(w io.Writer) error {
		if o.format == "json" {
			return writeIndented(w, struct {
				Schema  string `json:"schema"`
				Command string `json:"command"`
				instruments.Description
			}{"cam/1", "instruments show", d})
		}
		return reports.WriteText(w, showDocument(d), o.style("").Text)
	})
}
