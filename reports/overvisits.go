package reports

import (
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/analysis"
)

// overVisits is what the mixed models of the standard analysis say of outcomes
// with three visits or more: the change from before to after with everyone who
// has any score, and the slope.
func (b *builder) overVisits() []Block {
	if len(b.Report.Models) == 0 {
		return nil
	}
	t := Table{Columns: []Column{
		{b.Phrase("head_outcome"), 0}, {b.Phrase("head_over_people"), 1}, {b.Phrase("head_over_change", "level", b.mixedLevel()), 1},
		{b.Phrase("head_t"), 1}, {b.Phrase("head_p"), 1}, {b.Phrase("head_p_adjusted", "adjust", b.Phrase("adjust_"+b.adjustment())), 1},
		{b.Phrase("head_over_slope", "level", b.mixedLevel()), 2},
	}}
	unstructured, changed, sloped := true, false, false
	var units, lines []string
	for _, f := range b.paired() {
		g := group{outcome: f.Outcome}
		var change, slope analysis.Estimate
		var model analysis.FittedModel
		for _, m := range b.Report.Models {
			if m.Outcome != f.Outcome {
				continue
			}
			if m.Covariance != analysis.NoCovariance {
				model = m // comes first, where it could be fitted
				unstructured = unstructured && m.Covariance == analysis.UN
				change = b.changeOf(g, m)
				continue
			}
			slope = b.row(g, "mixed", "time", m.Variant)
			if model.People == 0 {
				model = m
			}
			if m.Unit != "" && !slices.Contains(units, m.Unit) {
				units = append(units, m.Unit)
			}
			if e := b.row(g, "mixed", "nonlinearity", m.Variant); rejects(e) {
				lines = append(lines, b.Phrase("over_curved", "name", b.name(f.Outcome), "df1", analysis.ParseDetail(e.Detail).Get("df1"),
					"df2", degrees(e.DF), "f", amount(e.Statistic, 2), "p", pRelation(pValue(e))))
			}
		}
		if change.ConfLow.IsZero() && slope.ConfLow.IsZero() {
			continue
		}
		changed, sloped = changed || !change.ConfLow.IsZero(), sloped || !slope.ConfLow.IsZero()
		places := b.places(f.Outcome)
		t.Rows = append(t.Rows, Row{Label: b.name(f.Outcome), Cells: []Cell{
			Words(Of{model.People, f.Enrolled}.Text(b.Language) + nbsp + "(" + integer(model.Surveys) + ")"),
			Interval{change.Estimate, change.ConfLow, change.ConfHigh, places}, Statistic{change.Statistic, change.DF}, pValue(change), adjusted(change),
			Interval{slope.Estimate, slope.ConfLow, slope.ConfHigh, effectPlaces(slope, places)},
		}})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	structure := "over_structure_us"
	if !unstructured {
		structure = "over_structure_other"
	}
	said := b.Phrase("over_slope_only")
	if changed {
		said = b.Phrase("over_model", "structure", b.Phrase(structure), "slope", map[bool]string{true: "true", false: "false"}[sloped])
	}
	if len(units) == 1 {
		said += " " + b.Phrase("over_unit", "unit", units[0])
	}
	return []Block{Heading{b.Phrase("heading_over")}, t.withoutEmptyColumns(), List{append([]string{said}, lines...)}}
}

// changeOf is the change between the visits compared, by a model.
func (b *builder) changeOf(g group, m analysis.FittedModel) analysis.Estimate {
	for _, e := range b.Report.Estimates {
		if (group{e.Outcome, e.Stratum}) == g && e.Method == "mixed" && e.Variant == m.Variant && strings.HasPrefix(e.Term, "contrast[") {
			return e
		}
	}
	return analysis.Estimate{}
}
