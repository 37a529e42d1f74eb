package datasets

import (
	"cmp"
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// surveys are the rows of each participant in order of their time, in a long
// table of irregular times. Scores and times are then kept by row.
type surveys struct {
	start []int32 // of each participant among rows; one more than there are participants
	rows  []int32
	order []int32 // by row: its place among rows, that of the first where several are at one time
	time  *scoreColumn
}

// of returns the rows of a participant, in order of time.
func (s *surveys) of(participant int) []int32 {
	return s.rows[s.start[participant]:s.start[participant+1]]
}

// irregular reports whether rows are told apart by their times.
func (b *builder) irregular() bool { return b.plan.study.Visits.Time != "" }

// slots is the number of places that scores have: one for each row where times
// are irregular, else one for each participant at every visit.
func (b *builder) slots() int {
	if b.irregular() {
		return b.rows
	}
	return b.participants
}

// planTimes resolves the column of irregular times.
func (p *layoutPlan) planTimes() error {
	column := p.study.Visits.Time
	if _, err := columnNamed(p.headers, column, "--time-column"); err != nil {
		return err
	}
	switch {
	case len(p.study.ID) == 0:
		return usage("add --id COL with the column that names the participant; there are "+quoteNames(p.headers),
			"a table with a row a participant and time needs a column of ids, and none is recognised")
	case slices.Contains(p.study.ID, column):
		return usage("name different columns", "column %s cannot be both id and time", quoteName(column))
	}
	for _, o := range p.outcomes {
		switch {
		case o.baseline != "":
			return usage("leave the baseline out, or make it a covariate", "outcome %s: a baseline that has a column of its own has no time", quoteName(o.name))
		case len(o.columns) > 0:
			return usage("name one column for each outcome", "%s has columns for visits, and a table with --time-column has a row for each time", o.asked)
		case o.spec == column || o.column == column || o.every.Header == column:
			return usage("name different columns", "column %s cannot be both outcome and time", quoteName(column))
		}
	}
	return nil
}

// placeTimes reads the times, and leaves out the rows without one.
func (b *builder) placeTimes() error {
	var f faults
	b.checkColumn(&f, b.time, summary.Scale{})
	if b.options.Invalid != InvalidMissing {
		if b.reportFaults(f); len(b.problems) > 0 {
			return &DataError{Problems: b.problems, Hint: joinHints(b.hints)}
		}
	}
	var invalid, without int64
	for _, p := range []Problem{f.text, f.thousands, f.large} {
		invalid += p.N
	}
	for row, p := range b.participant {
		if p >= 0 && b.time.values.at(row) == noScore {
			without++
			b.drop(row)
		}
	}
	b.audit = b.audit.Drop("no_time", without)
	if without > 0 {
		b.decide(summary.Decision{Code: DecisionNoTime, N: without})
	}
	if invalid > 0 {
		b.decide(summary.Decision{Code: DecisionInvalidAsMissing, N: invalid, Args: map[string]string{"column": b.time.header, "kind": "text"}})
	}
	return nil
}

// pairTimes orders the rows of each participant by time, and deals with those
// that are at one time.
func (b *builder) pairTimes() error {
	s := &surveys{time: b.time, start: make([]int32, b.participants+1), order: make([]int32, b.rows)}
	for _, p := range b.participant {
		if p >= 0 {
			s.start[p+1]++
		}
	}
	for p := range b.participants {
		s.start[p+1] += s.start[p]
	}
	s.rows = make([]int32, s.start[b.participants])
	next := slices.Clone(s.start)
	for row, p := range b.participant {
		if p >= 0 {
			s.rows[next[p]] = int32(row)
			next[p]++
		}
	}
	at := func(row int32) int64 { return b.time.values.at(int(row)) }
	var groups []*group
	for p := range b.participants {
		rows := s.of(p)
		slices.SortFunc(rows, func(x, y int32) int { return cmp.Or(cmp.Compare(at(x), at(y)), cmp.Compare(x, y)) })
		for i := 0; i < len(rows); {
			end := i + 1
			for end < len(rows) && at(rows[end]) == at(rows[i]) {
				end++
			}
			if end-i > 1 {
				groups = append(groups, &group{participant: int32(p), rows: slices.Clone(rows[i:end])})
			}
			for _, row := range rows[i:end] {
				s.order[row] = s.start[p] + int32(i)
			}
			i = end
		}
	}
	b.surveys = s
	if len(groups) == 0 {
		return nil
	}
	slices.SortFunc(groups, func(a, c *group) int { return cmp.Compare(a.rows[0], c.rows[0]) })
	return b.resolveDuplicates(groups)
}

// settle leaves one row of those at one time: the one that was chosen, or the
// first, which stands for their mean. Rows that are not kept lose their scores,
// so that these have no part in the grid.
func (b *builder) settle() {
	s := b.surveys
	second := make(map[int32]bool)
	for _, g := range b.groups {
		for _, row := range g.rows[1:] {
			second[row] = true
		}
	}
	kept := s.rows[:0]
	for p := range b.participants {
		rows := s.of(p)
		s.start[p] = int32(len(kept)) // what is written lies behind what is read
		for _, row := range rows {
			if b.participant[row] >= 0 && !second[row] {
				kept = append(kept, row)
			}
		}
	}
	s.start[b.participants] = int32(len(kept))
	s.rows = kept
	for _, columns := range b.scores {
		for _, c := range columns {
			for row, p := range b.participant {
				if p < 0 {
					c.values.set(row, noScore)
				}
			}
		}
	}
}
