package analysis

import (
	"context"
	"fmt"
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// overVisits fits to each outcome with three visits or more the two models of
// the standard analysis, from which nobody with any score is left out: means by
// visit with an unstructured covariance, whose change between the two visits
// compared is the headline, and a growth model, whose slope is tested for
// linearity. Sources that do not know the times of their visits have none.
func overVisits(ctx context.Context, source summary.Source, scales []summary.Scale, spec Spec) (all map[string][]*MixedResult, sourced []summary.Decision, err error) {
	all = map[string][]*MixedResult{}
	design, ok := source.(summary.Design)
	if !ok {
		return all, nil, nil
	}
	level, err := spec.Level.value()
	if err != nil {
		return nil, nil, err
	}
	for i, o := range spec.Outcomes {
		if o.once() {
			continue
		}
		times, err := design.VisitTimes(o.Scale)
		if err != nil {
			return nil, nil, err
		}
		if len(times.Visits) < 3 || !slices.Contains(times.Visits, o.Pre) || !slices.Contains(times.Visits, o.Post) {
			continue
		}
		repeated := MixedSpec{Level: spec.Level, Model: MixedModel{Time: ByVisit, Covariance: UN, Cluster: spec.Cluster}}
		v, err := variablesOf(source, repeated.Model)
		if err != nil {
			return nil, nil, err
		}
		if err := v.addLevels(source, repeated.Model.required(v)); err != nil {
			return nil, nil, err
		}
		s, drawn, err := drawSample(ctx, source, scales[i], repeated, v)
		if err != nil {
			return nil, nil, err
		}
		headline, err := modelChange(s.within(nil, summary.Key{}), repeated.Model, v, o, level)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", o.Scale, err)
		}
		all[o.Scale] = []*MixedResult{headline}
		if times.Unordered {
			// Means by visit do not ask in which order visits came; a line does.
			headline.Trajectory = nil
			continue
		}
		line, err := modelSlope(s.within(nil, summary.Key{}), MixedModel{Cluster: spec.Cluster}, v, level)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", o.Scale, err)
		}
		line.decisions = append(line.decisions, drawn.decisions...)
		sourced = append(sourced, s.sourced...)
		all[o.Scale] = []*MixedResult{headline, line}
		for _, r := range all[o.Scale] {
			// Who has no score at all is told by the numbers of people.
			r.decisions = slices.DeleteFunc(r.decisions, func(d summary.Decision) bool { return d.Code == "mixed_without_score" })
		}
	}
	return all, sourced, nil
}

// modelChange is the change between two visits by the means of all.
func modelChange(s *sample, m MixedModel, v variables, o Outcome, level float64) (*MixedResult, error) {
	r := &MixedResult{Head: mixedHead(m)}
	f, err := fitSample(s, m, v, r)
	if f == nil {
		r.rows = nil
		r.add(Estimate{Term: fmt.Sprintf("contrast[%s-%s]", o.Post, o.Pre), Variant: m.asked(), N: s.participants()})
		return r, err
	}
	w := &mixedRows{mixedFit: f, r: r, level: level}
	if err := w.means(); err != nil {
		return nil, err
	}
	from, to := slices.Index(s.visits, o.Pre), slices.Index(s.visits, o.Post)
	if from >= 0 && to >= 0 {
		l := f.mean(to, s.times[to], "")
		for i, x := range f.mean(from, s.times[from], "") {
			l[i] -= x
		}
		if err := w.tested(fmt.Sprintf("contrast[%s-%s]", o.Post, o.Pre), l, ""); err != nil {
			return nil, err
		}
		w.standardize(r.rows[len(r.rows)-1], from, to)
	}
	r.Trajectory, err = f.trajectory(level)
	r.Model = f.describe()
	return r, err
}

// modelSlope is the slope of a growth model with a test of linearity.
func modelSlope(s *sample, m MixedModel, v variables, level float64) (*MixedResult, error) {
	r := &MixedResult{Head: mixedHead(m)}
	f, err := fitSample(s, m, v, r)
	if f == nil {
		return r, err
	}
	w := &mixedRows{mixedFit: f, r: r, level: level}
	l := make([]float64, len(f.t.all))
	l[f.t.find(1, 0)] = 1
	if err := w.tested("time", l, detailUnit(s.unit)); err != nil {
		return nil, err
	}
	if err := w.nonlinearity(); err != nil {
		return nil, err
	}
	if f.t.m.Cluster != "" {
		if err := w.clusterSlopeTest(); err != nil {
			return nil, err
		}
	}
	r.Model = f.describe()
	return r, nil
}
