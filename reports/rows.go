package reports

import (
	"strings"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/reports/text"
)

// group is one outcome of one stratum: what a row of most tables is about.
type group struct{ outcome, stratum string }

// rowKey is the key of a row of results.
type rowKey struct {
	group
	method, term, variant string
}

// builder finds what blocks are made of.
type builder struct {
	Analysis
	text.Language
	rows   map[rowKey]analysis.Estimate
	terms  map[rowKey][]analysis.Estimate // without the variant
	scales map[string]summary.Scale
	visits map[string][2]string // of each outcome, before and after
	marks  map[group][]int      // footnotes of each group
}

func newBuilder(a Analysis, l text.Language) *builder {
	b := &builder{
		Analysis: a, Language: l,
		rows: map[rowKey]analysis.Estimate{}, terms: map[rowKey][]analysis.Estimate{}, scales: map[string]summary.Scale{}, visits: map[string][2]string{}, marks: map[group][]int{},
	}
	if b.Report == nil {
		b.Report = &analysis.Report{}
	}
	for _, e := range b.Report.Estimates {
		key := rowKey{group{e.Outcome, e.Stratum}, e.Method, e.Term, e.Variant}
		b.rows[key] = e
		key.variant = ""
		b.terms[key] = append(b.terms[key], e)
	}
	for _, s := range b.Report.Scales {
		b.scales[s.ID] = s
	}
	for _, j := range b.Report.Joints {
		if axes := j.Joint.Counts().Axes(); len(axes) == 2 && j.Stratum == "" {
			b.visits[j.Outcome] = [2]string{axes[0].Visit, axes[1].Visit}
		}
	}
	return b
}

// row returns one row of results, empty where there is none.
func (b *builder) row(g group, method, term, variant string) analysis.Estimate {
	return b.rows[rowKey{g, method, term, variant}]
}

// variants returns the rows of one term in their order.
func (b *builder) variants(g group, method, term string) []analysis.Estimate {
	return b.terms[rowKey{g, method, term, ""}]
}

// name is what people see of an outcome, on one line.
func (b *builder) name(outcome string) string {
	if s, ok := b.scales[outcome]; ok {
		outcome = s.Name()
	}
	return strings.Join(strings.Fields(outcome), " ")
}

// headline is the row of the mean change that the report rests on: the one
// robust to clusters where a cluster was named.
func (b *builder) headline(g group) (row analysis.Estimate, clustered bool) {
	if e, ok := b.rows[rowKey{g, "paired_t", "mean_change", "cluster"}]; ok {
		return e, true
	}
	return b.row(g, "paired_t", "mean_change", ""), false
}

// places is the number of decimals of an outcome, the same in all its strata.
func (b *builder) places(outcome string) int {
	g := group{outcome: outcome}
	return unitPlaces(b.scales[outcome].Step.Float(),
		b.row(g, "describe", "sd_pre", "").Estimate, b.row(g, "describe", "sd_post", "").Estimate,
		meanWithSD(b.row(g, "attrition", "mean_pre_enrolled", ""), 0).SD)
}

// everyone yields the flow of each outcome over everyone.
func (b *builder) everyone() []analysis.Flow {
	var all []analysis.Flow
	for _, f := range b.Report.Flow {
		if f.Stratum == "" {
			all = append(all, f)
		}
	}
	return all
}

// stratified reports whether there are strata beside everyone.
func (b *builder) stratified() bool { return len(b.Report.Flow) > len(b.everyone()) }

// pValue is the p-value of a row.
func pValue(e analysis.Estimate) PValue {
	return PValue{e.PValue, analysis.ParseDetail(e.Detail).Get("log10_p") != ""}
}

// adjusted is the p-value of a row adjusted for the number of outcomes; absent
// where that number is one.
func adjusted(e analysis.Estimate) PValue {
	if size := analysis.ParseDetail(e.Detail).Get("family_size"); size == "1" {
		return PValue{}
	}
	return PValue{P: e.PAdjusted}
}

// adjustment is the name of the adjustment in use, "" where no p-value has one.
func (b *builder) adjustment() string {
	for _, e := range b.Report.Estimates {
		if !adjusted(e).Absent() {
			return analysis.ParseDetail(e.Detail).Get("adjusted")
		}
	}
	return ""
}

// level is the confidence level of the intervals, as in "95%".
func (b *builder) level() string { return levelText(b.confidence()) }

// confidence is the confidence level asked for, as the t tests' intervals have
// it.
func (b *builder) confidence() float64 {
	for _, e := range b.Report.Estimates {
		if v, ok := e.ConfLevel.Get(); ok && e.Method == "paired_t" {
			return v
		}
	}
	return 0.95
}

// answered reports whether an outcome has pairs enough for an inference.
func answered(f analysis.Flow) bool { return f.Pairs > 1 }
