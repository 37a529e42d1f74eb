// Package factor fits the one-factor model to a correlation matrix by maximum
// likelihood.
package factor

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize"
)

// LeastUnique is the smallest uniqueness that [One] looks at, that of R's
// factanal and psych::fa.
const LeastUnique = 0.005

// ErrSingular says that a correlation matrix has no likelihood.
var ErrSingular = errors.New("the correlations are singular")

// ErrNoOptimum says that the search ended short of a maximum.
var ErrNoOptimum = errors.New("no maximum of the likelihood was found")

// Fit is a one-factor model of p variables, R ≈ λλ′ + diag(ψ).
type Fit struct {
	Loadings   []float64 // λ, standardized, turned so that they sum to no less than 0
	Unique     []float64 // ψ
	Boundary   []int     // variables whose uniqueness is at [LeastUnique]: Heywood cases
	Criterion  float64   // log|Σ| + tr(RΣ⁻¹) − log|R| − p at the optimum
	Iterations int
}

// One fits one factor to the correlation matrix r of three or more variables by
// maximum likelihood (Jöreskog 1967). For given uniquenesses the best loadings
// come from the largest eigenvalue θ₁ of Ψ^(−½)RΨ^(−½), which leaves
//
//	f(ψ) = Σ_{k>1} (θₖ − log θₖ − 1)
//
// to be minimised over ψ = LeastUnique + exp(x), by BFGS from two starts. It
// agrees with R stats::factanal(factors = 1) and psych::fa(nfactors = 1,
// fm = "ml") as far as those go: they stop at optim's tolerance.
//
// It fails with [ErrSingular] where r is not positive definite.
func One(r mat.Symmetric) (Fit, error) {
	p := r.SymmetricDim()
	if p < 3 {
		return Fit{}, fmt.Errorf("one factor of %d variables is not determined: it takes three", p)
	}
	var c mat.Cholesky
	const worst = 1e12
	if !c.Factorize(r) || c.Cond() > worst {
		return Fit{}, ErrSingular
	}
	var inverse mat.SymDense
	if err := c.InverseTo(&inverse); err != nil {
		return Fit{}, ErrSingular
	}
	best, found := Fit{}, false
	for _, share := range []float64{1 - 0.5/float64(p), 0.5} {
		start := make([]float64, p)
		for i := range start {
			start[i] = math.Log(max(share/inverse.At(i, i)-LeastUnique, LeastUnique))
		}
		f, err := search(r, start)
		if err == nil && (!found || f.Criterion < best.Criterion) {
			best, found = f, true
		}
	}
	if !found {
		return Fit{}, ErrNoOptimum
	}
	return best, nil
}

func search(r mat.Symmetric, start []float64) (Fit, error) {
	problem := optimize.Problem{
		Func: func(x []float64) float64 {
			f, ok := at(r, x)
			if !ok {
				return math.Inf(1)
			}
			return f.Criterion
		},
		Grad: func(gradient, x []float64) {
			f, ok := at(r, x)
			for i := range gradient {
				gradient[i] = 0
				if ok {
					gradient[i] = f.slope(i, x[i])
				}
			}
		},
	}
	const steep = 1e-10
	result, err := optimize.Minimize(problem, start, &optimize.Settings{GradientThreshold: steep, MajorIterations: 2000, Converger: optimize.NeverTerminate{}}, &optimize.BFGS{})
	if result == nil {
		return Fit{}, err
	}
	f, ok := at(r, result.X)
	if !ok {
		return Fit{}, ErrNoOptimum
	}
	// A line search gives up where rounding hides any further descent; what it
	// leaves counts as an optimum if it is as flat as that.
	const flat = 1e-6
	for i, x := range result.X {
		if math.Abs(f.slope(i, x)) > flat {
			return Fit{}, ErrNoOptimum
		}
		const near = 1e-4
		if f.Unique[i] < LeastUnique+near {
			f.Boundary = append(f.Boundary, i)
		}
	}
	f.Iterations = result.MajorIterations
	return f, nil
}

// at is the model with the best loadings for given uniquenesses.
func at(r mat.Symmetric, x []float64) (Fit, bool) {
	p := len(x)
	f := Fit{Loadings: make([]float64, p), Unique: make([]float64, p)}
	scaled := mat.NewSymDense(p, nil)
	for i := range x {
		f.Unique[i] = LeastUnique + math.Exp(x[i])
	}
	for i := range p {
		for j := i; j < p; j++ {
			scaled.SetSym(i, j, r.At(i, j)/math.Sqrt(f.Unique[i]*f.Unique[j]))
		}
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(scaled, true) {
		return Fit{}, false
	}
	values := eigen.Values(nil) // ascending
	for _, v := range values[:p-1] {
		if !(v > 0) {
			return Fit{}, false
		}
		f.Criterion += v - math.Log(v) - 1
	}
	if !(f.Criterion < math.Inf(1)) {
		return Fit{}, false
	}
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	length, sum := math.Sqrt(max(values[p-1]-1, 0)), 0.0
	for i := range p {
		f.Loadings[i] = math.Sqrt(f.Unique[i]) * length * vectors.At(i, p-1)
		sum += f.Loadings[i]
	}
	if sum < 0 {
		for i := range f.Loadings {
			f.Loadings[i] = -f.Loadings[i]
		}
	}
	return f, true
}

// slope is the derivative of the criterion by x: by ψ it is the diagonal of
// Ψ⁻¹(λλ′ + Ψ − R)Ψ⁻¹ (Jöreskog 1967), times exp(x).
func (f Fit) slope(i int, x float64) float64 {
	psi := f.Unique[i]
	return (f.Loadings[i]*f.Loadings[i] + psi - 1) / (psi * psi) * math.Exp(x)
}
