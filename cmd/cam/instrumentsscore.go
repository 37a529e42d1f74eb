package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cam-outcomes/cam/instruments"
	"github.com/cam-outcomes/cam/reports"
	"github.com/cam-outcomes/cam/reports/text"
)

type instrumentsScoreOptions struct {
	streams
	id, answers          string
	dir, prorate, format string
}

func newInstrumentsScore(s streams, run func(context.Context, *instrumentsScoreOptions) error) *cobra.Command {
	o := &instrumentsScoreOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "score INSTRUMENT ANSWERS",
		Short: "one person's answers to scores",
		Long: `Score scores answers that are typed, parted by commas, one for each item in order;
nothing between two commas is no answer. For every scale it prints the score, how
many items were answered, the band where one is established, and what is withheld
and why. Answers are codes, numbers, or labels in English or Spanish.

To score a file, type cam score.`,
		Example: `  cam instruments score phq9 1,1,2,0,1,0,1,0,0
  # an answer that is missing
  cam instruments score gad7 1,2,,1,0,1,1
  cam instruments score ucla3 'hardly ever,sometimes,often' --format json`,
		Args: func(cmd *cobra.Command, args []string) error {
			switch len(args) {
			case 0:
				return instrumentArgument(cmd, args)
			case 1:
				return &usageError{"no answers are given", "type " + cmd.CommandPath() + " " + args[0] + " 1,2,…, one for each item"}
			}
			return noArguments(cmd, args[2:])
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.id, o.answers = args[0], args[1]
			return run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.prorate, "prorate", "rule", "scores with unanswered items: `rule|none` (by the instrument's rule, or none)")
	f.StringVar(&o.dir, "instruments", "", instrumentsDirUsage)
	f.StringVar(&o.format, "format", "text", "`text|json`")
	return cmd
}

func runInstrumentsScore(_ context.Context, o *instrumentsScoreOptions) error {
	if err := textOrJSON(o.format); err != nil {
		return err
	}
	prorate, err := instruments.ParseProrating(o.prorate)
	if err != nil {
		return &usageError{"--prorate: " + err.Error(), ""}
	}
	i, s, err := findInstrument(o.dir, o.id)
	if err != nil {
		return err
	}
	texts, err := s.Arrange(strings.Split(o.answers, ","))
	if err != nil {
		return &usageError{err.Error(), "leave nothing between two commas where there is no answer"}
	}
	card, err := i.Card(texts, instruments.Options{Prorate: prorate})
	if err != nil {
		return &usageError{err.Error(), ""}
	}
	return writeOutput(o.streams, "", func(w io.Writer) error {
		if o.format == "json" {
			return writeIndented(w, struct {
				Schema  string `json:"schema"`
				Command string `json:"command"`
				instruments.Card
			}{"cam/1", "instruments score", card})
		}
		return reports.WriteText(w, cardDocument(i, card), o.style("").Text)
	})
}

func cardDocument(i *instruments.Instrument, card instruments.Card) reports.Document {
	table := reports.Table{Columns: []reports.Column{{Head: "scale"}, {Head: "score"}, {Head: "unit"}, {Head: "answered"}, {Head: "band"}, {Head: "criteria met"}}}
	var withheld, flags []string
	for _, s := range card.Scales {
		score := s.Score
		if s.Prorated {
			score += " (prorated)"
		}
		table.Rows = append(table.Rows, reports.Row{Label: s.Scale, Cells: []reports.Cell{
			reports.Words(score), reports.Words(s.Unit), reports.Of{N: int64(s.Answered), Of: int64(s.Items)},
			reports.Words(s.Band), reports.Words(strings.Join(s.Criteria, ", ")),
		}})
		if s.Withheld != "" {
			withheld = append(withheld, s.Scale+": no score. "+s.Withheld)
		}
		for _, n := range s.Unused {
			withheld = append(withheld, s.Scale+": "+numberText(n))
		}
		for _, n := range s.Flags {
			flags = append(flags, s.Scale+": "+numberText(n))
		}
	}
	d := reports.Document{Language: text.English, Title: i.Name.EN, Blocks: []reports.Block{table}}
	add := func(heading string, items []string) {
		if len(items) > 0 {
			d.Blocks = append(d.Blocks, reports.Heading{Text: heading}, reports.List{Items: items})
		}
	}
	if s := card.Safety; s != nil {
		add("Safety", []string{fmt.Sprintf("item %s: %s. %s", s.Item, strings.ReplaceAll(s.State, "_", " "), s.Notice)})
	}
	add("Hardly plausible", card.Warnings)
	add("Used, and not verified in a primary source", flags)
	add("Withheld", withheld)
	return d
}
