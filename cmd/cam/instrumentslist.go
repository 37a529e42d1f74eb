package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cam-outcomes/cam/instruments"
	"github.com/cam-outcomes/cam/reports"
	"github.com/cam-outcomes/cam/reports/text"
)

type instrumentsListOptions struct {
	streams
	construct, dir, format string
}

func newInstrumentsList(s streams, run func(context.Context, *instrumentsListOptions) error) *cobra.Command {
	o := &instrumentsListOptions{streams: s}
	cmd := &cobra.Command{
		Use:   "list",
		Short: "the instruments that are known",
		Example: `  cam instruments list
  cam instruments list --construct depression
  cam instruments list --format csv`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), o) },
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.construct, "construct", "", "only those that measure `WORD`, such as depression")
	f.StringVar(&o.dir, "instruments", "", instrumentsDirUsage)
	f.StringVar(&o.format, "format", "text", "`text|json|csv`")
	return cmd
}

// listed is one instrument of the list.
type listed struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	Construct string   `json:"construct"`
	Items     int      `json:"items"`
	Scales    []string `json:"scales"`
	Licence   string   `json:"licence"`
}

func runInstrumentsList(_ context.Context, o *instrumentsListOptions) error {
	if err := textOrJSON(o.format, "csv"); err != nil {
		return err
	}
	c, err := catalogWith(o.dir)
	if err != nil {
		return err
	}
	all := []listed{}
	for _, i := range c.All() {
		if o.construct == "" || i.Measures(o.construct) {
			all = append(all, newListed(i))
		}
	}
	if len(all) == 0 {
		return &usageError{"no instrument measures " + strconv.Quote(o.construct), "type cam instruments list for all of them"}
	}
	return writeOutput(o.streams, "", func(w io.Writer) error {
		switch o.format {
		case "json":
			return writeIndented(w, map[string]any{"schema": "cam/1", "command": "instruments list", "instruments": all})
		case "csv":
			return writeListCSV(w, all)
		}
		return reports.WriteText(w, listDocument(all), o.style("").Text)
	})
}

func newListed(i *instruments.Instrument) listed {
	l := listed{ID: i.ID, Name: i.Name.EN, Construct: i.Construct.EN, Items: len(i.Items), Licence: string(i.Licence.Status)}
	for _, s := range i.Scales {
		l.Scales = append(l.Scales, s.ID)
	}
	return l
}

func listDocument(all []listed) reports.Document {
	var lines reports.List
	for _, l := range all {
		lines.Items = append(lines.Items, fmt.Sprintf("%s: %s. %s; %d items; licence %s", l.ID, l.Name, l.Construct, l.Items, words(l.Licence)))
	}
	return reports.Document{Language: text.English, Title: "Instruments", Blocks: []reports.Block{
		lines,
		reports.Next{Commands: []reports.Command{{Line: "cam instruments show " + all[0].ID, Purpose: "Everything that is known of one"}}},
	}}
}

func writeListCSV(w io.Writer, all []listed) error {
	rows := csv.NewWriter(w)
	records := [][]string{{"id", "name", "construct", "items", "scales", "licence"}}
	for _, l := range all {
		records = append(records, []string{l.ID, l.Name, l.Construct, strconv.Itoa(l.Items), strings.Join(l.Scales, " "), l.Licence})
	}
	return rows.WriteAll(records)
}

// writeIndented writes a value as JSON for programs and for people who look.
func writeIndented(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(v)
}
