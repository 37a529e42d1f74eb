package recognize

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// FuzzRecognize: no panic, the same proposal for the same table, and for the
// same columns in another order.
func FuzzRecognize(f *testing.F) {
	for _, s := range []string{
		"id,phq9_1_pre,phq9_2_pre,phq9_1_post", "PHQ9_1,PHQ9_2,PHQ9_3", "phq1,phq2,phq3,phq9", "gad7_01,gad7_02,GAD7_1",
		"fruit_servings_t1,veg_cups_t2", "evs_days,evs_minutes,evs_days_2", "ucla_1_1,ucla_2_1,ucla_3_1", "phq9_3_month_1,phq9_1_3mo",
		"Feeling nervous, anxious",
		"gad7_1,gad7_2,gad7_3,gad7_4,gad7_5,gad7_6,gad7_7,Feeling nervous or anxious,x_worrying too much about it",
		"ucla3,ucla_3,ucla", "línea base phq9,seguimiento 2 phq9", "phq91,phq92,phq910", "q1,q2,PHQTotal,ÑandúPHQ9T1",
	} {
		for seed := range uint64(2) {
			f.Add(s, "0,1,2,3|Not at all,27,,x|4,4,4,4", seed+1)
		}
	}
	f.Fuzz(func(t *testing.T, headerText, rowText string, seed uint64) {
		if len(headerText) > 400 || len(rowText) > 400 {
			return
		}
		var table Table
		for h := range strings.SplitSeq(headerText, ",") {
			if !slices.Contains(table.Headers, h) {
				table.Headers = append(table.Headers, h)
			}
		}
		for row := range strings.SplitSeq(rowText, "|") {
			cells := strings.Split(row, ",")
			for len(cells) < len(table.Headers) {
				cells = append(cells, cells[0])
			}
			table.Rows = append(table.Rows, cells)
		}
		table.Long = seed%3 == 0
		if seed%2 == 0 { // what columns are about, of which some contradict their headers
			table.Texts = slices.Clone(table.Headers)
			slices.Reverse(table.Texts)
		}
		want := Recognize(table)
		if diff := cmp.Diff(want, Recognize(table)); diff != "" {
			t.Fatalf("two proposals:\n%s", diff)
		}
		if diff := cmp.Diff(want, Recognize(shuffled(table, seed))); diff != "" {
			t.Fatalf("the order of columns matters:\n%s", diff)
		}
	})
}

// shuffled returns the table with its columns in another order.
func shuffled(t Table, seed uint64) Table {
	order := rand.New(rand.NewPCG(seed, 1)).Perm(len(t.Headers))
	out := t
	out.Headers, out.Texts, out.Rows = nil, nil, nil
	for _, i := range order {
		out.Headers = append(out.Headers, t.Headers[i])
		if t.Texts != nil {
			out.Texts = append(out.Texts, t.Texts[i])
		}
	}
	for _, row := range t.Rows {
		var cells []string
		for _, i := range order {
			cells = append(cells, row[i])
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

// wideTable has so many columns that nothing may take the square of them.
func wideTable(columns int) Table {
	var t Table
	for i := range columns {
		var h string
		switch i % 5 {
		case 0:
			h = fmt.Sprintf("phq9_%d_month%d", i%9+1, i/45)
		case 1:
			h = fmt.Sprintf("Over the last two weeks: feeling nervous, anxious or on edge, question %d", i)
		case 2:
			h = fmt.Sprintf("gad_q%d_t%d", i%7+1, i/35)
		case 3:
			h = fmt.Sprintf("ucla_%d_%d", i/5, i)
		default:
			h = fmt.Sprintf("some other measurement %d", i)
		}
		t.Headers = append(t.Headers, h)
	}
	for range 10 {
		row := make([]string, columns)
		for i := range row {
			row[i] = "1"
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func TestTenThousandColumns(t *testing.T) {
	table := wideTable(10_000)
	// The best of a few, since the machine may be busy with something else.
	best := time.Hour
	for range 3 {
		start := time.Now()
		Recognize(table)
		best = min(best, time.Since(start))
	}
	if best > 2*time.Second {
		t.Errorf("10,000 columns took %v", best)
	}
}

func BenchmarkTenThousandColumns(b *testing.B) {
	table := wideTable(10_000)
	for b.Loop() {
		Recognize(table)
	}
}
