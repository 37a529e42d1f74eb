package instruments

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cam-outcomes/cam/datasets/summary"
)

func TestInvalidAnswersAreErrors(t *testing.T) {
	i, _ := Lookup("evs")
	_, err := i.Score([]Answer{8, 30})
	var invalid *InvalidAnswerError
	if !errors.As(err, &invalid) {
		t.Fatalf("8 days a week: %v", err)
	}
	if got, want := err.Error(), "evs: item days has no answer 8; it goes from 0 to 7"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	s := scorerOf(t, i, Options{Decimals: 1})
	var r Result
	if err := s.Score([]Answer{3, 14401}, &r); err == nil || err.Error() != "evs: item minutes has no answer 1440.1; it goes from 0 to 1440" {
		t.Errorf("1440.1 minutes: %v", err)
	}
	if len(r.Scales) != 0 {
		t.Errorf("an invalid answer left %v", r.Scales)
	}
	if err := s.Score([]Answer{3}, &r); err == nil {
		t.Error("one answer of two was scored")
	}
	if _, err := i.Scorer(Options{Decimals: -1}); err == nil {
		t.Error("-1 decimals were accepted")
	}
}

func TestCodesWithGaps(t *testing.T) {
	i, _ := testCatalog(t).Lookup("gaps")
	for _, a := range []Answer{-2, 1, 4, 6} {
		if _, err := i.Score([]Answer{a, 0, 0}); err == nil {
			t.Errorf("the code %d was accepted", a)
		}
	}
	p, err := i.Parser(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]Reading{"-1": Read, "Better (5)": Read, "3": OutOfRange, "-1 worse": Read, "-1 - worse": Read} {
		if _, got := p.Parse(0, text); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}

func TestParseProrating(t *testing.T) {
	for text, want := range map[string]Prorating{"none": ProrateNone, "rule": ProrateByRule} {
		if got, err := ParseProrating(text); err != nil || got != want {
			t.Errorf("%s: %q, %v", text, got, err)
		}
	}
	if _, err := ParseProrating("half"); err == nil {
		t.Error("half was accepted")
	}
}

func TestDecimalsAreExact(t *testing.T) {
	i, _ := Lookup("fv2")
	s := scorerOf(t, i, Options{Decimals: 3})
	r := mustScore(t, s, []Answer{1125, 3000})
	if got, want := s.Step(0), (summary.Step{Num: 1, Den: 1000}); got != want || r.Scales[0].Score != 4125 {
		t.Errorf("1.125 + 3 is %d in steps of %v", r.Scales[0].Score, got)
	}
	whole := scorerOf(t, i, Options{})
	if got := whole.Step(0); got != summary.Unit {
		t.Errorf("whole numbers have the step %v", got)
	}
}

func TestScoreOnce(t *testing.T) {
	i, _ := Lookup("ucla3")
	got, err := i.Score([]Answer{1, 2, 3})
	if err != nil {
		t.Fatal(err)
	}
	want := Result{Scales: []Scored{{Score: 6, Answered: 3}}, Safety: Safety{State: SafetyNotAsked}}
	if d := cmp.Diff(want, got, cmp.AllowUnexported(Result{})); d != "" {
		t.Error(d)
	}
}

func TestScoringAllocatesNothing(t *testing.T) {
	for _, i := range everyInstrument(t) {
		s := scorerOf(t, i, Options{})
		answers := make([]Answer, len(i.Items))
		for item := range answers {
			answers[item] = s.allowed[item].high
		}
		answers[0] = NoAnswer
		var r Result
		if n := testing.AllocsPerRun(100, func() {
			if err := s.Score(answers, &r); err != nil {
				t.Fatal(err)
			}
		}); n != 0 {
			t.Errorf("%s: %v allocations", i.ID, n)
		}
	}
}

func BenchmarkScore(b *testing.B) {
	for _, id := range []string{"phq9", "gad7", "evs"} {
		b.Run(id, func(b *testing.B) {
			i, _ := Lookup(id)
			s := scorerOf(b, i, Options{})
			rng := rand.New(rand.NewPCG(1, 2))
			people := make([][]Answer, 1024)
			for p := range people {
				for item := range i.Items {
					a := Answer(rng.Int64N(int64(s.allowed[item].high) + 1))
					if rng.IntN(20) == 0 {
						a = NoAnswer
					}
					people[p] = append(people[p], a)
				}
			}
			var r Result
			b.ReportAllocs()
			for n := 0; b.Loop(); n++ {
				if err := s.Score(people[n%len(people)], &r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkParse(b *testing.B) {
	i, _ := Lookup("phq9")
	p, err := i.Parser(Options{})
	if err != nil {
		b.Fatal(err)
	}
	for _, text := range []string{"2", "Several days", "several  days (1)"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.Parse(0, text)
			}
		})
	}
}
