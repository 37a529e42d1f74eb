package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cam-outcomes/cam/datasets"
	"github.com/cam-outcomes/cam/reports"
)

type initOptions struct {
	streams
	paths  []string
	data   dataFlags
	adjust string
	output string
	force  bool
	quiet  bool
}

func newInit(s streams, run func(context.Context, *initOptions) error) *cobra.Command {
	o := &initOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "init DATA…",
		Short: "write the study file that says what the columns mean",
		Long: `Init writes down everything that is recognised in the data, with the reasons as
comments: the column of ids, the visits and their order, and for each outcome its
columns. Analyses with that file give what they give without it, and go on doing
so when columns are added to the data or the program learns more names.

Flags that say what columns mean go into the file too.`,
		Example: `  cam init cohort.csv -o study.yaml
  cam analyze --study study.yaml cohort.csv

  # with what recognition cannot know
  cam init cohort.csv --outcome 'phq9=D{1..9}' --by site -o study.yaml`,
		Args: dataArguments,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.paths = args
			return run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	o.data.register(f)
	f.StringVar(&o.adjust, "adjust", "", "p-values adjusted for the number of outcomes: `holm|bh|none`")
	f.StringVarP(&o.output, "output", "o", "", "write to `FILE` (default: standard output)")
	f.BoolVar(&o.force, "force", false, "replace the file if there is one")
	f.BoolVar(&o.quiet, "quiet", false, "no progress")
	return cmd
}

func runInit(ctx context.Context, o *initOptions) error {
	options, err := o.data.resolve()
	if err != nil {
		return err
	}
	if err := o.spares(options); err != nil {
		return err
	}
	options.Adjust, options.OneVisit = o.adjust, true
	p := newProgress(o.streams, o.quiet)
	text, err := datasets.ProposeStudy(ctx, o.paths, o.in, options, p.rows)
	p.done()
	if err != nil {
		return err
	}
	if err := writeOutput(o.streams, o.output, func(w io.Writer) error { _, err := w.Write(text); return err }); err != nil {
		return err
	}
	if o.output != "" && o.output != "-" {
		fmt.Fprintf(o.err, "cam: check %s, then type: cam analyze --study %s %s\n", o.output, o.output, strings.Join(append(o.paths, o.again(options)...), " "))
	}
	return nil
}

// again lists the flags that a study file has no keys for, which have to be
// given with it.
func (o *initOptions) again(options datasets.Options) []string {
	var flags []string
	for _, f := range []struct{ name, value, usual string }{
		{"--where", options.Where, ""}, {"--join", options.Join, ""}, {"--order-by", options.OrderBy, ""},
		{"--invalid", o.data.invalid, "error"}, {"--duplicates", o.data.duplicates, "error"}, {"--prorate", o.data.prorate, "rule"},
	} {
		if f.value != f.usual {
			flags = append(flags, f.name, reports.QuoteArg(f.value))
		}
	}
	return flags
}

// spares refuses an output that is read, is there already or is no study file.
func (o *initOptions) spares(options datasets.Options) error {
	if o.output == "" || o.output == "-" {
		return nil
	}
	if ext := strings.ToLower(filepath.Ext(o.output)); ext != ".yaml" && ext != ".yml" {
		return &usageError{fmt.Sprintf("-o %q is no study file", o.output), "end its name in .yaml"}
	}
	if !o.force {
		if _, err := os.Stat(o.output); err == nil {
			return &usageError{fmt.Sprintf("%s is there already", o.output), "add --force to replace it, or give another name"}
		}
		return nil
	}
	return sparesInputs(o.output, append([]string{options.Join}, o.paths...))
}
