package reml

import (
	"math"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestClustersAreOneCovariance compares cluster effects by the Woodbury identity
// with the same model written out: each cluster one block whose random effects
// are the cluster's and each person's.
func TestClustersAreOneCovariance(t *testing.T) {
	d := made(3, 1)
	for i := range d.Blocks { // one person a block, so that it can be written out
		d.Blocks[i].N = 1
		u := []float64{1, float64(i%5) - 2}
		for k := range d.Blocks[i].Visits {
			u = append(u, math.Sin(float64(7*i+3*k))+float64(d.Blocks[i].Cluster))
		}
		d.Blocks[i].Gram = crossProducts(u)
	}
	d = oneEffect(d)
	whole := &Data{Columns: []int{0, 0, 0, 0}}
	for c := range 6 {
		var b Block
		z := []float64{1}
		people := slices.DeleteFunc(slices.Clone(d.Blocks), func(x Block) bool { return x.Cluster != c })
		for p, one := range people {
			for k := range one.Visits {
				b.Visits = append(b.Visits, len(b.Visits))
				for term, constant := range d.Columns {
					b.F = append(b.F, one.F[k*4+term]*one.Gram[constant])
				}
				row := make([]float64, 1+len(people))
				row[0], row[1+p] = 1, 1
				b.Z = append(b.Z, row...)
				z = append(z, one.Gram[2+k])
			}
		}
		b.N, b.Gram = 1, crossProducts(z)
		whole.Blocks = append(whole.Blocks, b)
	}
	const person, cluster = .8, 1.3
	for _, ml := range []bool{false, true} {
		got, err := Criterion(d, RandomEffects{Effects: 1}, Options{ML: ml}, []float64{person, cluster})
		if err != nil {
			t.Fatal(err)
		}
		effects := RandomEffects{Effects: 7, Uncorrelated: true}
		want, err := Criterion(whole, effects, Options{ML: ml}, []float64{cluster, person, person, person, person, person, person})
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(got-want) > 1e-11*math.Abs(want) {
			t.Errorf("ml %t: %.15g by clusters, %.15g written out", ml, got, want)
		}
	}
}

// TestPatternsAreTheirPeople: people of one pattern, summed or one by one, are
// the same model.
func TestPatternsAreTheirPeople(t *testing.T) {
	var together, apart Data
	together.Columns, apart.Columns = []int{0, 0, 1}, []int{0, 0, 1}
	for pattern, visits := range [][]int{{0, 1, 2}, {0, 2}, {1}} {
		var sum Block
		for p := range 12 {
			b := Block{N: 1, Visits: visits}
			z := []float64{1, float64(p%3) - 1}
			for _, v := range visits {
				x := float64(v)
				b.F, b.Z = append(b.F, 1, x, 1), append(b.Z, 1, x)
				z = append(z, 5-x+2*math.Sin(float64(31*p+pattern))+math.Cos(float64(17*p+5*v+pattern)))
			}
			b.Gram = crossProducts(z)
			apart.Blocks = append(apart.Blocks, b)
			if p == 0 {
				sum = b
				sum.Gram = slices.Clone(b.Gram)
				continue
			}
			sum.N++
			addTo(sum.Gram, b.Gram)
		}
		together.Blocks = append(together.Blocks, sum)
	}
	l := []float64{0, 1, 0}
	for _, s := range []Structure{RandomEffects{Effects: 2}, Unstructured{3}, Correlated{3, Exchangeable, true}} {
		var results [2][4]float64
		for i, d := range []*Data{&together, &apart} {
			f, err := New(d, s, Options{})
			if err != nil {
				t.Fatal(err)
			}
			kr, err := f.KenwardRoger(Observed)
			if err != nil {
				t.Fatal(err)
			}
			test, err := kr.Test(l)
			if err != nil {
				t.Fatal(err)
			}
			results[i] = [4]float64{f.Criterion, test.Estimate, test.StdError, test.DF}
		}
		for k := range results[0] {
			if math.Abs(results[0][k]-results[1][k]) > 1e-11*math.Abs(results[1][k]) {
				t.Errorf("%T: %v by patterns, %v by people", s, results[0], results[1])
				break
			}
		}
	}
}

// TestWorkersChangeNoDigit: sums are taken in one order, whatever the number of
// processors.
func TestWorkersChangeNoDigit(t *testing.T) {
	d := made(5, 0)
	for len(d.Blocks) < 5*chunk {
		d.Blocks = append(d.Blocks, d.Blocks...)
	}
	for i := range d.Blocks {
		d.Blocks[i].Cluster = 0
	}
	fit := func() []float64 {
		f, err := New(d, RandomEffects{Effects: 2}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return append(append(slices.Clone(f.Theta), f.Beta...), f.Criterion)
	}
	many := fit()
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	if diff := cmp.Diff(many, fit()); diff != "" {
		t.Error(diff)
	}
}
