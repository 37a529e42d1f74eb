package datasets

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/cam-outcomes/cam/datasets/table"
)

// known fails the test for an error of an unknown kind.
func known(t *testing.T, err error) {
	t.Helper()
	switch {
	case err == nil, errors.As(err, new(*UsageError)), errors.As(err, new(*DataError)), errors.As(err, new(*table.Error)):
	default:
		t.Fatalf("%T: %v", err, err)
	}
}

func FuzzWhere(f *testing.F) {
	for _, s := range []string{
		`age >= 18`, `age > "30" and arm == 1`, `not missing(age)`, `missing(age) or age < 3.5`, `site in ["A", "B", -1]`,
		`site not in ["A"]`, `col("Study arm") contains "x"`, `r.dot == "y"`, `age / 0 > 1`, `-age < -3`, `1 < age < 3`,
		`active == true`, `"a" == "b"`, `age`, `len(site) > 2`, `site matches "("`, `let x = 1; x`, `age ?? 1`, `[1,2][0] == age`,
		`((((`, `age in 1..3`, `id == "007"`, `age == 1e300`, `site == 0x10`, `all(site, # > 1)`, `site?.x == 1`, `!(age > 1)`, `missing(missing(age))`,
	} {
		f.Add(s)
	}
	headers := []string{"id", "age", "site", "arm", "Study arm", "active", "r.dot"}
	rows := [][]string{{"007", "30", "A", "1", "x", "TRUE", "y"}, {"7", "", "B", "2", "", "false", "z"}, {"", "3,5", "", "1", "xy", "", ""}}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 300 {
			return
		}
		c, err := parseWhere(text, headers)
		if err != nil {
			known(t, err)
			return
		}
		missing := newMissingCodes(nil)
		var columns []*textColumn
		for _, h := range c.columns {
			for i, header := range headers {
				if header == h {
					column := newTextColumn(h, h == "id")
					for _, row := range rows {
						column.add(row[i], missing)
					}
					columns = append(columns, column)
				}
			}
		}
		e, err := c.bind(columns, func(*textColumn) string { return "" })
		if err != nil {
			known(t, err)
			return
		}
		codes := make([]int32, len(columns))
		for row := range rows {
			if first, again := e.row(row, codes), e.row(row, codes); first != again || first > isUnknown {
				t.Fatalf("row %d is %v, then %v", row, first, again)
			}
		}
	})
}

func FuzzStudyFile(f *testing.F) {
	for _, s := range []string{
		"id: id\noutcomes: [{name: x, columns: {pre: pre, post: post}}]",
		"visits: {column: visit, order: [02, 1], months: [0, 1]}\noutcomes: [{column: score, better: higher, range: [0, 27], step: 1/6}]",
		"outcomes: [{instrument: phq9}]", "a: &a [*a]", "{", "id: [", "outcomes: 3", "missing: [~, null, .nan]\n", "--- 1\n--- 2", "? [a]\n: b",
		"outcomes: [{name: x, column: pre, bands: [{id: a, from: 1}], remission: '<=4', reliability: 0.8}]\ncaseness: {x: '>=3'}",
		"attendance: {column: a, offered: 12}\nadjust: holm\nlayout: wide\npre: a\npost: b", "<<: {id: x}", "id: !!binary aGVsbG8=",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		s, err := ParseStudyFile("study.yaml", []byte(text))
		known(t, err)
		if err != nil {
			return
		}
		c, err := Load(context.Background(), []string{"-"}, strings.NewReader("id,visit,pre,post,score\n1,0,3,4,5\n1,1,2,2,2\n"), Options{Study: s}, nil)
		known(t, err)
		if err == nil && len(c.Study().Hash()) != 64 {
			t.Fatal("no hash")
		}
	})
}

func FuzzLoad(f *testing.F) {
	for i, s := range []string{
		"id,visit,pre,post,site\n1,0,3,4,A\n1,1,2,2,B\n", "id;pre;post\n1;3,5;4\n", "pre,post\n1,2\n", "id,pre,post\n1,\"1,234\",x\n1,2,3\n",
		"id,visit,pre\n1,pre,1\n1,post,2e3\n,post,\n2,,3\n", "id,pre,post\n1,0.0000000001,999999999999\n", "id,visit,pre\n1,1,1\n1,1.0,2\n1,2,99\n",
		"\n", "id,pre\x00,post\n", "id\tpre\tpost\n1\t1\t2",
	} {
		f.Add(s, uint8(i*37))
	}
	f.Fuzz(func(t *testing.T, text string, choice uint8) {
		if len(text) > 4000 {
			return
		}
		o := Options{Outcomes: []string{"x=pre:post"}}
		if choice&1 != 0 {
			o.Outcomes = []string{"x=pre"}
		}
		if choice&2 != 0 {
			o.Invalid = InvalidMissing
		}
		o.Duplicates = []Duplicates{DuplicatesError, DuplicatesFirst, DuplicatesLast, DuplicatesMean}[choice>>2&3]
		o.OrderBy = "pre"
		if choice&16 != 0 {
			o.Where = `pre > 1 or missing(pre)`
		}
		if choice&32 != 0 {
			o.By = []string{"pre"}
		}
		if choice&64 != 0 {
			o.Range = []string{"x=0:63"}
		}
		if choice&128 != 0 {
			o.Missing = []string{"-99", "2"}
		}
		c, err := Load(context.Background(), []string{"-"}, strings.NewReader(text), o, nil)
		if err != nil {
			known(t, err)
			return
		}
		s, err := c.Count(context.Background(), pairPlan(c, o.By))
		if err != nil {
			t.Fatal(err)
		}
		for _, strata := range s.Counts {
			var n int64
			for _, counts := range strata.All() {
				n += counts.N()
			}
			if n != int64(c.Participants()) {
				t.Fatalf("%d counted of %d participants", n, c.Participants())
			}
		}
		if a := c.Audit(); a.RowsRead != a.RowsKept+dropped(c) {
			t.Fatalf("the account does not add up: %+v", a)
		}
		c.DataFrame()
	})
}

func dropped(c *Cohort) (n int64) {
	for _, d := range c.Audit().Dropped {
		n += d.Rows
	}
	return n
}
