package datasets

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/datasets/recognize"
)

// singleSurvey reports whether a column may stand for an outcome's only visit:
// where that is allowed and no column tells visits apart.
func (p *layoutPlan) singleSurvey() bool {
	if !p.options.OneVisit || p.request.layout == Long {
		return false
	}
	visit, _, err := findVisit(p.request, p.headers)
	return err == nil && visit == ""
}

// oneVisitForm says how an outcome is given that has the columns of one visit, and the
// form that has those of two.
func (o outcomeRequest) oneVisitForm() (has, form string) {
	if n := strconv.Itoa(len(o.every.Items)); o.every.Items != nil {
		return " has one column for each item", o.name + "=PRE_{1.." + n + "}:POST_{1.." + n + "}"
	}
	return " names one column", o.name + "=PRE:POST"
}

// severalRows is the error of an outcome that was given once, in a table that
// has several rows for a participant.
func (o outcomeRequest) severalRows() error {
	has, _ := o.oneVisitForm()
	return usage("add --visit COL with the column that tells a participant's rows apart",
		"%s%s, and participants have several rows, but no column of visits is named", o.asked, has)
}

// mostVisitWords is how many different words a column of visits may have that
// nobody named.
const mostVisitWords = 12

// hiddenVisits asks about a column of a single survey whose cells are words for
// visits, such as pre and post: rows of several visits would be described as one.
// A column that is used otherwise was thought of.
func (p *layoutPlan) hiddenVisits(rows [][]string) error {
	used := slices.Concat(p.study.ID, p.study.Strata, p.study.Covariates, []string{p.study.Cluster})
	if p.where != nil {
		used = append(used, p.where.columns...)
	}
	missing := newMissingCodes(p.missing)
	for i, h := range p.headers {
		if slices.Contains(used, h) {
			continue
		}
		var words []string
		for _, row := range rows {
			if text := strings.TrimSpace(row[i]); !missing.text(text) && !containsVisit(words, text) {
				if words = append(words, text); len(words) > mostVisitWords {
					break
				}
			}
		}
		order, known := recognize.OrderVisits(words)
		if !known || len(words) < 2 || len(words) > mostVisitWords ||
			slices.ContainsFunc(words, func(w string) bool { _, ok := visitNumber(w); return ok }) {
			continue
		}
		return usage("add --visit "+shellWord(h)+" to compare visits, or --where "+shellWord("col("+strconv.Quote(h)+") == "+strconv.Quote(order[0]))+" to describe one, or --by "+shellWord(h)+" to describe each",
			"no column of visits is named, but column %s holds %s", quoteName(h), quoteNames(order)).
			assuming(func(o *Options) { o.Visit = h })
	}
	return nil
}

// once reports whether every outcome was taken once.
func (s Study) once() bool {
	return !slices.ContainsFunc(s.Outcomes, func(o Outcome) bool { return o.Post != "" })
}
