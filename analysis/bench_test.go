package analysis

import (
	"math/rand/v2"
	"testing"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// likert is the change of n people between two totals of 0 to 27.
func likert(tb testing.TB, n int) summary.Histogram {
	tb.Helper()
	rng := rand.New(rand.NewPCG(5, 5))
	counts := map[summary.Score]int64{}
	for range n {
		pre := rng.IntN(28)
		post := min(27, max(0, pre-1+rng.IntN(11)-5))
		counts[summary.Score(post-pre)]++
	}
	h, err := summary.NewHistogram(summary.Axis{Scale: "y", Visit: "change", Step: summary.Unit}, func(yield func(summary.Score, int64) bool) {
		for t, n := range counts {
			if !yield(t, n) {
				return
			}
		}
	})
	if err != nil {
		tb.Fatal(err)
	}
	return h
}

func benchmarkBootstrap(b *testing.B, n int) {
	h := likert(b, n)
	for b.Loop() {
		if _, err := BootstrapMean(h, BootstrapMeanOptions{Replicates: 10_000, Seed: 1}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBootstrap1000Pairs(b *testing.B)    { benchmarkBootstrap(b, 1_000) }
func BenchmarkBootstrap1000000Pairs(b *testing.B) { benchmarkBootstrap(b, 1_000_000) }

func BenchmarkSignedRank1000Pairs(b *testing.B) {
	h := likert(b, 1_000)
	for b.Loop() {
		if _, err := SignedRank(h, SignedRankOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
