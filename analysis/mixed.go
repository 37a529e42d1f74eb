package analysis

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/cam-outcomes/cam/analysis/internal/reml"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// Mixed fits one mixed model to each outcome, for everyone and by stratum:
// everyone with any score counts, not only those who have all.
//
// Growth models have random effects of each participant (Laird and Ware 1982);
// models for repeated measures have a covariance between visits instead
// (Mallinckrodt, Clark and David 2001). Both are fitted by restricted maximum
// likelihood, or full with ML, as R's lme4 and nlme::gls do, with degrees of
// freedom as lmerTest and pbkrtest give them. Estimates are unbiased if whether
// an answer is missing depends on nothing but what was observed.
func Mixed(ctx context.Context, source summary.Source, spec MixedSpec) (*Report, error) {
	if _, err := spec.Level.value(); err != nil {
		return nil, err
	}
	if err := spec.Model.Check(); err != nil {
		return nil, err
	}
	var outcomes []Outcome
	for _, o := range spec.Outcomes {
		outcomes = append(outcomes, Outcome{Scale: o.Scale, Primary: o.Primary})
	}
	scales, err := scalesOf(source, outcomes)
	if err != nil {
		return nil, err
	}
	v, err := variablesOf(source, spec.Model)
	if err != nil {
		return nil, err
	}
	report := &Report{Scales: scales}
	for _, scale := range scales {
		all, drawn, err := drawSample(ctx, source, scale, spec, v)
		if err != nil {
			return nil, err
		}
		report.addResult(&MixedResult{Head: mixedHead(spec.Model), findings: *drawn}, "mixed", scale.ID, "")
		report.Decisions = append(report.Decisions, all.sourced...)
		if err := v.addLevels(source, spec.Model.required(v)); err != nil {
			return nil, err
		}
		for _, stratum := range all.strata(spec.By) {
			s := all.within(spec.By, stratum)
			report.Flow = append(report.Flow, s.flow(scale.ID, stratum.String()))
			r, err := mixedModel(s, spec, v)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", scale.ID, err)
			}
			report.addMixed([]*MixedResult{r}, scale.ID, stratum.String())
		}
	}
	adjust(report.Estimates, Spec{Adjust: spec.Adjust, Outcomes: outcomes})
	report.sortDecisions()
	return report, nil
}

// addMixed appends what mixed models found of one outcome in one stratum.
func (r *Report) addMixed(results []*MixedResult, outcome, stratum string) {
	for _, m := range results {
		r.addResult(m, "mixed", outcome, stratum)
		if m.Trajectory != nil {
			m.Trajectory.Outcome, m.Trajectory.Stratum = outcome, stratum
			r.Trajectories = append(r.Trajectories, *m.Trajectory)
		}
		if m.Model != nil {
			m.Model.Outcome, m.Model.Stratum = outcome, stratum
			r.Models = append(r.Models, *m.Model)
		}
		if m.Diagnostics != nil && stratum == "" {
			r.Diagnostics = append(r.Diagnostics, *m.Diagnostics)
		}
	}
}

// Check refuses choices that contradict each other.
func (m MixedModel) Check() error {
	switch {
	case m.Covariance != NoCovariance && m.Random != RandomDefault:
		return errors.New("random effects and a covariance between visits are two models: choose one")
	case m.Irregular && (m.Covariance != NoCovariance || m.Time == ByVisit || m.BaselineAdjusted):
		return errors.New("irregular times have no visits: take a growth model over time")
	case m.Group != "" && m.Randomised != "" && m.Group != m.Randomised:
		return fmt.Errorf("groups by %s and randomised groups by %s: a model has one grouping", m.Group, m.Randomised)
	case m.Randomised != "" && m.BaselineAdjusted:
		return errors.New("a randomised group's common baseline and a baseline as covariate are two ways to the same end: choose one")
	}
	return nil
}

// MixedResult is what a mixed model found of one outcome in one stratum.
type MixedResult struct {
	Head
	findings
	Trajectory  *Trajectory
	Model       *FittedModel
	Diagnostics *Diagnostics
}

// mixedHead describes the method.
func mixedHead(m MixedModel) Head {
	settings := []Setting{{"time", m.Time.String()}}
	if m.Covariance != NoCovariance {
		return Head{
			Method: "mixed", Title: "mixed model for repeated measures", Settings: settings,
			References: []string{"mallinckrodt2001", "kenwardroger1997"},
		}
	}
	return Head{
		Method: "mixed", Title: "linear mixed model", Settings: settings,
		References: []string{"lairdware1982", "bates2015", "stramlee1994", "kuznetsova2017"},
	}
}

// mixedModel fits the model to one sample.
func mixedModel(s *sample, spec MixedSpec, v variables) (*MixedResult, error) {
	level, err := spec.Level.value()
	if err != nil {
		return nil, err
	}
	m := spec.Model
	r := &MixedResult{Head: mixedHead(m)}
	f, err := fitSample(s, m, v, r)
	if f == nil {
		return r, err
	}
	if err := f.report(r, level); err != nil {
		return nil, err
	}
	if spec.Diagnose {
		if r.Diagnostics, err = f.diagnose(); err != nil {
			return nil, err
		}
	}
	r.Trajectory, err = f.trajectory(level)
	r.Model = f.describe()
	return r, err
}

// fitSample fits the model to a sample, or says in the result why it cannot be
// fitted.
func fitSample(s *sample, m MixedModel, v variables, r *MixedResult) (*mixedFit, error) {
	s.settle(m.required(v), &r.findings)
	if m.Cluster != "" {
		m, v = m.fewClusters(s, v, &r.findings)
	}
	if err := m.checkTimes(s); err != nil {
		return nil, err
	}
	if len(s.people) == 0 || s.participants() < 3 || (len(s.visits) == 1 && !m.BaselineAdjusted) {
		r.decide("mixed_not_fitted", s.participants(), "reason", "few")
		r.add(Estimate{Term: "time", Variant: m.asked(), N: s.participants()})
		return nil, nil
	}
	t, err := buildTerms(s, m, v)
	if err != nil {
		return nil, err
	}
	for _, name := range t.omitted {
		r.decide("mixed_aliased", 0, "term", name)
	}
	f, err := descendLadder(s, t, m, &r.findings)
	var lost *reml.NotConvergedError
	switch {
	case errors.Is(err, errTooFew) || errors.As(err, &lost) || errors.Is(err, reml.ErrNoVariance):
		reason := "few"
		if errors.As(err, &lost) {
			reason = "converge"
		}
		if errors.Is(err, reml.ErrNoVariance) {
			reason = "variance"
		}
		r.decide("mixed_not_fitted", s.participants(), "reason", reason)
		for _, x := range t.all {
			r.add(Estimate{Term: x.name, Variant: m.asked(), N: s.participants()})
		}
		return nil, nil
	case err != nil:
		return nil, err
	}
	f.chooseDF(m.DF, &r.findings)
	return f, nil
}

// asked names the model that was asked for, for rows that no model answered.
func (m MixedModel) asked() string {
	f := mixedFit{form: m.Random, cov: m.Covariance, t: &terms{m: m}}
	if f.form == RandomDefault && f.cov == NoCovariance {
		f.form = RandomSlope
	}
	return f.variant()
}

// checkTimes refuses times that have no logarithm.
func (m MixedModel) checkTimes(s *sample) error {
	if m.Time != LogTime {
		return nil
	}
	for _, p := range s.people {
		if low := slices.Min(p.times); low <= -1 {
			return fmt.Errorf("log(1 + time) has no value at a time of %v: count time from the baseline", low)
		}
	}
	return nil
}

// minClusters is the number of clusters under which their variance cannot be
// told, so that they become fixed effects.
const minClusters = 5

// fewClusters makes clusters fixed effects where they are few.
func (m MixedModel) fewClusters(s *sample, v variables, f *findings) (MixedModel, variables) {
	n := len(s.clusters(m.Cluster))
	if n >= minClusters {
		return m, v
	}
	f.decide("mixed_few_clusters", int64(n), "cluster", m.Cluster)
	if n > 1 && !slices.Contains(m.Covariates, m.Cluster) {
		m.Covariates = append(slices.Clone(m.Covariates), m.Cluster)
		v.categorical = append(slices.Clone(v.categorical), m.Cluster)
	}
	m.Cluster = ""
	return m, v
}

// addLevels fills in the levels of the columns by which people are told apart.
func (v *variables) addLevels(source summary.Source, names []string) error {
	for _, name := range names {
		if v.levels[name] != nil {
			continue
		}
		column, err := source.(summary.Design).Variable(name)
		if err != nil {
			return err
		}
		v.levels[name] = column.Levels
	}
	return nil
}

// strata lists everyone and then the strata that occur, in the order of keys.
func (s *sample) strata(by []string) []summary.Key {
	keys := []summary.Key{{}}
	if len(by) == 0 {
		return keys
	}
	for _, p := range s.people {
		if k := keyOf(p.key, by); !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys[1:], summary.CompareKeys)
	return keys
}

// flow is how many people the outcome is about. With irregular times nobody has
// a first and last visit: those with a score and those with more than one.
func (s *sample) flow(outcome, stratum string) Flow {
	f := Flow{Outcome: outcome, Stratum: stratum}
	last := len(s.visits) - 1
	for _, p := range s.people {
		f.Enrolled += p.n
		pre, post := len(p.visits) > 0, len(p.visits) > 1
		if last >= 0 {
			pre, post = slices.Contains(p.visits, 0) || p.baseline >= 0, slices.Contains(p.visits, last)
		}
		if pre {
			f.Pre += p.n
		}
		if post {
			f.Post += p.n
		}
		if pre && post {
			f.Pairs += p.n
		}
	}
	return f
}
