package reports

import (
	"slices"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/reports/text"
)

// Consistency is how well the items of an outcome go together at a visit, whose
// name is empty where the data name none.
type Consistency struct {
	Outcome, Visit string
	Result         *analysis.InternalConsistencyResult
}

// reliability is a line for each outcome and visit; JSON has every item.
func (b checkBuilder) reliability() []Block {
	if b.Reliability == nil {
		return nil
	}
	if len(b.Reliability) == 0 {
		return []Block{Paragraph{Lead: b.Phrase("check_caption_reliability"), Text: b.Phrase("check_reliability_none")}}
	}
	t := Table{Caption: b.Phrase("check_caption_reliability"), Columns: b.columns("check_head_visit", "check_reliability_surveys", "check_head_alpha", "check_head_omega", "check_head_lowest", "check_head_rest")}
	var words []string
	before := ""
	for _, c := range b.Reliability {
		if c.Outcome != before {
			t.Rows = append(t.Rows, Row{Label: c.Outcome})
			before = c.Outcome
		}
		visit := c.Visit
		if visit == "" {
			visit = b.Phrase("everyone")
		}
		r := c.Result
		item, rest := lowestRest(r.Items)
		if item != "" {
			item = b.Phrase("check_reliability_item", "item", item)
		}
		row := Row{Label: visit, Indent: 1, Cells: []Cell{
			Count(r.N), Interval{Estimate: r.Alpha, Low: r.Low, High: r.High, Places: 2}, Effect{r.Omega}, Words(item), Effect{rest},
		}}
		for _, d := range r.Decisions() {
			w := b.Decision(d)
			at := slices.Index(words, w)
			if at < 0 {
				at, words = len(words), append(words, w)
			}
			if !slices.Contains(row.Notes, at+1) {
				row.Notes = append(row.Notes, at+1)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	blocks := []Block{t}
	if len(words) > 0 {
		var notes Footnotes
		for i, w := range words {
			notes.Items = append(notes.Items, Footnote{i + 1, w})
		}
		blocks = append(blocks, notes)
	}
	return append(blocks, Paragraph{Text: b.Phrase("check_reliability_how")})
}

// lowestRest is the item that goes least with the others, the first of several.
func lowestRest(items []analysis.ItemConsistency) (item string, rest analysis.Number) {
	lowest := 0.0
	for _, i := range items {
		if r, ok := i.Rest.Get(); ok && (item == "" || r < lowest) {
			item, rest, lowest = i.Item, i.Rest, r
		}
	}
	return item, rest
}

// reliabilityJSON holds the rows and decisions of all outcomes and visits.
type reliabilityJSON struct {
	Estimates []analysis.Estimate `json:"estimates"`
	Decisions []decisionJSON      `json:"decisions"`
}

func newReliabilityJSON(all []Consistency, l text.Language) *reliabilityJSON {
	if all == nil {
		return nil
	}
	out := &reliabilityJSON{Estimates: []analysis.Estimate{}, Decisions: []decisionJSON{}}
	for _, c := range all {
		method := c.Result.About().Method
		for _, e := range c.Result.Estimates() {
			e.Outcome, e.Method = c.Outcome, method
			out.Estimates = append(out.Estimates, e)
		}
		for _, d := range c.Result.Decisions() {
			d.Outcome, d.Method = c.Outcome, method
			out.Decisions = append(out.Decisions, newDecisionJSON(d, l))
		}
	}
	return out
}
