package datasets

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// person is a participant of a made-up study.
type person struct {
	id     string
	site   string
	scores [][]string // [outcome][visit], "" or NA for missing; nil visits have no row
	rows   []bool     // [visit]
}

var drawPeople = rapid.Custom(func(t *rapid.T) []person {
	visits := rapid.IntRange(2, 4).Draw(t, "visits")
	outcomes := rapid.IntRange(1, 2).Draw(t, "outcomes")
	score := rapid.OneOf(
		rapid.Map(rapid.IntRange(0, 12), strconv.Itoa),
		rapid.SampledFrom([]string{"", "NA", "2.5", "-3", "0.25", "1000", "70000.1", "7.0"}))
	people := make([]person, rapid.IntRange(1, 25).Draw(t, "people"))
	for i := range people {
		p := person{id: fmt.Sprintf("%03d", i), site: rapid.SampledFrom([]string{"A", "B", "1", "a;b=c", ""}).Draw(t, "site")}
		for range visits {
			p.rows = append(p.rows, rapid.IntRange(0, 4).Draw(t, "row") > 0)
		}
		for range outcomes {
			p.scores = append(p.scores, rapid.SliceOfN(score, visits, visits).Draw(t, "scores"))
		}
		people[i] = p
	}
	return people
})

func longRows(people []person) []string {
	var rows []string
	for _, p := range people {
		for v, there := range p.rows {
			if !there {
				continue
			}
			row := []string{p.id, strconv.Itoa(v), p.site}
			for _, s := range p.scores {
				row = append(row, s[v])
			}
			rows = append(rows, strings.Join(row, ","))
		}
	}
	return rows
}

// write writes rows over files and returns their names.
func write(t *rapid.T, dir, header string, parts ...[]string) []string {
	var paths []string
	for i, rows := range parts {
		path := filepath.Join(dir, fmt.Sprintf("part%d.csv", i))
		text := header + "\n" + strings.Join(rows, "\n") + "\n"
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

func longHeader(p person) (header string, specs []string) {
	header = "id,visit,site"
	for i := range p.scores {
		header += fmt.Sprintf(",s%d", i)
		specs = append(specs, fmt.Sprintf("o%d=s%d", i, i))
	}
	return header, specs
}

// counted is all that must not depend on the order of rows.
type counted struct {
	Failed    string
	Counts    []summary.Strata[summary.Counts]
	Steps     []summary.Step
	Audit     summary.Audit
	Decisions []summary.Decision
	Hash      string
}

func countAll(t *rapid.T, paths []string, o Options) counted {
	c, err := Load(context.Background(), paths, nil, o, nil)
	if err != nil {
		return counted{Failed: fmt.Sprintf("%T", err)}
	}
	plan := pairPlan(c, o.By)
	plan.Wants = append(plan.Wants, pairPlan(c, nil).Wants...)
	var all []summary.Axis
	for _, outcome := range c.Study().Outcomes {
		for _, column := range outcome.Columns {
			all = append(all, summary.Axis{Scale: outcome.Scale.ID, Visit: column.Visit})
		}
	}
	plan.Wants = append(plan.Wants, summary.Want{Axes: all, By: o.By})
	s, err := c.Count(context.Background(), plan)
	if err != nil {
		t.Fatal(err)
	}
	out := counted{Counts: s.Counts, Audit: s.Audit, Decisions: s.Decisions, Hash: c.Study().Hash()}
	for _, scale := range c.Scales() {
		out.Steps = append(out.Steps, scale.Step)
	}
	return out
}

var byValue = cmp.Options{
	cmp.Comparer(func(a, b summary.Strata[summary.Counts]) bool { return a.Equal(b) }),
	cmp.Comparer(func(a, b summary.Audit) bool { return a.Equal(b) }),
}

// Permuting rows, and splitting them over files, changes nothing: people are
// paired by id.
func TestOrderAndFilesDoNotMatter(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		people := drawPeople.Draw(t, "people")
		rows := longRows(people)
		if len(rows) == 0 {
			return
		}
		header, specs := longHeader(people[0])
		o := Options{Outcomes: specs, By: []string{"site"}}
		if rapid.Bool().Draw(t, "duplicates") {
			o.Duplicates = DuplicatesMean
			for range 4 {
				cells := strings.Split(rapid.SampledFrom(rows).Draw(t, "again"), ",")
				cells[3] = strconv.Itoa(rapid.IntRange(0, 30).Draw(t, "other"))
				cells[2] = rapid.SampledFrom([]string{"A", "Z", ""}).Draw(t, "other site")
				rows = append(rows, strings.Join(cells, ","))
			}
		}
		want := countAll(t, write(t, dir, header, rows), o)
		// One visit only, or everybody at a site of their own: refused, and so in
		// every order.
		if want.Failed != "" && want.Failed != "*datasets.DataError" && want.Failed != "*datasets.UsageError" {
			t.Fatal(want.Failed)
		}
		mixed := rapid.Permutation(rows).Draw(t, "order")
		if diff := cmp.Diff(want, countAll(t, write(t, dir, header, mixed), o), byValue); diff != "" {
			t.Fatalf("permuted rows differ:\n%s", diff)
		}
		cut := rapid.IntRange(0, len(mixed)).Draw(t, "cut")
		if cut == 0 || cut == len(mixed) {
			return
		}
		split := countAll(t, write(t, dir, header, mixed[:cut], mixed[cut:]), o)
		if diff := cmp.Diff(want, split, byValue); diff != "" {
			t.Fatalf("split files differ:\n%s", diff)
		}
	})
}

// The same people in a wide and in a long table are counted alike.
func TestWideIsLong(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		people := drawPeople.Draw(t, "people")
		for i := range people {
			for v := range people[i].rows {
				people[i].rows[v] = true
			}
		}
		visits := len(people[0].rows)
		header, long := longHeader(people[0])
		wideHeader := "id,site"
		var wide []string
		for i := range people[0].scores {
			spec := fmt.Sprintf("o%d=", i)
			for v := range visits {
				name := fmt.Sprintf("s%d:%d", i, v)
				wideHeader += "," + name
				spec += name + ":"
			}
			wide = append(wide, strings.TrimSuffix(spec, ":"))
		}
		var rows []string
		for _, p := range people {
			rows = append(rows, strings.Join(slices.Concat([]string{p.id, p.site}, slices.Concat(p.scores...)), ","))
		}
		a := countAll(t, write(t, dir, header, longRows(people)), Options{Outcomes: long, By: []string{"site"}})
		b := countAll(t, write(t, dir, wideHeader, rows), Options{Outcomes: wide, By: []string{"site"}})
		if a.Failed+b.Failed != "" {
			t.Fatalf("loading failed: %s %s", a.Failed, b.Failed)
		}
		if diff := cmp.Diff(a.Steps, b.Steps); diff != "" {
			t.Fatalf("steps differ: %s", diff)
		}
		for i := range a.Counts {
			if x, y := plainCells(a.Counts[i]), plainCells(b.Counts[i]); x != y {
				t.Fatalf("counts %d differ:\n%s\n%s", i, x, y)
			}
		}
	})
}

// plainCells writes counts without the names of the visits.
func plainCells(s summary.Strata[summary.Counts]) string {
	var b strings.Builder
	for key, counts := range s.All() {
		for at, n := range counts.All() {
			fmt.Fprintln(&b, key, at, n)
		}
	}
	return b.String()
}
