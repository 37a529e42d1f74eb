package reports

// eventTable compares how often something holds that is not caseness, such as a
// guideline that is met, before and after.
func (b *builder) eventTable() Table {
	t := Table{Caption: b.Phrase("caption_event"), Columns: []Column{
		{b.Phrase("head_event"), 0},
		{b.Phrase("head_before_share", "level", b.level()), 1}, {b.Phrase("head_after_share", "level", b.level()), 1},
		{b.Phrase("head_points", "level", b.level()), 1}, {b.Phrase("head_mcnemar"), 1},
		{b.Phrase("head_gained"), 2}, {b.Phrase("head_lost_event"), 2},
	}}
	for _, g := range b.answered() {
		for _, pre := range b.variants(g, "event", "prevalence_pre") {
			v := pre.Variant
			label := b.name(g.outcome) + ": " + b.event(g.outcome, v)
			if g.stratum != "" {
				label = b.stratum(g.stratum)
			}
			difference := b.row(g, "event", "difference", v)
			t.Rows = append(t.Rows, Row{Label: label, Indent: indent(g), Cells: []Cell{
				share(pre), share(b.row(g, "event", "prevalence_post", v)),
				Points{difference.Estimate, difference.ConfLow, difference.ConfHigh}, pValue(difference),
				bareShare(b.row(g, "event", "gained", v)), bareShare(b.row(g, "event", "lost", v)),
			}})
		}
	}
	return t
}

// event names an event of a scale.
func (b *builder) event(outcome, id string) string {
	for _, e := range b.scales[outcome].Events {
		if e.ID == id && e.Label != "" {
			return e.Label
		}
	}
	return id
}
