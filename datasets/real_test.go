package datasets

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// realData finds a file of the shared data sets, which are not part of the
// project.
func realData(t *testing.T, name ...string) string {
	t.Helper()
	if _, err := os.Stat("../../shared/data"); err != nil {
		t.Skip("the shared data sets are not there: ../shared/data")
	}
	return filepath.Join(append([]string{"../../shared/data"}, name...)...)
}

func loadFile(t *testing.T, path string, o Options) *Cohort {
	t.Helper()
	c, err := Load(context.Background(), []string{path}, nil, o, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// joints counts the pair of every outcome, over everyone.
func joints(t *testing.T, c *Cohort) []summary.Joint {
	t.Helper()
	s, err := c.Count(context.Background(), pairPlan(c, nil))
	if err != nil {
		t.Fatal(err)
	}
	var out []summary.Joint
	for _, strata := range s.Counts {
		counts, ok := strata.Get(summary.Key{})
		if !ok {
			t.Fatal("no counts of everyone")
		}
		j, err := counts.Joint(0, 1)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, j)
	}
	return out
}

// pairedReference is what R says of complete pairs.
type pairedReference struct {
	Pairs      float64 `json:"n_pairs"`
	MeanPre    float64 `json:"mean_pre"`
	SDPre      float64 `json:"sd_pre"`
	MeanPost   float64 `json:"mean_post"`
	SDPost     float64 `json:"sd_post"`
	R          float64 `json:"r"`
	MeanChange float64 `json:"mean_change"`
	SDChange   float64 `json:"sd_change"`
}

func readReference(t *testing.T, path, name string) pairedReference {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all struct{ Paired map[string]pairedReference }
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	ref, ok := all.Paired[name]
	if !ok {
		t.Fatalf("%s has no reference %s", path, name)
	}
	return ref
}

// described computes the same from the cells.
func described(j summary.Joint) pairedReference {
	var n, x, y, xx, yy, xy float64
	step := j.Step()
	for at, k := range j.Pairs() {
		n += float64(k)
		x += float64(k) * step.Value(at[0])
		y += float64(k) * step.Value(at[1])
	}
	mx, my := x/n, y/n
	for at, k := range j.Pairs() {
		dx, dy := step.Value(at[0])-mx, step.Value(at[1])-my
		xx += float64(k) * dx * dx
		yy += float64(k) * dy * dy
		xy += float64(k) * dx * dy
	}
	return pairedReference{
		Pairs: n, MeanPre: mx, SDPre: math.Sqrt(xx / (n - 1)), MeanPost: my, SDPost: math.Sqrt(yy / (n - 1)),
		R: xy / math.Sqrt(xx*yy), MeanChange: my - mx, SDChange: math.Sqrt((xx + yy - 2*xy) / (n - 1)),
	}
}

func checkReference(t *testing.T, j summary.Joint, want pairedReference) {
	t.Helper()
	if diff := cmp.Diff(want, described(j), cmpopts.EquateApprox(1e-12, 1e-13)); diff != "" {
		t.Errorf("differs from R (-want +got):\n%s", diff)
	}
}

func TestBtheb(t *testing.T) {
	for _, visit := range []struct{ column, month string }{{"bdi_2m", "2"}, {"bdi_3m", "3"}, {"bdi_5m", "5"}, {"bdi_8m", "8"}} {
		wide := loadFile(t, realData(t, "btheb", "wide.csv"), Options{
			Outcomes: []string{"bdi=bdi_pre:" + visit.column}, By: []string{"treatment"}})
		long := loadFile(t, realData(t, "btheb", "long.csv"), Options{
			Outcomes: []string{"bdi=bdi"}, Pre: "0", Post: visit.month, By: []string{"treatment"}})
		name := "pre_" + visit.column[len("bdi_"):]
		checkReference(t, joints(t, wide)[0], readReference(t, realData(t, "btheb", "reference.json"), name))
		for _, by := range [][]string{nil, {"treatment"}} {
			if diff := cmp.Diff(cellsBy(t, wide, by), cellsBy(t, long, by)); diff != "" {
				t.Errorf("%s: wide and long differ (-wide +long):\n%s", name, diff)
			}
		}
	}
}

// cellsBy is the joint counts by stratum without the names of the visits.
func cellsBy(t *testing.T, c *Cohort, by []string) map[string]map[[2]summary.Score]int64 {
	t.Helper()
	s, err := c.Count(context.Background(), pairPlan(c, by))
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string]map[[2]summary.Score]int64)
	for key, counts := range s.Counts[0].All() {
		cells := make(map[[2]summary.Score]int64)
		for at, n := range counts.All() {
			cells[[2]summary.Score{at[0], at[1]}] = n
		}
		out[key.String()] = cells
	}
	return out
}

func TestRouderMeansOfTrials(t *testing.T) {
	c := loadFile(t, realData(t, "effectsize_rouder2016", "long.csv"), Options{
		Visit: "cond", Outcomes: []string{"rt=rt"}, Duplicates: DuplicatesMean})
	if got, want := c.Scales()[0].Step, (summary.Step{Num: 1, Den: 50_000}); got != want {
		t.Errorf("step %v, want %v: thousandths over 50 trials", got, want)
	}
	checkReference(t, joints(t, c)[0], readReference(t, realData(t, "effectsize_rouder2016", "reference.json"), "cond2_minus_cond1"))
}

func TestAnorexiaInTenthsOfAKilogram(t *testing.T) {
	c := loadFile(t, realData(t, "mass_anorexia", "wide.csv"), Options{Outcomes: []string{"weight=Prewt:Postwt"}})
	if got, want := c.Scales()[0].Step, (summary.Step{Num: 1, Den: 10}); got != want {
		t.Errorf("step %v, want %v", got, want)
	}
	checkReference(t, joints(t, c)[0], readReference(t, realData(t, "mass_anorexia", "reference.json"), "all"))
}

func TestSleepstudy(t *testing.T) {
	c := loadFile(t, realData(t, "lmm_sleepstudy", "long.csv"), Options{Outcomes: []string{"rt=Reaction"}})
	want := Pair{Outcome: "rt", Pre: "0", Post: "9"}
	if got := c.Pairs()[0]; got != want {
		t.Errorf("pair %+v, want %+v", got, want)
	}
	if got, want := joints(t, c)[0].Flow(), (summary.Flow{Enrolled: 18, Pre: 18, Post: 18, Pairs: 18}); got != want {
		t.Errorf("flow %+v, want %+v", got, want)
	}
	if got, want := c.Scales()[0].Step, (summary.Step{Num: 1, Den: 10_000}); got != want {
		t.Errorf("step %v, want %v", got, want)
	}
	frame := c.DataFrame()
	if rows, columns := frame.Dims(); rows != 180 || columns != 3 {
		t.Errorf("the frame has %d rows and %d columns", rows, columns)
	}
	if got := frame.Records()[1]; !cmp.Equal(got, []string{"308", "0", "249.56"}) {
		t.Errorf("the frame starts with %q", got)
	}
}

func TestHamdBaselineColumn(t *testing.T) {
	c := loadFile(t, realData(t, "rbmi_antidepressant_hamd17", "long.csv"), Options{
		Outcomes: []string{"hamd17=hamd17"}, Baseline: []string{"hamd17=hamd17_baseline"}, Visit: "visit"})
	f := joints(t, c)[0].Flow()
	if f.Enrolled != 172 || f.Pre != 172 {
		t.Errorf("flow %+v, want 172 with a baseline", f)
	}
}
