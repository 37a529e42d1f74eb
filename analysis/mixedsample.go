package analysis

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// sample is the people whom one model is about: participants of one key and
// pattern at a time, or one by one where times or covariates are their own.
type sample struct {
	scale    summary.Scale
	visits   []string  // in order of time; none with irregular times
	times    []float64 // of the visits
	unit     string    // of time
	numeric  []string  // covariates that are one number a person; the baseline score last
	varying  []string  // covariates that are a number a survey
	baseline bool      // the baseline score is a covariate
	first    string    // the visit from which changes are taken
	people   []pattern
	sourced  []summary.Decision // of the source, on the way

	origin []float64 // that is taken off each numeric covariate before anything is computed
	centre []float64 // that is taken off each where it is printed: 0, or a mean
	zero   float64   // that is taken off the scores
}

// pattern is participants who share a key and the visits at which they have
// scores.
type pattern struct {
	person   int // the source's number of a person drawn alone
	key      summary.Key
	n        int64
	visits   []int       // places among the sample's visits, or 0, 1, … with irregular times
	times    []float64   // of each score
	values   [][]float64 // of the varying covariates at each score
	known    int         // how many of the numeric covariates they have
	baseline int         // the place of the baseline score in the moments, -1 without
	moments  summary.Moments
	// sum and cross are Σ and Σ of products of (numeric covariates, scores),
	// about the sample's origins.
	sum   []float64
	cross [][]float64
}

// baselineTerm is the baseline score as a covariate.
const baselineTerm = "baseline"

func (s *sample) participants() (n int64) {
	for _, p := range s.people {
		n += p.n
	}
	return n
}

func (s *sample) surveys() (n int64) {
	for _, p := range s.people {
		n += p.n * int64(len(p.visits))
	}
	return n
}

// at counts those with a score at a visit.
func (s *sample) at(visit int) (n int64) {
	for _, p := range s.people {
		if slices.Contains(p.visits, visit) {
			n += p.n
		}
	}
	return n
}

// variables sorts the covariates into numbers, numbers that change from survey
// to survey, and categories.
type variables struct {
	numeric, varying, categorical []string
	levels                        map[string][]string // of categories, groups and clusters
}

func variablesOf(source summary.Source, m MixedModel) (variables, error) {
	v := variables{levels: map[string][]string{}}
	d, ok := source.(summary.Design)
	if !ok {
		return v, errors.New("this source does not know the times of its visits, which a mixed model needs")
	}
	for _, name := range m.Covariates {
		column, err := d.Variable(name)
		switch {
		case err != nil:
			return v, err
		case !column.Numeric || slices.Contains(m.Categorical, name):
			v.categorical = append(v.categorical, name)
		case column.Varies > 0:
			v.varying = append(v.varying, name)
		default:
			v.numeric = append(v.numeric, name)
		}
	}
	if m.Cluster != "" {
		column, err := d.Variable(m.Cluster)
		if err != nil {
			return v, err
		}
		if column.Varies > 0 {
			return v, fmt.Errorf("%d participants change their %s between visits, and a cluster needs membership that stays: name a column that does not change", column.Varies, m.Cluster)
		}
	}
	return v, nil
}

// group is the column of the groups, however they came about.
func (m MixedModel) group() string {
	if m.Randomised != "" {
		return m.Randomised
	}
	return m.Group
}

// required lists the columns without whose value a person is out of the model.
func (m MixedModel) required(v variables) []string {
	var all []string
	for _, name := range slices.Concat(v.categorical, []string{m.group(), m.Cluster}) {
		if name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

// drawSample draws from the source everyone whom the model may be about: counts
// where they suffice, rows where times or covariates are each survey's own.
func drawSample(ctx context.Context, source summary.Source, scale summary.Scale, spec MixedSpec, v variables) (*sample, *findings, error) {
	m := spec.Model
	s := &sample{scale: scale, numeric: slices.Clone(v.numeric), varying: v.varying, baseline: m.BaselineAdjusted}
	f := &findings{}
	if !m.Irregular {
		t, err := source.(summary.Design).VisitTimes(scale.ID)
		if err != nil {
			return nil, nil, err
		}
		s.visits, s.unit = t.Visits, t.Unit
		for _, x := range t.Times {
			s.times = append(s.times, x.Float())
		}
		s.sourced = append(s.sourced, t.Decisions...)
	}
	if len(s.visits) > 0 {
		s.first = s.visits[0]
	}
	if s.baseline {
		if len(s.visits) < 2 {
			return nil, nil, fmt.Errorf("%s has no visits after a baseline, so there is no change from it", scale.Name())
		}
		s.numeric = append(s.numeric, baselineTerm)
	}
	by := m.required(v)
	for _, name := range spec.By {
		if !slices.Contains(by, name) {
			by = append(by, name)
		}
	}
	draw := s.fromPatterns
	if m.Irregular || len(v.varying) > 0 || spec.Diagnose {
		draw = s.fromRows
	}
	return s, f, draw(ctx, source, by, f)
}

// within is the part of the sample in one stratum; the zero key is everyone.
func (s *sample) within(by []string, stratum summary.Key) *sample {
	part := *s
	part.people = nil
	for _, p := range s.people {
		if stratum == (summary.Key{}) || keyOf(p.key, by) == stratum {
			part.people = append(part.people, p)
		}
	}
	return &part
}

// keyOf keeps the named columns of a key, in their order.
func keyOf(k summary.Key, names []string) summary.Key {
	var levels []summary.Level
	for _, name := range names {
		if l, ok := k.Level(name); ok {
			levels = append(levels, l)
		}
	}
	return summary.NewKey(levels...)
}

// settle leaves out who cannot be in the model, counted as decisions, and takes
// the origins off what remains.
func (s *sample) settle(required []string, f *findings) {
	var scoreless, uncovered, unbased int64
	s.centre = make([]float64, len(s.numeric))
	if s.baseline {
		s.centre[len(s.numeric)-1] = s.meanBaseline()
	}
	s.people = slices.DeleteFunc(s.people, func(p pattern) bool {
		switch {
		case len(p.visits) == 0:
			scoreless += p.n
		case s.baseline && p.baseline < 0:
			unbased += p.n
		case p.known < len(s.numeric) || anyMissing(p.key, required):
			uncovered += p.n
		default:
			return false
		}
		return true
	})
	if scoreless > 0 {
		f.decide("mixed_without_score", scoreless)
	}
	if unbased > 0 {
		f.decide("mixed_without_baseline", unbased)
	}
	if uncovered > 0 {
		f.decide("mixed_without_covariate", uncovered)
	}
	s.keepVisits()
	s.recentre()
}

// keepVisits leaves out the visits at which nobody in the model has a score, of
// which no covariance could be told.
func (s *sample) keepVisits() {
	if len(s.visits) == 0 {
		return
	}
	place := make([]int, len(s.visits))
	var visits []string
	var times []float64
	for v := range s.visits {
		place[v] = len(visits)
		if s.at(v) > 0 {
			visits, times = append(visits, s.visits[v]), append(times, s.times[v])
		}
	}
	for i := range s.people {
		moved := make([]int, len(s.people[i].visits))
		for k, v := range s.people[i].visits {
			moved[k] = place[v]
		}
		s.people[i].visits = moved
	}
	s.visits, s.times = visits, times
}

func anyMissing(k summary.Key, names []string) bool {
	for _, name := range names {
		if l, ok := k.Level(name); ok && l.Missing() {
			return true
		}
	}
	return false
}

// meanBaseline is the mean over everyone enrolled with a baseline score,
// followed up or not.
func (s *sample) meanBaseline() float64 {
	var n, sum float64
	for _, p := range s.people {
		if p.baseline >= 0 {
			mean, _ := p.moments.Mean(p.baseline)
			n += float64(p.n)
			sum += mean * float64(p.n)
		}
	}
	return sum / max(n, 1)
}

// recentre chooses the origins, means rounded to the columns' grids, and takes
// the sums about them: in integers, so that an offset costs no digits.
func (s *sample) recentre() {
	width := len(s.numeric)
	s.origin, s.zero = make([]float64, width), 0
	var people, scores float64
	for _, p := range s.people {
		people += float64(p.n)
		sum, _ := p.moments.About(nil)
		for i, x := range sum {
			if i < width {
				s.origin[i] += x
				continue
			}
			s.zero += x
			scores += float64(p.n)
		}
	}
	for i := range s.origin {
		s.origin[i] /= max(people, 1)
	}
	s.zero /= max(scores, 1)
	for k := range s.people {
		p := &s.people[k]
		columns := p.moments.Columns()
		origin := make([]summary.Score, len(columns))
		for i, c := range columns {
			at := &s.zero
			if i < width {
				at = &s.origin[i]
			}
			origin[i] = summary.Score(math.Round(*at / c.Step.Float()))
			*at = c.Step.Value(origin[i])
		}
		p.sum, p.cross = p.moments.About(origin)
	}
}
