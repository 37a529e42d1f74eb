package summary

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// About is the exact sum over rows, rounded once.
func TestMomentsAbout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		columns := []Column{{"x", Step{1, 6}}, {"y", Step{5, 2}}}
		score := rapid.OneOf(rapid.Int64Range(-20, 20), rapid.Int64Range(-MaxTicks, MaxTicks), rapid.Int64Range(MaxTicks-9, MaxTicks))
		rows := make([][]Score, rapid.IntRange(1, 12).Draw(t, "n"))
		for i := range rows {
			rows[i] = []Score{Score(score.Draw(t, "x")), Score(score.Draw(t, "y"))}
		}
		origin := []Score{Score(score.Draw(t, "o")), Score(score.Draw(t, "p"))}
		if rapid.Bool().Draw(t, "half") {
			origin = origin[:1]
		}
		full := append(slices.Clone(origin), 0)
		wantSum, wantCross := make([]float64, 2), [][]float64{make([]float64, 2), make([]float64, 2)}
		for i := range 2 {
			for j := range 2 {
				sum, cross := new(big.Rat), new(big.Rat)
				for _, row := range rows {
					x, y := columns[i].Step.Amount(row[i]-full[i]), columns[j].Step.Amount(row[j]-full[j])
					sum.Add(sum, x)
					cross.Add(cross, x.Mul(x, y))
				}
				wantSum[i], _ = sum.Float64()
				wantCross[i][j], _ = cross.Float64()
			}
		}
		sum, cross := must(NewMoments(columns, eachRow(rows))).About(origin)
		if diff := cmp.Diff(wantSum, sum) + cmp.Diff(wantCross, cross); diff != "" {
			t.Fatal(diff)
		}
	})
}

// Centring beyond 128 bits falls back to integers of any size.
func TestAboutBeyond128Bits(t *testing.T) {
	m := must(NewMoments([]Column{{"x", Unit}}, func(yield func([]Score, int64) bool) { yield([]Score{MaxTicks}, 1e8) }))
	sum, cross := m.About([]Score{-MaxTicks})
	if sum[0] != 2e23 || cross[0][0] != 4e38 {
		t.Errorf("sums about the far end: %v %v", sum, cross)
	}
}

func BenchmarkAbout(b *testing.B) {
	var people []person
	rng := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		people = append(people, person{"A", Score(rng.IntN(28)), Score(rng.IntN(28))})
	}
	m := must(patternsOf(people).Complete(0, 1, 2, 3))
	for b.Loop() {
		m.About([]Score{40, 0, 14, 14})
	}
}
