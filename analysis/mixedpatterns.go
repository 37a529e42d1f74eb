package analysis

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// fromPatterns takes the people from counts: one scan, and no row is seen.
func (s *sample) fromPatterns(ctx context.Context, source summary.Source, by []string, _ *findings) error {
	covariates := s.numeric
	if s.baseline {
		covariates = covariates[:len(covariates)-1]
	}
	counted, err := source.Count(ctx, summary.Plan{Patterns: []summary.PatternWant{{
		Scale: s.scale.ID, Visits: s.visits, Covariates: covariates, By: by,
	}}})
	if err != nil {
		return err
	}
	if len(counted.Patterns) != 1 {
		return fmt.Errorf("the source answered %d of 1 questions", len(counted.Patterns))
	}
	s.sourced = append(s.sourced, counted.Decisions...)
	// The answer has the covariates first and then the visits. A baseline that is
	// a covariate is the first of the visits, so that it comes last of those.
	width := len(s.numeric)
	skipped := width - len(covariates)
	for key, patterns := range counted.Patterns[0].All() {
		for observed, moments := range patterns.All() {
			p := pattern{key: key, n: moments.N(), moments: moments, baseline: -1}
			for at, column := range observed {
				switch {
				case column >= width:
					visit := column - width + skipped
					p.visits, p.times = append(p.visits, visit), append(p.times, s.times[visit])
				case s.baseline && column == width-1:
					p.baseline = at
				}
				if column < width {
					p.known++
				}
			}
			s.people = append(s.people, p)
		}
	}
	return nil
}

// fromRows takes the people one by one: where times are irregular, or a
// covariate changes from survey to survey.
func (s *sample) fromRows(ctx context.Context, source summary.Source, by []string, f *findings) error {
	rows, ok := source.(summary.RowSource)
	if !ok {
		return fmt.Errorf("%s: irregular times and covariates that change between visits need the rows, which this source does not have", s.scale.ID)
	}
	fixed := s.numeric
	if s.baseline {
		fixed = fixed[:len(fixed)-1]
	}
	// What the source decided on the way is asked for with nothing counted.
	counted, err := source.Count(ctx, summary.Plan{})
	if err != nil {
		return err
	}
	for _, d := range counted.Decisions {
		if d.Code == "value_changes" && slices.Contains(s.varying, d.Args["column"]) {
			continue // each survey's own value is used
		}
		s.sourced = append(s.sourced, d)
	}
	all, err := rows.Rows(ctx, summary.RowWant{Scale: s.scale.ID, Visits: s.visits, Covariates: slices.Concat(fixed, s.varying), By: by})
	if err != nil {
		return err
	}
	var dropped int64
	for _, person := range all.People {
		p, lost, err := s.fromPerson(person, all, len(fixed))
		if err != nil {
			return err
		}
		dropped += lost
		s.people = append(s.people, p)
	}
	if dropped > 0 {
		f.decide("mixed_surveys_without_covariate", dropped)
	}
	return nil
}

// fromPerson is one participant as a pattern of one. It leaves out surveys
// without a time or without a covariate of their own, and counts them.
func (s *sample) fromPerson(person summary.Person, all *summary.Rows, fixed int) (p pattern, dropped int64, err error) {
	p = pattern{person: person.Index, key: person.Key, n: 1, baseline: -1}
	var columns []summary.Column
	var row []summary.Score
	for i := range fixed {
		// The value is the person's: the first that a survey has.
		for _, survey := range person.Surveys {
			if x := survey.Covariates[i]; x.Observed() {
				columns, row = append(columns, all.Covariates[i]), append(row, x)
				p.known++
				break
			}
		}
	}
	surveys := person.Surveys
	score := summary.Column{Name: s.scale.ID, Step: all.Score}
	if s.baseline && len(surveys) > 0 && surveys[0].Visit == 0 {
		p.baseline = len(row)
		columns, row = append(columns, score), append(row, surveys[0].Score)
		p.known++
		surveys = surveys[1:]
	}
	for _, survey := range surveys {
		values := make([]float64, len(s.varying))
		complete := true
		for i := range s.varying {
			x := survey.Covariates[fixed+i]
			complete = complete && x.Observed()
			values[i] = all.Covariates[fixed+i].Step.Value(x)
		}
		time := 0.0
		if len(s.visits) > 0 {
			time = s.times[survey.Visit]
		} else {
			complete = complete && survey.Time.Observed()
			time = all.Time.Step.Value(survey.Time)
		}
		if !complete {
			dropped++
			continue
		}
		visit := survey.Visit
		if visit < 0 {
			visit = len(p.visits)
		}
		p.visits, p.times, p.values = append(p.visits, visit), append(p.times, time), append(p.values, values)
		columns, row = append(columns, score), append(row, survey.Score)
	}
	p.moments, err = summary.NewMoments(columns, once2(row, int64(1)))
	return p, dropped, err
}

func once2[A, B any](a A, b B) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) { yield(a, b) }
}
