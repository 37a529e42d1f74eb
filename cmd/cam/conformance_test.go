package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// shared holds data and results that nobody here wrote; it is not part of the
// project.
var shared = filepath.Join("..", "..", "..", "shared", "data")

type conformanceCase struct {
	ID        string
	Data      string
	Input     struct{ X, Y []float64 }
	Expected  map[string]any
	Tolerance struct{ Rel, Abs float64 }
}

// conformance reads the expected values of a peer's own tests. Without the
// shared folder the test is skipped; with it, a missing file is a failure.
func conformance(t *testing.T, name string) map[string]conformanceCase {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(shared, "conformance", name))
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(shared); err == nil {
			t.Fatalf("%s is missing from the shared data", name)
		}
		t.Skip("the shared reference data are not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	var doc struct{ Cases []conformanceCase }
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	cases := map[string]conformanceCase{}
	for _, c := range doc.Cases {
		cases[c.ID] = c
	}
	return cases
}

type estimate struct {
	Method, Term, Variant string
	Estimate              float64
	StdError              float64 `json:"std_error"`
	ConfLow               float64 `json:"conf_low"`
	ConfHigh              float64 `json:"conf_high"`
	Statistic             float64
	PValue                float64 `json:"p_value"`
}

// analyzed runs `cam analyze` and returns its rows by method and term.
func analyzed(t *testing.T, args ...string) map[string]estimate {
	t.Helper()
	var out, problem bytes.Buffer
	args = append([]string{"analyze", "--format", "json"}, args...)
	if code := run(args, streams{in: strings.NewReader(""), out: &out, err: &problem}); code != 0 {
		t.Fatalf("cam %s exits %d: %s", strings.Join(args, " "), code, problem.String())
	}
	var doc struct{ Estimates []estimate }
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	rows := map[string]estimate{}
	for _, e := range doc.Estimates {
		rows[e.Method+" "+e.Term+e.Variant] = e
	}
	return rows
}

func (c conformanceCase) near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if tolerance := c.Tolerance.Abs + c.Tolerance.Rel*math.Abs(want); math.Abs(got-want) > tolerance {
		t.Errorf("%s: %s is %v, want %v", c.ID, what, got, want)
	}
}

func (c conformanceCase) number(t *testing.T, key string) float64 {
	t.Helper()
	v, ok := c.Expected[key].(float64)
	if !ok {
		t.Fatalf("%s expects no %s", c.ID, key)
	}
	return v
}

func TestConformsToEffectsize(t *testing.T) {
	cases := conformance(t, "effectsize.json")
	// effectsize takes x − y, cam post − pre, so x is the follow-up.
	rouder := analyzed(t, filepath.Join(shared, "effectsize_rouder2016", "long.csv"), "--id", "id", "--visit", "cond",
		"--visit-order", "2,1", "--outcome", "rt=rt", "--duplicates", "mean")
	for id, term := range map[string]string{"rouder2016_d_av": "d_av", "rouder2016_d_z": "d_z"} {
		cases[id].near(t, term, rouder["effect_size "+term].Estimate, cases[id].number(t, term))
	}
	identity := cases["equal_variance_identity"]
	same := analyzed(t, pairsFile(t, identity.Input.Y, identity.Input.X), "--outcome", "s=pre:post")
	for _, term := range []string{"d_rm", "d_pre"} {
		identity.near(t, term, same["effect_size "+term].Estimate, same["effect_size d_av"].Estimate)
	}
	biserial := cases["rank_biserial_hollander_wolfe"]
	ranks := analyzed(t, pairsFile(t, biserial.Input.Y, biserial.Input.X), "--outcome", "s=pre:post")
	biserial.near(t, "rank-biserial", ranks["effect_size rank_biserial"].Estimate, biserial.number(t, "r_rb"))
}

func TestConformsToEsci(t *testing.T) {
	c := conformance(t, "esci.json")["thomason_1"]
	file := filepath.Join(shared, "esci_paired", "Ch11_thomason_1.csv")
	for level, key := range map[string]string{"0.95": "ci95", "0.99": "ci99"} {
		row := analyzed(t, file, "--outcome", "score=Pretest:Posttest", "--level", level)["paired_t mean_change"]
		limits, ok := c.Expected[key].([]any)
		if !ok || len(limits) != 2 {
			t.Fatalf("%s has no interval %s", c.ID, key)
		}
		c.near(t, "mean difference", row.Estimate, c.number(t, "mean_diff"))
		c.near(t, "standard error", row.StdError, c.number(t, "se"))
		c.near(t, "t", row.Statistic, c.number(t, "t"))
		c.near(t, "p", row.PValue, c.number(t, "p"))
		c.near(t, "lower limit", row.ConfLow, limits[0].(float64))
		c.near(t, "upper limit", row.ConfHigh, limits[1].(float64))
	}
}

// A survey that was taken once, scored from its items by R: means, deviations and
// how many people are in each band.
func TestConformsToOneSurvey(t *testing.T) {
	folder := filepath.Join(shared, "ukm_phq9_gad7_pss10_items")
	text, err := os.ReadFile(filepath.Join(folder, "reference.json"))
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(shared); err == nil {
			t.Fatal("the reference is missing from the shared data")
		}
		t.Skip("the shared reference data are not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	type moments struct{ Mean, SD float64 }
	var reference struct {
		N          float64
		PHQ9, GAD7 moments
		PHQ9Bands  map[string]float64 `json:"phq9_bands"`
		GAD7Bands  map[string]float64 `json:"gad7_bands"`
	}
	if err := json.Unmarshal(text, &reference); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		outcome string
		moments moments
		bands   map[string]float64
	}{{"phq9=D{1..9}", reference.PHQ9, reference.PHQ9Bands}, {"gad7=A{1..7}", reference.GAD7, reference.GAD7Bands}} {
		want := map[string]float64{"describe mean_pre": c.moments.Mean, "describe sd_pre": c.moments.SD}
		for band, n := range c.bands {
			want["severity pre:"+strings.ReplaceAll(band, " ", "_")] = n / reference.N
		}
		got := map[string]float64{}
		for key, row := range analyzed(t, filepath.Join(folder, "items_original.csv"), "--outcome", c.outcome) {
			if _, named := want[key]; named || row.Method == "severity" {
				got[key] = row.Estimate
			}
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateApprox(1e-12, 0)); diff != "" {
			t.Errorf("%s differs from the reference (-want +got):\n%s", c.outcome, diff)
		}
	}
}

// pairsFile writes a wide table of pairs.
func pairsFile(t *testing.T, pre, post []float64) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("id,pre,post\n")
	for i := range pre {
		// Ten decimals are what a score holds.
		fmt.Fprintf(&b, "%d,%.10f,%.10f\n", i+1, pre[i], post[i])
	}
	path := filepath.Join(t.TempDir(), "pairs.csv")
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
