package reports

import (
	"slices"

	"github.com/cam-outcomes/cam/analysis"
)

// lost says who has a baseline score and no follow-up, and whether they differed
// at baseline. It is empty where nobody was lost.
func (b *builder) lost() []Block {
	t := Table{Columns: []Column{
		{b.Phrase("head_outcome"), 0},
		{b.Phrase("head_enrolled"), 1}, {b.Phrase("head_with_baseline"), 1}, {b.Phrase("head_lost"), 1},
		{b.Phrase("head_mean_retained"), 1}, {b.Phrase("head_mean_lost"), 1}, {b.Phrase("head_smd"), 1},
	}}
	anybody := false
	for _, f := range b.Report.Flow {
		if f.OneVisit {
			continue
		}
		g := group{f.Outcome, f.Stratum}
		places := b.places(f.Outcome)
		n := f.Pre - f.Pairs
		anybody = anybody || f.Enrolled > f.Pairs
		t.Rows = append(t.Rows, Row{Label: b.label(g), Indent: indent(g), Cells: []Cell{
			Count(f.Enrolled), Of{f.Pre, f.Enrolled},
			Share{Numerator: analysis.Int(n), Denominator: analysis.Int(f.Pre)},
			meanWithSD(b.row(g, "attrition", "mean_pre_retained", ""), places), meanWithSD(b.row(g, "attrition", "mean_pre_lost", ""), places),
			Effect{b.row(g, "attrition", "standardized_difference", "").Estimate},
		}})
	}
	if !anybody {
		return nil
	}
	blocks := []Block{Heading{b.Phrase("heading_lost")}, t.withoutEmptyColumns()}
	if slices.ContainsFunc(t.Rows, func(r Row) bool { return !r.Cells[len(r.Cells)-1].Absent() }) {
		blocks = append(blocks, List{[]string{b.Phrase("note_lost")}})
	}
	return blocks
}

// meanWithSD is a mean whose standard deviation stands in the row's detail.
func meanWithSD(e analysis.Estimate, places int) Mean {
	m := Mean{Mean: e.Estimate, Places: places}
	if sd := analysis.ParseDetail(e.Detail).Get("sd"); sd != "" {
		var n analysis.Number
		if n.UnmarshalJSON([]byte(sd)) == nil {
			m.SD = n
		}
	}
	return m
}
