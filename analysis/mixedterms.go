package analysis

import (
	"fmt"
	"slices"

	"github.com/cam-outcomes/cam/analysis/internal/reml"
)

// terms are the fixed effects of a model. Each is a function of the survey
// times a constant of the person: a time term times 1, a covariate, or a
// dummy of a category.
type terms struct {
	s       *sample
	m       MixedModel
	v       variables
	levels  []string // of the group
	dummies []dummy  // the constants after 1 and the numeric covariates
	time    timeline // of the mean
	all     []term
	// omitted are the terms that say nothing beyond those before them.
	omitted []string
}

// dummy is 1 for the people of one level of a category.
type dummy struct{ column, level string }

// term is one fixed effect.
type term struct {
	name     string
	function int // of the survey: 0 is 1, then those of time, then the varying covariates
	constant int // of the person: 0 is 1, then the numeric covariates, then the dummies
}

// buildTerms lists the fixed effects: intercept, time, covariates, groups, time
// by groups. A randomised group has no effect of its own at baseline.
func buildTerms(s *sample, m MixedModel, v variables) (*terms, error) {
	t := &terms{s: s, m: m, v: v, levels: v.levels[m.group()]}
	t.time = newTimeline(s, m)
	t.add("(Intercept)", 0, 0)
	for i, name := range t.time.names {
		t.add(name, 1+i, 0)
	}
	// Covariates in the order in which they were asked for; the baseline first.
	if s.baseline {
		t.add(baselineTerm, 0, len(s.numeric))
	}
	for _, name := range m.Covariates {
		switch {
		case slices.Contains(s.varying, name):
			t.add(name, 1+len(t.time.names)+slices.Index(s.varying, name), 0)
		case slices.Contains(s.numeric, name):
			t.add(name, 0, 1+slices.Index(s.numeric, name))
		default:
			t.categories(name, v, func(label string, constant int) { t.add(label, 0, constant) })
		}
	}
	if err := t.checkCategories(); err != nil {
		return nil, err
	}
	if group := m.group(); group != "" {
		var labels []string
		var constants []int
		t.categories(group, v, func(label string, constant int) {
			labels, constants = append(labels, label), append(constants, constant)
			if m.Randomised == "" {
				t.add(label, 0, constant)
			}
		})
		if len(labels) == 0 {
			return nil, fmt.Errorf("%s has one value among those in the model, so there are no groups to compare", group)
		}
		for i, name := range t.time.names {
			for k, label := range labels {
				t.add(name+":"+label, 1+i, constants[k])
			}
		}
	}
	return t, t.omit()
}

// omit takes out the terms that say nothing beyond those before them.
func (t *terms) omit() error {
	d := &reml.Data{Columns: t.columns()}
	for _, p := range t.s.people {
		d.Blocks = append(d.Blocks, t.block(p))
	}
	aliased, err := reml.Aliased(d)
	if err != nil {
		return err
	}
	for _, at := range slices.Backward(aliased) {
		t.omitted = append(t.omitted, t.all[at].name)
		t.all = slices.Delete(t.all, at, at+1)
	}
	slices.Reverse(t.omitted)
	return nil
}

// offset is what the origin of the scores adds to a term. With a baseline that
// is a covariate the outcome is the change: the score less the baseline, which
// is its mean plus the covariate.
func (t *terms) offset(i int) float64 {
	switch {
	case i == 0 && t.s.baseline:
		return t.s.zero - t.s.centre[len(t.s.numeric)-1]
	case i == 0:
		return t.s.zero
	case t.all[i].name == baselineTerm && t.s.baseline:
		return -1
	}
	return 0
}

func (t *terms) add(name string, function, constant int) {
	t.all = append(t.all, term{name, function, constant})
}

// categories adds a dummy for each level of a column but the first among those
// in the model.
func (t *terms) categories(column string, v variables, each func(label string, constant int)) {
	levels := t.s.levels(column, v.levels[column])
	for _, level := range levels[min(1, len(levels)):] {
		t.dummies = append(t.dummies, dummy{column, level})
		each(fmt.Sprintf("%s[%s]", column, level), len(t.s.numeric)+len(t.dummies))
	}
}

// checkCategories refuses a category with so many levels that it tells single
// people, as an id does.
func (t *terms) checkCategories() error {
	n := t.s.participants()
	for _, column := range append(slices.Clone(t.v.categorical), t.m.group()) {
		if levels := int64(len(t.s.levels(column, t.v.levels[column]))); levels > 1 && 2*levels > n {
			return fmt.Errorf("%s has %d values among %d people, too many for groups of people: name another column", column, levels, n)
		}
	}
	return nil
}

// levels lists the levels of a column that occur in the sample, in the order of
// all.
func (s *sample) levels(column string, all []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(level string) bool {
		return !slices.ContainsFunc(s.people, func(p pattern) bool {
			l, ok := p.key.Level(column)
			return ok && l.Value == level
		})
	})
}

// constants returns the dummies of a person's key.
func (t *terms) constants(p pattern) []float64 {
	d := make([]float64, len(t.dummies))
	for i, x := range t.dummies {
		if l, ok := p.key.Level(x.column); ok && l.Value == x.level {
			d[i] = 1
		}
	}
	return d
}

// functions returns 1, the functions of time and the varying covariates of one
// survey, as the model is computed.
func (t *terms) functions(visit int, time float64, values []float64) []float64 {
	return slices.Concat([]float64{1}, t.time.at(visit, time), values)
}

// block is the pattern as package reml takes it, but for its random effects.
func (t *terms) block(p pattern) reml.Block {
	m, width := len(p.visits), len(t.s.numeric)
	b := reml.Block{N: p.n, Visits: p.visits}
	for i, visit := range p.visits {
		var values []float64
		if p.values != nil {
			values = p.values[i]
		}
		f := t.functions(visit, p.times[i], values)
		for _, x := range t.all {
			b.F = append(b.F, f[x.function])
		}
	}
	// z = (1, numeric covariates, dummies), then the scores.
	dummies := t.constants(p)
	n := float64(p.n)
	first := 1 + width + len(dummies) // of the scores
	size := first + m
	b.Gram = make([]float64, size*size)
	set := func(i, j int, x float64) { b.Gram[i*size+j], b.Gram[j*size+i] = x, x }
	place := func(i int) int { // of column i of the moments
		if i < width {
			return 1 + i
		}
		return first + i - width
	}
	set(0, 0, n)
	for i := range width + m {
		set(0, place(i), p.sum[i])
		for j := range i + 1 {
			set(place(i), place(j), p.cross[i][j])
		}
	}
	for i, d := range dummies {
		if d == 0 {
			continue
		}
		at := 1 + width + i
		set(0, at, n)
		for j := range width + m {
			set(at, place(j), p.sum[j])
		}
		for j, e := range dummies {
			if e != 0 {
				set(at, 1+width+j, n)
			}
		}
	}
	return b
}

// columns says which constant multiplies each term.
func (t *terms) columns() []int {
	out := make([]int, len(t.all))
	for i, x := range t.all {
		out[i] = x.constant
	}
	return out
}

// inside turns a combination of the effects as they are printed into the one of
// the effects as they are computed, about the origins of covariates and time,
// and returns what the origin of the scores adds to it.
func (t *terms) inside(l []float64) (computed []float64, offset float64) {
	for i, x := range l {
		offset += x * t.offset(i)
	}
	computed = slices.Clone(l)
	for i, x := range t.all {
		// f·(z − origin) + f·(origin − centre): what the second part leaves to the
		// term of f alone is taken off that term.
		if c := x.constant - 1; c >= 0 && c < len(t.s.numeric) {
			if lone := t.find(x.function, 0); lone >= 0 {
				computed[i] -= l[lone] * (t.s.origin[c] - t.s.centre[c])
			}
		}
	}
	return t.time.inside(t, computed), offset
}

// find returns the term of a function and a constant, -1 without.
func (t *terms) find(function, constant int) int {
	return slices.IndexFunc(t.all, func(x term) bool { return x.function == function && x.constant == constant })
}
