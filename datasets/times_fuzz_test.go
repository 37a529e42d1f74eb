package datasets

import (
	"context"
	"strings"
	"testing"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// FuzzTimes loads tables by visits and by irregular times, and asks for all that
// a model of time asks for.
func FuzzTimes(f *testing.F) {
	for i, s := range []string{
		"id,t,z,s\n1,0,5,3\n1,2.5,6,4\n2,0,,1\n", "id,t,z,s\n1,pre,1,3\n1,month3,1.5,4\n1,1 year,\"1,5\",2\n", "id,t,z,s\n1,1,x,1\n1,1.0,y,2\n1,2,,\n,3,1,1\n",
		"id,t,z,s\n1,,1e15,3\n1,9,0.1,4\n1,8,2,999999999999999\n", "id;t;z;s\n1;0,5;1;2\n1;1;1;2,25\n", "s_pre,s_2m,z,id\n1,2,3,4\n",
	} {
		f.Add(s, uint8(i*43))
	}
	f.Fuzz(func(t *testing.T, text string, choice uint8) {
		if len(text) > 4000 {
			return
		}
		o := Options{Outcomes: []string{"x=s"}, Visit: "t", Covariates: []string{"z"}, OrderBy: "z"}
		switch choice & 3 {
		case 1:
			o.Visit, o.TimeColumn = "", "t"
		case 2:
			o.Visit, o.OrderBy, o.Outcomes = "", "", []string{"x=s_pre:s_2m"}
		case 3:
			o.Baseline = []string{"x=z"}
		}
		o.Duplicates = []Duplicates{DuplicatesError, DuplicatesFirst, DuplicatesLast, DuplicatesMean}[choice>>2&3]
		if o.OrderBy == "" {
			o.Duplicates = DuplicatesMean
		}
		if choice&16 != 0 {
			o.Invalid = InvalidMissing
		}
		if choice&32 != 0 {
			o.Times = []string{"0", "2"}
		}
		if choice&64 != 0 {
			o.TimeUnit = "months"
		}
		if choice&128 != 0 {
			o.Where = "s > 1 or missing(s)"
		}
		c, err := Load(context.Background(), []string{"-"}, strings.NewReader(text), o, nil)
		if err != nil {
			known(t, err)
			return
		}
		z, err := c.Variable("z")
		if err != nil {
			t.Fatal(err)
		}
		if times, err := c.VisitTimes("x"); err == nil && len(times.Times) != len(times.Visits) {
			t.Fatalf("%+v", times)
		}
		var covariates []string
		if z.Numeric {
			covariates = []string{"z"}
		}
		rows, err := c.Rows(context.Background(), summary.RowWant{Scale: "x", Covariates: covariates})
		if err != nil {
			return // numbers at other rows may be none, or too large
		}
		surveys := 0
		for _, p := range rows.People {
			surveys += len(p.Surveys)
		}
		c.DataFrame()
		if o.TimeColumn != "" {
			return
		}
		s, err := c.Count(context.Background(), summary.Plan{Patterns: []summary.PatternWant{{Scale: "x", Covariates: covariates}}})
		if err != nil {
			t.Fatal(err)
		}
		p, _ := s.Patterns[0].Get(summary.Key{})
		if p.N() != int64(c.Participants()) {
			t.Fatalf("%d of %d people", p.N(), c.Participants())
		}
		for observed, m := range p.All() {
			for _, i := range observed {
				if i >= len(covariates) {
					surveys -= int(m.N())
				}
			}
		}
		if surveys != 0 {
			t.Fatalf("rows and patterns differ by %d surveys", surveys)
		}
	})
}
