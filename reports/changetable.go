package reports

import "github.com/cam-outcomes/cam/analysis"

// changeTable is the table that everything else explains: people, means, change
// and its test, each outcome with its strata.
func (b *builder) changeTable() Table {
	pHead := b.Phrase("head_p_adjusted", "adjust", b.Phrase("adjust_"+b.adjustment()))
	t := Table{Columns: []Column{
		{b.Phrase("head_outcome"), 0},
		{b.Phrase("head_people"), 1}, {b.Phrase("head_before"), 1}, {b.Phrase("head_after"), 1},
		{b.Phrase("head_change", "level", b.level()), 1},
		{b.Phrase("head_t"), 2}, {b.Phrase("head_p"), 2}, {pHead, 2}, {b.Phrase("head_d_pre"), 2}, {b.Phrase("head_d_z"), 2},
	}}
	for _, f := range b.Report.Flow {
		if f.OneVisit {
			continue
		}
		g := group{f.Outcome, f.Stratum}
		places := b.places(f.Outcome)
		head, clustered := b.headline(g)
		cells := []Cell{
			Of{f.Pairs, f.Enrolled},
			Mean{b.row(g, "describe", "mean_pre", "").Estimate, b.row(g, "describe", "sd_pre", "").Estimate, places},
			Mean{b.row(g, "describe", "mean_post", "").Estimate, b.row(g, "describe", "sd_post", "").Estimate, places},
		}
		cells = append(cells, testCells(head, places)...)
		cells = append(cells, Effect{b.row(g, "effect_size", "d_pre", "").Estimate}, Effect{b.row(g, "effect_size", "d_z", "").Estimate})
		t.Rows = append(t.Rows, Row{Label: b.label(g), Indent: indent(g), Notes: b.marks[g], Cells: cells})
		if clustered {
			naive := append([]Cell{nil, nil, nil}, testCells(b.row(g, "paired_t", "mean_change", ""), places)...)
			t.Rows = append(t.Rows, Row{Label: b.Phrase("assumes_independence"), Indent: indent(g) + 1, Cells: append(naive, nil, nil)})
		}
	}
	return t.withoutEmptyColumns()
}

// testCells are change, t, p and adjusted p of one row.
func testCells(e analysis.Estimate, places int) []Cell {
	return []Cell{
		Interval{e.Estimate, e.ConfLow, e.ConfHigh, places},
		Statistic{e.Statistic, e.DF}, pValue(e), adjusted(e),
	}
}

func indent(g group) int {
	if g.stratum == "" {
		return 0
	}
	return 1
}
