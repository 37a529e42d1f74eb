package analysis

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// people is a study in memory: scores as the decimal text that a file would
// hold, nil where missing, and optionally a stratum and a cluster for each.
type people struct {
	Pre     []*string `json:"pre"`
	Post    []*string `json:"post"`
	By      []*string `json:"by"`
	Cluster []*string `json:"cluster"`
}

// memory is a source of one outcome, "y", at the visits "pre" and "post".
type memory struct {
	scale  summary.Scale
	people people
}

func (m memory) Scales() []summary.Scale { return []summary.Scale{m.scale} }

func (m memory) Count(_ context.Context, plan summary.Plan) (*summary.Summary, error) {
	out := &summary.Summary{}
	step, places := grid(m.people.Pre, m.people.Post)
	for _, want := range plan.Wants {
		columns := map[string][]*string{"pre": m.people.Pre, "post": m.people.Post, "by": m.people.By, "cluster": m.people.Cluster}
		axes := make([]summary.Axis, len(want.Axes))
		for i, a := range want.Axes {
			axes[i] = summary.Axis{Scale: a.Scale, Visit: a.Visit, Step: step}
		}
		cells := map[summary.Key][][]summary.Score{}
		for i := range m.people.Pre {
			var levels []summary.Level
			for _, name := range want.By {
				levels = append(levels, summary.Level{Name: name, Value: deref(columns[name][i])})
			}
			var at []summary.Score
			for _, a := range axes {
				at = append(at, ticks(columns[a.Visit][i], places))
			}
			key := summary.NewKey(levels...)
			cells[key] = append(cells[key], at)
		}
		counts, err := summary.NewStrata(func(yield func(summary.Key, summary.Counts) bool) {
			for key, people := range cells {
				c, err := summary.NewCounts(axes, func(yield func([]summary.Score, int64) bool) {
					for _, at := range people {
						if !yield(at, 1) {
							return
						}
					}
				})
				if err != nil {
					panic(err)
				}
				if !yield(key, c) {
					return
				}
			}
		})
		if err != nil {
			return nil, err
		}
		out.Counts = append(out.Counts, counts)
	}
	return out, nil
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// grid returns the power of ten that holds every score, and its places.
func grid(columns ...[]*string) (summary.Step, int) {
	places := 0
	for _, column := range columns {
		for _, s := range column {
			if _, fraction, ok := strings.Cut(deref(s), "."); ok {
				places = max(places, len(fraction))
			}
		}
	}
	den := int64(1)
	for range places {
		den *= 10
	}
	return summary.Step{Num: 1, Den: den}, places
}

func ticks(s *string, places int) summary.Score {
	if s == nil {
		return summary.Missing
	}
	whole, fraction, _ := strings.Cut(*s, ".")
	v, err := strconv.ParseInt(whole+fraction+strings.Repeat("0", places-len(fraction)), 10, 64)
	if err != nil {
		panic(fmt.Sprintf("test data hold %q", *s))
	}
	return summary.Score(v)
}

func texts(values ...string) []*string {
	out := make([]*string, len(values))
	for i := range values {
		if values[i] != "" {
			out[i] = &values[i]
		}
	}
	return out
}

// analyse runs the standard analysis of people in memory.
func analyse(t testing.TB, scale summary.Scale, p people, spec Spec) *Report {
	t.Helper()
	scale.ID = "y"
	if len(spec.Outcomes) == 0 {
		spec.Outcomes = []Outcome{{Scale: "y", Pre: "pre", Post: "post"}}
	}
	report, err := Standard(context.Background(), memory{scale, p}, spec)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// find returns the row of a report.
func find(t testing.TB, r *Report, stratum, method, term, variant string) Estimate {
	t.Helper()
	for _, e := range r.Estimates {
		if e.Stratum == stratum && e.Method == method && e.Term == term && e.Variant == variant {
			return e
		}
	}
	t.Fatalf("no row %q %s %s %q", stratum, method, term, variant)
	return Estimate{}
}
