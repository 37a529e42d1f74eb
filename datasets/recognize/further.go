package recognize

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/instruments"
)

// bearsName returns the instrument whose full name a header holds, with its
// number where it has one, and no word that makes it something else, such as a
// date or a severity.
func (v *vocabulary) bearsName(header string) *known {
	tokens := v.split(header, tokenize(header))
	at, a, ok := v.findAlias(tokens)
	if !ok || a.loose || a.item > 0 {
		return nil
	}
	next := at + len(a.words)
	if len(a.of.numbered) > 0 {
		if next == len(tokens) || !tokens[next].isNumber() {
			return nil
		}
		if own, _ := a.of.runTogether(tokens[next]); own == nil && a.of.numbered[tokens[next].number] != a.of.main() {
			return nil
		}
	}
	if slices.ContainsFunc(tokens, func(t token) bool { return others[t.text] || checks[t.text] }) {
		return nil
	}
	return a.of
}

// furtherScores asks about columns that bear the instrument's name and may hold
// its scores, but whose headers say no visit that is understood: all of them, or
// those beside the only visit that was found. Otherwise a follow-up would be
// missed.
func (r *recognizer) furtherScores(k *known, s *instruments.Scale, f *Finding, readings []reading, named []int) *Question {
	if f != nil && (f.Kind == Items || len(f.Visits) > 1) {
		return nil
	}
	high := highestAnswer(k, s)
	var columns []int
	beyond := 0
	for _, c := range named {
		isItem := func(o reading) bool {
			return o.column == c && (o.part == worded || o.part == marked || o.part == check)
		}
		if slices.ContainsFunc(readings, isItem) || f != nil && f.Visits[0].Total == r.Headers[c] {
			continue
		}
		if t := r.asScore(c, s, high); t.n > 0 && t.within == t.n {
			columns = append(columns, c)
			beyond += t.beyond
		}
	}
	if len(columns) == 0 || f == nil && beyond == 0 {
		return nil
	}
	slices.SortFunc(columns, func(a, b int) int { return cmp.Compare(r.Headers[a], r.Headers[b]) })
	var headers []string
	what := "which visits they are of"
	if f != nil {
		headers = append(headers, f.Visits[0].Total)
		what = "what they are beside " + name(f.Visits[0].Total)
	}
	for _, c := range columns {
		headers = append(headers, r.Headers[c])
	}
	q := &Question{Problem: fmt.Sprintf("%s may hold scores of %s, but it is not clear %s", r.names(columns), s.ID, what)}
	q.Hint = "name the columns of all visits in order of time, as in --outcome " + quoted(s.ID+"="+strings.Join(headers, ":"))
	if f != nil {
		q.Hint += ", or the one alone: --outcome " + quoted(s.ID+"="+headers[0])
	}
	return q
}

// totalsElsewhere asks where visits that have no items have a score: the change
// would be between items and totals, or be lost.
func (r *recognizer) totalsElsewhere(s *instruments.Scale, f *Finding, totals []score) *Question {
	elsewhere := slices.DeleteFunc(slices.Clone(totals), func(t score) bool {
		return t.name == "" || slices.ContainsFunc(f.Visits, func(v Visit) bool { return visitKey(v.Name) == visitKey(t.name) })
	})
	if len(elsewhere) == 0 {
		return nil
	}
	all := Finding{Visits: slices.Clone(f.Stored)}
	var columns []int
	for _, t := range elsewhere {
		columns = append(columns, t.column)
		all.Visits = append(all.Visits, Visit{Name: t.name, Total: r.Headers[t.column]})
	}
	all.sortVisits()
	q := &Question{
		Problem: fmt.Sprintf("%s has items in %s, and at other visits a score only, in %s", s.ID, r.itemsText(s, f.Visits), r.names(columns)),
		Hint:    "name the columns of the items with " + nameThem(s, f.Visits),
	}
	if len(all.Visits) > 1 {
		q.Hint = "name the columns of the scores with " + nameThem(s, all.Visits) + ", or those of the items with " + nameThem(s, f.Visits)
	}
	return q
}
