package datasets

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets/recognize"
	"github.com/cam-outcomes/cam/instruments"
)

// outcome writes an outcome with its columns.
func (w *studyWriter) outcome(i int, s Study) {
	o, req, f := s.Outcomes[i], w.plan.outcomes[i], w.findings[i]
	why := ""
	if !f.Asked {
		why = f.Confidence + ": " + reasonText(f.Reasons)
	}
	entry, _ := req.entry()
	switch {
	case o.Instrument != "" && entry.ID == o.Scale.ID:
		w.line(why, "  - instrument: %s", yamlText(entry.ID))
	case o.Instrument != "":
		w.line(why, "  - instrument: %s", yamlText(entry.ID))
		w.line("", "    name: %s", yamlText(o.Scale.ID))
	default:
		w.line(why, "  - name: %s", yamlText(o.Scale.ID))
		if req.instrument != "" {
			w.line("", "    instrument: %s", yamlText(req.instrument))
		}
	}
	coding := f.Coding
	if coding != "" {
		coding = "answered by " + coding
	}
	columns := o.Columns
	if s.Layout == Long {
		columns = columns[len(columns)-1:]
		if req.baseline != "" {
			w.line("", "    baseline_column: %s", yamlText(req.baseline))
		}
	}
	single := s.Layout == Long || len(columns) == 1 && columns[0].Visit == onlyVisit
	switch {
	case o.Instrument != "" && single:
		w.line(coding, "    items: %s", itemsText(entry, columns[0].Items))
	case o.Instrument != "":
		w.line(coding, "    items:")
		for _, c := range columns {
			w.line("", "      %s: %s", yamlText(c.Visit), itemsText(entry, c.Items))
		}
	case s.Layout == Long:
		w.line("", "    column: %s", yamlText(columns[0].Header))
	default:
		w.line("", "    columns:")
		for _, c := range columns {
			w.line("", "      %s: %s", yamlText(c.Visit), yamlText(c.Header))
		}
	}
	w.beside(req, columns, single)
	w.scale(req.scale)
	if len(req.codes) > 0 {
		var codes []string
		for _, code := range sortedKeys(req.codes) {
			codes = append(codes, yamlText(code)+": "+yamlText(req.codes[code]))
		}
		w.line("", "    codes: {%s}", strings.Join(codes, ", "))
	}
	if req.primary {
		w.line("", "    primary: true")
	}
}

// beside writes the columns that stand beside items: totals, which are compared
// with the scores, and what is left out.
func (w *studyWriter) beside(req outcomeRequest, columns []Column, single bool) {
	var totals []string
	for _, c := range columns {
		if h := cmp.Or(req.stored[visitKey(c.Visit)], req.stored[""]); h != "" {
			totals = append(totals, yamlText(c.Visit)+": "+yamlText(h))
			if single {
				totals[0] = yamlText(h)
			}
		}
	}
	const why = "compared with the scores of the items"
	switch {
	case len(totals) > 0 && single:
		w.line(why, "    totals: %s", totals[0])
	case len(totals) > 0:
		w.line(why, "    totals: {%s}", strings.Join(totals, ", "))
	}
	var out []string
	for _, l := range req.leftOut {
		out = append(out, yamlText(l.Header)+": "+l.Why)
	}
	if len(out) > 0 {
		w.line("belongs to no score", "    left_out: {%s}", strings.Join(out, ", "))
	}
}

// reasonText says why something was recognised.
func reasonText(reasons []string) string {
	words := map[string]string{
		recognize.ByName: "headers name it", recognize.ByText: "headers hold its questions", recognize.ByWords: "headers name what its items are about",
		recognize.ByEveryItem: "every item is there", recognize.ByAnswers: "the answers are its own",
		recognize.ByScores: "values lie beyond an item's answers and within its range", recognize.ByNoOtherItem: "a further column has other answers",
	}
	var texts []string
	for _, r := range reasons {
		texts = append(texts, cmp.Or(words[r], r))
	}
	return strings.Join(texts, ", ")
}

// itemsText writes the columns of items: as a pattern, as a list in the order of
// the items, or by item where some have none.
func itemsText(entry *instruments.Scale, headers []string) string {
	var own []string
	for _, i := range entry.Items {
		own = append(own, headers[i])
	}
	others := slices.DeleteFunc(slices.Clone(headers), func(h string) bool { return h == "" })
	list := own
	if len(others) == len(headers) {
		list = headers
	}
	if slices.Contains(own, "") || len(others) != len(list) {
		var pairs []string
		for i, h := range headers {
			if h != "" {
				pairs = append(pairs, yamlText(entry.Instrument().Items[i].ID)+": "+yamlText(h))
			}
		}
		return "{" + strings.Join(pairs, ", ") + "}"
	}
	if pattern, ok := recognize.Pattern(list); ok {
		if columns, err := (request{}).itemColumns("", pattern, nil); err == nil && len(columns) == 1 && slices.Equal(columns[0].Items, list) {
			return yamlText(pattern)
		}
	}
	return yamlList(list)
}
