package datasets

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// The same trial as a wide and as a long table has the same patterns, at the
// same times.
func TestPatternsOfBtheb(t *testing.T) {
	wide := loadFile(t, realData(t, "btheb", "wide.csv"), Options{
		Outcomes: []string{"bdi=bdi_pre:bdi_2m:bdi_3m:bdi_5m:bdi_8m"}, Times: []string{"0", "2", "3", "5", "8"}, By: []string{"treatment"}})
	long := loadFile(t, realData(t, "btheb", "long.csv"), Options{Outcomes: []string{"bdi=bdi"}, Visit: "month", By: []string{"treatment"}})
	want := "0, 2, 3, 5, 8 months"
	if a, b := timesLine(wide.VisitTimes("bdi")), timesLine(long.VisitTimes("bdi")); a != want || b != want {
		t.Errorf("times %q and %q", a, b)
	}
	w := summary.PatternWant{Scale: "bdi", By: []string{"treatment"}}
	a, b := patternsOf(t, wide, w), patternsOf(t, long, w)
	for key, p := range a.All() {
		q, _ := b.Get(key)
		var x, y [][]int
		var sums [][2][]float64
		for at, m := range p.All() {
			x = append(x, at)
			s, _ := m.About(nil)
			sums = append(sums, [2][]float64{s})
		}
		i := 0
		for at, m := range q.All() {
			y = append(y, at)
			sums[i][1], _ = m.About(nil)
			i++
		}
		if diff := cmp.Diff(x, y); diff != "" {
			t.Errorf("%s: %s", key, diff)
		}
		for _, s := range sums {
			if diff := cmp.Diff(s[0], s[1]); diff != "" {
				t.Errorf("%s: %s", key, diff)
			}
		}
	}
	if a.Len() != 2 || wide.Participants() != 100 {
		t.Errorf("%d treatments, %d people", a.Len(), wide.Participants())
	}
}

// A baseline with a column of its own is a visit, and no covariate differs
// within people that should not.
func TestPatternsOfHamd17(t *testing.T) {
	c := loadFile(t, realData(t, "rbmi_antidepressant_hamd17", "long.csv"), Options{
		Outcomes: []string{"hamd17=hamd17"}, ID: []string{"patient"}, Visit: "visit", Baseline: []string{"hamd17=hamd17_baseline"},
		By: []string{"therapy"}, Covariates: []string{"hamd17_baseline", "reldays"}})
	if got, want := timesLine(c.VisitTimes("hamd17")), "0, 4, 5, 6, 7 times_from_names"; got != want {
		t.Errorf("times %q", got)
	}
	all, err := patternsOf(t, c, summary.PatternWant{Scale: "hamd17", Covariates: []string{"hamd17_baseline"}, By: []string{"therapy"}}).Without("therapy")
	if err != nil {
		t.Fatal(err)
	}
	p, _ := all.Get(summary.Key{})
	m, err := p.Complete(0, 1)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := m.Sum(0), m.Sum(1); p.N() != int64(c.Participants()) || m.N() != p.N() || a.Cmp(b) != 0 {
		t.Errorf("%d of %d people have a baseline, covariate %s, visit %s", m.N(), p.N(), a, b)
	}
	days, err := c.Variable("reldays")
	if err != nil || !days.Numeric || days.Varies == 0 {
		t.Errorf("%+v %v", days, err)
	}
	rows := rowsOf(t, c, summary.RowWant{Scale: "hamd17", Time: "reldays", Visits: []string{"4", "5", "6", "7"}})
	var n int
	for _, person := range rows.People {
		n += len(person.Surveys)
	}
	var counted int64
	for v := range 4 {
		m, err := p.Complete(2 + v)
		if err != nil {
			t.Fatal(err)
		}
		counted += m.N()
	}
	if int64(n) != counted {
		t.Errorf("%d surveys by row, %d by pattern", n, counted)
	}
}

func TestRowsOfIrregularAges(t *testing.T) {
	c := loadFile(t, realData(t, "blackmore_exercise_hours", "long.csv"), Options{
		Outcomes: []string{"hours=exercise"}, TimeColumn: "age", By: []string{"group"}})
	rows := rowsOf(t, c, summary.RowWant{Scale: "hours", By: []string{"group"}})
	n := 0
	for _, p := range rows.People {
		last := math.Inf(-1)
		for _, s := range p.Surveys {
			n++
			age := rows.Time.Step.Value(s.Time)
			if age <= last {
				t.Fatalf("age %v comes after %v", age, last)
			}
			last = age
		}
	}
	if n != int(c.Audit().RowsKept) || len(rows.People) != c.Participants() {
		t.Errorf("%d of %d surveys, %d of %d people", n, c.Audit().RowsKept, len(rows.People), c.Participants())
	}
}
