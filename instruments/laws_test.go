package instruments

import (
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// everyInstrument is the builtin ones and those of the tests.
func everyInstrument(t testing.TB) []*Instrument {
	return append(builtinCatalog(t).All(), testCatalog(t).All()...)
}

func drawAnswer(t *rapid.T, s *Scorer, item int, missing bool) Answer {
	if missing && rapid.IntRange(0, 5).Draw(t, "missing") == 0 {
		return NoAnswer
	}
	a := s.allowed[item]
	return Answer(rapid.Int64Range(int64(a.low), int64(a.high)).Filter(func(v int64) bool { return a.has(Answer(v)) }).Draw(t, "answer"))
}

func drawAnswers(t *rapid.T, s *Scorer, missing bool) []Answer {
	answers := make([]Answer, len(s.allowed))
	for item := range answers {
		answers[item] = drawAnswer(t, s, item, missing)
	}
	return answers
}

func scorerOf(t testing.TB, i *Instrument, o Options) *Scorer {
	t.Helper()
	s, err := i.Scorer(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func mustScore(t interface{ Fatal(...any) }, s *Scorer, answers []Answer) Result {
	var r Result
	before := slices.Clone(answers)
	if err := s.Score(answers, &r); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(before, answers) {
		t.Fatal("the answers were written to")
	}
	return r
}

// Every score lies in its range on its grid, prorated or not, whatever is
// answered; without missing answers there always is one.
func TestScoresLieInRange(t *testing.T) {
	for _, i := range everyInstrument(t) {
		for _, decimals := range []int{0, 2} {
			s := scorerOf(t, i, Options{Decimals: decimals})
			rapid.Check(t, func(t *rapid.T) {
				missing := rapid.Bool().Draw(t, "some missing")
				r := mustScore(t, s, drawAnswers(t, s, missing))
				for k, scale := range i.Scales {
					x := r.Scales[k]
					if !scale.Range.Contains(x.Score, s.Step(k)) {
						t.Fatalf("%s: %v lies outside %s", scale.ID, units(s, k, r), scale.Range)
					}
					if !missing && (!x.Score.Observed() || x.Prorated || x.Answered != len(scale.Items)) {
						t.Fatalf("%s: all answers give %+v", scale.ID, x)
					}
				}
			})
		}
	}
}

// An independent reading of the definition, in rational numbers: a prorated
// sum is S·k/a and a prorated mean S/a, rounded half up to the step.
func TestProratedAgreesWithRationals(t *testing.T) {
	for _, id := range []string{"phq9", "gad7", "brs"} {
		i, _ := find(t, id)
		s := scorerOf(t, i, Options{})
		rapid.Check(t, func(t *rapid.T) {
			answers := drawAnswers(t, s, true)
			r := mustScore(t, s, answers)
			for k, scale := range i.Scales {
				total, n := new(big.Rat), int64(0)
				for _, item := range scale.Items {
					if answers[item] == NoAnswer {
						continue
					}
					v := summary.Amount{Num: int64(answers[item]), Den: 1}.Rat()
					if it := i.Items[item]; it.Reverse {
						v.Sub(new(big.Rat).Add(it.Low.Rat(), it.High.Rat()), v)
					}
					total.Add(total, v)
					n++
				}
				held := slices.ContainsFunc(scale.Missing.NeverImpute, func(item int) bool { return answers[item] == NoAnswer })
				want := summary.Missing
				if all := int64(len(scale.Items)); n == all || scale.Missing.Kind == Prorate && n >= int64(scale.Missing.MinAnswered) && !held {
					value := total.Mul(total, big.NewRat(1, n))
					if scale.Operation == Sum {
						value.Mul(value, big.NewRat(all, 1))
					}
					value.Quo(value, scale.Step.Rat()).Add(value, big.NewRat(1, 2))
					want = summary.Score(new(big.Int).Div(value.Num(), value.Denom()).Int64())
				}
				if r.Scales[k].Score != want || r.Scales[k].Answered != int(n) {
					t.Fatalf("%s of %v is %v, want %v", scale.ID, answers, r.Scales[k], want)
				}
			}
		})
	}
}

// The order of interchangeable items does not matter.
func TestPermutedItemsGiveTheSameSum(t *testing.T) {
	for _, id := range []string{"gad7", "ucla3", "who5", "mspss"} {
		i, _ := find(t, id)
		s := scorerOf(t, i, Options{})
		rapid.Check(t, func(t *rapid.T) {
			answers := drawAnswers(t, s, true)
			a := mustScore(t, s, answers).Scales[0]
			if b := mustScore(t, s, rapid.Permutation(answers).Draw(t, "order")).Scales[0]; a != b {
				t.Fatalf("%v and %v", a, b)
			}
		})
	}
}

// One more on one item never lowers a score of items that are neither reversed
// nor mapped, and never raises one where the item is reversed, or divides, or
// where low values are counted or the table falls.
func TestMonotoneInEachItem(t *testing.T) {
	for _, i := range everyInstrument(t) {
		s := scorerOf(t, i, Options{})
		rapid.Check(t, func(t *rapid.T) {
			answers := drawAnswers(t, s, true)
			item := rapid.IntRange(0, len(answers)-1).Draw(t, "item")
			answers[item] = drawAnswer(t, s, item, false)
			low := mustScore(t, s, answers)
			answers[item]++
			if !s.allowed[item].has(answers[item]) {
				return
			}
			high := mustScore(t, s, answers)
			for k, scale := range i.Scales {
				a, b := low.Scales[k].Score, high.Scales[k].Score
				if _, mapped := scale.mapOf(item); mapped || !a.Observed() || !b.Observed() {
					continue
				}
				falling := scale.Operation == Quotient && item == scale.Items[len(scale.Items)-1]
				if rows := scale.Table; len(rows) > 0 {
					falling = compare(rows[0].Value, rows[len(rows)-1].Value) > 0
				}
				if falls := scale.Counts.Op == "<=" || falling; falls != i.Items[item].Reverse {
					a, b = b, a
				}
				if a > b {
					t.Fatalf("%s fell from %d to %d with item %s", scale.ID, a, b, i.Items[item].ID)
				}
			}
		})
	}
}

// Reversing every answer to reversed and unreversed items alike mirrors the
// score about the middle of its range, and doing so twice gives it back.
func TestReversingTwice(t *testing.T) {
	for _, id := range []string{"pss10", "brs", "phq9"} {
		i, _ := find(t, id)
		s := scorerOf(t, i, Options{})
		rapid.Check(t, func(t *rapid.T) {
			answers := drawAnswers(t, s, false)
			reversed := func(answers []Answer) []Answer {
				out := slices.Clone(answers)
				for item := range out {
					out[item] = s.allowed[item].low + s.allowed[item].high - out[item]
				}
				return out
			}
			a, b := mustScore(t, s, answers), mustScore(t, s, reversed(answers))
			c := mustScore(t, s, reversed(reversed(answers)))
			for k, scale := range i.Scales {
				low, high := scale.Step.Ceil(scale.Range.Low), scale.Step.Ceil(scale.Range.High)
				if a.Scales[k].Score+b.Scales[k].Score != low+high {
					t.Fatalf("%s: %d and %d", scale.ID, a.Scales[k].Score, b.Scales[k].Score)
				}
				if a.Scales[k] != c.Scales[k] {
					t.Fatalf("%s: reversed twice, %+v is %+v", scale.ID, a.Scales[k], c.Scales[k])
				}
			}
		})
	}
}

// The flag depends on the one item alone.
func TestSafetyDependsOnItsItemAlone(t *testing.T) {
	i, _ := Lookup("phq9")
	s := scorerOf(t, i, Options{})
	rapid.Check(t, func(t *rapid.T) {
		answers := drawAnswers(t, s, true)
		want := Safety{State: SafetyUnknown}
		switch a := answers[8]; {
		case a == 0:
			want.State = SafetyNotEndorsed
		case a > 0:
			want = Safety{SafetyEndorsed, a}
		}
		r := mustScore(t, s, answers)
		if r.Safety != want {
			t.Fatalf("%v: %+v", answers, r.Safety)
		}
		if answers[8] == NoAnswer && r.Scales[0].Score.Observed() {
			t.Fatal("item 9 was imputed")
		}
	})
}

// Without prorating, a scale with a missing answer has no score, and every
// other score stays as it is.
func TestProratingSwitchedOff(t *testing.T) {
	for _, id := range []string{"phq9", "gad7", "brs", "djg6"} {
		i, _ := find(t, id)
		with, without := scorerOf(t, i, Options{}), scorerOf(t, i, Options{Prorate: ProrateNone})
		rapid.Check(t, func(t *rapid.T) {
			answers := drawAnswers(t, with, true)
			a, b := mustScore(t, with, answers), mustScore(t, without, answers)
			for k := range i.Scales {
				want := a.Scales[k]
				if want.Prorated || want.NotImputed {
					want = Scored{Score: summary.Missing, Answered: want.Answered}
				}
				if b.Scales[k] != want {
					t.Fatalf("%s: %+v, want %+v", i.Scales[k].ID, b.Scales[k], want)
				}
			}
		})
	}
}
