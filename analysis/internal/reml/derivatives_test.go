package reml

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// made is random data of four visits with covariates, clusters and gaps.
func made(seed uint64, clusterEffects int) *Data {
	rng := rand.New(rand.NewPCG(seed, 0))
	d := &Data{Columns: []int{0, 0, 1, 1}, Clusters: clusterEffects}
	const visits = 4
	for c := range 6 {
		shift := rng.NormFloat64()
		for range 6 {
			var seen []int
			for len(seen) == 0 {
				for v := range visits {
					if rng.Float64() < .8 {
						seen = append(seen, v)
					}
				}
			}
			b := Block{N: 3, Cluster: c, Visits: seen}
			for _, v := range seen {
				x := float64(v)
				b.F = append(b.F, 1, x, 1, x)
				b.Z = append(b.Z, 1, x)
				for k := range clusterEffects {
					b.W = append(b.W, math.Pow(x, float64(k)))
				}
			}
			b.Gram = make([]float64, (2+len(seen))*(2+len(seen)))
			for range b.N {
				u := shift + rng.NormFloat64()
				z := []float64{1, rng.NormFloat64()}
				for range seen {
					z = append(z, u+rng.NormFloat64())
				}
				for i, x := range crossProducts(z) {
					b.Gram[i] += x
				}
			}
			d.Blocks = append(d.Blocks, b)
		}
	}
	return d
}

// structures lists every structure on four visits.
func structures() []Structure {
	all := []Structure{RandomEffects{Effects: 1}, RandomEffects{Effects: 2}, RandomEffects{Effects: 2, Uncorrelated: true}, Unstructured{4}}
	for _, form := range []Form{Exchangeable, Autoregressive, Toeplitz, AnteDependence} {
		all = append(all, Correlated{4, form, false}, Correlated{4, form, true})
	}
	return all
}

// oneEffect leaves of a block's Z its first column.
func oneEffect(d *Data) *Data {
	out := *d
	out.Blocks = slices.Clone(d.Blocks)
	for i, b := range out.Blocks {
		out.Blocks[i].Z = make([]float64, len(b.Visits))
		for k := range b.Visits {
			out.Blocks[i].Z[k] = 1
		}
	}
	return &out
}

// TestDerivatives compares gradient and Hessian of every structure, in both of
// its parameterisations, restricted or full, with or without cluster effects,
// with differences of the criterion and of the gradient.
func TestDerivatives(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for _, clusters := range []int{0, 1, 2} {
		for _, s := range structures() {
			d := made(uint64(clusters)+1, clusters)
			if r, ok := s.(RandomEffects); ok && r.Effects == 1 {
				d = oneEffect(d)
			}
			for _, ml := range []bool{false, true} {
				for _, absolute := range []bool{false, true} {
					t.Run(fmt.Sprintf("%T%v clusters=%d ml=%t absolute=%t", s, s, clusters, ml, absolute), func(t *testing.T) {
						m, err := newModel(d)
						if err != nil {
							t.Fatal(err)
						}
						psi, c := s.start(), s.relative()
						for i := range psi {
							psi[i] += .1 * rng.NormFloat64()
						}
						if absolute {
							c, psi = s.absolute(psi)
						}
						for range clusters {
							psi = append(psi, .5+.1*rng.NormFloat64())
						}
						compareDerivatives(t, &evaluator{model: m, chart: c, ml: ml, variances: absolute}, psi)
					})
				}
			}
		}
	}
}

func compareDerivatives(t *testing.T, e *evaluator, psi []float64) {
	t.Helper()
	at, err := e.at(psi, 2)
	if err != nil {
		t.Fatal(err)
	}
	const h = 1e-5
	for i := range psi {
		up, down := slices.Clone(psi), slices.Clone(psi)
		up[i] += h
		down[i] -= h
		a, err := e.at(up, 1)
		if err != nil {
			t.Fatal(err)
		}
		b, err := e.at(down, 1)
		if err != nil {
			t.Fatal(err)
		}
		// The error of a difference is of the order of rounding over h.
		if slope := (a.value - b.value) / (2 * h); math.Abs(slope-at.grad[i]) > 1e-5*(1+math.Abs(at.grad[i])) {
			t.Errorf("gradient %d is %.9g, its difference quotient %.9g", i, at.grad[i], slope)
		}
		for j := range psi {
			if bend := (a.grad[j] - b.grad[j]) / (2 * h); math.Abs(bend-at.hess.At(i, j)) > 1e-5*(1+math.Abs(at.hess.At(i, j))) {
				t.Errorf("Hessian %d,%d is %.9g, its difference quotient %.9g", i, j, at.hess.At(i, j), bend)
			}
		}
	}
}
