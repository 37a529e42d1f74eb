package exact

import (
	"math"
	"math/rand/v2"
	"testing"
)

// sample draws n normal changes of the given standard deviation, in ticks.
func sample(n int, sd, shift float64) []Change {
	random := rand.New(rand.NewPCG(1, 2))
	values := make([]int64, n)
	for i := range values {
		values[i] = int64(math.Round(random.NormFloat64()*sd + shift))
	}
	return tally(values)
}

func benchmarkSignedRank(b *testing.B, changes []Change, zeros Zeros) {
	b.Helper()
	for b.Loop() {
		r, err := SignedRank(changes, SignedRankOptions{Zeros: zeros})
		if err != nil {
			b.Fatal(err)
		}
		if r.Method != MethodExact || r.Interval == nil || r.Interval.Method != MethodExact {
			b.Fatalf("p by %s, interval %+v", r.Method, r.Interval)
		}
	}
}

func BenchmarkSignedRankContinuous200(b *testing.B) {
	benchmarkSignedRank(b, sample(200, 1e6, 5e4), DropZeros)
}

func BenchmarkSignedRankContinuous1000(b *testing.B) {
	benchmarkSignedRank(b, sample(1000, 1e6, 5e4), DropZeros)
}

func BenchmarkSignedRankLikert1000(b *testing.B) {
	benchmarkSignedRank(b, sample(1000, 6, -0.4), DropZeros)
}

func BenchmarkSignedRankLikert1000Pratt(b *testing.B) {
	benchmarkSignedRank(b, sample(1000, 6, -0.4), RankZeros)
}

func BenchmarkSignedRankLikertMillion(b *testing.B) {
	benchmarkSignedRank(b, sample(1e6, 6, 0), DropZeros)
}

func BenchmarkSignedRankNormalMillion(b *testing.B) {
	changes := sample(1e6, 1e5, 5)
	for b.Loop() {
		r, err := SignedRank(changes, SignedRankOptions{})
		if err != nil {
			b.Fatal(err)
		}
		if r.Method != MethodNormal {
			b.Fatalf("p by %s", r.Method)
		}
	}
}

func BenchmarkPseudomedianMillion(b *testing.B) {
	changes := sample(1e6, 1e5, 5)
	for b.Loop() {
		if _, err := Pseudomedian(changes); err != nil {
			b.Fatal(err)
		}
	}
}
