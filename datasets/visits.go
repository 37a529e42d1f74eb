package datasets

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets/recognize"
	"github.com/cam-outcomes/cam/datasets/table"
)

// visitKey is what visits are compared by: equal as numbers where they are
// numbers, else without regard to letter case and surrounding space.
func visitKey(s string) string {
	if mantissa, decimals, status := table.ParseDecimal(s, false); status == table.Exact {
		return fmt.Sprintf("\x00%de-%d", mantissa, decimals) // no text starts so
	}
	return foldText(s)
}

// visitPlaces are the visits of a long table in order of time.
type visitPlaces struct {
	order []string
	of    []int // by code of the visit column; -1 without a visit
	// partial says that only the first and the last place are known.
	partial bool
	joined  int64 // visits that were spelled in more than one way
	arms    int64 // events that stand in several arms of a REDCap project
}

// maxVisits bounds what is taken for a visit: beyond, a column holds dates,
// ages or other measurements.
const maxVisits = 366

// placeVisits orders the visits that occur. The order is that of --visit-order
// or the study file; else numbers sort as numbers and known words in their
// order; else first --pre and last --post, where these say all that is needed.
func placeVisits(column *textColumn, occurs []bool, r request) (visitPlaces, error) {
	spellings := make(map[string][]string)
	event, shared := eventNames(column.texts, occurs)
	for code, text := range column.texts {
		if code > 0 && occurs[code] {
			text = event(text)
			key := visitKey(text)
			if !slices.Contains(spellings[key], text) {
				spellings[key] = append(spellings[key], text)
			}
		}
	}
	if len(spellings) > maxVisits {
		return visitPlaces{}, usage("name the column of visits with --visit COL",
			"column %s has %d different values, so it is no visit but a date or a measurement", quoteName(column.header), len(spellings))
	}
	p := visitPlaces{arms: shared}
	found := make([]string, 0, len(spellings))
	for _, texts := range spellings {
		slices.SortFunc(texts, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
		if len(texts) > 1 {
			p.joined++
		}
		found = append(found, texts[0])
	}
	slices.SortFunc(found, byVisitNumber)
	if err := r.namedVisits(found, column.header); err != nil {
		return p, err
	}
	order, partial, err := orderVisits(found, r)
	if err != nil {
		return p, err
	}
	p.order, p.partial = order, partial
	at := make(map[string]int, len(order))
	for i, v := range order {
		at[visitKey(v)] = i
	}
	p.of = make([]int, len(column.texts))
	for code, text := range column.texts {
		p.of[code] = -1
		if code > 0 && occurs[code] {
			p.of[code] = at[visitKey(event(text))]
		}
	}
	return p, nil
}

// byVisitNumber sorts numbers as numbers and before words.
func byVisitNumber(a, b string) int {
	x, aIsNumber := visitNumber(a)
	y, bIsNumber := visitNumber(b)
	switch {
	case aIsNumber && bIsNumber:
		return cmp.Compare(x, y)
	case aIsNumber != bIsNumber:
		if aIsNumber {
			return -1
		}
		return 1
	}
	return cmp.Compare(foldText(a), foldText(b))
}

func visitNumber(s string) (float64, bool) {
	a, err := parseAmount(s)
	if err != nil {
		return 0, false
	}
	return a.Float(), true
}

// namedVisits checks that --pre and --post occur and differ.
func (r request) namedVisits(found []string, header string) error {
	for _, v := range []struct{ flag, visit string }{{"--pre", r.pre}, {"--post", r.post}} {
		if v.visit != "" && !containsVisit(found, v.visit) && !containsVisit(r.order, v.visit) && !r.baselineNamed(v.visit) {
			return usage("the visits in column "+quoteName(header)+" are "+quoteNames(found),
				"%s: there is no visit %s", v.flag, quoteName(v.visit))
		}
	}
	return r.differentVisits()
}

func (r request) differentVisits() error {
	if r.pre != "" && visitKey(r.pre) == visitKey(r.post) {
		return usage("name two different visits", "--pre and --post are both %s", quoteName(r.pre))
	}
	return nil
}

// baselineNamed reports whether a visit is that of a baseline with a column of
// its own.
func (r request) baselineNamed(visit string) bool {
	return visitKey(visit) == baselineVisit && slices.ContainsFunc(r.outcomes, func(o outcomeRequest) bool { return o.baseline != "" })
}

func containsVisit(visits []string, visit string) bool {
	key := visitKey(visit)
	return slices.ContainsFunc(visits, func(v string) bool { return visitKey(v) == key })
}

// orderVisits orders the visits found; they are sorted already if they are
// numbers.
func orderVisits(found []string, r request) (order []string, partial bool, err error) {
	if len(r.order) > 0 {
		for i, v := range r.order {
			if containsVisit(r.order[:i], v) {
				return nil, false, usage("name each visit once", "the order of visits names %s twice", quoteName(v))
			}
		}
		for _, v := range found {
			if !containsVisit(r.order, v) {
				return nil, false, usage("add it to --visit-order, or leave its rows out with --where",
					"visit %s is not in the order of visits", quoteName(v))
			}
		}
		return r.order, false, nil
	}
	allNumbers := !slices.ContainsFunc(found, func(v string) bool { _, ok := visitNumber(v); return !ok })
	if allNumbers {
		return found, false, nil
	}
	if order, ok := recognize.OrderVisits(found); ok {
		return order, false, nil
	}
	if r.pre != "" && (r.post != "" || len(found) <= 2) || r.post != "" && len(found) <= 2 {
		same := func(v string) func(string) bool { return func(w string) bool { return visitKey(w) == visitKey(v) } }
		order := slices.Clone(found)
		if i := slices.IndexFunc(order, same(r.pre)); r.pre != "" && i >= 0 {
			order = slices.Insert(slices.Delete(order, i, i+1), 0, found[i])
		}
		if i := slices.IndexFunc(order, same(r.post)); r.post != "" && i >= 0 {
			last := order[i]
			order = append(slices.Delete(order, i, i+1), last)
		}
		return order, len(order) > 2, nil
	}
	return nil, false, usage("add, in order of time, --visit-order "+shellWord(strings.Join(found, ",")),
		"the order of the visits %s is not known", quoteNames(found)).
		assuming(func(o *Options) { o.VisitOrder = found })
}
