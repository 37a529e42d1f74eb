package recognize

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/cam-outcomes/cam/instruments"
)

// Recognize proposes what the columns of a table mean.
func Recognize(t Table) Proposal {
	r := &recognizer{Table: t}
	if r.Missing == nil {
		r.Missing = func(cell string) bool { return cell == "" }
	}
	if r.Coded == nil {
		r.Coded = func(string) bool { return false }
	}
	taken := make(map[string]bool, len(t.Taken))
	for _, h := range t.Taken {
		taken[h] = true
	}
	v := theVocabulary()
	of := make(map[*known][]reading)
	named := make(map[*known][]int) // columns that bear the name, whether they are understood or not
	// By name, so that the order of the columns cannot matter.
	order := make([]int, len(t.Headers))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(t.Headers[a], t.Headers[b]) })
	lists := listed{headers: t.Headers}
	for _, column := range order {
		header := t.Headers[column]
		if taken[header] {
			continue
		}
		for _, reading := range r.readColumn(v, column) {
			if !reading.of.full || !lists.counts(v, header) {
				of[reading.of] = append(of[reading.of], reading)
			}
		}
		if k := v.bearsName(header); k != nil && !(k.full && lists.counts(v, header)) {
			named[k] = append(named[k], column)
		}
	}
	var p Proposal
	for _, k := range v.known {
		if len(of[k])+len(named[k]) > 0 {
			r.instrument(&p, k, of[k], named[k])
		}
	}
	r.contradictions(&p)
	return p
}

// recognizer works on one table.
type recognizer struct {
	Table
	doubts []contradiction
	// What headers and texts say of items, where a column has both.
	byHeader, byText says
}

// instrument settles what the readings of one instrument amount to.
func (r *recognizer) instrument(p *Proposal, k *known, readings []reading, named []int) {
	fams := families(readings)
	scores := make(map[int]bool) // columns whose name may be a score's and is an item's
	fams = slices.DeleteFunc(fams, func(f *family) bool { return r.onlyNames(k, f, scores) })
	for i, s := range k.Scales {
		var mine []*family
		for _, f := range fams {
			if f.scale == s {
				mine = append(mine, f)
			}
		}
		finding, question, waves := r.items(k, s, mine)
		totals := r.totals(k, s, readings, scores, finding != nil)
		for _, w := range waves {
			totals = append(totals, score{w.name, w.column})
		}
		if finding != nil {
			finding.LeftOut = append(finding.LeftOut, r.namedChecks(readings)...)
			finding.Stored = r.stored(finding, totals)
			if question = r.totalsElsewhere(s, finding, totals); question != nil {
				finding = nil
			}
		} else if question == nil && len(totals) > 0 {
			finding, question = r.scores(k, s, totals, len(waves) > 0)
		}
		if i == 0 && question == nil {
			if question = r.furtherScores(k, s, finding, readings, named); question != nil {
				finding = nil
			}
		}
		if finding != nil {
			finding.Instrument, finding.Scale, finding.Derived = k.ID, s.ID, s.Derived
			p.Findings = append(p.Findings, *finding)
		}
		if question != nil {
			question.Instrument, question.Scale = k.ID, s.ID
			p.Questions = append(p.Questions, *question)
		}
	}
}

// onlyNames reports whether the numbers of a family by the stem are no items
// but those in the names of scales: phq9 and phq2. If they are items, scores
// gets their columns.
func (r *recognizer) onlyNames(k *known, f *family, scores map[int]bool) bool {
	if f.part != numbered || !f.stem || len(k.numbered) == 0 {
		return false
	}
	isName := func(n int) bool { return k.numbered[n] != nil || slices.Contains(foreignNumbers[k.ID], n) }
	if !slices.ContainsFunc(f.numbers(), func(n int) bool { return !isName(n) }) {
		return true
	}
	high := highestAnswer(k, f.scale)
	for _, o := range f.occasions {
		for n, columns := range o.columns {
			// A value beyond an item's answers makes phq9 the score.
			if s := k.numbered[n]; s != nil && len(columns) == 1 && !f.complete() && r.asScore(columns[0], s, high).beyond > 0 {
				delete(o.columns, n)
				continue
			}
			for _, c := range columns {
				scores[c] = true
			}
		}
	}
	return false
}

// score is a column that holds a score at a visit.
type score struct {
	name   string
	column int
}

// totals lists the columns that hold scores of a scale by their names. A name
// without the instrument's number counts where its items are there.
func (r *recognizer) totals(k *known, s *instruments.Scale, readings []reading, items map[int]bool, hasItems bool) []score {
	var all []score
	for _, reading := range readings {
		own := reading.scale == s || reading.scale == nil && s == k.main() && (hasItems || !reading.bare)
		if reading.part != whole || !own || items[reading.column] {
			continue
		}
		if t := r.asScore(reading.column, s, highestAnswer(k, s)); t.n > 0 && t.numbers == 0 {
			continue // text, such as a band's name
		}
		all = append(all, score{reading.visit, reading.column})
	}
	return all
}

// stored pairs scores with the visits of the items.
func (r *recognizer) stored(f *Finding, totals []score) []Visit {
	var all []Visit
	for _, v := range f.Visits {
		best := ""
		for _, t := range totals {
			h := r.Headers[t.column]
			if visitKey(t.name) == visitKey(v.Name) && (best == "" || len(h) > len(best) || len(h) == len(best) && h < best) {
				best = h
			}
		}
		if best != "" {
			all = append(all, Visit{Name: v.Name, Total: best})
		}
	}
	return all
}

// scores makes a finding of columns of scores.
func (r *recognizer) scores(k *known, s *instruments.Scale, totals []score, waves bool) (*Finding, *Question) {
	f := &Finding{Kind: Totals, Confidence: Certain, Reasons: []string{ByName}}
	if waves {
		f.Confidence, f.Reasons = Likely, []string{ByName, ByScores}
	}
	of := make(map[string]int)
	for _, t := range totals {
		key := visitKey(t.name)
		if other, taken := of[key]; taken {
			return nil, r.twoScores(s, other, t.column)
		}
		of[key] = t.column
		f.Visits = append(f.Visits, Visit{Name: t.name, Total: r.Headers[t.column]})
	}
	f.sortVisits()
	stem := func(v Visit) bool { return v.Name == "" }
	switch {
	case len(f.Visits) > 1 && slices.ContainsFunc(f.Visits, stem):
		return nil, r.unnamedVisit(s, f.Visits)
	case r.Long && (len(f.Visits) > 1 || f.Visits[0].Name != ""):
		return nil, r.wideAndLong(s, f.Visits)
	}
	if s == k.main() {
		if q := r.stemOnly(k, s, f.Visits); q != nil {
			return nil, q
		}
	}
	if q := r.mayBeRaw(k, s, f.Visits, totals); q != nil {
		return nil, q
	}
	f.Unit = r.unitOfScores(k, f.Visits)
	return f, nil
}

func (r *recognizer) unitOfScores(k *known, visits []Visit) string {
	unit := ""
	for i, v := range visits {
		u := unitOf(k, tokenize(v.Total))
		if i > 0 && u != unit {
			return ""
		}
		unit = u
	}
	return unit
}

// namedChecks lists columns that say of themselves that they test attention.
func (r *recognizer) namedChecks(readings []reading) []LeftOut {
	var out []LeftOut
	for _, reading := range readings {
		if reading.part == check {
			out = append(out, LeftOut{r.Headers[reading.column], "named_check"})
		}
	}
	slices.SortFunc(out, func(a, b LeftOut) int { return cmp.Compare(a.Header, b.Header) })
	return slices.Compact(out)
}

// sortVisits puts visits in order of time, where names or numbers tell it, else
// in that of their names.
func (f *Finding) sortVisits() {
	slices.SortFunc(f.Visits, func(a, b Visit) int { return cmp.Compare(a.Name, b.Name) })
	names := make([]string, len(f.Visits))
	numbers := make(map[string]int)
	for i, v := range f.Visits {
		names[i] = v.Name
		if n, err := strconv.Atoi(v.Name); err == nil {
			numbers[v.Name] = n
		}
	}
	f.Ordered = len(names) < 2
	switch {
	case len(numbers) == len(names):
		slices.SortFunc(names, func(a, b string) int { return cmp.Compare(numbers[a], numbers[b]) })
		f.Ordered = true
	default:
		if order, ok := OrderVisits(names); ok {
			names, f.Ordered = order, true
		}
	}
	slices.SortStableFunc(f.Visits, func(a, b Visit) int { return slices.Index(names, a.Name) - slices.Index(names, b.Name) })
}
