package datasets

import (
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// placeRows finds the visit of every row of a long table, and the visits of its
// outcomes.
func (b *builder) placeRows() error {
	if b.irregular() {
		return b.placeTimes()
	}
	if b.plan.visit == "" {
		return nil
	}
	column := b.texts[b.plan.visit]
	occurs := make([]bool, len(column.texts))
	var without int64
	for row, p := range b.participant {
		if p < 0 {
			continue
		}
		if code := column.at(row); code == 0 {
			without++
			b.drop(row)
		} else {
			occurs[code] = true
		}
	}
	b.audit = b.audit.Drop("no_visit", without)
	if without > 0 {
		b.decide(summary.Decision{Code: DecisionNoVisit, N: without})
	}
	if !slices.Contains(occurs, true) {
		return b.nobody()
	}
	var err error
	if b.visits, err = placeVisits(column, occurs, b.plan.request); err != nil {
		return err
	}
	if err := b.plan.fixVisits(b.visits.order); err != nil {
		return err
	}
	if b.visits.joined > 0 {
		b.decide(summary.Decision{Code: DecisionVisitSpellings, N: b.visits.joined})
	}
	if b.visits.arms > 0 {
		b.decide(summary.Decision{Code: DecisionArmsJoined, N: b.visits.arms})
	}
	if b.visits.partial {
		b.decide(summary.Decision{Code: DecisionVisitOrderPartial, N: int64(len(b.visits.order))})
	}
	if pre := b.plan.request.pre; pre != "" {
		b.preVisit = max(0, slices.IndexFunc(b.visits.order, func(v string) bool { return visitKey(v) == visitKey(pre) }))
	}
	b.visit = make([]int16, b.rows)
	seen := make([]bool, len(b.visits.order))
	for row, p := range b.participant {
		if p >= 0 {
			v := b.visits.of[column.at(row)]
			b.visit[row] = int16(v)
			seen[v] = true
		}
	}
	for v, ok := range seen {
		if !ok {
			b.decide(summary.Decision{Code: DecisionVisitWithoutRows, Args: map[string]string{"visit": b.visits.order[v]}})
		}
	}
	return nil
}

// fixVisits gives the outcomes of a long table their visits.
func (p *layoutPlan) fixVisits(order []string) error {
	n := len(p.times)
	withBaseline := n == len(order)+1 && slices.ContainsFunc(p.outcomes, func(o outcomeRequest) bool { return o.baseline != "" })
	if n > 0 && n != len(order) && !withBaseline {
		return usage("give each visit its time, in this order: "+quoteNames(order), "there are %d times for %d visits", n, len(order))
	}
	p.study.Visits.Order = order
	for i := range p.study.Outcomes {
		o := &p.study.Outcomes[i]
		columns := slices.Clone(o.Columns[:len(o.Columns)-1]) // the baseline, if it has a column
		every := o.Columns[len(o.Columns)-1]
		if len(columns) > 0 && containsVisit(order, baselineVisit) {
			return usage("leave out the baseline column, or rename the visit", "outcome %s has a baseline column, but there is a visit %s too", quoteName(o.Scale.ID), quoteName(baselineVisit))
		}
		for _, v := range order {
			columns = append(columns, Column{Visit: v, Header: every.Header, Items: every.Items})
		}
		o.Columns = columns
		if err := p.choosePair(o, true); err != nil {
			return err
		}
	}
	return nil
}

// rank is the order in which the rows of a participant are asked for a value
// that holds for the whole person: baseline first, then by visit.
func (b *builder) rank(row int) int32 {
	if b.irregular() {
		return b.surveys.order[row]
	}
	if b.visit == nil {
		return 0
	}
	v := int(b.visit[row])
	if v == b.preVisit {
		return 0
	}
	return int32(v + 1)
}
