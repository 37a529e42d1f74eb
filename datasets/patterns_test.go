package datasets

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// patternsOf counts one want of patterns.
func patternsOf(t testing.TB, c *Cohort, w summary.PatternWant) summary.Strata[summary.Patterns] {
	t.Helper()
	s, err := c.Count(context.Background(), summary.Plan{Patterns: []summary.PatternWant{w}})
	if err != nil {
		t.Fatal(err)
	}
	return s.Patterns[0]
}

// patternText writes patterns with their sums in units.
func patternText(s summary.Strata[summary.Patterns]) string {
	var b strings.Builder
	for key, p := range s.All() {
		fmt.Fprintf(&b, "[%s] %d of", key, p.N())
		for _, c := range p.Columns() {
			fmt.Fprintf(&b, " %s/%s", c.Name, summary.Amount(c.Step))
		}
		for observed, m := range p.All() {
			fmt.Fprintf(&b, "\n  %v: %d", observed, m.N())
			for i := range observed {
				fmt.Fprintf(&b, " %s", m.Sum(i).RatString())
			}
		}
		fmt.Fprintln(&b)
	}
	return b.String()
}

const patternData = `id,visit,site,age,s
a,baseline,N,34,10
a,month1,N,,8.5
a,month3,N,99,7
b,baseline,S,40.5,12
b,month3,,,
c,month1,S,29,4
d,baseline,,,3
d,month1,,51,
`

func TestPatternsOfACohort(t *testing.T) {
	c := loadText(t, patternData, Options{Outcomes: []string{"x=s"}, By: []string{"site"}, Covariates: []string{"age"}})
	got := patternText(patternsOf(t, c, summary.PatternWant{Scale: "x", Covariates: []string{"age"}, By: []string{"site"}}))
	want := `[site=N] 1 of age/0.1 baseline/0.1 month1/0.1 month3/0.1
  [0 1 2 3]: 1 34 10 17/2 7
[site=S] 2 of age/0.1 baseline/0.1 month1/0.1 month3/0.1
  [0 1]: 1 81/2 12
  [0 2]: 1 29 4
[site=] 1 of age/0.1 baseline/0.1 month1/0.1 month3/0.1
  [0 1]: 1 51 3
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	got = patternText(patternsOf(t, c, summary.PatternWant{Scale: "x", Visits: []string{"Month3", "baseline"}}))
	want = "[] 4 of month3/0.1 baseline/0.1\n  []: 1\n  [0 1]: 1 7 10\n  [1]: 2 15\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	age, err1 := c.Variable("age")
	site, err2 := c.Variable("site")
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	if diff := cmp.Diff([]summary.Variable{
		{Name: "age", Numeric: true, Step: summary.Step{Num: 1, Den: 10}, Varies: 1},
		{Name: "site", Levels: []string{"N", "S"}, Missing: 1},
	}, []summary.Variable{age, site}); diff != "" {
		t.Error(diff)
	}
	for _, w := range []summary.PatternWant{
		{Scale: "y"}, {Scale: "x", Visits: []string{"month2"}}, {Scale: "x", Covariates: []string{"site"}}, {Scale: "x", By: []string{"sex"}},
	} {
		if _, err := c.Count(context.Background(), summary.Plan{Patterns: []summary.PatternWant{w}}); !errors.As(err, new(*UsageError)) {
			t.Errorf("%+v: %v", w, err)
		}
	}
}

// A covariate is exact whatever its decimals, and what cannot be is said.
func TestCovariateNumbers(t *testing.T) {
	const head = "id,pre,post,z\n"
	load := func(rows string) *Cohort {
		return loadText(t, head+rows, Options{Outcomes: []string{"x=pre:post"}, Covariates: []string{"z"}})
	}
	want := summary.PatternWant{Scale: "x", Covariates: []string{"z"}}
	s, err := load("a,1,2,0.12345678915\nb,1,2,7\n").Count(context.Background(), summary.Plan{Patterns: []summary.PatternWant{want, want}})
	if err != nil {
		t.Fatal(err)
	}
	rounded := slices.DeleteFunc(s.Decisions, func(d summary.Decision) bool { return d.Code != DecisionDecimalsRounded })
	if len(rounded) != 1 || rounded[0].N != 1 || rounded[0].Args["column"] != "z" {
		t.Errorf("decisions %+v", s.Decisions)
	}
	_, err = load("a,1,2,1e15\nb,1,2,0.1\n").Count(context.Background(), summary.Plan{Patterns: []summary.PatternWant{want}})
	if !errors.As(err, new(*summary.RangeError)) {
		t.Errorf("a number too large: %v", err)
	}
	for rows, numeric := range map[string]bool{
		"a,1,2,3\nb,1,2,\n": true, "a,1,2,\nb,1,2,NA\n": false, "a,1,2,3\nb,1,2,x\n": false, "a,1,2,\"1,5\"\nb,1,2,-2\n": true, "a,1,2,\"1,500\"\nb,1,2,2\n": false,
	} {
		if v, err := load(rows).Variable("z"); err != nil || v.Numeric != numeric {
			t.Errorf("%q: %+v %v", rows, v, err)
		}
	}
	// Text in a row that is not selected does not make a column text.
	c := loadText(t, head+"a,1,2,3\nb,9,2,x\n", Options{Outcomes: []string{"x=pre:post"}, Covariates: []string{"z"}, Where: "pre < 5"})
	if v, err := c.Variable("z"); err != nil || !v.Numeric {
		t.Errorf("%+v %v", v, err)
	}
}

// Permuted rows and split files give the same patterns, and merging the strata
// gives those of everyone.
func TestPatternsOfAnyOrder(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		people := drawPeople.Draw(t, "people")
		rows := longRows(people)
		header, specs := longHeader(people[0])
		o := Options{Outcomes: specs, By: []string{"site"}}
		load := func(parts ...[]string) *Cohort {
			c, err := Load(context.Background(), write(t, dir, header, parts...), nil, o, nil)
			if err != nil {
				return nil
			}
			return c
		}
		c := load(rows)
		if c == nil {
			return
		}
		count := func(c *Cohort, by ...string) summary.Strata[summary.Patterns] {
			s, err := c.Count(context.Background(), summary.Plan{Patterns: []summary.PatternWant{{Scale: "o0", By: by}}})
			if err != nil {
				t.Fatal(err)
			}
			return s.Patterns[0]
		}
		mixed := rapid.Permutation(rows).Draw(t, "order")
		cut := rapid.IntRange(1, len(mixed)).Draw(t, "cut")
		parts := [][]string{mixed[:cut], mixed[cut:]}
		if cut == len(mixed) {
			parts = parts[:1]
		}
		by := count(c, "site")
		if again := count(load(parts...), "site"); !again.Equal(by) {
			t.Fatalf("permuted rows differ")
		}
		together, err := by.Without("site")
		if err != nil || !together.Equal(count(c)) {
			t.Fatalf("the strata together are not everyone: %v", err)
		}
		everyone, _ := together.Get(summary.Key{})
		if everyone.N() != int64(c.Participants()) {
			t.Fatalf("%d of %d people", everyone.N(), c.Participants())
		}
		// Patterns agree with counts on all visits.
		var axes []summary.Axis
		for _, column := range c.Study().Outcomes[0].Columns {
			axes = append(axes, summary.Axis{Scale: "o0", Visit: column.Visit})
		}
		s, err := c.Count(context.Background(), summary.Plan{Wants: []summary.Want{{Axes: axes}}})
		if err != nil {
			t.Fatal(err)
		}
		counts, _ := s.Counts[0].Get(summary.Key{})
		want, err := summary.NewPatterns(everyone.Columns(), counts.All())
		if err != nil || !want.Equal(everyone) {
			t.Fatalf("patterns of the counts differ: %v", err)
		}
	})
}

// longBench writes a long table of people with visits and a covariate.
func longBench(b *testing.B, people, visits int) (path string, rows int) {
	b.Helper()
	path = filepath.Join(b.TempDir(), "long.csv")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "participant_id,visit,age,phq9")
	r := rand.New(rand.NewPCG(1, 2))
	for p := range people {
		age := 18 + r.IntN(60)
		for v := range visits {
			if v > 0 && r.IntN(10) == 0 {
				continue
			}
			rows++
			fmt.Fprintf(w, "P%07d,%d,%d,%d\n", p, v, age, r.IntN(28))
		}
	}
	if err := errors.Join(w.Flush(), f.Close()); err != nil {
		b.Fatal(err)
	}
	return path, rows
}

func BenchmarkPatterns(b *testing.B) {
	people := 1_000_000
	if testing.Short() {
		people = 20_000
	}
	path, rows := longBench(b, people, 4)
	o := Options{Outcomes: []string{"phq9=phq9"}, Visit: "visit", Covariates: []string{"age"}}
	var c *Cohort
	b.Run("load", func(b *testing.B) {
		before := heap()
		for b.Loop() {
			var err error
			if c, err = Load(context.Background(), []string{path}, nil, o, nil); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(rows), "ns/row")
		b.ReportMetric(float64(heap()-before)/float64(rows), "B/row")
		runtime.KeepAlive(c)
	})
	for _, w := range []summary.PatternWant{{Scale: "phq9"}, {Scale: "phq9", Covariates: []string{"age"}}, {Scale: "phq9", By: []string{"age"}}} {
		b.Run(fmt.Sprintf("count%d%d", len(w.Covariates), len(w.By)), func(b *testing.B) {
			for b.Loop() {
				patternsOf(b, c, w)
			}
		})
	}
}
