package analysis

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// Flow is how many people one outcome of one stratum is about.
type Flow struct {
	Outcome  string `json:"outcome"`
	Stratum  string `json:"stratum"`
	Enrolled int64  `json:"enrolled"`
	Pre      int64  `json:"pre"`
	Post     int64  `json:"post"`
	Pairs    int64  `json:"pairs"`
}

// Report is what [Standard] found, in the order of the contract: outcomes as
// asked for, everyone before strata, methods and terms in their order.
type Report struct {
	Scales    []summary.Scale // of the outcomes, in their order, on the grid found
	Flow      []Flow
	Estimates []Estimate
	Decisions []summary.Decision
	Methods   []Head // each method that ran, once
	Audit     summary.Audit
	Joints    []Counted // the joint counts that every number rests on
}

// Counted is the joint counts of one outcome of one stratum.
type Counted struct {
	Outcome, Stratum string
	Joint            summary.Joint
}

// Answered reports whether the report holds at least one outcome with pairs
// enough for an inference about its change.
func (r *Report) Answered() bool {
	return slices.ContainsFunc(r.Flow, func(f Flow) bool { return f.Pairs > 1 })
}

// Standard runs the standard analysis of every outcome, for everyone and by
// stratum, from one scan of the source, and adjusts for the number of outcomes.
func Standard(ctx context.Context, source summary.Source, spec Spec) (*Report, error) {
	if _, err := spec.Level.value(); err != nil {
		return nil, err
	}
	scales, err := scalesOf(source, spec.Outcomes)
	if err != nil {
		return nil, err
	}
	by := slices.Clone(spec.By)
	if spec.Cluster != "" && !slices.Contains(by, spec.Cluster) {
		by = append(by, spec.Cluster)
	}
	var plan summary.Plan
	for _, o := range spec.Outcomes {
		plan.Wants = append(plan.Wants, summary.Want{
			Axes: []summary.Axis{{Scale: o.Scale, Visit: o.Pre}, {Scale: o.Scale, Visit: o.Post}},
			By:   by,
		})
	}
	joint, err := jointWants(spec)
	if err != nil {
		return nil, err
	}
	plan.Wants = append(plan.Wants, joint...)
	counted, err := source.Count(ctx, plan)
	if err != nil {
		return nil, err
	}
	if len(counted.Counts) != len(plan.Wants) {
		return nil, fmt.Errorf("the source answered %d of %d questions", len(counted.Counts), len(plan.Wants))
	}
	report := &Report{Audit: counted.Audit, Decisions: slices.Clone(counted.Decisions)}
	var tasks []task
	for i, outcome := range spec.Outcomes {
		cells, err := joints(counted.Counts[i])
		if err != nil {
			return nil, err
		}
		pairs, err := stratify(scales[i], cells, spec)
		if err != nil {
			return nil, err
		}
		report.Scales = append(report.Scales, pairs[0].pair.Scale)
		for _, p := range pairs {
			tasks = append(tasks, task{outcome: outcome.Scale, key: p.key, pair: p.pair})
		}
	}
	if err := runAll(ctx, tasks, spec); err != nil {
		return nil, err
	}
	for _, t := range tasks {
		report.add(t)
	}
	if err := report.addJoint(counted.Counts[len(spec.Outcomes):], spec); err != nil {
		return nil, err
	}
	adjust(report.Estimates, spec)
	slices.SortStableFunc(report.Decisions, func(a, b summary.Decision) int { return summary.CompareDecisions(a, b) })
	report.Decisions = slices.CompactFunc(report.Decisions, func(a, b summary.Decision) bool { return summary.CompareDecisions(a, b) == 0 })
	return report, nil
}

func scalesOf(source summary.Source, outcomes []Outcome) ([]summary.Scale, error) {
	if len(outcomes) == 0 {
		return nil, errors.New("no outcome was asked for")
	}
	known := source.Scales()
	var scales []summary.Scale
	for _, o := range outcomes {
		i := slices.IndexFunc(known, func(s summary.Scale) bool { return s.ID == o.Scale })
		if i < 0 {
			return nil, fmt.Errorf("the source has no outcome %q", o.Scale)
		}
		scales = append(scales, known[i])
	}
	return scales, nil
}

// add appends what the methods found of one pair of visits.
func (r *Report) add(t task) {
	f := t.pair.Joint.Flow()
	r.Flow = append(r.Flow, Flow{t.outcome, t.key.String(), f.Enrolled, f.Pre, f.Post, f.Pairs})
	r.Joints = append(r.Joints, Counted{t.outcome, t.key.String(), t.pair.Joint})
	for i, m := range methods {
		for _, result := range t.results[i] {
			r.addResult(result, m.id, t.outcome, t.key.String())
		}
	}
}

// addResult appends the rows and decisions of one result, which knows neither
// its outcome nor its stratum.
func (r *Report) addResult(result Result, method, outcome, stratum string) {
	head := result.About()
	if !slices.ContainsFunc(r.Methods, func(h Head) bool { return h.Method == head.Method && h.Title == head.Title }) {
		r.Methods = append(r.Methods, head)
	}
	for _, e := range result.Estimates() {
		e.Outcome, e.Stratum, e.Method = outcome, stratum, method
		r.Estimates = append(r.Estimates, e)
	}
	for _, d := range result.Decisions() {
		d.Outcome, d.Stratum, d.Method = outcome, stratum, method
		r.Decisions = append(r.Decisions, d)
	}
}
