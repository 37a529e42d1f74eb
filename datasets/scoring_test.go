package datasets

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cam-outcomes/cam/datasets/simulate"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// scoreTable writes the scores of a table as CSV.
func scoreTable(t testing.TB, text string, o Options, layout Layout) string {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	done, err := ScoreRows(context.Background(), []string{"-"}, strings.NewReader(text), o, layout, w.Write, nil)
	if err != nil {
		t.Fatal(err)
	}
	w.Flush()
	if lines := int64(strings.Count(b.String(), "\n")); lines != done.Rows+1 {
		t.Fatalf("%d lines for %d rows", lines, done.Rows)
	}
	return b.String()
}

// Scores load as the answers do, whatever the layouts: the same counts of every
// score at every visit.
func TestScoresLoadAsAnswers(t *testing.T) {
	dir := t.TempDir()
	o := Options{Units: servings, By: []string{"site"}}
	load := func(text string) []string {
		t.Helper()
		path := filepath.Join(dir, "data.csv")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := Load(context.Background(), []string{path}, nil, o, nil)
		if err != nil {
			t.Fatal(err)
		}
		return plainCounts(t, c)
	}
	missing := 0.1
	for seed := range uint64(6) {
		for _, from := range []simulate.Layout{simulate.Long, simulate.Wide} {
			text := simulated(t, simulate.Options{N: 5 + 10*int(seed), Seed: seed + 1, Unanswered: &missing, Labels: seed%2 == 1, Layout: from})
			want := load(text)
			for _, to := range []Layout{Long, Wide} {
				if diff := cmp.Diff(want, load(scoreTable(t, text, o, to))); diff != "" {
					t.Errorf("seed %d, layout %v to %v: scores differ from answers (-answers +scores):\n%s", seed, from, to, diff)
				}
			}
		}
	}
}

// An item about safety is never made up: without it there is no PHQ-9 score,
// whatever the others say.
func TestScoringImputesNoSafetyItem(t *testing.T) {
	header := "id,phq9_1,phq9_2,phq9_3,phq9_4,phq9_5,phq9_6,phq9_7,phq9_8,phq9_9\n"
	got := scoreTable(t, header+"1,3,3,3,3,3,3,3,3,\n2,3,3,3,3,3,3,3,,3\n", Options{}, Long)
	want := "id,phq9,phq9_answered,phq9_prorated\n1,,8,0\n2,27,8,1\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Means of items are no decimals; written with ten, they are read as what they
// are, so that scores still load as the answers do.
func TestMeansLoadAsAnswers(t *testing.T) {
	step := summary.Step{Num: 1, Den: 6}
	scales := func(string) (summary.Scale, bool) {
		return summary.Scale{ID: "brs", Step: step, Better: summary.Higher}, true
	}
	var written strings.Builder
	written.WriteString("id,pre,post\n")
	for sixths := range int64(31) {
		fmt.Fprintf(&written, "%d,%s,%s\n", sixths, exactText(step, summary.Score(sixths+6)), exactText(step, summary.Score(42-sixths)))
	}
	c := loadText(t, written.String(), Options{Outcomes: []string{"brs=pre:post"}, Scales: scales})
	if got := c.Scales()[0].Step; got != step {
		t.Fatalf("the step is %v, not a sixth", got)
	}
	for sixths := range int64(31) {
		want := amountText(big.NewRat(sixths+6, 6)) + " -> " + amountText(big.NewRat(42-sixths, 6)) + ": 1\n"
		if !strings.Contains(dump(c), " "+want) {
			t.Errorf("nobody has %s", want)
		}
	}
	// One value off the grid leaves the column as it was.
	off := loadText(t, written.String()+"99,3.1666666600,1\n", Options{Outcomes: []string{"brs=pre:post"}, Scales: scales})
	if got := off.Scales()[0].Step; got == step {
		t.Error("a value that is no sixth was taken for one")
	}
}

// Third-party totals are those that scoring gives.
func TestScoringAgreesWithPublishedTotals(t *testing.T) {
	dir := filepath.Join("..", "..", "shared", "data", "sciops_gad7_shaps_items")
	items, err := os.ReadFile(filepath.Join(dir, "items.csv"))
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("the shared data are not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := os.ReadFile(filepath.Join(dir, "scores.csv"))
	if err != nil {
		t.Fatal(err)
	}
	totals := func(text string) map[string]string {
		all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		id, score := slices.Index(all[0], "subject"), slices.Index(all[0], "gad7")
		of := make(map[string]string)
		for _, row := range all[1:] {
			of[row[id]] = row[score]
		}
		return of
	}
	want, got := totals(string(theirs)), totals(scoreTable(t, string(items), Options{}, Long))
	if diff := cmp.Diff(want, got); diff != "" || len(got) < 400 {
		t.Errorf("%d totals differ (-published +scored):\n%s", len(got), diff)
	}
}
