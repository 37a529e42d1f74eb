package exact

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// readReference decodes a reference file, written by the script beside it.
func readReference(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "ref", filepath.FromSlash(name)+".json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// within compares numbers to a relative tolerance, or an absolute one near 0.
func within(relative, absolute float64) cmp.Option {
	return cmp.Comparer(func(x, y float64) bool {
		return math.Abs(x-y) <= max(relative*max(math.Abs(x), math.Abs(y)), absolute)
	})
}

type signedRankCase struct {
	Name         string
	Ticks        []int64
	PlusDropped  float64 `json:"plus_dropped"`
	PDropped     float64 `json:"p_dropped"`
	PlusRanked   float64 `json:"plus_ranked"`
	PRanked      float64 `json:"p_ranked"`
	PNormal      float64 `json:"p_normal"`
	Pseudomedian float64
	Zeros        int64
	Tied         int64
	TieGroups    int64     `json:"tie_groups"`
	RankBiserial float64   `json:"rank_biserial"`
	ConfInt      []float64 `json:"conf_int"`
	Achieved     float64
}

func TestSignedRankReference(t *testing.T) {
	var file struct{ Cases []signedRankCase }
	readReference(t, "signed_rank/cases", &file)
	if len(file.Cases) == 0 {
		t.Fatal("no cases")
	}
	for _, c := range file.Cases {
		t.Run(c.Name, func(t *testing.T) {
			changes := tally(c.Ticks)
			got := c // what is not computed is taken over
			for _, zeros := range []Zeros{DropZeros, RankZeros} {
				r, err := SignedRank(changes, SignedRankOptions{HalfTicks: true, Zeros: zeros})
				if err != nil {
					t.Fatal(err)
				}
				if zeros == DropZeros {
					got.PlusDropped, got.PDropped = r.Plus(), r.P.Value
					got.Zeros, got.Tied, got.TieGroups = r.Zeros, r.Tied, r.TieGroups
					got.RankBiserial, _ = r.RankBiserial()
				} else {
					got.PlusRanked, got.PRanked = r.Plus(), r.P.Value
				}
				got.Pseudomedian = r.Pseudomedian.Ticks()
				if zeros == RankZeros && c.ConfInt != nil {
					got.ConfInt = []float64{r.Interval.Low.Ticks(), r.Interval.High.Ticks()}
					got.Achieved = r.Interval.Level
				}
			}
			if c.Zeros < int64(len(c.Ticks)) {
				observed := rankAround(changes, 0, DropZeros, nil)
				p, err := normal(&observed)
				if err != nil {
					t.Fatal(err)
				}
				got.PNormal = p.Value
			}
			if diff := cmp.Diff(c, got, within(1e-12, 0)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
