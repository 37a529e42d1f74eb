package reports

import (
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/reports/text"
)

const (
	startedSuffix  = "/started"
	expectedSuffix = "/expected"
)

// caseTerms are the shares of baseline cases, in the order in which people read
// them.
var caseTerms = []struct{ method, term string }{
	{"reliable_change", "recovered"}, {"reliable_change", "reliably_recovered"}, {"response", "response"}, {"response", "remission"},
}

func isBaselineCases(e analysis.Estimate) bool {
	return slices.ContainsFunc(caseTerms, func(t struct{ method, term string }) bool { return t.method == e.Method && t.term == e.Term })
}

func isExpected(e analysis.Estimate) bool { return strings.HasSuffix(e.Variant, expectedSuffix) }

// baselineCasesTable says what became of those who were cases at baseline, of
// everyone: each share beside the same share of all who started and beside what
// would be expected without any change. Rows stand under their case definition,
// whose heading says how many were lost.
func (b *builder) baselineCasesTable() Table {
	t := Table{Caption: b.Phrase("caption_cases"), Columns: []Column{
		{b.Phrase("head_case_outcome"), 0},
		{b.Phrase("head_of_followed", "level", b.level()), 1}, {b.Phrase("head_of_started", "level", b.level()), 1}, {b.Phrase("head_expected"), 1},
	}}
	for _, f := range b.everyone() {
		if !answered(f) {
			continue
		}
		g := group{outcome: f.Outcome}
		// Rows by their heading, in the order in which headings come up.
		var headings []string
		rows := map[string][]Row{}
		for _, term := range caseTerms {
			for _, e := range b.variants(g, term.method, term.term) {
				if strings.HasSuffix(e.Variant, startedSuffix) || isExpected(e) || e.Denominator.IsZero() {
					continue
				}
				started := b.row(g, term.method, term.term, e.Variant+startedSuffix)
				of := b.row(g, term.method, term.term, e.Variant+expectedSuffix)
				criterion := analysis.ParseDetail(e.Detail).Get("case")
				if criterion == "" {
					criterion = e.Variant
				}
				heading := b.casesHeading(f.Outcome, criterion, e, started)
				if rows[heading] == nil {
					headings = append(headings, heading)
				}
				label := b.Phrase("term_"+term.term, "criterion", text.Criterion(e.Variant), "remission", text.Criterion(b.scales[f.Outcome].Remission.String()))
				rows[heading] = append(rows[heading], Row{Label: label, Indent: 1, Cells: []Cell{share(e), share(started), Expected{of.Estimate, of.N}}})
			}
		}
		for _, heading := range headings {
			t.Rows = append(append(t.Rows, Row{Label: heading}), rows[heading]...)
		}
	}
	return t
}

func (b *builder) casesHeading(outcome, criterion string, followed, started analysis.Estimate) string {
	n, _ := followed.Denominator.Get()
	all, ok := started.Denominator.Get()
	if !ok {
		all = n
	}
	return b.Phrase("cases_heading", "name", b.name(outcome), "criterion", text.Criterion(criterion),
		"started", integer(int64(all)), "lost", integer(int64(all-n)),
		"lost_share", Share{Numerator: analysis.Int(int64(all - n)), Denominator: analysis.Int(int64(all))}.Text(b.Language))
}
