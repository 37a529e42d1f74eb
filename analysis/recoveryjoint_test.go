package analysis

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// The cases hold two scales, "pre" and "post" of the first and "pre2" and
// "post2" of the second, so they are counted here and not by a source.
func TestRecoveryJointReference(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "ref", "recovery_joint", "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no reference cases: %v", err)
	}
	axes := []summary.Axis{
		{Scale: "phq9", Visit: "pre", Step: summary.Unit}, {Scale: "phq9", Visit: "post", Step: summary.Unit},
		{Scale: "gad7", Visit: "pre", Step: summary.Unit}, {Scale: "gad7", Visit: "post", Step: summary.Unit},
	}
	nhs := RecoveryJointOptions{Preset: "nhs_tt", Scales: [2]JointScale{
		{summary.Lower, summary.Criterion{Op: ">=", At: summary.Amount{Num: 10, Den: 1}}, summary.Amount{Num: 6, Den: 1}},
		{summary.Lower, summary.Criterion{Op: ">=", At: summary.Amount{Num: 8, Den: 1}}, summary.Amount{Num: 4, Den: 1}},
	}}
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var c struct {
			reference
			Data struct{ Pre, Post, Pre2, Post2 []*string } `json:"data"`
		}
		if err := json.Unmarshal(text, &c); err != nil {
			t.Fatal(err)
		}
		counts, err := summary.NewCounts(axes, func(yield func([]summary.Score, int64) bool) {
			for i := range c.Data.Pre {
				at := []summary.Score{ticks(c.Data.Pre[i], 0), ticks(c.Data.Post[i], 0), ticks(c.Data.Pre2[i], 0), ticks(c.Data.Post2[i], 0)}
				if !yield(at, 1) {
					return
				}
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		result, err := RecoveryJoint(counts, nhs)
		if err != nil {
			t.Fatal(err)
		}
		report := &Report{}
		report.addResult(result, "recovery_joint", "phq9+gad7", "")
		c.compare(t, report)
	}
}
