package datasets

import (
	"context"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Means of duplicates are exact where a grid holds them all, else each is the
// nearest point of the finest decimal grid that does.
func TestMeansAreExactOrRoundedOnce(t *testing.T) {
	var exact, rounded int
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.OneOf(rapid.IntRange(1, 4), rapid.IntRange(1, 60))
		score := rapid.IntRange(-400, 400)
		declared := rapid.SampledFrom([]string{"", "1", "0.5"}).Draw(t, "declared")
		var csv strings.Builder
		csv.WriteString("id,visit,s\n")
		want := make(map[string]*big.Rat)
		for p := range rapid.IntRange(1, 30).Draw(t, "people") {
			for visit := range 2 {
				sum, n := new(big.Rat), size.Draw(t, "size")
				for range n {
					v := score.Draw(t, "score")
					fmt.Fprintf(&csv, "%d,%d,%d\n", p, visit, v)
					sum.Add(sum, big.NewRat(int64(v), 1))
				}
				want[fmt.Sprintf("%d %d", p, visit)] = sum.Quo(sum, big.NewRat(int64(n), 1))
			}
		}
		study := "outcomes: [{name: x, column: s}]"
		if declared != "" {
			study = "outcomes: [{name: x, column: s, step: " + declared + "}]"
		}
		file, err := ParseStudyFile("study.yaml", []byte(study))
		if err != nil {
			t.Fatal(err)
		}
		c, err := Load(context.Background(), []string{"-"}, strings.NewReader(csv.String()), Options{Study: file, Duplicates: DuplicatesMean}, nil)
		if err != nil {
			t.Fatal(err)
		}
		step := c.Scales()[0].Step
		half := new(big.Rat).Quo(step.Rat(), big.NewRat(2, 1))
		for p := range c.Participants() {
			for visit := range 2 {
				mean := want[fmt.Sprintf("%s %d", c.ids(p)[0], visit)]
				got := step.Amount(c.series[0][visit].score(p))
				off := new(big.Rat).Sub(got, mean)
				switch {
				case off.Sign() == 0:
					exact++
				case declared == "" && step.Den < 10_000_000:
					t.Fatalf("mean %s is %s on the coarse step %v", mean, got, step)
				case off.Abs(off).Cmp(half) > 0:
					t.Fatalf("mean %s is %s, more than half a step %v away", mean, got, step)
				case off.Cmp(half) == 0 && new(big.Rat).Abs(got).Cmp(new(big.Rat).Abs(mean)) < 0:
					t.Fatalf("mean %s is rounded towards zero, to %s", mean, got)
				default:
					rounded++
				}
			}
		}
	})
	if exact == 0 || rounded == 0 {
		t.Errorf("%d exact and %d rounded means: both kinds must be tried", exact, rounded)
	}
}
