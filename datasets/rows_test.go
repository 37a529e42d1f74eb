package datasets

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// rowText writes the surveys of people, in units.
func rowText(r *summary.Rows) string {
	var b strings.Builder
	for _, p := range r.People {
		fmt.Fprintf(&b, "[%s]", p.Key)
		for _, s := range p.Surveys {
			switch {
			case s.Visit < 0:
				fmt.Fprint(&b, " ", scoreText(s.Time, r.Time.Step))
			case s.Time.Observed():
				fmt.Fprint(&b, " ", r.Visits[s.Visit], "@", scoreText(s.Time, r.Time.Step))
			default:
				fmt.Fprint(&b, " ", r.Visits[s.Visit])
			}
			fmt.Fprint(&b, ":", scoreText(s.Score, r.Score))
			for i, v := range s.Covariates {
				fmt.Fprint(&b, "|", scoreText(v, r.Covariates[i].Step))
			}
		}
		fmt.Fprintln(&b)
	}
	return b.String()
}

func rowsOf(t testing.TB, c *Cohort, w summary.RowWant) *summary.Rows {
	t.Helper()
	r, err := c.Rows(context.Background(), w)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const rowData = `id,visit,site,age,stress,day,s
a,month1,N,34,2.5,31,8
a,baseline,N,,1,0,10
b,baseline,S,40,3,1,12
b,month1,S,,,29,
c,month1,N,29,4,40,4
d,month1,,50,5,,
`

func TestRowsOfVisits(t *testing.T) {
	o := Options{Outcomes: []string{"x=s"}, Visit: "visit", By: []string{"site"}, Covariates: []string{"age", "stress", "day"}}
	c := loadText(t, rowData, o)
	got := rowText(rowsOf(t, c, summary.RowWant{Scale: "x", Time: "day", Covariates: []string{"age", "stress"}, By: []string{"site"}}))
	want := `[site=N] baseline@0:10|34|1 month1@31:8|34|2.5
[site=N] month1@40:4|29|4
[site=S] baseline@1:12|40|3
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	got = rowText(rowsOf(t, c, summary.RowWant{Scale: "x", Visits: []string{"month1"}, Covariates: []string{"stress"}}))
	if diff := cmp.Diff("[] month1:4|4\n[] month1:8|2.5\n", got); diff != "" {
		t.Error(diff)
	}
	stress, err := c.Variable("stress")
	if age, err2 := c.Variable("age"); err != nil || err2 != nil || stress.Varies != 1 || age.Varies != 0 {
		t.Errorf("%+v %+v %v %v", stress, age, err, err2)
	}
	// The mean of duplicates has the smallest of their covariates' values.
	o.Duplicates = DuplicatesMean
	c = loadText(t, rowData+"a,month1,N,34,2,31,9\n", o)
	got = rowText(rowsOf(t, c, summary.RowWant{Scale: "x", Covariates: []string{"stress"}, By: []string{"site"}}))
	want = "[site=N] baseline:10|1 month1:8.5|2\n[site=N] month1:4|4\n[site=S] baseline:12|3\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRowsOfAWideTableAndOfABaseline(t *testing.T) {
	c := loadText(t, "id,age,pre,mid,post\na,30,1,2,3\nb,40,,,\nc,50,4,,6\n", Options{Outcomes: []string{"x=pre:mid:post"}, Covariates: []string{"age"}})
	got := rowText(rowsOf(t, c, summary.RowWant{Scale: "x", Covariates: []string{"age"}}))
	if diff := cmp.Diff("[] pre:1|30 mid:2|30 post:3|30\n[] pre:4|50 post:6|50\n", got); diff != "" {
		t.Error(diff)
	}
	c = loadText(t, "id,visit,stress,b,s\na,1,5,10,8\na,2,6,10,7\n", Options{Outcomes: []string{"x=s"}, Baseline: []string{"x=b"}, Covariates: []string{"stress"}})
	got = rowText(rowsOf(t, c, summary.RowWant{Scale: "x", Covariates: []string{"stress"}}))
	if diff := cmp.Diff("[] baseline:10|5 1:8|5 2:7|6\n", got); diff != "" {
		t.Error(diff)
	}
}

// Rows are the same whatever the order of the data, and agree with patterns.
func TestRowsOfAnyOrder(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		people := drawPeople.Draw(t, "people")
		rows := longRows(people)
		for i := range rows {
			rows[i] += "," + strconv.Itoa(rapid.IntRange(0, 3).Draw(t, "z"))
		}
		header, specs := longHeader(people[0])
		o := Options{Outcomes: specs, By: []string{"site"}, Covariates: []string{"z"}}
		if rapid.Bool().Draw(t, "irregular") {
			o.TimeColumn = "visit"
		}
		w := summary.RowWant{Scale: "o0", Covariates: []string{"z"}, By: []string{"site"}}
		read := func(rows []string) *summary.Rows {
			c, err := Load(context.Background(), write(t, dir, header+",z", rows), nil, o, nil)
			if err != nil {
				return nil
			}
			r, err := c.Rows(context.Background(), w)
			if err != nil {
				t.Fatal(err)
			}
			for i := range r.People {
				r.People[i].Index = 0
			}
			return r
		}
		a, b := read(rows), read(rapid.Permutation(rows).Draw(t, "order"))
		if a == nil && b == nil {
			return
		}
		if diff := cmp.Diff(a, b, cmp.Comparer(func(a, b summary.Key) bool { return a == b })); diff != "" {
			t.Fatal(diff)
		}
		observed := 0
		for _, p := range people {
			for v, there := range p.rows {
				if s := p.scores[0][v]; there && s != "" && s != "NA" {
					observed++
				}
			}
		}
		for _, p := range a.People {
			observed -= len(p.Surveys)
		}
		if observed != 0 {
			t.Fatalf("%d surveys were lost", observed)
		}
	})
}
