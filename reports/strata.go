package reports

import (
	"strings"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// label is what people see of a group: the outcome's name for everyone, else
// the stratum.
func (b *builder) label(g group) string {
	if g.stratum == "" {
		return b.name(g.outcome)
	}
	return b.stratum(g.stratum)
}

// stratum writes "site=A;sex=F" as "site: A, sex: F".
func (b *builder) stratum(key string) string {
	var parts []string
	for _, l := range summary.ParseKey(key).Levels() {
		if l.Value == "" {
			l.Value = b.Phrase("not_recorded")
		}
		parts = append(parts, l.Name+":"+nbsp+l.Value)
	}
	return strings.Join(parts, ", ")
}

// heterogeneity says for each outcome whether the change differs by stratum.
func (b *builder) heterogeneity() []string {
	var lines []string
	for _, f := range b.everyone() {
		for _, e := range b.Report.Estimates {
			if e.Outcome != f.Outcome || e.Stratum != "" || e.Method != "heterogeneity" {
				continue
			}
			lines = append(lines, b.heterogeneityLine(e))
		}
	}
	return lines
}

func (b *builder) heterogeneityLine(e analysis.Estimate) string {
	d := analysis.ParseDetail(e.Detail)
	by := strings.ReplaceAll(e.Variant, ",", " × ")
	if e.Statistic.IsZero() {
		return b.Phrase("heterogeneity_none", "name", b.name(e.Outcome), "by", by)
	}
	places := b.places(e.Outcome)
	id := "heterogeneity_f"
	first, second := "", ""
	if compared := b.compared(e.Outcome); d.Get("test") == "welch_t" && len(compared) == 2 {
		id, first, second = "heterogeneity_t", compared[0], compared[1]
	}
	verdict := "heterogeneity_unclear"
	if rejects(e) {
		verdict = "heterogeneity_clear"
	}
	return b.Phrase(id,
		"name", b.name(e.Outcome), "by", by, "verdict", b.Phrase(verdict), "first", first, "second", second,
		"difference", amount(e.Estimate, places), "interval", limits(e.ConfLow, e.ConfHigh, places, b.to()), "level", b.level(),
		"statistic", amount(e.Statistic, 2), "df1", d.Get("df1"), "df", degrees(e.DF), "p", pRelation(pValue(e)))
}

// compared names the strata of an outcome in which the change varies, which are
// those that the test of heterogeneity compares. Of one column the values say
// enough.
func (b *builder) compared(outcome string) []string {
	var names []string
	for _, g := range b.groups() {
		if g.outcome == outcome && g.stratum != "" && !b.row(g, "paired_t", "mean_change", "").Statistic.IsZero() {
			name := b.stratum(g.stratum)
			if levels := summary.ParseKey(g.stratum).Levels(); len(levels) == 1 && levels[0].Value != "" {
				name = levels[0].Value
			}
			names = append(names, name)
		}
	}
	return names
}
