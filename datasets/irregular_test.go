package datasets

import (
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

	"github.com/cam-outcomes/cam/datasets/summary"
)

const timeData = `id,age,z,s
a,10.5,2,7
a,8,1,5
b,9,3,NA
b,12,4,2.5
c,11,,
`

func TestIrregularTimes(t *testing.T) {
	o := Options{Outcomes: []string{"x=s"}, TimeColumn: "age", Covariates: []string{"z"}}
	c := loadText(t, timeData, o)
	got := rowText(rowsOf(t, c, summary.RowWant{Scale: "x", Covariates: []string{"z"}}))
	if diff := cmp.Diff("[] 8:5|1 10.5:7|2\n[] 12:2.5|4\n", got); diff != "" {
		t.Error(diff)
	}
	if z, err := c.Variable("z"); err != nil || z.Varies != 2 || z.Missing != 1 || c.Participants() != 3 {
		t.Errorf("%+v %v", z, err)
	}
	frame := [][]string{{"id", "age", "x", "z"}, {"a", "8", "5", "1"}, {"a", "10.5", "7", "1"}, {"b", "12", "2.5", "3"}}
	if diff := cmp.Diff(frame, c.DataFrame().Records()); diff != "" {
		t.Error(diff)
	}
	people := rowsOf(t, c, summary.RowWant{Scale: "x"}).People
	if id := c.ID(people[0].Index); len(id) != 1 || id[0] != "a" || c.ID(99) != nil {
		t.Errorf("the first person is %v", id)
	}
	// There are no visits to count.
	if _, err := c.Count(context.Background(), summary.Plan{Patterns: []summary.PatternWant{{Scale: "x"}}}); !errors.As(err, new(*UsageError)) {
		t.Errorf("patterns: %v", err)
	}
	if _, err := c.VisitTimes("x"); !errors.As(err, new(*UsageError)) {
		t.Errorf("times: %v", err)
	}
	// Duplicates by their policy, whatever the order of rows; a row that is
	// left out has no part in the grid.
	again := timeData + "a,8.0,0,4.25\n"
	for policy, want := range map[Duplicates]string{
		DuplicatesMean:  "[] 8:4.625|0 10.5:7|2\n[] 12:2.5|4\n",
		DuplicatesFirst: "[] 8:4.25|0 10.5:7|2\n[] 12:2.5|4\n",
		DuplicatesLast:  "[] 8:5|1 10.5:7|2\n[] 12:2.5|4\n",
	} {
		o.Duplicates, o.OrderBy = policy, "z"
		c := loadText(t, again, o)
		if diff := cmp.Diff(want, rowText(rowsOf(t, c, summary.RowWant{Scale: "x", Covariates: []string{"z"}}))); diff != "" {
			t.Errorf("%s: %s", policy, diff)
		}
		if step := c.Scales()[0].Step; policy == DuplicatesMean && step != (summary.Step{Num: 1, Den: 200}) {
			t.Errorf("the step of the mean is %v", step)
		}
	}
}

func TestIrregularTimesRefused(t *testing.T) {
	for name, c := range map[string]struct {
		csv  string
		o    Options
		want string
	}{
		"duplicates": {timeData + "a,8.0,0,4\n", Options{}, "standard input:3, standard input:7"},
		"no number":  {timeData + "d,old,0,4\n", Options{}, "standard input:7:2 (\"age\"): \"old\""},
		"no column":  {timeData, Options{TimeColumn: "agee"}, "did you mean \"age\"?"},
		"visit too":  {timeData, Options{Visit: "z"}, "--visit"},
		"no id":      {strings.Replace(timeData, "id", "name", 1), Options{}, "--id COL"},
		"baseline":   {timeData, Options{Baseline: []string{"x=z"}}, "baseline"},
		"the score":  {timeData, Options{TimeColumn: "s"}, "both outcome and time"},
		"two":        {timeData, Options{Outcomes: []string{"x=s:z"}}, "names 2 columns"},
	} {
		if c.o.TimeColumn == "" {
			c.o.TimeColumn = "age"
		}
		if c.o.Outcomes == nil {
			c.o.Outcomes = []string{"x=s"}
		}
		_, err := Load(context.Background(), []string{"-"}, strings.NewReader(c.csv), c.o, nil)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Without a time a row cannot be placed.
	c := loadText(t, timeData+"d,,1,9\nd,x,1,9\n", Options{Outcomes: []string{"x=s"}, TimeColumn: "age", Invalid: InvalidMissing})
	if a := c.Audit(); c.Participants() != 3 || !slices.Equal(a.Dropped, []summary.Dropped{{Reason: "no_time", Rows: 2}}) {
		t.Errorf("%+v", a)
	}
}

// BenchmarkIrregular loads 100,000 people with five surveys at times of their
// own, and reads their rows.
func BenchmarkIrregular(b *testing.B) {
	const people = 100_000
	path := filepath.Join(b.TempDir(), "irregular.csv")
	var text strings.Builder
	text.WriteString("id,age,hours\n")
	r := rand.New(rand.NewPCG(1, 2))
	for p := range people {
		for k := range 5 {
			fmt.Fprintf(&text, "P%06d,%d.%02d,%d.%d\n", p, 8+2*k, r.IntN(100), r.IntN(20), r.IntN(10))
		}
	}
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	o := Options{Outcomes: []string{"hours=hours"}, TimeColumn: "age"}
	var c *Cohort
	b.Run("load", func(b *testing.B) {
		before := heap()
		for b.Loop() {
			var err error
			if c, err = Load(context.Background(), []string{path}, nil, o, nil); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(heap()-before)/people/5, "B/row")
		runtime.KeepAlive(c)
	})
	b.Run("rows", func(b *testing.B) {
		for b.Loop() {
			rowsOf(b, c, summary.RowWant{Scale: "hours"})
		}
	})
}
