package datasets

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cam-outcomes/cam/datasets/simulate"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// simulated is a cohort of made-up people as a file.
func simulated(t testing.TB, o simulate.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := simulate.Write(&b, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// servings says what the headers of simulated data may leave open.
var servings = []string{"fv2=servings/day"}

// plainCounts counts every pair and every visit, by site, and writes the cells
// without the names of the visits.
func plainCounts(t testing.TB, c *Cohort) []string {
	t.Helper()
	plan := pairPlan(c, []string{"site"})
	for _, o := range c.Study().Outcomes {
		var all []summary.Axis
		for _, column := range o.Columns {
			all = append(all, summary.Axis{Scale: o.Scale.ID, Visit: column.Visit})
		}
		plan.Wants = append(plan.Wants, summary.Want{Axes: all})
	}
	s, err := c.Count(context.Background(), plan)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, strata := range s.Counts {
		out = append(out, plainCells(strata))
	}
	return out
}

// The same people as a wide or a long file, with codes or with labels, by
// recognition, by columns or by a study file, are counted alike.
func TestEveryFormOfACohort(t *testing.T) {
	missing := 0.04
	var want []string
	var decisions []summary.Decision
	for _, layout := range []simulate.Layout{simulate.Long, simulate.Wide} {
		study := longStudy
		flags := longFlags
		if layout == simulate.Wide {
			study, flags = wideStudy, wideFlags
		}
		hashes := make(map[string]bool)
		for _, labels := range []bool{false, true} {
			csv := simulated(t, simulate.Options{N: 300, Unanswered: &missing, Layout: layout, Labels: labels})
			for name, o := range map[string]Options{
				"recognised": {},
				"named":      {Outcomes: []string{"evs", "fv2", "gad7", "phq9", "ucla3"}},
				"columns":    {Outcomes: flags},
				"study":      {Study: studyOf(t, study)},
			} {
				o.By = []string{"site"}
				if o.Study == nil {
					o.Units = servings
				}
				c := loadText(t, csv, o)
				what := fmt.Sprintf("%s, labels %t, %s", layout, labels, name)
				got := plainCounts(t, c)
				if want == nil {
					want, decisions = got, withoutForm(c.Decisions())
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("%s: the counts differ (-want +got):\n%s", what, diff)
				}
				if diff := cmp.Diff(decisions, withoutForm(c.Decisions())); diff != "" {
					t.Fatalf("%s: the decisions differ (-want +got):\n%s", what, diff)
				}
				hashes[c.Study().Hash()] = true
				for _, f := range c.Recognition() {
					coding := "codes"
					if labels && f.Outcome != "evs" && f.Outcome != "fv2" {
						coding = "labels"
					}
					if !f.Items || f.Coding != coding || f.Asked && (name == "recognised" || name == "named") {
						t.Errorf("%s: finding %+v, want items with %s", what, f, coding)
					}
				}
			}
		}
		if len(hashes) != 1 {
			t.Errorf("%s: the study has %d hashes, want one", layout, len(hashes))
		}
	}
}

// withoutForm leaves out the decisions that are about the form of the file.
func withoutForm(all []summary.Decision) []summary.Decision {
	return slices.DeleteFunc(all, func(d summary.Decision) bool {
		return d.Code == DecisionAnswerLabels || d.Code == DecisionVisitColumn || d.Code == DecisionSyntheticData
	})
}

var (
	longFlags = []string{"evs={evs_days,evs_minutes}", "fv2={fv2_fruit_servings, fv2_vegetables_servings}", "gad7=gad7_{1..7}", "phq9=phq9_{1..9}", "ucla3=ucla3_{1..3}"}
	wideFlags = []string{"evs={evs_days_baseline,evs_minutes_baseline}:{evs_days_month1,evs_minutes_month1}:{evs_days_month2,evs_minutes_month2}:{evs_days_month3,evs_minutes_month3}", "fv2", "gad7=gad7_{1..7}_{visit}", "phq9=phq9_{1..9}_baseline:phq9_{1..9}_month1:phq9_{1..9}_month2:phq9_{1..9}_month3", "ucla3=ucla3_{1..3}_{visit}"}
)

const (
	longStudy = `
id: participant_id
outcomes:
  - {instrument: evs, items: {days: evs_days, minutes: evs_minutes}}
  - {instrument: fv2, items: [fv2_fruit_servings, fv2_vegetables_servings], unit: servings/day}
  - {instrument: gad7, items: "gad7_{1..7}"}
  - {instrument: phq9}
  - {name: ucla3, items: "ucla3_{1..3}"}
strata: [site]
`
	wideStudy = `
strata: site
id: [participant_id]
outcomes:
  - {instrument: evs}
  - {instrument: fv2, unit: servings/day}
  - {instrument: gad7, items: "gad7_{1..7}_{visit}"}
  - {name: phq9, instrument: phq9, items: "phq9_{1..9}_{visit}"}
  - {instrument: ucla3}
`
)

// The example file needs no flags.
func TestExampleCohort(t *testing.T) {
	path := filepath.Join("examples", "synthetic-cohort.csv")
	if _, err := os.Stat(path); err != nil {
		t.Skip("the example cohort is not there")
	}
	c := loadFile(t, path, Options{})
	var names []string
	for _, f := range c.Recognition() {
		names = append(names, f.Outcome)
	}
	if got := strings.Join(names, " "); got != "evs fv2 gad7 phq9 ucla3" {
		t.Errorf("outcomes %s", got)
	}
}

// findingText writes what was understood of an outcome.
func findingText(f Finding) string {
	text := fmt.Sprintf("%s from %s to %s", f.Outcome, f.First(), f.Last())
	for _, s := range []string{f.Coding, f.Confidence, strings.Join(f.Reasons, "+")} {
		if s != "" {
			text += ", " + s
		}
	}
	for _, v := range f.Columns {
		text += " | " + v.Visit
	}
	return text
}
