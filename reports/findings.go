package reports

import (
	"strings"

	"github.com/cam-outcomes/cam/analysis"
)

// findings says in words what became of each outcome, one paragraph each.
func (b *builder) findings() []Block {
	var blocks []Block
	for _, f := range b.paired() {
		blocks = append(blocks, Paragraph{Lead: b.name(f.Outcome), Text: b.finding(f)})
	}
	return blocks
}

// finding is direction-aware: "fell" and "rose" only where the interval excludes
// 0, an improvement or a worsening only where it is known which is which.
func (b *builder) finding(f analysis.Flow) string {
	g := group{outcome: f.Outcome}
	head, clustered := b.headline(g)
	places := b.places(f.Outcome)
	values := []string{
		"people", integer(f.Pairs), "enrolled", integer(f.Enrolled),
		"before", amount(b.row(g, "describe", "mean_pre", "").Estimate, places),
		"after", amount(b.row(g, "describe", "mean_post", "").Estimate, places),
		"change", amount(head.Estimate, places), "size", size(head.Estimate, places), "unit", b.unit(f.Outcome),
		"level", b.level(), "interval", limits(head.ConfLow, head.ConfHigh, places, b.to()),
	}
	switch spread, known := b.row(g, "paired_t", "mean_change", "").StdError.Get(); {
	case f.Pairs == 0:
		return b.Phrase("finding_no_pairs", values...)
	case f.Pairs == 1:
		return b.Phrase("finding_one_pair", values...)
	case known && spread == 0 && isZero(head.Estimate):
		return b.Phrase("finding_nobody_changed", values...)
	case known && spread == 0:
		return b.Phrase("finding_all_changed_alike", values...)
	case head.ConfLow.IsZero():
		return b.Phrase("finding_no_interval", values...)
	}
	sentences := []string{}
	if sign := clearSign(head); sign == 0 {
		sentences = append(sentences, b.Phrase("finding_unclear", values...))
	} else {
		id := "finding_rose"
		if sign < 0 {
			id = "finding_fell"
		}
		sentences = append(sentences, b.Phrase(id, append(values, "verdict", b.verdict(f.Outcome, sign))...))
	}
	sentences = append(sentences, b.test(head, clustered), b.ranks(g, head, clustered), b.bootstrap(g, places), b.effect(g))
	return strings.Join(nonEmpty(sentences), " ")
}

// verdict is what a fall (−1) or rise (+1) means for the people, as far as it is
// known which way is better.
func (b *builder) verdict(outcome string, sign int64) string {
	switch b.scales[outcome].Better.Sign() * sign {
	case 1:
		return b.Phrase("verdict_improvement")
	case -1:
		return b.Phrase("verdict_worsening")
	}
	return b.Phrase("verdict_unknown")
}

// test names the test of the mean change.
func (b *builder) test(head analysis.Estimate, clustered bool) string {
	d := analysis.ParseDetail(head.Detail)
	values := []string{"df", degrees(head.DF), "t", amount(head.Statistic, 2), "p", pRelation(pValue(head)), "clusters", d.Get("clusters"), "icc", icc(d), "adjusted", ""}
	if more := adjusted(head); !more.Absent() {
		id := "finding_adjusted"
		if rejects(head) && !below(more, head) {
			id = "finding_adjusted_unclear"
		}
		values[len(values)-1] = b.Phrase(id, "p", pRelation(more), "family", d.Get("family_size"),
			"adjust", b.Phrase("adjust_"+d.Get("adjusted")), "of", b.Phrase("family_"+d.Get("family")))
	}
	if clustered {
		return b.Phrase("finding_clustered_t", values...)
	}
	return b.Phrase("finding_t", values...)
}

// icc is the intraclass correlation of the change, "" where there is none.
func icc(d analysis.Detail) string {
	var n analysis.Number
	if d.Get("icc") == "" || n.UnmarshalJSON([]byte(d.Get("icc"))) != nil {
		return ""
	}
	return amount(n, 2)
}

// ranks says what the signed-rank test found and whether it agrees. Beside a test
// robust to clusters, disagreement says only that the clusters matter.
func (b *builder) ranks(g group, head analysis.Estimate, clustered bool) string {
	for _, e := range b.variants(g, "signed_rank", "pseudomedian") {
		c := pValue(e)
		if c.Absent() {
			continue
		}
		id := "finding_ranks_agree"
		switch {
		case b.ranksAgree(g, head):
		case b.beyondReach(e):
			id = "finding_ranks_beyond_reach"
		case clustered:
			id = "finding_ranks_disagree_clustered"
		default:
			id = "finding_ranks_disagree"
		}
		kind := "ranks_exact"
		if e.Variant != "" && e.Variant != "exact" {
			kind = "ranks_approximate"
		}
		return b.Phrase(id, "p", pRelation(c), "kind", b.Phrase(kind))
	}
	return ""
}

// beyondReach reports whether so few people changed that the signed-rank test
// could not have rejected at the level asked for: its interval achieves less.
func (b *builder) beyondReach(e analysis.Estimate) bool {
	achieved, ok := e.ConfLevel.Get()
	return (!ok || achieved < b.confidence()) && !rejects(e)
}

// ranksAgree reports whether the signed-rank test and the t test come to the
// same conclusion; true where there is no signed-rank test.
func (b *builder) ranksAgree(g group, head analysis.Estimate) bool {
	for _, e := range b.variants(g, "signed_rank", "pseudomedian") {
		if c := pValue(e); !c.Absent() {
			shift, _ := e.Estimate.Get()
			mean, _ := head.Estimate.Get()
			return below(c, head) == rejects(head) && (!rejects(head) || shift*mean >= 0)
		}
	}
	return true
}

func (b *builder) bootstrap(g group, places int) string {
	e := b.row(g, "paired_t", "mean_change", "bca")
	if e.ConfLow.IsZero() {
		return ""
	}
	return b.Phrase("finding_bootstrap", "level", b.level(), "interval", limits(e.ConfLow, e.ConfHigh, places, b.to()))
}

// effect names each d with its standardizer.
func (b *builder) effect(g group) string {
	pre, z := b.row(g, "effect_size", "d_pre", ""), b.row(g, "effect_size", "d_z", "")
	if z.Estimate.IsZero() {
		return ""
	}
	dz := amount(z.Estimate, 2) + bracket(z.ConfLow, z.ConfHigh, 2)
	if pre.Estimate.IsZero() {
		return b.Phrase("finding_d_z", "dz", dz)
	}
	return b.Phrase("finding_d", "size", size(pre.Estimate, 2), "dpre", amount(pre.Estimate, 2)+bracket(pre.ConfLow, pre.ConfHigh, 2), "dz", dz)
}

// unit is the scale's unit after a number, with the space before it.
func (b *builder) unit(outcome string) string {
	if u := b.scales[outcome].Unit; u != "" {
		return nbsp + u
	}
	return ""
}

// to stands between the limits of an interval in prose.
func (b *builder) to() string { return nbsp + b.Phrase("to") + nbsp }

// clearSign is the sign of a change whose interval excludes 0, else 0.
func clearSign(e analysis.Estimate) int64 {
	low, okL := e.ConfLow.Get()
	high, okH := e.ConfHigh.Get()
	switch {
	case okL && low > 0:
		return 1
	case okH && high < 0:
		return -1
	}
	return 0
}

// rejects reports whether a row's p-value is below its own level.
func rejects(e analysis.Estimate) bool { return below(pValue(e), e) }

// below reports whether a p-value is below the level of a row's interval.
func below(c PValue, e analysis.Estimate) bool {
	v, _ := c.P.Get()
	level, ok := e.ConfLevel.Get()
	if !ok {
		level = 0.95
	}
	return !c.Absent() && v < 1-level
}

func isZero(n analysis.Number) bool {
	v, ok := n.Get()
	return ok && v == 0
}

func nonEmpty(all []string) []string {
	var kept []string
	for _, s := range all {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}
