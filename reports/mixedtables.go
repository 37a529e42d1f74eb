package reports

import (
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/analysis"
)

// mixedPlaces is the number of decimals of a model's means and changes.
func (b *builder) mixedPlaces(g group, m analysis.FittedModel) int {
	sd := b.row(g, "mixed", "sd(Residual)", m.Variant).Estimate
	if len(m.Visits) > 0 && sd.IsZero() {
		sd = b.row(g, "mixed", "sd["+m.Visits[0]+"]", m.Variant).Estimate
	}
	return unitPlaces(b.scales[g.outcome].Step.Float(), sd)
}

// effectPlaces shows an effect with two digits of its standard error, since a
// change per day may be small where one per year is not.
func effectPlaces(e analysis.Estimate, least int) int {
	return max(least, unitPlaces(0, e.StdError))
}

// trajectory returns the trajectory of a group.
func (b *builder) trajectory(g group) (analysis.Trajectory, bool) {
	i := slices.IndexFunc(b.Report.Trajectories, func(t analysis.Trajectory) bool { return t.Outcome == g.outcome && t.Stratum == g.stratum })
	if i < 0 {
		return analysis.Trajectory{}, false
	}
	return b.Report.Trajectories[i], true
}

// meansTable holds people, observed and estimated means and changes at each
// visit, under each group.
func (b *builder) meansTable(g group, m analysis.FittedModel) Table {
	t, ok := b.trajectory(g)
	if !ok || len(m.Visits) == 0 {
		return Table{Columns: []Column{{}}}
	}
	places := b.mixedPlaces(g, m)
	first := b.firstVisit(g, m)
	table := Table{Caption: b.Phrase("caption_means"), Columns: []Column{
		{b.Phrase("head_visit"), 0}, {b.Phrase("head_surveys"), 1}, {b.Phrase("head_observed"), 1}, {b.Phrase("head_model_mean", "level", b.mixedLevel()), 1},
		{b.Phrase("head_from_first", "first", first, "level", b.mixedLevel()), 2}, {b.Phrase("head_t"), 2}, {b.Phrase("head_p"), 2}, {b.holmHead(g, m), 2},
	}}
	for _, course := range t.Groups {
		label, depth := "", 0
		if course.Group != "" {
			label, depth = ","+course.Group, 1
			table.Rows = append(table.Rows, Row{Label: course.Group})
		}
		for _, o := range course.Observed {
			mean, ok := b.rows[rowKey{g, "mixed", "emmean[" + o.Visit + label + "]", m.Variant}]
			if !ok {
				mean = b.row(g, "mixed", "emmean["+o.Visit+"]", m.Variant)
			}
			change := b.row(g, "mixed", "contrast["+o.Visit+"-"+first+label+"]", m.Variant)
			table.Rows = append(table.Rows, Row{Label: o.Visit, Indent: depth, Cells: []Cell{
				Count(o.N), Mean{Mean: o.Mean, Places: places},
				Interval{mean.Estimate, mean.ConfLow, mean.ConfHigh, places},
				Interval{change.Estimate, change.ConfLow, change.ConfHigh, places},
				Statistic{change.Statistic, change.DF}, pValue(change), holm(change),
			}})
		}
	}
	return table
}

// firstVisit is the visit from which changes are taken: the model's first, or
// with a baseline as covariate the one before it.
func (b *builder) firstVisit(g group, m analysis.FittedModel) string {
	for _, e := range b.Report.Estimates {
		if (group{e.Outcome, e.Stratum}) != g || !strings.HasPrefix(e.Term, "contrast[") {
			continue
		}
		for _, v := range m.Visits {
			if rest, ok := strings.CutPrefix(e.Term, "contrast["+v+"-"); ok {
				name, _, _ := strings.Cut(strings.TrimSuffix(rest, "]"), ",")
				return name
			}
		}
	}
	return ""
}

// holm is a contrast's p-value adjusted for the other contrasts of its model.
func holm(e analysis.Estimate) PValue {
	text := analysis.ParseDetail(e.Detail).Get("p_holm_contrasts")
	var n analysis.Number
	if text == "" || n.UnmarshalJSON([]byte(text)) != nil {
		return PValue{}
	}
	return PValue{P: n}
}

func (b *builder) holmHead(g group, m analysis.FittedModel) string {
	for _, e := range b.Report.Estimates {
		if (group{e.Outcome, e.Stratum}) == g && e.Variant == m.Variant {
			if family := analysis.ParseDetail(e.Detail).Get("contrasts"); family != "" {
				return b.Phrase("head_p_holm", "family", family)
			}
		}
	}
	return ""
}

// effectsTable holds the fixed effects and what groups differ in.
func (b *builder) effectsTable(g group, m analysis.FittedModel) Table {
	table := Table{Caption: b.Phrase("caption_effects"), Columns: []Column{
		{b.Phrase("head_effect"), 0}, {b.Phrase("head_effect_estimate", "level", b.mixedLevel()), 1}, {b.Phrase("head_t"), 1}, {b.Phrase("head_p"), 1},
	}}
	places := b.mixedPlaces(g, m)
	for _, e := range b.Report.Estimates {
		if (group{e.Outcome, e.Stratum}) != g || e.Method != "mixed" || e.Variant != m.Variant || e.StdError.IsZero() {
			continue
		}
		// Of contrasts only what groups differ in, unless an effect says it already.
		between := m.Time != analysis.ByVisit && comparesGroups(m, e.Term)
		if !between && (strings.HasPrefix(e.Term, "contrast[") || strings.HasPrefix(e.Term, "emmean[")) {
			continue
		}
		table.Rows = append(table.Rows, Row{Label: e.Term, Cells: []Cell{
			Interval{e.Estimate, e.ConfLow, e.ConfHigh, effectPlaces(e, places)}, Statistic{e.Statistic, e.DF}, pValue(e),
		}})
	}
	if len(table.Rows) > 0 {
		table.Rows[0].Notes = b.marks[g]
	}
	return table
}

// comparesGroups reports whether a contrast is a difference between groups.
func comparesGroups(m analysis.FittedModel, term string) bool {
	return len(m.Groups) > 1 && slices.ContainsFunc(m.Groups[1:], func(name string) bool {
		return strings.HasPrefix(term, "contrast[") && strings.HasSuffix(term, ","+name+"-"+m.Groups[0]+"]")
	})
}

// varianceTable holds standard deviations and correlations.
func (b *builder) varianceTable(g group, m analysis.FittedModel) Table {
	caption := "caption_random"
	if m.Covariance != analysis.NoCovariance {
		caption = "caption_visits"
	}
	table := Table{Caption: b.Phrase(caption), Columns: []Column{{b.Phrase("head_random"), 0}, {b.Phrase("head_sd"), 1}}}
	places := b.mixedPlaces(g, m)
	for _, e := range b.Report.Estimates {
		if (group{e.Outcome, e.Stratum}) != g || e.Variant != m.Variant || e.Estimate.IsZero() {
			continue
		}
		switch {
		case strings.HasPrefix(e.Term, "sd(") || strings.HasPrefix(e.Term, "sd["):
			sd := e
			sd.StdError = e.Estimate
			table.Rows = append(table.Rows, Row{Label: e.Term, Cells: []Cell{Words(amount(e.Estimate, effectPlaces(sd, places)))}})
		case strings.HasPrefix(e.Term, "cor("):
			table.Rows = append(table.Rows, Row{Label: e.Term, Cells: []Cell{Effect{e.Estimate}}})
		}
	}
	return table
}

// mixedLevel is the confidence level of the intervals.
func (b *builder) mixedLevel() string {
	for _, e := range b.Report.Estimates {
		if v, ok := e.ConfLevel.Get(); ok {
			return levelText(v)
		}
	}
	return levelText(0.95)
}
