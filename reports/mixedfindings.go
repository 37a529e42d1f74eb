package reports

import (
	"strings"

	"github.com/cam-outcomes/cam/analysis"
)

// mixedFinding says what a model found, and which model it is, in the words of a
// methods section.
func (b *builder) mixedFinding(g group, m analysis.FittedModel) string {
	sentences := []string{b.specification(m), b.slopeSentence(g, m)}
	if len(m.Visits) == 0 && m.Time == analysis.Linear {
		sentences = append(sentences, b.groupSlopes(g, m)...)
	}
	first := b.firstVisit(g, m)
	if len(m.Visits) > 0 && first != "" {
		last := m.Visits[len(m.Visits)-1]
		tag := last + "-" + first
		t, _ := b.trajectory(g)
		if len(t.Groups) > 1 {
			for _, c := range t.Groups {
				sentences = append(sentences, b.changeSentence(g, m, "contrast["+tag+","+c.Group+"]", first, last, c.Group))
			}
			for _, c := range t.Groups[1:] {
				sentences = append(sentences, b.differenceSentence(g, m, "contrast["+tag+","+c.Group+"-"+t.Groups[0].Group+"]", t.Groups[0].Group, c.Group))
			}
		} else {
			sentences = append(sentences, b.changeSentence(g, m, "contrast["+tag+"]", first, last, ""))
			pre, z := b.row(g, "mixed", "d_pre["+tag+"]", m.Variant), b.row(g, "mixed", "d_z["+tag+"]", m.Variant)
			if !pre.Estimate.IsZero() && !z.Estimate.IsZero() {
				sentences = append(sentences, b.Phrase("mixed_d", "from", first,
					"dpre", amount(pre.Estimate, 2)+bracket(pre.ConfLow, pre.ConfHigh, 2), "dz", amount(z.Estimate, 2)+bracket(z.ConfLow, z.ConfHigh, 2)))
			}
		}
	}
	sentences = append(sentences, b.lineSentence(g, m), b.slopesVary(g, m))
	if e := b.row(g, "mixed", "icc", m.Variant); !e.Estimate.IsZero() {
		sentences = append(sentences, b.Phrase("mixed_icc", "icc", amount(e.Estimate, 2)))
	}
	return strings.Join(nonEmpty(sentences), " ")
}

// specification names the model in full.
func (b *builder) specification(m analysis.FittedModel) string {
	id := "mixed_growth"
	if m.Covariance != analysis.NoCovariance {
		id = "mixed_mmrm"
	}
	truth := map[bool]string{true: "true", false: "false"}
	return b.Phrase(id, "random", string(m.Random), "covariance", string(m.Covariance), "cluster", m.Cluster, "ml", truth[m.ML],
		"people", integer(m.People), "surveys", integer(m.Surveys), "df", string(m.DF)) + " " +
		b.Phrase("mixed_time", "time", m.Time.String(), "unit", m.Unit, "covariates", strings.Join(m.Covariates, ", "), "group", m.Group,
			"randomised", truth[m.Randomised], "baseline", truth[m.BaselineAdjusted], "references", strings.Join(m.Against, ", "))
}

// tested are the values of a sentence about one tested number.
func (b *builder) tested(g group, m analysis.FittedModel, e analysis.Estimate) []string {
	places := b.mixedPlaces(g, m)
	if !strings.HasPrefix(e.Term, "contrast[") {
		places = effectPlaces(e, places)
	}
	sign := map[int64]string{-1: "-1", 0: "0", 1: "1"}[clearSign(e)]
	return []string{
		"sign", sign, "change", amount(e.Estimate, places), "size", size(e.Estimate, places), "points", b.unit(g.outcome), "level", b.mixedLevel(),
		"interval", limits(e.ConfLow, e.ConfHigh, places, b.to()), "df", degrees(e.DF), "t", amount(e.Statistic, 2), "p", pRelation(pValue(e)),
		"verdict", b.verdict(g.outcome, clearSign(e)),
	}
}

func (b *builder) slopeSentence(g group, m analysis.FittedModel) string {
	e := b.row(g, "mixed", "time", m.Variant)
	if m.Time != analysis.Linear || m.Group != "" || e.ConfLow.IsZero() {
		return ""
	}
	id := "mixed_slope"
	if clearSign(e) == 0 {
		id = "mixed_slope_unclear"
	}
	return b.Phrase(id, append(b.tested(g, m, e), "unit", m.Unit, "group", "")...)
}

// groupSlopes says how groups change and differ where there are no visits to say
// it by.
func (b *builder) groupSlopes(g group, m analysis.FittedModel) []string {
	var sentences []string
	for _, name := range m.Groups {
		e := b.row(g, "mixed", "slope["+name+"]", m.Variant)
		if e.ConfLow.IsZero() {
			continue
		}
		id := "mixed_slope"
		if clearSign(e) == 0 {
			id = "mixed_slope_unclear"
		}
		sentences = append(sentences, b.Phrase(id, append(b.tested(g, m, e), "unit", m.Unit, "group", name)...))
	}
	for _, name := range m.Groups[min(1, len(m.Groups)):] {
		sentences = append(sentences, b.differenceSentence(g, m, "slope["+name+"-"+m.Groups[0]+"]", m.Groups[0], name))
	}
	return sentences
}

func (b *builder) changeSentence(g group, m analysis.FittedModel, term, from, visit, of string) string {
	e := b.row(g, "mixed", term, m.Variant)
	if e.ConfLow.IsZero() {
		return ""
	}
	id := "mixed_change"
	if clearSign(e) == 0 {
		id = "mixed_change_unclear"
	}
	return b.Phrase(id, append(b.tested(g, m, e), "from", from, "visit", visit, "group", of)...)
}

func (b *builder) differenceSentence(g group, m analysis.FittedModel, term, first, second string) string {
	e := b.row(g, "mixed", term, m.Variant)
	if e.ConfLow.IsZero() {
		return ""
	}
	clear := map[bool]string{true: "true", false: "false"}[clearSign(e) != 0]
	return b.Phrase("mixed_difference", append(b.tested(g, m, e), "first", first, "second", second, "clear", clear)...)
}

// lineSentence says whether the means depart from the straight line of the
// model.
func (b *builder) lineSentence(g group, m analysis.FittedModel) string {
	e := b.row(g, "mixed", "nonlinearity", m.Variant)
	if e.Statistic.IsZero() {
		return ""
	}
	id := "mixed_straight"
	if rejects(e) {
		id = "mixed_curved"
	}
	return b.Phrase(id, "df1", analysis.ParseDetail(e.Detail).Get("df1"), "df2", degrees(e.DF), "f", amount(e.Statistic, 2), "p", pRelation(pValue(e)))
}

func (b *builder) slopesVary(g group, m analysis.FittedModel) string {
	e := b.row(g, "mixed", "lrt[slope]", m.Variant)
	if e.Statistic.IsZero() {
		return ""
	}
	clear := map[bool]string{true: "true", false: "false"}[rejects(e)]
	return b.Phrase("mixed_slopes_vary", "clear", clear, "statistic", amount(e.Statistic, 2), "p", pRelation(pValue(e)))
}
