package datasets

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cam-outcomes/cam/datasets/simulate"
)

// Neither the order of rows or of columns nor the files over which rows are
// spread change what is recognised, scored and decided.
func TestItemsInAnyOrder(t *testing.T) {
	missing := 0.05
	text := simulated(t, simulate.Options{N: 150, Unanswered: &missing, Labels: true})
	lines := strings.Split(strings.TrimSpace(text), "\n")
	header, rows := lines[0], lines[1:]
	o := Options{Units: servings, By: []string{"site"}}
	type loaded struct {
		Counts    []string
		Decisions any
		Findings  []Finding
		Hash      string
	}
	load := func(files ...string) loaded {
		var paths []string
		dir := t.TempDir()
		for i, f := range files {
			path := filepath.Join(dir, string(rune('a'+i))+".csv")
			if err := os.WriteFile(path, []byte(f), 0o600); err != nil {
				t.Fatal(err)
			}
			paths = append(paths, path)
		}
		c, err := Load(context.Background(), paths, nil, o, nil)
		if err != nil {
			t.Fatal(err)
		}
		return loaded{plainCounts(t, c), c.Decisions(), c.Recognition(), c.Study().Hash()}
	}
	want := load(text)
	r := rand.New(rand.NewPCG(5, 6))
	r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	cut := len(rows) / 3
	file := func(rows []string) string { return header + "\n" + strings.Join(rows, "\n") + "\n" }
	order := r.Perm(strings.Count(header, ",") + 1)
	var columns []string
	for _, line := range append([]string{header}, rows...) {
		cells := strings.Split(line, ",")
		mixed := make([]string, len(cells))
		for i, at := range order {
			mixed[i] = cells[at]
		}
		columns = append(columns, strings.Join(mixed, ","))
	}
	for name, got := range map[string]loaded{
		"permuted rows":    load(file(rows)),
		"split files":      load(file(rows[:cut]), file(rows[cut:])),
		"permuted columns": load(strings.Join(columns, "\n") + "\n"),
	} {
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: differs (-want +got):\n%s", name, diff)
		}
	}
}

// FuzzItems: whatever headers and answers, loading ends in a cohort that counts
// everyone once, or in an error of a known kind.
func FuzzItems(f *testing.F) {
	for i, s := range []string{
		"id,visit,gad7_1,gad7_2,gad7_3,gad7_4,gad7_5,gad7_6,gad7_7\n1,pre,0,1,2,3,0,1,2\n1,post,0,1,2,x,,1,9\n",
		"id,ucla_1_pre,ucla_2_pre,ucla_3_pre,ucla_1_post,ucla_2_post,ucla_3_post\n1,1,2,3,Often,2,Never\n2,4,4,4,0,0,0\n",
		"id;visit;evs_days;evs_minutes;fruit_servings;veg_cups\n1;1;3;30,5;2;1-2\n1;2;0;;2,5;1 cup\n",
		"id,PHQ9_1,PHQ9_2,PHQ9_3\n1,12,3,27\n2,,1,1\n", "id,visit,phq9,phq2,phq9_total\n1,a,3,1,4\n1,b,2,2,2\n",
		"D1,D2,D3,D4,D5,D6,D7\n1,2,3,0,0,0,1\n",
	} {
		f.Add(s, "gad7=D{1..7}", uint8(i*41))
	}
	f.Fuzz(func(t *testing.T, text, spec string, choice uint8) {
		if len(text) > 4000 || len(spec) > 200 {
			return
		}
		var o Options
		if choice&1 != 0 {
			o.Outcomes = []string{spec}
		}
		o.OneVisit = choice&2 != 0
		if choice&4 != 0 {
			o.Invalid = InvalidMissing
		}
		if choice&8 != 0 {
			o.Units = servings
		}
		if choice&16 != 0 {
			o.Codes = []string{"gad7=1:0,2:1,3:2,4:3", "ucla3=0:1,1:2,2:3"}[:1]
		}
		if choice&32 != 0 {
			o.Duplicates = DuplicatesMean
		}
		if choice&64 != 0 {
			o.Prorate = "none"
		}
		c, err := Load(context.Background(), []string{"-"}, strings.NewReader(text), o, nil)
		if err != nil {
			known(t, err)
			return
		}
		s, err := c.Count(context.Background(), pairPlan(c, nil))
		if err != nil {
			t.Fatal(err)
		}
		for _, strata := range s.Counts {
			for _, counts := range strata.All() {
				if counts.N() != int64(c.Participants()) {
					t.Fatalf("%d counted of %d participants", counts.N(), c.Participants())
				}
			}
		}
		for _, found := range c.Recognition() {
			if found.First() == "" || found.Last() == "" {
				t.Fatalf("a finding without columns: %+v", found)
			}
		}
		c.DataFrame()
	})
}
