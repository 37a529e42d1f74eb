package analysis

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// counted is a source whose patterns were counted before.
type counted struct {
	visits
	patterns summary.Strata[summary.Patterns]
}

func (c counted) Count(context.Context, summary.Plan) (*summary.Summary, error) {
	return &summary.Summary{Patterns: []summary.Strata[summary.Patterns]{c.patterns}}, nil
}

func (c counted) Variable(name string) (summary.Variable, error) {
	return summary.Variable{Name: name, Levels: []string{"a", "b", "c"}[:2+len(name)%2]}, nil
}

// BenchmarkFitFromCounts fits the default growth model with three categorical
// covariates to the counts of people at four visits: the cost does not depend on
// how many people there are.
func BenchmarkFitFromCounts(b *testing.B) {
	rng := rand.New(rand.NewPCG(3, 3))
	s := cohort(rng, 20_000)
	var columns []summary.Column
	for _, name := range s.names() {
		columns = append(columns, summary.Column{Name: name, Step: summary.Unit})
	}
	cells := map[summary.Key][][]summary.Score{}
	for _, row := range s.scores {
		level := func(name string, n int) summary.Level {
			return summary.Level{Name: name, Value: string(rune('a' + rng.IntN(n)))}
		}
		k := summary.NewKey(level("sex", 3), level("site", 2), level("language", 2))
		cells[k] = append(cells[k], row)
	}
	patterns, err := summary.NewStrata(func(yield func(summary.Key, summary.Patterns) bool) {
		for k, rows := range cells {
			p, err := summary.NewPatterns(columns, func(yield func([]summary.Score, int64) bool) {
				for _, row := range rows {
					if !yield(row, 50) { // a million people
						return
					}
				}
			})
			if err != nil {
				b.Fatal(err)
			}
			if !yield(k, p) {
				return
			}
		}
	})
	if err != nil {
		b.Fatal(err)
	}
	source := counted{s, patterns}
	spec := MixedSpec{Outcomes: []MixedOutcome{{Scale: "y"}}, Model: MixedModel{Covariates: []string{"sex", "site", "language"}}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Mixed(context.Background(), source, spec); err != nil {
			b.Fatal(err)
		}
	}
}
