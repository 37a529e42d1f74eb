package reml

import (
	"math/rand/v2"
	"testing"
)

// BenchmarkIrregular fits a random slope to 100,000 people with five times of
// their own each.
func BenchmarkIrregular(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	d := &Data{Columns: []int{0, 0}}
	for range 100_000 {
		b0, b1 := rng.NormFloat64(), .3*rng.NormFloat64()
		v := []float64{1}
		one := Block{N: 1, Visits: []int{0, 1, 2, 3, 4}}
		for range 5 {
			time := 5 * rng.Float64()
			one.F = append(one.F, 1, time)
			v = append(v, 10+b0+(b1-.5)*time+rng.NormFloat64())
		}
		one.Z = one.F
		for _, x := range v {
			for _, y := range v {
				one.Gram = append(one.Gram, x*y)
			}
		}
		d.Blocks = append(d.Blocks, one)
	}
	b.ReportAllocs()
	for b.Loop() {
		f, err := New(d, RandomEffects{Effects: 2}, Options{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := f.Satterthwaite([]float64{0, 1}); err != nil {
			b.Fatal(err)
		}
	}
}
