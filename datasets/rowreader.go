package datasets

import (
	"cmp"
	"iter"
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// rowReader reads the surveys of participants.
type rowReader struct {
	cohort     *Cohort
	rows       summary.Rows // all but the people
	scores     []*series    // of each visit; the only one is by row with irregular times
	rowOf      [][]int32    // of each visit, by participant; nil where surveys have no row of their own
	byRow      bool         // of irregular times
	time       *rowNumbers  // nil where surveys have no time, or the cohort's own
	covariates []*rowNumbers

	surveys []summary.Survey // of everyone so far
	values  []summary.Score  // their covariates
}

func (c *Cohort) rowReader(w summary.RowWant) (*rowReader, error) {
	i, err := c.outcome(w.Scale)
	if err != nil {
		return nil, err
	}
	r := &rowReader{cohort: c, byRow: c.surveys != nil}
	r.rows.Score = c.scales[i].Step
	own := c.study.Visits.Time
	switch {
	case r.byRow && len(w.Visits) > 0:
		return nil, usage("leave out --time-column to use visits", "the data were loaded with irregular times, so that there are no visits")
	case r.byRow:
		r.scores = []*series{&c.series[i][0]}
	default:
		visits := w.Visits
		if len(visits) == 0 {
			visits = visitsOf(c.study.Outcomes[i])
		}
		for _, v := range visits {
			s, axis, err := c.axis(summary.Axis{Scale: w.Scale, Visit: v})
			if err != nil {
				return nil, err
			}
			r.scores = append(r.scores, s)
			r.rowOf = append(r.rowOf, c.rowsAt(i, axis.Visit))
			r.rows.Visits = append(r.rows.Visits, axis.Visit)
		}
	}
	switch {
	case r.byRow && (w.Time == "" || w.Time == own):
		r.rows.Time = summary.Column{Name: own, Step: c.surveys.time.step()}
	case w.Time != "":
		if r.time, r.rows.Time, err = c.rowNumbers(w.Time); err != nil {
			return nil, err
		}
	}
	for _, name := range w.Covariates {
		n, column, err := c.rowNumbers(name)
		if err != nil {
			return nil, err
		}
		r.covariates = append(r.covariates, n)
		r.rows.Covariates = append(r.rows.Covariates, column)
	}
	return r, nil
}

// rowsAt returns the rows of a visit of an outcome by participant, nil for a
// baseline that has a column of its own and for a wide table.
func (c *Cohort) rowsAt(outcome int, visit string) []int32 {
	o := c.study.Outcomes[outcome]
	at := o.visitIndex(visit) - (len(o.Columns) - len(c.study.Visits.Order))
	if c.study.Layout != Long || at < 0 {
		return nil
	}
	return c.rowOf[at]
}

// scored yields the place among the visits and the row, or -1, of each survey of
// a participant that has a score.
func (r *rowReader) scored(p int) iter.Seq2[int, int] {
	return func(yield func(visit, row int) bool) {
		if r.byRow {
			for _, row := range r.cohort.surveys.of(p) {
				if r.scores[0].at(int(row)) != noScore && !yield(-1, int(row)) {
					return
				}
			}
			return
		}
		for v, s := range r.scores {
			row := -1
			if r.rowOf[v] != nil {
				row = int(r.rowOf[v][p])
			}
			if s.at(p) != noScore && !yield(v, row) {
				return
			}
		}
	}
}

// person reads the surveys of a participant.
func (r *rowReader) person(p int, key summary.Key) summary.Person {
	first := len(r.surveys)
	for visit, row := range r.scored(p) {
		s := summary.Survey{Visit: visit, Time: summary.Missing}
		switch {
		case r.byRow:
			s.Score = summary.Score(r.scores[0].at(row))
			s.Time = summary.Score(r.cohort.surveys.time.values.at(row))
		default:
			s.Score = summary.Score(r.scores[visit].at(p))
		}
		if r.time != nil {
			s.Time = r.time.at(p, row)
		}
		start := len(r.values)
		for _, c := range r.covariates {
			r.values = append(r.values, c.at(p, row))
		}
		s.Covariates = r.values[start:len(r.values):len(r.values)]
		r.surveys = append(r.surveys, s)
	}
	mine := r.surveys[first:len(r.surveys):len(r.surveys)]
	slices.SortStableFunc(mine, func(a, b summary.Survey) int {
		return cmp.Or(cmp.Compare(a.Time, b.Time), cmp.Compare(a.Visit, b.Visit))
	})
	return summary.Person{Index: p, Key: key, Surveys: mine}
}

// rowNumbers are the values of a numeric covariate: by row where it differs
// within people, else by participant.
type rowNumbers struct {
	person *attribute
	rows   *textColumn     // nil where the person's value holds for every survey
	ticks  []summary.Score // by code
}

func (n *rowNumbers) at(p, row int) summary.Score {
	if n.rows != nil && row >= 0 {
		return n.ticks[n.rows.at(row)]
	}
	return n.ticks[n.person.codes.at(p)]
}

// rowNumbers reads a covariate, all of whose values must be numbers.
func (c *Cohort) rowNumbers(name string) (*rowNumbers, summary.Column, error) {
	a, err := c.attribute(name)
	if err != nil {
		return nil, summary.Column{}, err
	}
	out := &rowNumbers{person: a}
	if a.varies > 0 {
		out.rows = c.covariates[name]
	}
	occurs := make([]bool, len(a.texts))
	for p := range a.codes.len() {
		occurs[a.codes.at(p)] = true
	}
	if out.rows != nil {
		for row := range c.keptRows() {
			occurs[out.rows.at(row)] = true
		}
	}
	n, ok := readNumbers(a.texts, func(code int) bool { return occurs[code] })
	if !ok {
		return nil, summary.Column{}, usage("name a column of numbers, or use it as a stratum with --by", "column %s holds text, or nothing", quoteName(name))
	}
	if n.large {
		return nil, summary.Column{}, &summary.RangeError{Column: name, What: "score"}
	}
	out.ticks = n.ticks
	return out, summary.Column{Name: name, Step: n.step}, nil
}

// keptRows yields the rows of surveys in a long table.
func (c *Cohort) keptRows() iter.Seq[int] {
	return func(yield func(row int) bool) {
		if c.surveys != nil {
			for _, row := range c.surveys.rows {
				if !yield(int(row)) {
					return
				}
			}
			return
		}
		for _, rows := range c.rowOf {
			for _, row := range rows {
				if row >= 0 && !yield(int(row)) {
					return
				}
			}
		}
	}
}
