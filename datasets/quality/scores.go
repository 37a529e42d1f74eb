package quality

import (
	"context"
	"strconv"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// outcomeScores are the scores of an outcome over its visits.
type outcomeScores struct {
	visits  []summary.ScoreCheck
	missing summary.Missingness
}

// lookAtScores counts who has scores at which visits, and how many are at the
// ends of the scale.
func (e *evidence) lookAtScores(ctx context.Context) error {
	for _, scale := range e.cohort.Scales() {
		rows, err := e.cohort.Rows(ctx, summary.RowWant{Scale: scale.ID})
		if err != nil {
			return err
		}
		var s outcomeScores
		s.missing = summary.Missingness{Outcome: scale.ID, Visits: len(rows.Visits), Never: int64(e.cohort.Participants() - len(rows.People))}
		for _, v := range rows.Visits {
			s.visits = append(s.visits, summary.ScoreCheck{Outcome: scale.ID, Visit: v, Bounded: scale.Range.IsSet()})
		}
		low, high := summary.Missing, summary.Missing
		if scale.Range.IsSet() {
			low, high = rows.Score.Ceil(scale.Range.Low), rows.Score.Floor(scale.Range.High)
		}
		for _, p := range rows.People {
			for _, survey := range p.Surveys {
				v := &s.visits[survey.Visit]
				v.Scored++
				if survey.Score == low && v.Bounded {
					v.Floor++
				}
				if survey.Score == high && v.Bounded {
					v.Ceiling++
				}
			}
			switch last := p.Surveys[len(p.Surveys)-1].Visit; {
			case len(p.Surveys) == len(rows.Visits):
				s.missing.Complete++
			case len(p.Surveys) == last+1:
				s.missing.Dropout++
			default:
				s.missing.Intermittent++
			}
		}
		e.scores = append(e.scores, s)
	}
	return nil
}

// floorAndCeiling reports outcomes with visits, and the worst of them, at which more than 15% have the lowest or the
// highest possible score, by the convention of Terwee (2007): further change in
// that direction cannot be seen.
func floorAndCeiling(e *evidence) []summary.Remark {
	var found []summary.Remark
	const least, percent = 20, 15
	for _, s := range e.scores {
		for _, end := range []struct {
			code string
			at   func(summary.ScoreCheck) int64
		}{
			{"floor", func(v summary.ScoreCheck) int64 { return v.Floor }},
			{"ceiling", func(v summary.ScoreCheck) int64 { return v.Ceiling }},
		} {
			var most summary.Remark
			visits := 0
			for _, v := range s.visits {
				n := end.at(v)
				if v.Scored < least || 100*n <= percent*v.Scored {
					continue
				}
				if visits++; n*max(most.Of, 1) > most.N*v.Scored {
					most = summary.Remark{Severity: summary.SeverityNote, Code: end.code, Outcome: v.Outcome, Visit: v.Visit, N: n, Of: v.Scored}
				}
			}
			if visits > 0 {
				most.Args = map[string]string{"visits": strconv.Itoa(visits)}
				found = append(found, most)
			}
		}
	}
	return found
}

// gaps reports people who missed a visit and came back, whom an analysis of
// dropout does not count as lost.
func gaps(e *evidence) []summary.Remark {
	var found []summary.Remark
	for _, s := range e.scores {
		m := s.missing
		all := m.Complete + m.Dropout + m.Intermittent
		if m.Intermittent > 0 {
			found = append(found, summary.Remark{Severity: summary.SeverityNote, Code: "gaps", Outcome: m.Outcome, N: m.Intermittent, Of: all})
		}
	}
	return found
}
