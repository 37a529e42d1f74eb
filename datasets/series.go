package datasets

import (
	"github.com/cam-outcomes/cam/datasets/summary"
)

// series holds the scores of an outcome at a visit, by participant.
type series struct {
	values    *ints
	rows      []int32 // row of values for each participant, -1 without one; nil where they are the same
	factor    int64   // value·factor/divisor is the ticks of the outcome's step, exactly
	divisor   int64
	low, high int64 // of the observed ticks; low > high where there are none
}

// at returns the ticks of a participant, or noScore.
func (s *series) at(participant int) int64 {
	if s.rows != nil {
		r := s.rows[participant]
		if r < 0 {
			return noScore
		}
		participant = int(r)
	}
	v := s.values.at(participant)
	if v == noScore {
		return noScore
	}
	if v *= s.factor; s.divisor != 1 {
		v /= s.divisor
	}
	return v
}

// score returns the score of a participant.
func (s *series) score(participant int) summary.Score {
	if v := s.at(participant); v != noScore {
		return summary.Score(v)
	}
	return summary.Missing
}

// bounds finds the smallest and largest value of n participants.
func (s *series) bounds(n int) {
	s.low, s.high = 1, 0
	for p := range n {
		v := s.at(p)
		switch {
		case v == noScore:
		case s.low > s.high:
			s.low, s.high = v, v
		default:
			s.low, s.high = min(s.low, v), max(s.high, v)
		}
	}
}

// magnitude is the largest distance from zero.
func (s *series) magnitude() int64 {
	if s.low > s.high {
		return 0
	}
	return max(s.high, -s.low)
}

// buildSeries brings the scores of every outcome to one grid over its visits.
func (b *builder) buildSeries() (all [][]series, scales []summary.Scale, err error) {
	for i, o := range b.plan.study.Outcomes {
		var columns []series
		var steps []summary.Step
		if b.irregular() {
			c := b.scores[i][0]
			columns, steps = []series{{values: &c.values}}, []summary.Step{c.step()}
		} else if b.visit == nil {
			for _, c := range b.scores[i] {
				columns = append(columns, series{values: &c.values, rows: b.rowOf[0]})
				steps = append(steps, c.step())
			}
		} else {
			if len(b.scores[i]) == 2 {
				c := b.scores[i][0]
				columns = append(columns, series{values: b.baselineValues(c, o.Scale.ID)})
				steps = append(steps, c.step())
			}
			c := b.scores[i][len(b.scores[i])-1]
			for v := range b.visits.order {
				columns = append(columns, series{values: &c.values, rows: b.rowOf[v]})
				steps = append(steps, c.step())
			}
		}
		scale, err := b.commonGrid(o.Scale, columns, steps)
		if err != nil {
			return nil, nil, err
		}
		if len(b.groups) > 0 {
			if scale.Step, err = b.average(o, columns, scale.Step); err != nil {
				return nil, nil, err
			}
		}
		all = append(all, columns)
		scales = append(scales, scale)
	}
	return all, scales, nil
}
