package instruments

import (
	"encoding/csv"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// readCSV returns the rows of a file by header.
func readCSV(t testing.TB, path string) []map[string]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, fields := range all[1:] {
		row := make(map[string]string)
		for i, h := range all[0] {
			row[h] = fields[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// totals scores the items in some columns of every row.
func totals(t testing.TB, id, column string, rows []map[string]string) []string {
	t.Helper()
	i, ok := find(t, id)
	if !ok {
		t.Fatalf("no instrument %s", id)
	}
	var out []string
	for _, row := range rows {
		texts := make([]string, len(i.Items))
		for n := range texts {
			var ok bool
			if texts[n], ok = row[fmt.Sprintf(column, n+1)]; !ok {
				t.Fatalf("no column for item %d", n+1)
			}
		}
		r, s, err := score(t, i, Options{}, texts)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, units(s, 0, r).RatString())
	}
	return out
}

func column(rows []map[string]string, name string) []string {
	var out []string
	for _, row := range rows {
		out = append(out, row[name])
	}
	return out
}

func TestStudentsTotals(t *testing.T) {
	folder := shared(t, "data", "ukm_phq9_gad7_pss10_items")
	rows := readCSV(t, folder+"/items_original.csv")
	want := readCSV(t, folder+"/scored_expected.csv")
	for id, items := range map[string]string{"phq9": "D%d", "gad7": "A%d", "pss10": "S%d"} {
		if d := cmp.Diff(column(want, id), totals(t, id, items, rows)); d != "" {
			t.Errorf("%s (-want +got):\n%s", id, d)
		}
	}
	var reference struct {
		Bands map[string]int `json:"phq9_bands"`
	}
	readJSON(t, folder+"/reference.json", &reference)
	scale, _ := ScaleByID("phq9")
	got := make(map[string]int)
	for _, total := range totals(t, "phq9", "D%d", rows) {
		points, err := parseAmount(total)
		if err != nil {
			t.Fatal(err)
		}
		got[bandOf(scale, scale.Step, scale.Step.Ceil(points))]++
	}
	for band, n := range reference.Bands {
		if id := strings.ReplaceAll(band, " ", "_"); got[id] != n {
			t.Errorf("band %s: %d, want %d", band, got[id], n)
		}
	}
}

func TestPublishedTotals(t *testing.T) {
	folder := shared(t, "data", "sciops_gad7_shaps_items")
	want := readCSV(t, folder+"/scores.csv")
	for _, file := range []string{"/items.csv", "/surveys.csv"} { // the second has a question of attention beside the items
		rows := readCSV(t, folder+file)
		if d := cmp.Diff(column(want, "gad7"), totals(t, "gad7", "gad7_q%02d", rows)); d != "" {
			t.Errorf("%s (-want +got):\n%s", file, d)
		}
	}
}
