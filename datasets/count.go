package datasets

import (
	"context"
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// Count counts the participants on the axes of each want, by the levels of its
// columns, and sums their scores by pattern for each want of patterns. Everyone with any row that was kept is counted once, a score that
// was not observed and a stratum that is not known being levels like any other.
// Columns are those of Options.By, Cluster and Covariates.
func (c *Cohort) Count(ctx context.Context, plan summary.Plan) (*summary.Summary, error) {
	out := &summary.Summary{Audit: c.audit, Decisions: c.Decisions()}
	for _, w := range plan.Wants {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		counts, err := c.count(ctx, w)
		if err != nil {
			return nil, err
		}
		out.Counts = append(out.Counts, counts)
	}
	for _, w := range plan.Patterns {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		patterns, decided, err := c.countPatterns(ctx, w)
		if err != nil {
			return nil, err
		}
		out.Patterns = append(out.Patterns, patterns)
		for _, d := range decided { // two wants may share a covariate
			if !slices.ContainsFunc(out.Decisions, func(e summary.Decision) bool { return summary.CompareDecisions(d, e) == 0 }) {
				out.Decisions = append(out.Decisions, d)
			}
		}
	}
	slices.SortFunc(out.Decisions, summary.CompareDecisions)
	return out, nil
}

func (c *Cohort) count(ctx context.Context, w summary.Want) (summary.Strata[summary.Counts], error) {
	var none summary.Strata[summary.Counts]
	t := tally{participants: c.participants}
	axes := make([]summary.Axis, len(w.Axes))
	for _, name := range w.By {
		a, err := c.attribute(name)
		if err != nil {
			return none, err
		}
		t.by = append(t.by, a)
	}
	for i, axis := range w.Axes {
		s, full, err := c.axis(axis)
		if err != nil {
			return none, err
		}
		axes[i] = full
		t.scores = append(t.scores, s)
	}
	cells, err := t.run(ctx)
	if err != nil {
		return none, err
	}
	var failed error
	strata, err := summary.NewStrata(func(yield func(summary.Key, summary.Counts) bool) {
		for stratum, inside := range cells.strata() {
			levels := make([]summary.Level, len(t.by))
			for i, a := range t.by {
				levels[i] = summary.Level{Name: a.header, Value: a.texts[stratum[i]]}
			}
			counts, err := summary.NewCounts(axes, inside)
			if err != nil {
				failed = err
				return
			}
			if !yield(summary.NewKey(levels...), counts) {
				return
			}
		}
	})
	if failed != nil {
		return none, failed
	}
	return strata, err
}

func (c *Cohort) attribute(name string) (*attribute, error) {
	for i := range c.attributes {
		if c.attributes[i].header == name {
			return &c.attributes[i], nil
		}
	}
	return nil, usage("name it with --by, --cluster or --covariate when loading", "column %s was not kept for counting", quoteName(name))
}

// outcome returns the place of an outcome by its scale.
func (c *Cohort) outcome(scale string) (int, error) {
	var names []string
	for i, o := range c.study.Outcomes {
		if o.Scale.ID == scale {
			return i, nil
		}
		names = append(names, o.Scale.ID)
	}
	return 0, usage(didYouMean(scale, names), "there is no outcome %s", quoteName(scale))
}

// axis finds the scores of an axis; its step is that of the outcome.
func (c *Cohort) axis(a summary.Axis) (*series, summary.Axis, error) {
	i, err := c.outcome(a.Scale)
	if err != nil {
		return nil, a, err
	}
	if c.surveys != nil {
		return nil, a, usage("leave out --time-column to count visits", "the data were loaded with irregular times, so that there are no visits")
	}
	o := c.study.Outcomes[i]
	j := o.visitIndex(a.Visit)
	if j < 0 {
		return nil, a, usage("its visits are "+quoteNames(visitsOf(o)), "outcome %s has no visit %s", quoteName(a.Scale), quoteName(a.Visit))
	}
	return &c.series[i][j], summary.Axis{Scale: a.Scale, Visit: o.Columns[j].Visit, Step: c.scales[i].Step}, nil
}
