package reports

import (
	"slices"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/reports/text"
)

// described yields the flow, over everyone, of each outcome that was taken once.
func (b *builder) described() []analysis.Flow {
	return slices.DeleteFunc(b.everyone(), func(f analysis.Flow) bool { return !f.OneVisit })
}

// paired yields the flow, over everyone, of each outcome at two visits.
func (b *builder) paired() []analysis.Flow {
	return slices.DeleteFunc(b.everyone(), func(f analysis.Flow) bool { return f.OneVisit })
}

// peopleOnce says how many people outcomes are about that were all taken once.
func (b *builder) peopleOnce() string {
	flow := b.described()
	if len(flow) == 0 {
		return ""
	}
	least, most := flow[0].Pre, flow[0].Pre
	for _, f := range flow {
		least, most = min(least, f.Pre), max(most, f.Pre)
	}
	id := "people_once"
	if least != most {
		id = "people_once_between"
	}
	return b.Phrase(id, "enrolled", integer(flow[0].Enrolled), "scores", integer(most), "least", integer(least))
}

// oneVisit describes the outcomes that were taken once: scores, and then how many
// are cases, meet a guideline, or are in each band. Beside outcomes at two visits
// it has a heading of its own.
func (b *builder) oneVisit() []Block {
	if len(b.described()) == 0 {
		return nil
	}
	var blocks []Block
	if len(b.paired()) > 0 {
		blocks = append(blocks, Heading{b.Phrase("heading_one_visit")})
	}
	blocks = append(blocks, b.scoresTable())
	if shares := b.sharesTable(); len(shares.Rows) > 0 {
		blocks = append(blocks, shares)
	}
	return blocks
}

// scoresTable is people, mean and median of each outcome with its strata.
func (b *builder) scoresTable() Table {
	t := Table{Columns: []Column{
		{b.Phrase("head_outcome"), 0}, {b.Phrase("head_with_score"), 1}, {b.Phrase("head_mean"), 1}, {b.Phrase("head_median"), 1},
	}}
	for _, f := range b.Report.Flow {
		if !f.OneVisit {
			continue
		}
		g := group{f.Outcome, f.Stratum}
		places := b.places(f.Outcome)
		t.Rows = append(t.Rows, Row{Label: b.label(g), Indent: indent(g), Notes: b.marks[g], Cells: []Cell{
			Of{f.Pre, f.Enrolled},
			Mean{b.row(g, "describe", "mean_pre", "").Estimate, b.row(g, "describe", "sd_pre", "").Estimate, places},
			Mean{Mean: b.row(g, "describe", "median_pre", "").Estimate, Places: places},
		}})
	}
	return t.withoutEmptyColumns()
}

// sharesTable holds each outcome's cases and events with their strata, and its
// bands for everyone. Shares of one person say nothing about a group.
func (b *builder) sharesTable() Table {
	t := Table{Caption: b.Phrase("caption_shares"), Columns: []Column{{b.Phrase("head_outcome"), 0}, {b.Phrase("head_share", "level", b.level()), 1}}}
	for _, f := range b.described() {
		if !f.Answered() {
			continue
		}
		all := group{outcome: f.Outcome}
		rows := []Row{{Label: b.name(f.Outcome)}}
		for _, method := range []string{"caseness", "event"} {
			for _, e := range b.variants(all, method, "prevalence_pre") {
				label := b.event(f.Outcome, e.Variant)
				if method == "caseness" {
					label = b.Phrase("case_when", "criterion", text.Criterion(e.Variant))
				}
				rows = append(rows, Row{Label: label, Indent: 1, Cells: []Cell{share(e)}})
				for _, g := range b.groups() {
					if g.outcome == f.Outcome && g.stratum != "" {
						rows = append(rows, Row{Label: b.stratum(g.stratum), Indent: 2, Cells: []Cell{share(b.row(g, method, "prevalence_pre", e.Variant))}})
					}
				}
			}
		}
		for _, band := range b.scales[f.Outcome].Bands {
			if e, ok := b.rows[rowKey{all, "severity", "pre:" + band.ID, ""}]; ok {
				rows = append(rows, Row{Label: b.band(band), Indent: 1, Cells: []Cell{share(e)}})
			}
		}
		if len(rows) > 1 {
			t.Rows = append(t.Rows, rows...)
		}
	}
	return t
}
