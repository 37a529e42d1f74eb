package quality

import (
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// items counts the answers to every item at every visit.
func (e *evidence) itemChecks() []summary.ItemCheck {
	all := []summary.ItemCheck{}
	for _, s := range e.sets {
		for _, visit := range e.inOrder(s.order) {
			n := s.counts[visit]
			for i, h := range s.headers {
				if h != "" {
					all = append(all, summary.ItemCheck{Outcome: s.outcome, Visit: visit, Item: s.instrument.Items[i].ID, Column: h, Answered: n.answered[i], Invalid: n.invalid[i], Surveys: n.surveys})
				}
			}
		}
	}
	return all
}

// inOrder sorts visits as the study does; those it does not know come last.
func (e *evidence) inOrder(visits []string) []string {
	order := e.visits.order
	at := func(v string) int {
		if i := slices.Index(order, v); i >= 0 {
			return i
		}
		return len(order)
	}
	sorted := slices.Clone(visits)
	slices.SortStableFunc(sorted, func(a, b string) int { return at(a) - at(b) })
	return sorted
}

// unansweredItems finds items that many left out who answered the others.
func unansweredItems(e *evidence) []summary.Remark {
	var found []summary.Remark
	for _, c := range e.itemChecks() {
		lacking := c.Surveys - c.Answered
		const least, share = 5, 5 // a fifth
		if lacking < least || share*lacking < c.Surveys || e.mayBeSkipped(c) {
			continue
		}
		found = append(found, summary.Remark{Severity: summary.SeverityWarning, Code: "item_unanswered", Outcome: c.Outcome, Visit: c.Visit, Column: c.Column, N: lacking, Of: c.Surveys})
	}
	return found
}

// mayBeSkipped reports whether another answer of the instrument spares an item.
func (e *evidence) mayBeSkipped(c summary.ItemCheck) bool {
	for _, s := range e.sets {
		at := slices.Index(s.headers, c.Column)
		if at < 0 {
			continue
		}
		for _, skip := range s.instrument.Skips {
			for _, set := range skip.Set {
				if set.Item == at {
					return true
				}
			}
		}
	}
	return false
}

// constantItems finds items that everybody answers alike.
func constantItems(e *evidence) []summary.Remark {
	var found []summary.Remark
	for _, s := range e.sets {
		for _, c := range s.columns {
			if c < 0 {
				continue
			}
			if p := e.profiles[c]; p.n >= leastSurveys && len(p.texts) == 1 {
				found = append(found, summary.Remark{Severity: summary.SeverityWarning, Code: "item_constant", Outcome: s.outcome, Column: p.header, N: p.n})
			}
		}
	}
	return found
}
