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
	// OneVisit says that the outcome was taken once and is described only.
	OneVisit bool `json:"one_visit,omitzero"`
}

// Answered reports whether an outcome has people enough for a statement about
// them: two pairs, or two scores of an outcome that was taken once.
func (f Flow) Answered() bool {
	if f.OneVisit {
		return f.Pre > 1
	}
	return f.Pairs > 1
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
	// Trajectories and Models are of mixed models, in the order of Flow.
	Trajectories []Trajectory
	Models       []FittedModel
	Diagnostics  []Diagnostics // of everyone, where they were asked for
}

// Counted is the joint counts of one outcome of one stratum.
type Counted struct {
	Outcome, Stratum string
	Joint            summary.Joint
}

// Answered reports whether the report holds at least one outcome with people
// enough for a statement about them.
func (r *Report) Answered() bool { return slices.ContainsFunc(r.Flow, Flow.Answered) }

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
			Axes: o.axes(),
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
		cells, err := convert(counted.Counts[i], outcome.joint)
		if err != nil {
			return nil, err
		}
		pairs, err := stratify(scales[i], cells, spec)
		if err != nil {
			return nil, err
		}
		report.Scales = append(report.Scales, pairs[0].pair.Scale)
		for _, p := range pairs {
			tasks = append(tasks, task{outcome: outcome, key: p.key, pair: p.pair})
		}
	}
	if err := runAll(ctx, tasks, spec); err != nil {
		return nil, err
	}
	over, sourced, err := overVisits(ctx, source, scales, spec)
	if err != nil {
		return nil, err
	}
	report.Decisions = append(report.Decisions, sourced...)
	for _, t := range tasks {
		report.add(t)
		if t.key == (summary.Key{}) {
			report.addMixed(over[t.outcome.Scale], t.outcome.Scale, "")
		}
	}
	if err := report.addJoint(counted.Counts[len(spec.Outcomes):], spec); err != nil {
		return nil, err
	}
	adjust(report.Estimates, spec)
	report.sortDecisions()
	return report, nil
}

// sortDecisions puts decisions in their order, each once.
func (r *Report) sortDecisions() {
	slices.SortStableFunc(r.Decisions, summary.CompareDecisions)
	r.Decisions = slices.CompactFunc(r.Decisions, func(a, b summary.Decision) bool { return summary.CompareDecisions(a, b) == 0 })
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
	r.Flow = append(r.Flow, Flow{t.outcome.Scale, t.key.String(), f.Enrolled, f.Pre, f.Post, f.Pairs, t.outcome.once()})
	r.Joints = append(r.Joints, Counted{t.outcome.Scale, t.key.String(), t.pair.Joint})
	if t.outcome.once() && t.key == (summary.Key{}) {
		d := decision("one_visit", f.Pre, "visit", t.outcome.Pre)
		d.Outcome = t.outcome.Scale
		r.Decisions = append(r.Decisions, d)
	}
	for i, m := range t.outcome.methods() {
		for _, result := range t.results[i] {
			r.addResult(result, m.id, t.outcome.Scale, t.key.String())
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
