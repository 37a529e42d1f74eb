package reports

import (
	"slices"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/reports/text"
)

// clinical holds what the scores mean for people: cases, reliable change,
// recovery, severity. It is empty where no outcome has a criterion.
func (b *builder) clinical() []Block {
	var blocks []Block
	for _, t := range []Table{b.casenessTable(), b.baselineCasesTable(), b.jointTable(), b.reliableChangeTable(), b.eventTable(), b.severityTable()} {
		if t = t.withoutEmptyColumns(); len(t.Columns) > 1 {
			blocks = append(blocks, t)
		}
	}
	if len(blocks) == 0 {
		return nil
	}
	blocks = append([]Block{Heading{b.Phrase("heading_clinical")}}, blocks...)
	if lines := b.clinicalLines(); len(lines) > 0 {
		blocks = append(blocks, List{lines})
	}
	return blocks
}

// casenessTable compares how many are cases before and after; who became a case
// stands beside who ceased to be one.
func (b *builder) casenessTable() Table {
	t := Table{Caption: b.Phrase("caption_caseness"), Columns: []Column{
		{b.Phrase("head_case"), 0},
		{b.Phrase("head_before_share", "level", b.level()), 1}, {b.Phrase("head_after_share", "level", b.level()), 1},
		{b.Phrase("head_points", "level", b.level()), 1}, {b.Phrase("head_mcnemar"), 1},
		{b.Phrase("head_mcnemar_adjusted", "adjust", b.Phrase("adjust_"+b.adjustment())), 2},
		{b.Phrase("head_ceased"), 2}, {b.Phrase("head_became"), 2},
	}}
	for _, g := range b.answered() {
		for _, pre := range b.variants(g, "caseness", "prevalence_pre") {
			v := pre.Variant
			difference := b.row(g, "caseness", "difference", v)
			label := b.name(g.outcome) + " " + text.Criterion(v)
			if g.stratum != "" {
				label = b.stratum(g.stratum)
				if len(b.variants(g, "caseness", "prevalence_pre")) > 1 {
					label += " " + text.Criterion(v)
				}
			}
			t.Rows = append(t.Rows, Row{Label: label, Indent: indent(g), Cells: []Cell{
				share(pre), share(b.row(g, "caseness", "prevalence_post", v)),
				Points{difference.Estimate, difference.ConfLow, difference.ConfHigh}, pValue(difference), adjusted(difference),
				bareShare(b.row(g, "caseness", "discordant_better", v)), bareShare(b.row(g, "caseness", "discordant_worse", v)),
			}})
		}
	}
	return t
}

// reliableChangeTable puts deterioration beside improvement.
func (b *builder) reliableChangeTable() Table {
	t := Table{Caption: b.Phrase("caption_reliable"), Columns: []Column{
		{b.Phrase("head_reliable"), 0},
		{b.Phrase("head_improved", "level", b.level()), 1}, {b.Phrase("head_deteriorated", "level", b.level()), 1},
		{b.Phrase("head_unchanged", "level", b.level()), 1}, {b.Phrase("head_mcid", "level", b.level()), 2},
	}}
	for _, g := range b.answered() {
		for _, improved := range b.variants(g, "reliable_change", "improved") {
			if improved.Denominator.IsZero() {
				continue
			}
			v := improved.Variant
			smallest := analysis.ParseDetail(improved.Detail).Get("smallest_change")
			label := b.label(g)
			if g.stratum == "" || len(b.variants(g, "reliable_change", "improved")) > 1 {
				label = b.Phrase("reliable_label", "name", label, "smallest", smallest)
			}
			t.Rows = append(t.Rows, Row{Label: label, Indent: indent(g), Cells: []Cell{
				share(improved), share(b.row(g, "reliable_change", "deteriorated", v)),
				share(b.row(g, "reliable_change", "unchanged", v)), share(b.row(g, "reliable_change", "mcid", v)),
			}})
		}
	}
	return t
}

// severityTable is the distribution over bands before and after, for everyone.
func (b *builder) severityTable() Table {
	t := Table{Caption: b.Phrase("caption_severity"), Columns: []Column{
		{b.Phrase("head_band"), 0},
		{b.Phrase("head_before_share", "level", b.level()), 1}, {b.Phrase("head_after_share", "level", b.level()), 1},
	}}
	for _, f := range b.everyone() {
		if !answered(f) {
			continue
		}
		g := group{outcome: f.Outcome}
		rows := []Row{{Label: b.name(f.Outcome)}}
		for _, band := range b.scales[f.Outcome].Bands {
			pre, ok := b.rows[rowKey{g, "severity", "pre:" + band.ID, ""}]
			if !ok {
				continue
			}
			rows = append(rows, Row{
				Label: b.band(band), Indent: 1,
				Cells: []Cell{share(pre), share(b.row(g, "severity", "post:"+band.ID, ""))},
			})
		}
		if len(rows) > 1 {
			t.Rows = append(t.Rows, rows...)
		}
	}
	return t
}

// band names a band with the score from which it reaches.
func (b *builder) band(band summary.Band) string {
	label := band.Label
	if label == "" {
		label = band.ID
	}
	return b.Phrase("band_label", "band", label, "from", band.From.String())
}

// clinicalLines are the remarks on the clinical tables.
func (b *builder) clinicalLines() []string {
	var lines []string
	expected, cases := false, false
	for _, e := range b.Report.Estimates {
		switch {
		case !b.asked(e.Outcome):
		case e.Method == "severity" && e.Term == "marginal_homogeneity" && e.Stratum == "" && !e.Statistic.IsZero():
			id := "severity_unclear"
			if rejects(e) {
				id = "severity_clear"
			}
			lines = append(lines, b.Phrase("severity_test", "name", b.name(e.Outcome), "statistic", amount(e.Statistic, 2), "df", degrees(e.DF),
				"p", pRelation(pValue(e)), "verdict", b.Phrase(id)))
		case isBaselineCases(e):
			cases = true
			expected = expected || !e.Estimate.IsZero() && isExpected(e)
		}
	}
	if cases {
		lines = append(lines, b.Phrase("note_started"))
	}
	if expected {
		lines = append(lines, b.Phrase("note_expected"))
	}
	if b.stratified() && cases {
		lines = append(lines, b.Phrase("note_cases_by_stratum"))
	}
	return lines
}

// groups lists outcomes with their strata in the order of results.
func (b *builder) groups() []group {
	var all []group
	for _, f := range b.Report.Flow {
		all = append(all, group{f.Outcome, f.Stratum})
	}
	return all
}

// answered lists the groups of outcomes with pairs enough for an inference over
// everyone; shares of one person say nothing about a group.
func (b *builder) answered() []group {
	return slices.DeleteFunc(b.groups(), func(g group) bool { return !b.asked(g.outcome) })
}

func (b *builder) asked(outcome string) bool {
	return slices.ContainsFunc(b.everyone(), func(f analysis.Flow) bool { return f.Outcome == outcome && answered(f) })
}

// share is the proportion of a row with its interval.
func share(e analysis.Estimate) Share {
	return Share{e.Numerator, e.Denominator, e.ConfLow, e.ConfHigh}
}

// bareShare is the proportion of a row without its interval.
func bareShare(e analysis.Estimate) Share {
	return Share{Numerator: e.Numerator, Denominator: e.Denominator}
}
