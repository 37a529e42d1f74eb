package datasets

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/datasets/table"
)

// TestCases runs the archives in testdata: their files are the data, each
// "flags NAME" a command line, each "want NAME" what it must answer. Set
// CAM_UPDATE=1 to rewrite what is wanted.
func TestCases(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { runArchive(t, path) })
	}
}

func runArchive(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range archive.Files {
		if !strings.HasPrefix(f.Name, "flags ") && !strings.HasPrefix(f.Name, "want ") {
			if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	wanted := make(map[string]string)
	for _, f := range archive.Files {
		wanted[f.Name] = string(f.Data)
	}
	var updated []txtar.File
	for _, f := range archive.Files {
		if strings.HasPrefix(f.Name, "want ") {
			continue
		}
		updated = append(updated, f)
		name, ok := strings.CutPrefix(f.Name, "flags ")
		if !ok {
			continue
		}
		t.Run(name, func(t *testing.T) {
			got := strings.ReplaceAll(answer(dir, string(f.Data)), dir+"/", "")
			updated = append(updated, txtar.File{Name: "want " + name, Data: []byte(got)})
			if diff := cmp.Diff(wanted["want "+name], got); diff != "" && os.Getenv("CAM_UPDATE") == "" {
				t.Errorf("differs (-want +got):\n%s", diff)
			}
		})
	}
	if os.Getenv("CAM_UPDATE") != "" {
		archive.Files = updated
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// answer loads and counts, and writes all that came of it.
func answer(dir, flags string) string {
	paths, o, err := testFlags(dir, flags)
	if err != nil {
		return errorText(err)
	}
	c, err := Load(context.Background(), paths, nil, o, nil)
	if err != nil {
		return errorText(err)
	}
	if o.TimeColumn != "" || o.TimeUnit != "" {
		return dumpTimes(c, o)
	}
	return dump(c)
}

// dumpTimes writes what is known of the times of each outcome, with the rows
// where these are irregular, else the patterns.
func dumpTimes(c *Cohort, o Options) string {
	var b strings.Builder
	for _, s := range c.Scales() {
		if o.TimeColumn != "" {
			rows, err := c.Rows(context.Background(), summary.RowWant{Scale: s.ID, Covariates: o.Covariates, By: o.By})
			if err != nil {
				return errorText(err)
			}
			fmt.Fprintf(&b, "%s by %s\n%s", s.ID, rows.Time.Name, rowText(rows))
			continue
		}
		times, err := c.VisitTimes(s.ID)
		if err != nil {
			return errorText(err)
		}
		fmt.Fprintf(&b, "%s at %s\n", s.ID, timesLine(times, nil))
		plan := summary.Plan{Patterns: []summary.PatternWant{{Scale: s.ID, Covariates: o.Covariates, By: o.By}}}
		counted, err := c.Count(context.Background(), plan)
		if err != nil {
			return errorText(err)
		}
		b.WriteString(patternText(counted.Patterns[0]))
	}
	b.WriteString(accountText(c.Audit(), c.Decisions()))
	return b.String()
}

func errorText(err error) string {
	kind := fmt.Sprintf("%T", err)
	switch {
	case errors.As(err, new(*UsageError)):
		kind = "usage"
	case errors.As(err, new(*DataError)):
		kind = "data"
	case errors.As(err, new(*table.Error)):
		kind = "table"
	}
	return kind + ": " + err.Error() + "\n"
}

// dump writes the counts of every pair, by the strata, with account and
// decisions.
func dump(c *Cohort) string {
	var b strings.Builder
	by := slices.Concat(c.Study().Strata)
	if c.Study().Cluster != "" {
		by = append(by, c.Study().Cluster)
	}
	s, err := c.Count(context.Background(), pairPlan(c, by))
	if err != nil {
		return errorText(err)
	}
	for i, p := range c.Pairs() {
		scale := c.Scales()[i]
		if f := c.Recognition()[i]; f.Items || !f.Asked {
			fmt.Fprintf(&b, "%s\n", findingText(f))
		}
		fmt.Fprintf(&b, "%s: %s to %s, step %s\n", p.Outcome, p.Pre, p.Post, summary.Amount(scale.Step))
		for key, counts := range s.Counts[i].All() {
			if key.String() != "" {
				fmt.Fprintf(&b, "  %s\n", key)
			}
			for at, n := range counts.All() {
				texts := make([]string, len(at))
				for i := range at {
					texts[i] = scoreText(at[i], scale.Step)
				}
				fmt.Fprintf(&b, "  %s: %d\n", strings.Join(texts, " -> "), n)
			}
		}
	}
	b.WriteString(accountText(s.Audit, s.Decisions))
	return b.String()
}

func accountText(a summary.Audit, decisions []summary.Decision) string {
	var b strings.Builder
	fmt.Fprintf(&b, "rows %d, kept %d, participants %d\n", a.RowsRead, a.RowsKept, a.Participants)
	for _, d := range a.Dropped {
		fmt.Fprintf(&b, "dropped %s %d\n", d.Reason, d.Rows)
	}
	for _, d := range decisions {
		fmt.Fprintf(&b, "decision %s n=%d", d.Code, d.N)
		if d.Outcome != "" {
			fmt.Fprintf(&b, " outcome=%s", d.Outcome)
		}
		for _, k := range sortedKeys(d.Args) {
			fmt.Fprintf(&b, " %s=%q", k, d.Args[k])
		}
		b.WriteString("\n")
	}
	return b.String()
}

func scoreText(s summary.Score, step summary.Step) string {
	if !s.Observed() {
		return "missing"
	}
	return amountText(step.Amount(s))
}

// pairPlan wants the joint counts of every pair.
func pairPlan(c *Cohort, by []string) summary.Plan {
	var plan summary.Plan
	for _, p := range c.Pairs() {
		axes := []summary.Axis{{Scale: p.Outcome, Visit: p.Pre}}
		if p.Post != "" {
			axes = append(axes, summary.Axis{Scale: p.Outcome, Visit: p.Post})
		}
		plan.Wants = append(plan.Wants, summary.Want{Axes: axes, By: by})
	}
	return plan
}
