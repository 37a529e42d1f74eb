package recognize

import (
	"cmp"
	"maps"
	"slices"

	"github.com/cam-outcomes/cam/instruments"
)

// chosen is the family that holds the items at a visit.
type chosen struct {
	*family
	*occasion
}

// items settles which columns hold the items of a scale: it finds them, or a
// question, or columns that turn out to be scores of waves, or nothing.
func (r *recognizer) items(k *known, s *instruments.Scale, fams []*family) (*Finding, *Question, []score) {
	fams, question := r.byNumber(k, s, fams)
	if question != nil {
		return nil, question, nil
	}
	fams = joinWorded(fams)
	at := make(map[string]chosen)
	again := make(map[string][]chosen)
	for _, f := range fams {
		for _, o := range f.visits() {
			key := visitKey(o.name)
			if len(f.lacks(o)) > 0 {
				continue
			}
			again[key] = append(again[key], chosen{f, o})
			at[key] = chosen{f, o}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(again)) {
		if len(again[key]) > 1 {
			return nil, r.several(s, again[key]), nil
		}
	}
	if len(at) == 0 {
		return r.withoutAll(k, s, fams)
	}
	for _, key := range slices.Sorted(maps.Keys(at)) {
		c := at[key]
		for n := 1; n <= len(s.Items); n++ {
			if columns := c.columns[n]; len(columns) > 1 {
				return nil, r.twoColumns(s, n, columns), nil
			}
		}
	}
	if q := r.remains(k, s, fams, at); q != nil {
		return nil, q, nil
	}
	f := &Finding{Kind: Items, Confidence: Certain}
	by := ByName
	units := make(map[string]bool)
	var columns [][]int
	for _, key := range slices.Sorted(maps.Keys(at)) {
		c := at[key]
		v := Visit{Name: c.name, Items: make([]string, len(k.Items))}
		var list []int
		for n, item := range s.Items {
			column := c.columns[n+1][0]
			v.Items[item] = r.Headers[column]
			list = append(list, column)
		}
		columns = append(columns, list)
		f.Visits = append(f.Visits, v)
		maps.Copy(units, c.units)
		if c.part == worded {
			by = ByWords
			if c.template == "text" || c.template == "text @" {
				by = ByText
			}
			if len(s.Items) > 2 && by == ByText {
				continue // nine question texts leave no doubt
			}
		}
		if c.loose || by == ByText {
			f.Confidence = Likely
		}
	}
	f.Reasons = []string{by, ByEveryItem}
	if len(units) == 1 {
		f.Unit = slices.Collect(maps.Keys(units))[0]
	}
	if waves := r.areWaves(k, s, at, columns); waves != nil {
		return nil, nil, waves
	}
	if q := r.answersOf(f, k, s, columns); q != nil {
		return nil, q, nil
	}
	if q := r.extras(f, k, s, at); q != nil {
		return nil, q, nil
	}
	f.sortVisits()
	noName := func(v Visit) bool { return v.Name == "" }
	switch {
	case len(f.Visits) > 1 && slices.ContainsFunc(f.Visits, noName):
		return nil, r.unnamedVisit(s, f.Visits), nil
	case r.Long && (len(f.Visits) > 1 || f.Visits[0].Name != ""):
		return nil, r.wideAndLong(s, f.Visits), nil
	}
	return f, nil, nil
}

// byNumber takes out families whose numbers are no items, and asks about those
// that may be: the items of some instruments are words, such as days and
// minutes, and a loose name may be another questionnaire's.
func (r *recognizer) byNumber(k *known, s *instruments.Scale, fams []*family) (rest []*family, q *Question) {
	byWord := !isDigit(rune(k.Items[0].ID[0]))
	for _, f := range fams {
		isNumbered := f.part == numbered || f.part == marked
		switch {
		case !isNumbered || !f.loose && !byWord:
			rest = append(rest, f)
		case byWord && len(s.Items) != len(k.Items) || len(s.Items) == 1: // numbers do not count these items
		case f.loose && (f.vague || byWord || !f.complete()):
		case q == nil:
			q = r.numberedOnly(k, s, f)
		}
	}
	return rest, q
}

// areWaves finds columns that are numbered like items and hold scores: most of
// their values lie beyond an item's answers and within the score's range.
func (r *recognizer) areWaves(k *known, s *instruments.Scale, at map[string]chosen, columns [][]int) []score {
	c, single := at[""]
	if !single || len(at) > 1 || c.part != numbered || r.Long || len(columns[0]) < 2 || r.Coded(k.ID) {
		return nil
	}
	high := highestAnswer(k, s)
	var all span
	var waves []score
	for _, column := range columns[0] {
		t := r.asScore(column, s, high)
		all.n, all.within, all.beyond = all.n+t.n, all.within+t.within, all.beyond+t.beyond
		tokens := tokenize(r.Headers[column])
		waves = append(waves, score{lastNumber(r.Headers[column], tokens), column})
	}
	if all.n == 0 || 2*all.beyond <= all.n || all.within < all.n {
		return nil
	}
	return waves
}

func lastNumber(header string, tokens []token) string {
	name := ""
	for _, t := range tokens {
		if t.isNumber() {
			name = header[t.start:t.end]
		}
	}
	return name
}

// withoutAll deals with families that lack items. Numbers from 1 with values
// beyond an item's answers are waves; the rest is asked about, where it bears
// the instrument's name.
func (r *recognizer) withoutAll(k *known, s *instruments.Scale, fams []*family) (*Finding, *Question, []score) {
	high := highestAnswer(k, s)
	for _, f := range fams {
		o, single := f.occasions[""]
		if f.part != numbered || !single || len(f.occasions) > 1 || len(o.columns) < 2 || r.Long {
			continue
		}
		var all span
		var waves []score
		for _, n := range f.numbers() {
			for _, column := range o.columns[n] {
				t := r.asScore(column, s, high)
				all.n, all.numbers, all.beyond = all.n+t.n, all.numbers+t.numbers, all.beyond+t.beyond
				waves = append(waves, score{lastNumber(r.Headers[column], tokenize(r.Headers[column])), column})
			}
		}
		numbers := f.numbers()
		inOrder := numbers[0] <= 1 && numbers[len(numbers)-1]-numbers[0] == len(waves)-1 && len(numbers) == len(waves)
		if all.beyond > 0 && all.numbers == all.n && inOrder {
			return nil, nil, waves
		}
	}
	for _, f := range fams {
		if r.weak(k, f) {
			continue
		}
		return nil, r.lacking(k, s, f), nil
	}
	return nil, nil, nil
}

// weak reports whether an incomplete family says too little to ask about: loose
// names, a few question texts, or columns without the instrument's answers.
func (r *recognizer) weak(k *known, f *family) bool {
	there := len(f.numbers())
	if f.loose || f.part == worded && len(f.scale.Items) > 2 && 2*there < len(f.scale.Items) {
		return true
	}
	if f.part == worded && (f.template == "text" || f.template == "text @") && there < 2 {
		return true
	}
	t := r.tallyOf(k, f)
	return t.answered() > 0 && 2*(t.codes+t.labels) < t.answered()
}

// remains asks about columns beside the complete ones: a visit that lacks items,
// or a second column for an item.
func (r *recognizer) remains(k *known, s *instruments.Scale, fams []*family, at map[string]chosen) *Question {
	for _, f := range fams {
		for _, o := range f.visits() {
			key := visitKey(o.name)
			c, taken := at[key]
			if taken && c.occasion == o || r.weak(k, &family{scale: f.scale, part: numbered, loose: f.loose, occasions: map[string]*occasion{key: o}}) {
				continue
			}
			if !taken {
				return r.lackingAt(k, s, f, o)
			}
			for _, n := range slices.Sorted(maps.Keys(o.columns)) {
				if n >= 1 && n <= len(s.Items) {
					columns := slices.Concat(c.columns[n], o.columns[n])
					slices.SortFunc(columns, func(a, b int) int { return cmp.Compare(r.Headers[a], r.Headers[b]) })
					return r.twoColumns(s, n, columns)
				}
			}
		}
	}
	return nil
}
