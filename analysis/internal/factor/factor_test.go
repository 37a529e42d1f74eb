package factor

import (
	"errors"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/mat"
	"pgregory.net/rapid"
)

func correlations(loadings []float64) *mat.SymDense {
	r := mat.NewSymDense(len(loadings), nil)
	for i, a := range loadings {
		r.SetSym(i, i, 1)
		for j, b := range loadings[:i] {
			r.SetSym(i, j, a*b)
		}
	}
	return r
}

// Correlations that one factor makes give it back, whatever its signs.
func TestOneFindsTheFactor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		loadings := rapid.SliceOfN(rapid.Float64Range(0.3, 0.9), 3, 10).Draw(t, "loadings")
		if rapid.Bool().Draw(t, "turned") {
			loadings[0] = -loadings[0]
		}
		f, err := One(correlations(loadings))
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for _, l := range loadings {
			sum += l
		}
		for i, l := range loadings {
			if sum < 0 {
				l = -l
			}
			if math.Abs(f.Loadings[i]-l) > 1e-6 && math.Abs(sum) > 1e-6 {
				t.Fatalf("loading %d is %v, want %v", i, f.Loadings[i], l)
			}
			if math.Abs(f.Unique[i]-1+l*l) > 1e-6 {
				t.Fatalf("uniqueness %d is %v, want %v", i, f.Unique[i], 1-l*l)
			}
		}
		if f.Criterion > 1e-10 || len(f.Boundary) > 0 {
			t.Fatalf("criterion %v, boundary %v", f.Criterion, f.Boundary)
		}
	})
}

func TestSlopeIsTheDerivative(t *testing.T) {
	r := correlations([]float64{0.8, 0.6, 0.7, 0.5})
	r.SetSym(0, 1, 0.6)
	r.SetSym(2, 3, 0.2)
	x := []float64{-1, -0.5, -0.8, -1.5}
	want := fd.Gradient(nil, func(x []float64) float64 { f, _ := at(r, x); return f.Criterion }, x, &fd.Settings{Formula: fd.Central})
	f, ok := at(r, x)
	if !ok {
		t.Fatal("no fit")
	}
	for i := range x {
		if math.Abs(f.slope(i, x[i])-want[i]) > 1e-7 {
			t.Errorf("slope %d is %v, differences say %v", i, f.slope(i, x[i]), want[i])
		}
	}
}

// Correlations .8, .8 and .5 ask for λ₁² = .8·.8/.5, above 1.
func TestHeywoodIsTold(t *testing.T) {
	r := mat.NewSymDense(3, []float64{1, .8, .8, .8, 1, .5, .8, .5, 1})
	f, err := One(r)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(f.Boundary, []int{0}) {
		t.Errorf("boundary %v, uniquenesses %v", f.Boundary, f.Unique)
	}
}

func TestOneRefuses(t *testing.T) {
	if _, err := One(mat.NewSymDense(3, []float64{1, 1, .5, 1, 1, .5, .5, .5, 1})); !errors.Is(err, ErrSingular) {
		t.Errorf("two equal variables: %v", err)
	}
	if _, err := One(mat.NewSymDense(2, []float64{1, .5, .5, 1})); err == nil {
		t.Error("two variables were fitted")
	}
}
