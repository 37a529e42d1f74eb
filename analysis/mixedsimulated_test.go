package analysis

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// TestSimulatedCohorts compares small cohorts with dropout, simulated and
// analysed in R: the same estimates, and the same decisions as lmerTest and
// pbkrtest.
func TestSimulatedCohorts(t *testing.T) {
	text, err := os.ReadFile("testdata/ref/mixed/simulate/cohorts.json")
	if err != nil {
		t.Fatal(err)
	}
	type inference struct {
		StdError float64 `json:"std_error"`
		DF       float64
		P        float64 `json:"p_value"`
	}
	var doc struct {
		Cohorts []struct {
			N, Seed int
			Scores  []string
			Growth  map[string]json.RawMessage
			MMRM    map[string]json.RawMessage
		}
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	read := func(m map[string]json.RawMessage, name string, into any) bool {
		raw, ok := m[name]
		return ok && json.Unmarshal(raw, into) == nil
	}
	near := func(t *testing.T, what string, got Number, want, relative float64) {
		t.Helper()
		if math.Abs(valueOf(got)-want) > relative*math.Abs(want) {
			t.Errorf("%s is %.10g, R has %.10g", what, valueOf(got), want)
		}
	}
	for _, c := range doc.Cohorts {
		t.Run(fmt.Sprintf("%d_%d", c.N, c.Seed), func(t *testing.T) {
			source := readVisits(c.Scores)
			var boundary, converged bool
			var criterion float64
			read(c.Growth, "boundary", &boundary)
			read(c.Growth, "criterion", &criterion)
			for df, package_ := range map[DFMethod]string{Satterthwaite: "lmerTest", KenwardRoger: "pbkrtest"} {
				var want inference
				if !read(c.Growth, package_, &want) || (boundary && df == Satterthwaite) {
					continue
				}
				rows, _, err := fitted(source, MixedModel{DF: df})
				if err != nil {
					t.Fatal(err)
				}
				near(t, "criterion", rows["reml_criterion"].Estimate, criterion, 1e-9)
				near(t, package_+" std_error", rows["time"].StdError, want.StdError, 1e-5)
				near(t, package_+" df", rows["time"].DF, want.DF, 1e-3)
				if (valueOf(rows["time"].PValue) < .05) != (want.P < .05) {
					t.Errorf("%s decides otherwise: p = %g, ours %g", package_, want.P, valueOf(rows["time"].PValue))
				}
			}
			rows, decisions, err := fitted(source, MixedModel{Time: ByVisit, Covariance: UN})
			if err != nil {
				t.Fatal(err)
			}
			got, ok := rows["contrast[v3-v0]"]
			if read(c.MMRM, "converged", &converged); !converged {
				if ok && got.Variant == "mmrm_us" && got.StdError.IsZero() {
					t.Errorf("no unstructured covariance can be fitted, and nothing simpler was: %v", decisions)
				}
				return
			}
			var want inference
			if !read(c.MMRM, "kenward_roger_observed", &want) {
				return
			}
			if got.Variant != "mmrm_us" {
				t.Fatalf("fitted %s: %v", got.Variant, decisions)
			}
			near(t, "unstructured std_error", got.StdError, want.StdError, 1e-5)
			near(t, "unstructured df", got.DF, want.DF, 1e-3)
		})
	}
}

// cohort simulates people at four visits whose slopes vary, with dropout that
// depends on the last score seen; nothing changes on average.
func cohort(rng *rand.Rand, people int) visits {
	var s visits
	for range people {
		level, slope := 12+4*rng.NormFloat64(), 1.2*rng.NormFloat64()
		row := make([]summary.Score, 4)
		last, gone := 0.0, false
		for v := range row {
			gone = gone || v > 0 && rng.Float64() < .05+.12/(1+math.Exp(-(last-14)/3))
			row[v] = summary.Missing
			if !gone {
				last = math.Round(level + slope*float64(v) + 2.5*rng.NormFloat64())
				row[v] = summary.Score(last)
			}
		}
		s.scores = append(s.scores, row)
	}
	return s
}

// TestCoverage simulates cohorts in which nothing changes and counts how often
// intervals cover 0. The short run has bounds of four standard errors about the
// aims; CAM_LONG=1 draws 4,000 a size and prints the table.
func TestCoverage(t *testing.T) {
	draws := 150
	long := os.Getenv("CAM_LONG") == "1"
	if long {
		draws = 4000
	}
	models := []struct {
		name  string
		model MixedModel
		term  string
		check bool // held to the aims
	}{
		{"unstructured, Kenward-Roger", MixedModel{Time: ByVisit, Covariance: UN}, "contrast[v3-v0]", true},
		{"slope, Satterthwaite (default)", MixedModel{}, "time", true},
		{"slope, Kenward-Roger", MixedModel{DF: KenwardRoger}, "time", true},
		{"intercept, Satterthwaite", MixedModel{Random: RandomConstant}, "time", false},
	}
	var table strings.Builder
	for _, people := range []int{12, 20, 60, 200} {
		rng := rand.New(rand.NewPCG(uint64(people), 20261122))
		covered := make([]int, len(models))
		answered := make([]int, len(models))
		for range draws {
			s := cohort(rng, people)
			for k, m := range models {
				rows, _, err := fitted(s, m.model)
				if err != nil {
					t.Fatal(err)
				}
				e := rows[m.term]
				if e.ConfLow.IsZero() {
					continue
				}
				answered[k]++
				if valueOf(e.ConfLow) <= 0 && valueOf(e.ConfHigh) >= 0 {
					covered[k]++
				}
			}
		}
		for k, m := range models {
			share := float64(covered[k]) / float64(answered[k])
			fmt.Fprintf(&table, "n = %3d  %-31s covers %.3f of %d\n", people, m.name, share, answered[k])
			low, high := .93, .985
			if people >= 60 {
				low, high = .94, .96
			}
			if m.name == "intercept, Satterthwaite" || !m.check {
				continue
			}
			slack := 4 * math.Sqrt(.95*.05/float64(answered[k]))
			if share < low-slack || share > high+slack {
				t.Errorf("n = %d, %s: coverage %.3f of %d", people, m.name, share, answered[k])
			}
		}
	}
	if long {
		t.Log("\n" + table.String())
	}
}
