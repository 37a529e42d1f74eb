package analysis

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// visits is a source of one outcome "y" of whole numbers at visits v0, v1, … of
// times 0, 1, …, a row a person, with a group each where there are groups.
type visits struct {
	scores [][]summary.Score
	groups []string
}

func (s visits) names() []string {
	var names []string
	for v := range s.scores[0] {
		names = append(names, fmt.Sprintf("v%d", v))
	}
	return names
}

func (s visits) Scales() []summary.Scale {
	return []summary.Scale{{ID: "y", Better: summary.Lower, Step: summary.Unit}}
}

func (s visits) key(person int, by []string) summary.Key {
	if !slices.Contains(by, "group") {
		return summary.Key{}
	}
	return summary.NewKey(summary.Level{Name: "group", Value: s.groups[person]})
}

func (s visits) Count(_ context.Context, plan summary.Plan) (*summary.Summary, error) {
	out := &summary.Summary{}
	for _, want := range plan.Patterns {
		var columns []summary.Column
		for _, name := range want.Visits {
			columns = append(columns, summary.Column{Name: name, Step: summary.Unit})
		}
		strata, err := summary.NewStrata(func(yield func(summary.Key, summary.Patterns) bool) {
			for i, row := range s.scores {
				p, err := summary.NewPatterns(columns, once2(row, int64(1)))
				if err != nil {
					panic(err)
				}
				if !yield(s.key(i, want.By), p) {
					return
				}
			}
		})
		if err != nil {
			return nil, err
		}
		out.Patterns = append(out.Patterns, strata)
	}
	return out, nil
}

func (s visits) VisitTimes(string) (summary.VisitTimes, error) {
	t := summary.VisitTimes{Visits: s.names()}
	for v := range t.Visits {
		t.Times = append(t.Times, summary.Amount{Num: int64(v), Den: 1})
	}
	return t, nil
}

func (s visits) Variable(name string) (summary.Variable, error) {
	levels := slices.Clone(s.groups)
	slices.Sort(levels)
	return summary.Variable{Name: name, Levels: slices.Compact(levels)}, nil
}

// Rows gives the same scores one person at a time, each survey with its time.
func (s visits) Rows(_ context.Context, want summary.RowWant) (*summary.Rows, error) {
	out := &summary.Rows{Score: summary.Unit, Time: summary.Column{Name: "time", Step: summary.Unit}}
	for i, row := range s.scores {
		p := summary.Person{Index: i, Key: s.key(i, want.By)}
		for v, score := range row {
			if score.Observed() {
				p.Surveys = append(p.Surveys, summary.Survey{Visit: -1, Time: summary.Score(v), Score: score})
			}
		}
		if len(p.Surveys) > 0 {
			out.People = append(out.People, p)
		}
	}
	return out, nil
}

// readVisits reads rows of scores with a point where one is missing.
func readVisits(rows []string) visits {
	var s visits
	for _, row := range rows {
		var scores []summary.Score
		for _, cell := range strings.Fields(row) {
			score := summary.Missing
			if n, err := strconv.ParseInt(cell, 10, 64); err == nil {
				score = summary.Score(n)
			}
			scores = append(scores, score)
		}
		s.scores = append(s.scores, scores)
	}
	return s
}

// fitted runs one model and returns its rows by term.
func fitted(source summary.Source, m MixedModel) (map[string]Estimate, []summary.Decision, error) {
	r, err := Mixed(context.Background(), source, MixedSpec{Outcomes: []MixedOutcome{{Scale: "y"}}, Model: m})
	if err != nil {
		return nil, nil, err
	}
	rows := map[string]Estimate{}
	for _, e := range r.Estimates {
		rows[e.Term] = e
	}
	return rows, r.Decisions, nil
}

func valueOf(n Number) float64 {
	v, _ := n.Get()
	return v
}
