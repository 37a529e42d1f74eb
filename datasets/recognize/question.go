package recognize

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/instruments"
)

// several asks about columns for one visit that are there more than once: copies,
// or visits that are called by words that are not known.
func (r *recognizer) several(s *instruments.Scale, all []chosen) *Question {
	var texts, flags []string
	var visits []Visit
	for _, c := range all {
		v := visitOf(s, len(s.Instrument().Items), c, r)
		visits = append(visits, v)
		texts = append(texts, r.itemsText(s, []Visit{v}))
		flags = append(flags, nameThem(s, []Visit{v}))
	}
	return &Question{
		Problem: fmt.Sprintf("%s is there %d times: %s", s.ID, len(all), strings.Join(texts, ", and ")),
		Hint:    "choose with " + strings.Join(flags, " or ") + ", or, if they are visits, name them in order of time: " + nameThem(s, visits),
	}
}

func (r *recognizer) twoColumns(s *instruments.Scale, n int, columns []int) *Question {
	item := s.Instrument().Items[s.Items[n-1]]
	return &Question{
		Problem: fmt.Sprintf("item %s of %s is there more than once: %s", item.ID, s.ID, r.names(columns)),
		Hint:    fmt.Sprintf("name the columns with --outcome %s, or list them: {instrument: %s, items: […]} under outcomes: in a study file", quoted(s.ID+"=…{1.."+strconv.Itoa(len(s.Items))+"}"), s.ID),
	}
}

func (r *recognizer) twoScores(s *instruments.Scale, a, b int) *Question {
	columns := []int{a, b}
	slices.SortFunc(columns, func(a, b int) int { return cmp.Compare(r.Headers[a], r.Headers[b]) })
	return &Question{
		Problem: fmt.Sprintf("the columns %s may each hold the scores of %s", r.names(columns), s.ID),
		Hint:    "choose with --outcome " + quoted(s.ID+"="+r.Headers[columns[0]]) + " or --outcome " + quoted(s.ID+"="+r.Headers[columns[1]]) + ", with the columns of all visits parted by colons",
	}
}

func (r *recognizer) unnamedVisit(s *instruments.Scale, visits []Visit) *Question {
	var plain, named []string
	for _, v := range visits {
		if v.Name != "" {
			plain = append(plain, v.Name)
		}
	}
	if order, ok := OrderVisits(plain); ok {
		plain = order
	}
	for _, name := range plain {
		named = append(named, strconv.Quote(name))
	}
	// Without a visit is mostly before the others.
	visits = slices.SortedStableFunc(slices.Values(visits), func(a, b Visit) int {
		return slices.Index(plain, a.Name) - slices.Index(plain, b.Name)
	})
	what := visits[0].Total
	if what == "" {
		what = itemHeaders(s, visits[0])[0]
	}
	return &Question{
		Problem: fmt.Sprintf("%s is there with the visits %s and once without a visit, from %s", s.ID, strings.Join(named, ", "), name(what)),
		Hint:    "name the columns in order of time, as in " + nameThem(s, visits),
	}
}

func (r *recognizer) wideAndLong(s *instruments.Scale, visits []Visit) *Question {
	var names []string
	for _, v := range visits {
		names = append(names, strconv.Quote(v.Name))
	}
	return &Question{
		Problem: fmt.Sprintf("the headers of %s name visits (%s), and there is a column of visits too", s.ID, strings.Join(names, ", ")),
		Hint:    "name its columns with " + nameThem(s, visits),
	}
}

// stemOnly asks where totals bear the name of a family of instruments only.
func (r *recognizer) stemOnly(k *known, s *instruments.Scale, visits []Visit) *Question {
	if len(k.numbered) == 0 {
		return nil
	}
	for _, v := range visits {
		named := false
		for _, t := range tokenize(v.Total) {
			if t.isNumber() && k.numbered[t.number] == s {
				named = true
			}
		}
		if !named {
			return &Question{
				Problem: fmt.Sprintf("column %s may hold the scores of %s or of another version", name(v.Total), s.ID),
				Hint:    "if they are those of " + s.ID + ", add " + nameThem(s, visits) + "; " + othersHint,
			}
		}
	}
	return nil
}

// numberedOnly asks about columns that may be items by their numbers alone.
func (r *recognizer) numberedOnly(k *known, s *instruments.Scale, f *family) *Question {
	var columns []int
	for _, o := range f.visits() {
		for _, n := range slices.Sorted(maps.Keys(o.columns)) {
			columns = append(columns, o.columns[n]...)
		}
	}
	var ids []string
	for _, i := range s.Items {
		ids = append(ids, k.Items[i].ID)
	}
	hint := othersHint
	if len(columns) > 1 {
		hint = "if they are its scores at several visits, add --outcome " + quoted(s.ID+"="+r.joined(columns)) + "; " + hint
	}
	for _, o := range f.visits() {
		if len(f.lacks(o)) == 0 {
			hint = "if they are its items " + strings.Join(ids, ", ") + ", add " + nameThem(s, []Visit{visitOf(s, len(k.Items), chosen{f, o}, r)}) + "; " + hint
			break
		}
	}
	return &Question{
		Problem: fmt.Sprintf("%s may be items of %s, or its scores, or another questionnaire's", r.names(columns[:min(4, len(columns))]), s.ID),
		Hint:    hint,
	}
}

// lacking asks about a family without all items.
func (r *recognizer) lacking(k *known, s *instruments.Scale, f *family) *Question {
	visits := f.visits()
	best := visits[0]
	for _, o := range visits {
		if len(f.lacks(o)) < len(f.lacks(best)) {
			best = o
		}
	}
	return r.lackingAt(k, s, f, best)
}

func (r *recognizer) lackingAt(k *known, s *instruments.Scale, f *family, o *occasion) *Question {
	var columns []int
	for _, n := range slices.Sorted(maps.Keys(o.columns)) {
		columns = append(columns, o.columns[n]...)
	}
	var items []string
	for _, n := range f.lacks(o) {
		items = append(items, k.Items[s.Items[n-1]].ID)
	}
	at := ""
	if o.name != "" {
		at = " at visit " + strconv.Quote(o.name)
	}
	shown := columns[:min(3, len(columns))]
	settle := "if they are items under other names, list them: {instrument: " + s.ID + ", items: […]} under outcomes: in a study file; " + othersHint
	if f.part == numbered && o.name == "" {
		settle = "if they are its scores at several visits, add --outcome " + quoted(s.ID+"="+r.joined(columns)) + "; " + settle
	}
	q := &Question{
		Problem: fmt.Sprintf("%d columns such as %s look like items of %s%s, but there is none for item %s", len(columns), r.names(shown), s.ID, at, strings.Join(items, ", ")),
		Hint:    settle,
	}
	if len(columns) == 1 {
		q.Problem = fmt.Sprintf("column %s looks like an item of %s%s, but there is none for item %s", r.names(shown), s.ID, at, strings.Join(items, ", "))
		q.Hint = "name the columns of all items in a study file: {instrument: " + s.ID + ", items: […]} under outcomes:; " + othersHint
	}
	// Without the items that PHQ-9 cannot do without there may be a PHQ-8.
	for _, d := range k.Scales {
		if d.Derived && len(d.Items) == len(s.Items)-len(items) && !slices.ContainsFunc(d.Items, func(i int) bool { return len(o.columns[slices.Index(s.Items, i)+1]) != 1 }) {
			v := visitOf(d, len(k.Items), chosen{f, o}, r)
			q.Hint = "to score them as " + d.ID + " add " + nameThem(d, []Visit{v}) + "; " + othersHint
		}
	}
	return q
}

func (r *recognizer) joined(columns []int) string {
	var list []string
	for _, c := range columns[:min(len(columns), 5)] {
		list = append(list, r.Headers[c])
	}
	return strings.Join(list, ":")
}

// oneTooMany asks which column among numbered items is none.
func (r *recognizer) oneTooMany(k *known, s *instruments.Scale, c chosen, visits []Visit) *Question {
	var columns []int
	var headers []string
	for _, n := range slices.Sorted(maps.Keys(c.columns)) {
		columns = append(columns, c.columns[n]...)
	}
	for _, column := range columns {
		headers = append(headers, r.Headers[column])
	}
	show := headers[0] + " … " + headers[len(headers)-1]
	if p, ok := Pattern(headers); ok {
		show = p
	}
	var items []string
	for n, i := range s.Items {
		header := headers[n]
		if n == len(s.Items)-1 {
			header = headers[min(n+1, len(headers)-1)]
		}
		items = append(items, k.Items[i].ID+": "+header)
	}
	return &Question{
		Problem: fmt.Sprintf("there are %d columns %s for the %d items of %s, so that one may be an attention check or a question that is not scored", len(columns), name(show), len(s.Items), s.ID),
		Hint: fmt.Sprintf("if the last is the one, add %s; if another is, map the items in a study file, as in {instrument: %s, items: {%s}}",
			nameThem(s, visits), s.ID, strings.Join(items, ", ")),
	}
}
