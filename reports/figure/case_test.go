package figure

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// testCase is a report to be drawn, with the options of its figures.
type testCase struct {
	name    string
	options Options
	report  *analysis.Report
}

// testCases are the reports that every kind of figure must draw well. They are
// made once, and nothing may write to them.
func testCases(t testing.TB) []testCase {
	t.Helper()
	cases, err := builtCases()
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

var builtCases = sync.OnceValues(func() (cases []testCase, err error) {
	add := func(name string, o Options, all ...pairs) {
		r, e := reported(all...)
		err = errors.Join(err, e)
		cases = append(cases, testCase{name, o, r})
	}
	phq := symptoms("phq9", "PHQ-9 depression", 27, "minimal", "mild", "moderate", "moderately severe", "severe")
	gad := symptoms("gad7", "GAD-7 anxiety", 21, "minimal", "mild", "moderate", "severe")
	lonely := symptoms("ucla3", "UCLA-3 loneliness", 9, "not lonely", "lonely")
	lonely.Range.Low, lonely.Bands[1].From, lonely.Caseness = whole(3), whole(6), []summary.Criterion{{Op: ">=", At: whole(6)}}
	exercise := summary.Scale{ID: "evs", Label: "Exercise Vital Sign", Unit: "min/week", Better: summary.Higher, Range: summary.Range{Low: whole(0), High: whole(10080)},
		Caseness: []summary.Criterion{{Op: "<=", At: whole(149)}},
		Bands:    []summary.Band{{ID: "inactive", From: whole(0)}, {ID: "insufficient", From: whole(1)}, {ID: "guideline met", From: whole(150)}}}
	fruit := summary.Scale{ID: "fv", Label: "Fruit and vegetables", Unit: "servings/day", Better: summary.Higher, Range: summary.Range{Low: whole(0), High: whole(16)}}
	minutes := func(rng *rand.Rand) [2]int64 {
		before := int64(max(0, rng.NormFloat64()*4+4)) * 15
		return [2]int64{before, max(0, before+int64(rng.NormFloat64()*3+1.5)*15)}
	}
	five := []pairs{
		{phq, draws(41, 9, 5, -3, 27)}, {gad, draws(41, 8, 4, -2, 21)}, {lonely, within(draws(41, 6, 2, -0.6, 9), 3)},
		{exercise, from(minutes, 41)}, {fruit, draws(41, 4, 1.7, 0.7, 16)},
	}
	weight := summary.Scale{ID: "weight", Label: "Weight", Unit: "kg", Step: summary.Step{Num: 1, Den: 10}}
	resilience := summary.Scale{ID: "brs", Label: "Brief Resilience Scale", Better: summary.Higher, Step: summary.Step{Num: 1, Den: 6}, Range: summary.Range{Low: whole(1), High: whole(5)},
		Bands: []summary.Band{{ID: "low", From: whole(1)}, {ID: "normal", From: summary.Amount{Num: 3, Den: 1}}, {ID: "high", From: summary.Amount{Num: 431, Den: 100}}}}
	balance := summary.Scale{ID: "balance", Label: "Balance of affect", Unit: "points"}
	var twelve []pairs
	for i := range 12 {
		s := symptoms(fmt.Sprintf("o%d", i), fmt.Sprintf("%d. Perceived interference of health with everyday activities", i+1), int64(10+4*i), "none", "slight", "moderate", "severe")
		twelve = append(twelve, pairs{s, draws(int(60+i*7), float64(4+i), float64(2+i/3), -float64(i)/4, int64(10+4*i))})
	}
	long := symptoms("long", "A <b>scale</b> & \"its\" label\x1b[31m\u202e with Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft and font-family:Liberation Sans; in it", 27,
		"no symptoms worth mentioning at all", "mild symptoms that come and go", "moderate symptoms on most days of the week", "severe <i>symptoms</i>", "very severe symptoms that need attention now")
	long.Unit = "points of the revised summary score"
	long.Caseness = []summary.Criterion{{Op: ">=", At: whole(10)}, {Op: ">=", At: whole(11)}, {Op: ">=", At: whole(12)}, {Op: ">=", At: whole(25)}}
	huge := summary.Scale{ID: "huge", Label: "Huge values", Unit: "units"}
	offset := summary.Scale{ID: "offset", Label: "A large offset", Unit: "units"}
	same := func(n int64, before, after int64) cells { return cells{{before, after}: n} }
	add("five_people", Options{}, pairs{phq, cells{{14, 9}: 1, {11, 12}: 1, {18, 10}: 1, {9, 5}: 1, {16, 16}: 1}})
	add("two_hundred", Options{}, pairs{phq, draws(200, 11, 5, -3.2, 27)})
	add("million", Options{}, pairs{phq, million()}, pairs{gad, draws(50_000, 9, 5, -2, 21)})
	add("all_equal", Options{}, pairs{phq, same(40, 10, 10)}, pairs{gad, same(40, 8, 5)}, pairs{balance, same(12, 3, 3)})
	add("cam", Options{}, five...)
	add("twelve", Options{}, twelve...)
	add("long_labels", Options{}, pairs{long, draws(80, 11, 6, -3, 27)}, pairs{phq, draws(25, 11, 6, -3, 27)})
	add("spanish", Options{Language: "es"}, five[:4]...)
	add("no_direction", Options{}, pairs{balance, shifted(draws(90, 12, 5, 2, 27), -14)}, pairs{weight, draws(35, 807, 120, -14, 2000)})
	add("decimals", Options{}, pairs{weight, draws(300, 807, 120, -14, 2000)}, pairs{resilience, within(draws(120, 19, 4, 2, 30), 6)})
	add("few_pairs", Options{}, pairs{phq, cells{{12, missing}: 9}}, pairs{gad, cells{{12, 5}: 1, {9, missing}: 3}}, pairs{lonely, cells{{5, 4}: 1, {8, 9}: 1}})
	add("huge", Options{}, pairs{huge, scaled(draws(60, 11, 6, -3, 27), 40_000_000_000_000)}, pairs{offset, shifted(draws(60, 11, 6, -3, 27), 1_000_000_000_000)})
	return cases, err
})

const missing = int64(summary.Missing)

// cells counts people by their ticks before and after.
type cells map[[2]int64]int64

// pairs is one outcome with its people.
type pairs struct {
	scale summary.Scale
	cells cells
}

func whole(n int64) summary.Amount { return summary.Amount{Num: n, Den: 1} }

// symptoms is a scale from 0 with bands of equal width and a cut-off of a case.
func symptoms(id, label string, high int64, bands ...string) summary.Scale {
	s := summary.Scale{ID: id, Label: label, Better: summary.Lower, Range: summary.Range{Low: whole(0), High: whole(high)}}
	for i, b := range bands {
		s.Bands = append(s.Bands, summary.Band{ID: b, From: whole(int64(i) * 5 * high / 27)})
	}
	s.Caseness = []summary.Criterion{{Op: ">=", At: whole(10 * high / 27)}}
	return s
}

// from makes people by a function of random numbers, always the same.
func from(person func(*rand.Rand) [2]int64, n int) cells {
	rng := rand.New(rand.NewPCG(1, uint64(n)))
	c := cells{}
	for range n {
		c[person(rng)]++
	}
	for range n / 8 {
		c[[2]int64{person(rng)[0], missing}]++
	}
	return c
}

// draws makes n people whose scores are correlated, on a grid from 0 to high.
func draws(n int, mean, sd, change float64, high int64) cells {
	limit := func(v float64) int64 { return min(max(int64(math.Round(v)), 0), high) }
	return from(func(rng *rand.Rand) [2]int64 {
		z := rng.NormFloat64()
		return [2]int64{limit(mean + sd*z), limit(mean + change + sd*(0.7*z+0.7*rng.NormFloat64()))}
	}, n)
}

// million is a million people, by expected counts.
func million() cells {
	c := cells{}
	total := 0.0
	weight := func(a, b int64) float64 {
		x, y := (float64(a)-11)/5.5, (float64(b)-8)/5.5
		return math.Exp(-(x*x - 1.3*x*y + y*y) / (2 * (1 - 0.65*0.65)))
	}
	for a := range int64(28) {
		for b := range int64(28) {
			total += weight(a, b)
		}
	}
	left := int64(1_000_000)
	for a := range int64(28) {
		for b := range int64(28) {
			if n := int64(weight(a, b) / total * 1e6); n > 0 {
				c[[2]int64{a, b}] = n
				left -= n
			}
		}
	}
	c[[2]int64{10, 8}] += left
	return c
}

func mapped(c cells, f func(int64) int64) cells {
	out := cells{}
	for at, n := range c {
		for i, v := range at {
			if v != missing {
				at[i] = f(v)
			}
		}
		out[at] += n
	}
	return out
}

func shifted(c cells, by int64) cells { return mapped(c, func(v int64) int64 { return v + by }) }
func scaled(c cells, by int64) cells  { return mapped(c, func(v int64) int64 { return v * by }) }
func within(c cells, low int64) cells { return mapped(c, func(v int64) int64 { return max(v, low) }) }

// reported runs the standard analysis on people who are already counted.
func reported(all ...pairs) (*analysis.Report, error) {
	var spec analysis.Spec
	for _, p := range all {
		spec.Outcomes = append(spec.Outcomes, analysis.Outcome{Scale: p.scale.ID, Pre: "baseline", Post: "month3"})
	}
	return analysis.Standard(context.Background(), counted(all), spec)
}

// counted is a source of counts.
type counted []pairs

func (c counted) Scales() []summary.Scale {
	var all []summary.Scale
	for _, p := range c {
		all = append(all, p.scale)
	}
	return all
}

func (c counted) Count(_ context.Context, plan summary.Plan) (*summary.Summary, error) {
	out := &summary.Summary{}
	for _, want := range plan.Wants {
		for _, p := range c {
			if p.scale.ID != want.Axes[0].Scale {
				continue
			}
			axes := []summary.Axis{want.Axes[0], want.Axes[1]}
			for i := range axes {
				axes[i].Step = p.scale.Step
				if !axes[i].Step.IsSet() {
					axes[i].Step = summary.Unit
				}
			}
			strata, err := summary.NewStrata(func(yield func(summary.Key, summary.Counts) bool) {
				for at, n := range p.cells {
					one, err := summary.NewCounts(axes, func(yield func([]summary.Score, int64) bool) {
						yield([]summary.Score{summary.Score(at[0]), summary.Score(at[1])}, n)
					})
					var levels []summary.Level
					for _, name := range want.By {
						levels = append(levels, summary.Level{Name: name, Value: strings.Repeat("A", 1+int(at[0])%2)})
					}
					if err != nil || !yield(summary.NewKey(levels...), one) {
						return
					}
				}
			})
			if err != nil {
				return nil, err
			}
			out.Counts = append(out.Counts, strata)
		}
	}
	return out, nil
}
