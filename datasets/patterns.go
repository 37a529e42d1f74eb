package datasets

import (
	"context"
	"iter"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// countPatterns carries out one want of patterns: everyone is in it, also who
// has no score at any visit.
func (c *Cohort) countPatterns(ctx context.Context, w summary.PatternWant) (summary.Strata[summary.Patterns], []summary.Decision, error) {
	var none summary.Strata[summary.Patterns]
	var decided []summary.Decision
	rows := patternRows{ctx: ctx}
	var columns []summary.Column
	for _, name := range w.Covariates {
		a, n, decisions, err := c.numeric(name)
		if err != nil {
			return none, nil, err
		}
		decided = append(decided, decisions...)
		columns = append(columns, summary.Column{Name: name, Step: n.step})
		rows.codes, rows.ticks = append(rows.codes, a), append(rows.ticks, n.ticks)
	}
	visits := w.Visits
	if len(visits) == 0 {
		i, err := c.outcome(w.Scale)
		if err != nil {
			return none, nil, err
		}
		visits = visitsOf(c.study.Outcomes[i])
	}
	for _, v := range visits {
		s, axis, err := c.axis(summary.Axis{Scale: w.Scale, Visit: v})
		if err != nil {
			return none, nil, err
		}
		columns = append(columns, summary.Column{Name: axis.Visit, Step: axis.Step})
		rows.scores = append(rows.scores, s)
	}
	groups, err := c.grouped(w.By)
	if err != nil {
		return none, nil, err
	}
	var failed error
	strata, err := summary.NewStrata(func(yield func(summary.Key, summary.Patterns) bool) {
		for key, people := range groups.all() {
			p, err := summary.NewPatterns(columns, rows.of(people))
			if failed = err; err == nil {
				failed = ctx.Err()
			}
			if failed != nil || !yield(key, p) {
				return
			}
		}
	})
	if failed != nil {
		return none, nil, failed
	}
	return strata, decided, err
}

// patternRows are the values of participants: numeric covariates, then scores.
type patternRows struct {
	ctx    context.Context
	codes  []*attribute
	ticks  [][]summary.Score // of each covariate, by code
	scores []*series
}

// of yields the row of each participant, once, until the context is done.
func (r *patternRows) of(people iter.Seq[int]) iter.Seq2[[]summary.Score, int64] {
	return func(yield func([]summary.Score, int64) bool) {
		row := make([]summary.Score, len(r.codes)+len(r.scores))
		n := 0
		for p := range people {
			if n++; n%(1<<16) == 0 && r.ctx.Err() != nil {
				return
			}
			for i, a := range r.codes {
				row[i] = r.ticks[i][a.codes.at(p)]
			}
			for i, s := range r.scores {
				row[len(r.codes)+i] = summary.Score(s.at(p)) // noScore is summary.Missing
			}
			if !yield(row, 1) {
				return
			}
		}
	}
}

// grouping are the participants by the levels of some columns.
type grouping struct {
	participants int
	keys         []summary.Key
	members      [][]int32 // of each key, ascending; nil for everyone
}

// grouped sorts the participants by the levels of some columns, in the order in
// which the combinations first occur.
func (c *Cohort) grouped(by []string) (*grouping, error) {
	g := &grouping{participants: c.participants}
	if len(by) == 0 {
		g.keys = []summary.Key{{}}
		return g, nil
	}
	of := make([]int32, c.participants) // the group of each participant so far
	levels := [][]summary.Level{nil}    // of each group
	for _, name := range by {
		a, err := c.attribute(name)
		if err != nil {
			return nil, err
		}
		type refined struct{ group, code int32 }
		number := make(map[refined]int32)
		var next [][]summary.Level
		for p := range of {
			at := refined{of[p], int32(a.codes.at(p))}
			n, ok := number[at]
			if !ok {
				n = int32(len(next))
				number[at] = n
				next = append(next, append(levels[at.group][:len(levels[at.group]):len(levels[at.group])], summary.Level{Name: name, Value: a.texts[at.code]}))
			}
			of[p] = n
		}
		levels = next
	}
	sizes := make([]int, len(levels))
	for _, n := range of {
		sizes[n]++
	}
	for i, l := range levels {
		g.keys = append(g.keys, summary.NewKey(l...))
		g.members = append(g.members, make([]int32, 0, sizes[i]))
	}
	for p, n := range of {
		g.members[n] = append(g.members[n], int32(p))
	}
	return g, nil
}

// all yields each group with its participants.
func (g *grouping) all() iter.Seq2[summary.Key, iter.Seq[int]] {
	return func(yield func(summary.Key, iter.Seq[int]) bool) {
		for i, key := range g.keys {
			people := func(yield func(int) bool) {
				n := g.participants
				if g.members != nil {
					n = len(g.members[i])
				}
				for k := range n {
					if g.members != nil {
						k = int(g.members[i][k])
					}
					if !yield(k) {
						return
					}
				}
			}
			if !yield(key, people) {
				return
			}
		}
	}
}
