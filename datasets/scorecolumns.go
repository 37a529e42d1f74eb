package datasets

import (
	"slices"

	"github.com/cam-outcomes/cam/datasets/recognize"
)

// surveyVisits are the visits of a wide table in order of time; a single empty
// one where a row is one survey.
func (p *layoutPlan) surveyVisits() []string {
	if p.study.Layout == Long {
		return []string{""}
	}
	var visits []string
	for _, o := range p.study.Outcomes {
		for _, v := range o.visitNames() {
			if v != "" && !containsVisit(visits, v) {
				visits = append(visits, v)
			}
		}
	}
	if len(visits) == 0 {
		return []string{""}
	}
	if order, _, err := orderVisits(visits, p.request); err == nil {
		return slices.DeleteFunc(slices.Clone(order), func(v string) bool { return !containsVisit(visits, v) })
	}
	return visits
}

// visitNames are the visits of a wide outcome: where its columns are visits of
// themselves, what their headers say of them, if they do.
func (o Outcome) visitNames() []string {
	names := visitsOf(o)
	var told []string
	for i, c := range o.Columns {
		if c.Visit == onlyVisit {
			names[i] = ""
		}
		name := recognize.VisitOf(c.Visit)
		if c.Visit == c.Header && name != "" && !containsVisit(told, name) {
			told = append(told, name)
		}
	}
	if len(told) == len(names) {
		return told
	}
	return names
}

// scoreNames are the names of all columns of scores, in order.
func (f *scoreForm) scoreNames() []string {
	var names []string
	if !f.wideOut() {
		for _, n := range f.scores {
			names = append(names, columnsOf(n)...)
		}
		return append(names, f.totals...)
	}
	for _, s := range f.surveys {
		for i, by := range s.scores {
			if by.set == nil {
				continue
			}
			for _, name := range columnsOf(f.scores[i]) {
				if s.visit != "" {
					name = withVisit(name, s.visit)
				}
				names = append(names, name)
			}
		}
	}
	return names
}

// columnsOf names the columns that a score has.
func columnsOf(score string) []string {
	return []string{score, score + "_answered", score + "_prorated"}
}

// withVisit is the name that a column has in a wide table.
func withVisit(name, visit string) string { return name + "_" + visit }

// header names the columns of rows that are written as they are read.
func (f *scoreForm) header() []string {
	cells := slices.Clone(f.id)
	if f.number {
		cells = append(cells, rowNumberName)
	}
	if f.visit != "" && !f.wideOut() {
		cells = append(cells, f.visit)
	}
	for _, o := range f.others {
		cells = append(cells, o.name)
	}
	return append(cells, f.scoreNames()...)
}

// scorePlaces are the places of cells in the rows of a file.
type scorePlaces struct {
	id     []int
	visit  int       // -1 without one
	others []int     // -1 where it comes from the side table
	items  [][][]int // by visit and set
	totals [][]int   // by visit; -1 without one
}

// bind finds the columns of a file.
func (f *scoreForm) bind(at func(header string) int) scorePlaces {
	p := scorePlaces{visit: -1}
	for _, h := range f.id {
		p.id = append(p.id, at(h))
	}
	if f.scan.plan.study.Layout == Long {
		p.visit = at(f.visit)
	}
	for _, o := range f.others {
		place := -1
		if slices.Contains(f.scan.plan.headers, o.header) {
			place = at(o.header)
		}
		p.others = append(p.others, place)
	}
	for _, s := range f.surveys {
		var items [][]int
		for _, set := range s.sets {
			items = append(items, set.cells(at))
		}
		var totals []int
		for _, h := range s.totals {
			place := -1
			if h != "" {
				place = at(h)
			}
			totals = append(totals, place)
		}
		p.items, p.totals = append(p.items, items), append(p.totals, totals)
	}
	return p
}
