package datasets

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// timesLine writes the times of visits in a line, with where they come from.
func timesLine(v summary.VisitTimes, err error) string {
	if err != nil {
		return fmt.Sprintf("%T", err)
	}
	s := timesText(v.Times)
	if v.Unit != "" {
		s += " " + v.Unit
	}
	for _, d := range v.Decisions {
		s += " " + d.Code
	}
	return s
}

// visitRows is a long table of one person with these visits, in this order.
func visitRows(header string, visits ...string) string {
	csv := "id," + header + ",s\n"
	for i, v := range visits {
		csv += fmt.Sprintf("a,%s,%d\n", v, i)
	}
	return csv
}

func TestVisitTimes(t *testing.T) {
	long := func(o Options) Options {
		o.Outcomes = []string{"x=s"}
		return o
	}
	wide := func(columns string) string { return "id," + columns + "\na,1,2,3,4,5\n" }
	bdi := wide("bdi_pre,bdi_2m,bdi_3m,bdi_5m,bdi_8m")
	five := []string{"x=bdi_pre:bdi_2m:bdi_3m:bdi_5m:bdi_8m"}
	for name, c := range map[string]struct {
		csv  string
		o    Options
		want string
	}{
		"numbers":              {visitRows("visit", "0", "2", "10", "5.5"), long(Options{}), "0, 2, 5.5, 10"},
		"numbers of a unit":    {visitRows("month", "0", "2", "3"), long(Options{}), "0, 2, 3 months"},
		"numbers and a unit":   {visitRows("visit", "0", "2", "3"), long(Options{TimeUnit: "weeks"}), "0, 2, 3 weeks"},
		"declared":             {visitRows("visit", "1", "2", "3"), long(Options{Times: []string{"0", "1.5", "6"}}), "0, 1.5, 6"},
		"declared in a unit":   {visitRows("visit", "pre", "mid", "post"), long(Options{Times: []string{"0", "3", "6"}, TimeUnit: "months"}), "0, 3, 6 months"},
		"declared as named":    {visitRows("visit", "pre", "month3", "month6"), long(Options{Times: []string{"0", "3", "6"}}), "0, 3, 6 months"},
		"not rising":           {visitRows("visit", "pre", "mid", "post"), long(Options{Times: []string{"0", "3", "3"}}), "*datasets.UsageError"},
		"names":                {visitRows("visit", "month3", "baseline", "month1"), long(Options{}), "0, 1, 3 months times_from_names"},
		"Spanish names":        {visitRows("visita", "inicio", "semana 2", "semana 10"), long(Options{}), "0, 2, 10 weeks times_from_names"},
		"names of two units":   {visitRows("visit", "baseline", "6 mo", "1 year"), long(Options{}), "0, 6, 12 months times_from_names"},
		"units that differ":    {visitRows("visit", "baseline", "2 weeks", "3 months"), long(Options{}), "0, 1, 2 times_from_order"},
		"names, another unit":  {visitRows("visit", "baseline", "week 1", "week 2"), long(Options{TimeUnit: "days"}), "0, 7, 14 days times_from_names"},
		"names, no such unit":  {visitRows("visit", "baseline", "week 1", "week 2"), long(Options{TimeUnit: "months"}), "*datasets.UsageError"},
		"follow-ups by months": {visitRows("visit", "baseline", "3 month follow-up", "6 month follow-up"), long(Options{}), "0, 3, 6 months times_from_names"},
		"REDCap":               {visitRows("event", "baseline_arm_1", "month_1_arm_1", "month_2_arm_1"), long(Options{}), "0, 1, 2 months times_from_names"},
		"order":                {visitRows("visit", "pre", "mid", "post"), long(Options{}), "0, 1, 2 times_from_order"},
		"numbered":             {visitRows("visit", "t1", "t2", "t3"), long(Options{}), "0, 1, 2 times_from_order"},
		"order as asked":       {visitRows("visit", "3", "1", "2"), long(Options{VisitOrder: []string{"3", "1", "2"}}), "0, 1, 2 times_from_order"},
		"a baseline column":    {"id,visit,b,s\na,4,9,8\na,5,9,7\n", long(Options{Baseline: []string{"x=b"}}), "0, 4, 5 times_from_names"},
		"its time is 0":        {"id,visit,b,s\na,4,9,8\na,5,9,7\n", long(Options{Baseline: []string{"x=b"}, Times: []string{"1", "2"}}), "0, 1, 2"},
		"its time is declared": {"id,visit,b,s\na,4,9,8\na,5,9,7\n", long(Options{Baseline: []string{"x=b"}, Times: []string{"-1", "1", "2"}}), "-1, 1, 2"},
		"wide, declared":       {bdi, Options{Outcomes: five, Times: strings.Split("0,2,3,5,8", ",")}, "0, 2, 3, 5, 8 months"},
		"wide, named":          {bdi, Options{Outcomes: five}, "0, 2, 3, 5, 8 months times_from_names"},
		"wide, numbered":       {wide("s1,s2,s3,s4,s5"), Options{Outcomes: []string{"x=s1:s2:s3:s4:s5"}}, "0, 1, 2, 3, 4 times_from_order"},
		"wide, named at the end": {wide("pre_bdi_total,m1_bdi_total,m2_bdi_total,m3_bdi_total,m5_bdi_total"),
			Options{Outcomes: []string{"x=pre_bdi_total:m1_bdi_total:m2_bdi_total:m3_bdi_total:m5_bdi_total"}}, "0, 1, 2, 3, 5 months times_from_names"},
		"wide, months in words": {wide("bdi_month_0,bdi_month_1,bdi_month_2,bdi_month_4,bdi_month_9"),
			Options{Outcomes: []string{"x=bdi_month_0:bdi_month_1:bdi_month_2:bdi_month_4:bdi_month_9"}}, "0, 1, 2, 4, 9 months times_from_names"},
		"study file":      {visitRows("visit", "b", "m1", "m3"), Options{Study: studyOf(t, "visits: {column: visit, order: [b, m1, m3], months: [0, 1, 3]}\noutcomes: [{name: x, column: s}]")}, "0, 1, 3 months"},
		"wide study file": {bdi, Options{Study: studyOf(t, "visits: {order: [b, m2, m3], months: [0, 2, 3]}\noutcomes: [{name: x, columns: {b: bdi_pre, m3: bdi_3m}}]")}, "0, 3 months"},
	} {
		got := timesLine(loadText(t, c.csv, c.o).VisitTimes("x"))
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	_, err := Load(context.Background(), []string{"-"}, strings.NewReader(visitRows("visit", "0", "1", "2")), long(Options{Times: []string{"0", "1"}}), nil)
	if !errors.As(err, new(*UsageError)) {
		t.Errorf("two times for three visits: %v", err)
	}
	if _, err := loadText(t, visitRows("visit", "0", "1"), long(Options{})).VisitTimes("y"); !errors.As(err, new(*UsageError)) {
		t.Errorf("no such outcome: %v", err)
	}
}

// A unit and a column of times are part of what a study means.
func TestTimesInTheHash(t *testing.T) {
	csv := visitRows("visit", "0", "1", "2")
	seen := make(map[string]int)
	for i, o := range []Options{{}, {TimeUnit: "weeks"}, {Times: []string{"0", "1", "2"}}, {TimeColumn: "visit"}} {
		o.Outcomes = []string{"x=s"}
		hash := loadText(t, csv, o).Study().Hash()
		if j, twice := seen[hash]; twice {
			t.Errorf("options %d and %d have one hash", i, j)
		}
		seen[hash] = i
	}
	if diff := cmp.Diff(4, len(seen)); diff != "" {
		t.Error(diff)
	}
}
