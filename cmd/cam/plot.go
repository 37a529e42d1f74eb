package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cam-outcomes/cam/reports/figure"
)

type plotOptions struct {
	asked
	kind   string
	over   trajectoryFlags
	figure figure.Options
	output string
}

func newPlot(s streams, run func(context.Context, *plotOptions) error) *cobra.Command {
	o := &plotOptions{asked: asked{streams: s}}
	cmd := &cobra.Command{
		Use:   "plot DATA… --kind KIND -o FILE",
		Short: "one figure of the standard analysis",
		Long: `Plot draws one figure from the counts behind the standard analysis:

  change        each outcome before and after, with the mean change and its interval
  bands         severity bands before and after, with counts
  distribution  all scores before and after, with cut-offs
  trajectory    means at every visit with a mixed model's, of three visits or more;
                by group with --group, along a line with --time linear

The numbers are in the file's text alternative too.`,
		Example: `  cam plot sleep.csv --outcome sleep=drug1:drug2 --better sleep=higher --kind change -o sleep.svg
  cam plot cohort.csv --outcome phq9=pre:post --bands phq9=minimal:0,mild:5,moderate:10 --kind bands -o bands.png
  cam plot cohort.csv --outcome phq9=pre:post --kind distribution -o scores.pdf
  cam plot visits.csv --id subject --visit month --outcome bdi=bdi --kind trajectory -o bdi.svg`,
		Args: dataArguments,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.paths = args
			return run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	o.register(f)
	f.StringVar(&o.kind, "kind", "", "`KIND` of figure: "+strings.Join(figureNames(), "|"))
	f.StringVarP(&o.output, "output", "o", "", "write to `FILE`.svg, .png or .pdf, whole or not at all")
	o.over.register(f)
	f.StringVar(&o.figure.Stratum, "stratum", "", "`STRATUM` to draw, as in site=A (with --by; default: everyone)")
	f.Float64Var(&o.figure.Width, "width", 0, "width in `POINTS` (default: as the figure needs)")
	f.Float64Var(&o.figure.Height, "height", 0, "height in `POINTS`")
	f.Int64Var(&o.figure.MinCell, "min-cell", 0, "draw nothing that shows fewer than `N` people")
	f.BoolVar(&o.quiet, "quiet", false, "no progress")
	return cmd
}

func figureNames() []string {
	var names []string
	for _, k := range figure.Kinds() {
		names = append(names, k.Name)
	}
	return names
}

func runPlot(ctx context.Context, o *plotOptions) error {
	if o.kind == "" {
		return &usageError{"no kind of figure was named", "add --kind with one of " + strings.Join(figureNames(), ", ")}
	}
	kind, err := figure.KindByName(o.kind)
	if err != nil {
		return &usageError{fmt.Sprintf("--kind %q is not known", o.kind), "use one of " + strings.Join(figureNames(), ", ")}
	}
	if o.output == "" {
		return &usageError{"no file was named", "add -o " + o.kind + ".svg (or .png, .pdf)"}
	}
	format, err := figure.FormatOf(o.output)
	if err != nil {
		return &usageError{fmt.Sprintf("-o %q does not say in which format to draw", o.output), "end the name in .svg, .png or .pdf"}
	}
	if err := o.over.check(o.kind, &o.data.options); err != nil {
		return err
	}
	a, err := o.answer(ctx, o.output)
	if err != nil {
		return err
	}
	if err := o.over.fit(ctx, a); err != nil {
		return err
	}
	f, err := kind.Draw(a.report, o.figure)
	if err != nil {
		return &contentError{err.Error()}
	}
	if err := writeOutput(o.streams, o.output, func(w io.Writer) error { return figure.Write(w, f, format) }); err != nil {
		return err
	}
	return a.enough()
}

// writePlots draws every kind of figure that the report has something for into
// a folder, which is made where it is not there.
func writePlots(s streams, folder string, a *answered) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return &writeError{folder, err}
	}
	drawn := false
	var reason error
	for _, kind := range figure.Kinds() {
		f, err := kind.Draw(a.report, figure.Options{})
		if err != nil || len(f.Panels) == 0 {
			reason = cmp.Or(reason, err)
			continue // no outcome has what this kind shows
		}
		drawn = true
		path := filepath.Join(folder, kind.Name+".svg")
		if err := writeOutput(s, path, func(w io.Writer) error { return figure.Write(w, f, figure.SVG) }); err != nil {
			return err
		}
	}
	if !drawn && reason != nil {
		fmt.Fprintf(s.err, "cam: no figure was drawn: %v\n", reason)
	}
	return nil
}
