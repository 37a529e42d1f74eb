package quality

import (
	"maps"
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// report puts the evidence together.
func (e *evidence) report() *summary.Check {
	c := &summary.Check{
		Rows: e.rows, Recognised: []summary.Recognised{}, Visits: []summary.VisitRows{}, Scores: []summary.ScoreCheck{},
		Items: e.itemChecks(), Missing: []summary.Missingness{}, Intervals: e.intervals(), Remarks: e.remarks(),
	}
	if e.cohort == nil {
		return c
	}
	study := e.cohort.Study()
	c.Layout, c.ID, c.VisitColumn = study.Layout.String(), study.ID, study.Visits.Column
	c.Participants = int64(e.cohort.Participants())
	for _, v := range e.inOrder(slices.Sorted(maps.Keys(e.visits.rows))) {
		c.Visits = append(c.Visits, summary.VisitRows{Visit: v, Rows: e.visits.rows[v]})
	}
	if e.standIn {
		return c
	}
	for _, f := range e.cohort.Recognition() {
		r := summary.Recognised{
			Outcome: f.Outcome, Visits: len(f.Columns), First: f.First(), Last: f.Last(), Coding: f.Coding,
			Confidence: f.Confidence, Reasons: f.Reasons, LeftOut: f.LeftOut, Totals: f.Totals,
		}
		if f.Items {
			for _, h := range f.Columns[0].Items {
				if h != "" {
					r.Items++
				}
			}
		}
		c.Recognised = append(c.Recognised, r)
	}
	for _, s := range e.scores {
		c.Scores = append(c.Scores, s.visits...)
		c.Missing = append(c.Missing, s.missing)
	}
	return c
}
