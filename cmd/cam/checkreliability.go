package main

import (
	"fmt"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/reports"
)

// consistencies says of every scale and visit of a check how well the items go
// together. They are not nil where there are none.
func consistencies(c *summary.Check) ([]reports.Consistency, error) {
	all := []reports.Consistency{}
	for _, m := range c.ItemMoments {
		r, err := analysis.InternalConsistency(m.Items, analysis.InternalConsistencyOptions{Visit: m.Visit})
		if err != nil {
			return nil, fmt.Errorf("%s at %q: %w", m.Outcome, m.Visit, err)
		}
		all = append(all, reports.Consistency{Outcome: m.Outcome, Visit: m.Visit, Result: r})
	}
	return all, nil
}
