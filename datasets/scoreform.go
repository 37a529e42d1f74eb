package datasets

import (
	"slices"

	"github.com/cam-outcomes/cam/instruments"
)

// scoreForm says which columns a table of scores has.
type scoreForm struct {
	scan    *scan
	layout  Layout
	id      []string
	number  bool   // rows are participants, whose visits become rows: they are numbered
	visit   string // header of the visit among the scores; "" without one
	others  []otherColumn
	surveys []scoredSurvey // by visit of a wide table; one of a long table
	scores  []string       // names of what is scored from answers
	totals  []string       // names of scores that have a column a visit
	renamed []Renaming
}

// otherColumn is a column that is no item.
type otherColumn struct{ header, name string }

// scoredSurvey is what is scored of a row for a visit.
type scoredSurvey struct {
	visit  string // "" where a table has one survey, or a column of visits
	sets   []*itemSet
	scores []scoredBy // in the order of the form's
	totals []string   // headers, in the order of the form's; "" without one
}

// scoredBy says which scale of which answers a score is.
type scoredBy struct {
	set   *itemSet // nil where the visit has no such answers
	scale int
}

// givenName is put behind the name of a column that a score has.
const givenName = "_given"

// newScoreForm lays out the scores of what was planned.
func newScoreForm(s *scan, layout Layout) (*scoreForm, error) {
	p := s.plan
	f := &scoreForm{scan: s, layout: layout, id: p.study.ID}
	visits := p.surveyVisits()
	switch {
	case p.study.Layout == Long:
		f.visit = p.visit
	case len(visits) > 1 || visits[0] != "":
		f.visit = "visit"
	}
	f.surveys = make([]scoredSurvey, len(visits))
	for i, v := range visits {
		f.surveys[i].visit = v
	}
	consumed, given := f.id, []string(nil)
	if p.study.Layout == Long {
		consumed = append(slices.Clone(f.id), p.visit)
	}
	for i, o := range p.study.Outcomes {
		req := p.outcomes[i]
		for _, h := range req.stored {
			given = append(given, h)
		}
		if o.Instrument == "" {
			if f.splitsTotals() {
				consumed = append(consumed, f.addTotals(o)...)
			}
			continue
		}
		if err := f.addInstrument(req, o); err != nil {
			return nil, err
		}
		for _, c := range o.Columns {
			consumed = append(consumed, c.Items...)
		}
	}
	f.number = len(f.id) == 0 && !f.wideOut() && len(visits) > 1
	headers := p.headers
	if p.side != nil {
		headers = slices.Concat(headers, p.side.headers)
	}
	taken := append(slices.Clone(f.id), f.visit)
	if f.number {
		taken = append(taken, rowNumberName)
	}
	taken = append(taken, f.scoreNames()...)
	for _, h := range headers {
		if slices.Contains(consumed, h) || slices.ContainsFunc(f.others, func(o otherColumn) bool { return o.header == h }) {
			continue
		}
		name := h
		for slices.Contains(taken, name) || name == h && slices.Contains(given, h) {
			name += givenName
		}
		if name != h {
			f.renamed = append(f.renamed, Renaming{h, name})
		}
		taken = append(taken, name)
		f.others = append(f.others, otherColumn{h, name})
	}
	if len(f.scoreNames()) == 0 {
		return nil, usage("name the items, as in --outcome 'phq9=phq9_{1..9}'", "there are no answers to score: every outcome has scores already")
	}
	return f, nil
}

// rowNumberName heads the numbers of participants who have no id.
const rowNumberName = "participant"

// collects reports whether rows have to be held until all are read.
func (f *scoreForm) collects() bool {
	return f.layout == Wide && f.scan.plan.study.Layout == Long
}

// wideOut reports whether a row of a wide table stays one row.
func (f *scoreForm) wideOut() bool {
	return f.scan.plan.study.Layout == Wide && (f.layout == Wide || f.visit == "")
}

// splitsTotals reports whether scores in a column for each visit become rows.
func (f *scoreForm) splitsTotals() bool {
	return f.visit != "" && !f.wideOut() && f.scan.plan.study.Layout == Wide
}

func (f *scoreForm) survey(visit string) *scoredSurvey {
	at := slices.IndexFunc(f.surveys, func(s scoredSurvey) bool { return s.visit == "" || visitKey(s.visit) == visitKey(visit) })
	return &f.surveys[at]
}

// addInstrument adds the scales of an outcome's instrument: the one asked for
// and, the first time, those that are no derived ones.
func (f *scoreForm) addInstrument(req outcomeRequest, o Outcome) error {
	entry, _ := req.entry()
	in := entry.Instrument()
	visits := o.visitNames()
	columns := o.Columns
	if f.scan.plan.study.Layout == Long {
		columns, visits = columns[len(columns)-1:], []string{""}
	}
	for i, c := range columns {
		set := f.setOf(req, c)
		if set == nil {
			continue // a baseline that has a column of its own
		}
		s := f.survey(visits[i])
		if !slices.Contains(s.sets, set) {
			s.sets = append(s.sets, set)
		}
		f.addScore(s, o.Scale.ID, scoredBy{set, slices.IndexFunc(in.Scales, func(x *instruments.Scale) bool { return x.ID == entry.ID })})
		for n, scale := range in.Scales {
			if !scale.Derived && f.scan.plan.scorable(scale, c) && !f.scan.plan.asks(scale.ID) {
				f.addScore(s, scale.ID, scoredBy{set, n})
			}
		}
	}
	return nil
}

// addScore gives a visit a score, and every other visit its place for it.
func (f *scoreForm) addScore(s *scoredSurvey, name string, by scoredBy) {
	at := slices.Index(f.scores, name)
	if at < 0 {
		at = len(f.scores)
		f.scores = append(f.scores, name)
		for i := range f.surveys {
			f.surveys[i].scores = append(f.surveys[i].scores, scoredBy{})
		}
	}
	if s.scores[at].set == nil {
		s.scores[at] = by
	}
}

// setOf finds what reads the answers of an outcome in some columns.
func (f *scoreForm) setOf(req outcomeRequest, c Column) *itemSet {
	for _, set := range f.scan.sets {
		for _, w := range set.wanted {
			if f.scan.plan.outcomes[w.outcome].name == req.name && c.Items != nil && slices.Equal(set.headers, c.Items) {
				return set
			}
		}
	}
	return nil
}

// scorable reports whether every item of a scale has its column.
func (p *layoutPlan) scorable(s *instruments.Scale, c Column) bool {
	return !slices.ContainsFunc(s.Items, func(i int) bool { return c.Items[i] == "" })
}

// asks reports whether an outcome has the name of a scale.
func (p *layoutPlan) asks(scale string) bool {
	return slices.ContainsFunc(p.study.Outcomes, func(o Outcome) bool { return o.Scale.ID == scale })
}

// addTotals adds an outcome whose scores have a column a visit, and returns the
// columns.
func (f *scoreForm) addTotals(o Outcome) []string {
	f.totals = append(f.totals, o.Scale.ID)
	var headers []string
	for i := range f.surveys {
		s := &f.surveys[i]
		s.totals = append(s.totals, "")
		for j, v := range o.visitNames() {
			if v == "" || visitKey(v) == visitKey(s.visit) {
				s.totals[len(s.totals)-1] = o.Columns[j].Header
				headers = append(headers, o.Columns[j].Header)
			}
		}
	}
	return headers
}
