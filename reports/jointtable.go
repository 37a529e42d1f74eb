package reports

import (
	"strings"

	"github.com/cam-outcomes/cam/analysis"
)

// jointTable is recovery judged on two scales at once, for everyone: of those
// followed up and of all who started, with reliable improvement of all.
func (b *builder) jointTable() Table {
	t := Table{Caption: b.Phrase("caption_joint"), Columns: []Column{
		{b.Phrase("head_joint"), 0},
		{b.Phrase("head_of_followed", "level", b.level()), 1}, {b.Phrase("head_of_started", "level", b.level()), 1},
	}}
	heading := ""
	for _, e := range b.Report.Estimates {
		if e.Method != "recovery_joint" || e.Stratum != "" || strings.Contains(e.Variant, "/") || e.Denominator.IsZero() {
			continue
		}
		if h := b.jointHeading(e); h != heading {
			heading = h
			t.Rows = append(t.Rows, Row{Label: h})
		}
		var started analysis.Estimate
		if e.Term != "reliably_improved" {
			started = b.row(group{outcome: e.Outcome}, e.Method, e.Term, e.Variant+startedSuffix)
		}
		t.Rows = append(t.Rows, Row{Label: b.Phrase("joint_" + e.Term), Indent: 1, Cells: []Cell{share(e), share(started)}})
	}
	return t
}

// jointHeading names both scales: the outcome's id joins theirs with '+'.
func (b *builder) jointHeading(e analysis.Estimate) string {
	var names []string
	for id := range strings.SplitSeq(e.Outcome, "+") {
		names = append(names, b.name(id))
	}
	return b.Phrase("joint_heading", "names", strings.Join(names, " + "), "criterion", e.Variant)
}
