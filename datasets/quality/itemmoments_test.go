package quality

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cam-outcomes/cam/datasets"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// The moments are those of the complete surveys of each visit with reverse-keyed
// items turned round, however many merges it took, in long and wide tables.
func TestItemMoments(t *testing.T) {
	reversed := []int{3, 4, 6, 7} // of the PSS-10, from 0
	rng := rand.New(rand.NewPCG(1, 2))
	visits := []string{"pre", "post"}
	var columns []summary.Column
	var wideHeads, longHeads []string
	for i := range 10 {
		columns = append(columns, summary.Column{Name: fmt.Sprint(i + 1), Step: summary.Unit})
		longHeads = append(longHeads, fmt.Sprintf("pss10_%d", i+1))
	}
	for _, v := range visits {
		for i := range 10 {
			wideHeads = append(wideHeads, fmt.Sprintf("pss10_%d_%s", i+1, v))
		}
	}
	wide := "id," + strings.Join(wideHeads, ",") + "\n"
	long := "id,visit," + strings.Join(longHeads, ",") + "\n"
	complete := make([][][]summary.Score, len(visits))
	for id := range 600 {
		wide += fmt.Sprint(id + 1)
		for v, visit := range visits {
			row, whole := make([]summary.Score, 10), true
			cells := make([]string, 10)
			for i := range row {
				answer := rng.IntN(5)
				row[i], cells[i] = summary.Score(answer), fmt.Sprint(answer)
				if slices.Contains(reversed, i) {
					row[i] = summary.Score(4 - answer)
				}
				if rng.IntN(100) == 0 {
					cells[i], whole = "", false
				}
			}
			if whole {
				complete[v] = append(complete[v], row)
			}
			wide += "," + strings.Join(cells, ",")
			long += fmt.Sprintf("%d,%s,%s\n", id+1, visit, strings.Join(cells, ","))
		}
		wide += "\n"
	}
	for layout, data := range map[string]string{"wide": wide, "long": long} {
		got := checkText(t, data, datasets.Options{}).ItemMoments
		if len(got) != len(visits) {
			t.Fatalf("%s: %d visits with moments, want %d", layout, len(got), len(visits))
		}
		for v, visit := range visits {
			want, err := summary.NewMoments(columns, func(yield func([]summary.Score, int64) bool) {
				for _, row := range complete[v] {
					if !yield(row, 1) {
						return
					}
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			if got[v].Outcome != "pss10" || got[v].Visit != visit || !got[v].Items.Equal(want) {
				t.Errorf("%s: %s at %s, n = %d; want pss10 at %s, n = %d, and the same sums", layout, got[v].Outcome, got[v].Visit, got[v].Items.N(), visit, want.N())
			}
		}
	}
}
