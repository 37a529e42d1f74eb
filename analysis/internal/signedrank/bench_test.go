package signedrank

import (
	"math/rand/v2"
	"testing"
)

func sample(n, width int) []Group {
	rng := rand.New(rand.NewPCG(1, 1))
	values := make([]int64, n)
	for i := range values {
		values[i] = int64(rng.IntN(2*width+1)+rng.IntN(2*width+1)-2*width) - int64(width)/8
	}
	return groups(values)
}

func benchmark(b *testing.B, n, width int) {
	changes := sample(n, width)
	r := Rank(changes, false)
	method := Normal
	if r.Exactly() {
		method = Exact
	}
	for b.Loop() {
		p, err := r.P(method)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := Confidence(changes, false, method, p.Value, 0.95); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(map[Method]float64{Exact: 1}[method], "exact")
}

func BenchmarkLikert100(b *testing.B)      { benchmark(b, 100, 13) }
func BenchmarkLikert1000(b *testing.B)     { benchmark(b, 1000, 13) }
func BenchmarkLikert5000(b *testing.B)     { benchmark(b, 5000, 13) }
func BenchmarkLikert1000000(b *testing.B)  { benchmark(b, 1_000_000, 13) }
func BenchmarkDecimals1000(b *testing.B)   { benchmark(b, 1000, 300) }
func BenchmarkContinuous200(b *testing.B)  { benchmark(b, 200, 1_000_000) }
func BenchmarkContinuous1000(b *testing.B) { benchmark(b, 1000, 1_000_000) }
