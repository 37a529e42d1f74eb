package reml

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize"
)

// Options of a fit; the zero value is restricted maximum likelihood.
type Options struct {
	ML bool // full maximum likelihood
}

// Fit is a fitted model.
type Fit struct {
	Theta      []float64 // relative covariance parameters of a participant
	Cluster    []float64 // relative standard deviations of the cluster's effects
	Sigma2     float64   // σ²
	Criterion  float64   // −2 log-likelihood, restricted or full, with its constants
	Beta       []float64
	Cov        *mat.SymDense // σ²·(X'R⁻¹X)⁻¹
	Iterations int
	// Gradient is the length of the gradient in the metric of the Hessian,
	// √(g'H⁻¹g): by how many half-units of the criterion the optimum can be off
	// is half its square.
	Gradient float64

	last      []float64 // where the search is
	e         *evaluator
	structure Structure
	inference *inference // of the absolute parameters, once asked for
}

// NotConvergedError says that no optimum of the criterion was found.
type NotConvergedError struct {
	Gradient   float64
	Iterations int
}

func (e *NotConvergedError) Error() string {
	return fmt.Sprintf("the criterion has no optimum that was found in %d iterations (scaled gradient %.2g)", e.Iterations, e.Gradient)
}

// New fits a structure to data. It fails with a [*NotConvergedError] where the
// search ends short of an optimum.
func New(d *Data, s Structure, o Options) (*Fit, error) {
	m, err := newModel(d)
	if err != nil {
		return nil, err
	}
	if m.n <= float64(len(m.Columns)) {
		return nil, fmt.Errorf("%d observations cannot carry %d fixed effects", int64(m.n), len(m.Columns))
	}
	e := &evaluator{model: m, chart: s.relative(), ml: o.ML}
	f := &Fit{e: e, structure: s}
	psi := f.begin(d)
	if err := f.checkVariance(psi); err != nil {
		return nil, err
	}
	ev, err := f.search(psi)
	if err != nil {
		return nil, f.diverged(err)
	}
	f.take(f.onBoundary(ev))
	return f, nil
}

// thinned is how many blocks are enough to begin from.
const thinned = 1000

// begin is where the search begins: with very many blocks at the optimum of some
// of them, evenly taken, which costs little and spares most steps with all.
func (f *Fit) begin(d *Data) []float64 {
	if len(d.Blocks) > 4*thinned && d.Clusters == 0 {
		some := &Data{Columns: d.Columns}
		for i := 0; i < len(d.Blocks); i += len(d.Blocks) / thinned {
			some.Blocks = append(some.Blocks, d.Blocks[i])
		}
		if g, err := New(some, f.structure, Options{ML: f.e.ml}); err == nil && !slices.Contains(g.Theta, 0) {
			return g.Theta
		}
	}
	psi := f.structure.start()
	for range f.e.Clusters {
		psi = append(psi, 0.5)
	}
	return psi
}

// diverged tells scores that leave no error from a search that failed: without
// error the random effects grow without bound beside it.
func (f *Fit) diverged(err error) error {
	_, effects := f.structure.(RandomEffects)
	if effects && slices.ContainsFunc(f.last, func(x float64) bool { return math.Abs(x) > 1e4 }) {
		return ErrNoVariance
	}
	return err
}

// onBoundary puts variances that the search brought close to zero at zero, where
// the criterion agrees: a search only ever comes near.
func (f *Fit) onBoundary(at point) point {
	near := point{psi: slices.Clone(at.psi)}
	for i, x := range near.psi {
		folded := i >= f.e.chart.size() // the clusters' standard deviations
		if effects, ok := f.structure.(RandomEffects); ok && !folded {
			place := effects.positions()[i]
			folded = place[0] == place[1]
		}
		if folded && math.Abs(x) < 1e-5 {
			near.psi[i] = 0
		}
	}
	if slices.Equal(near.psi, at.psi) {
		return at
	}
	var err error
	if near.ev, err = f.e.at(near.psi, 2); err != nil || near.ev.value > at.ev.value+1e-9*math.Abs(at.ev.value) {
		return at
	}
	return near
}

// ErrNoVariance says that the fixed effects explain every score, so that nothing
// is left to estimate a variance from.
var ErrNoVariance = errors.New("the scores do not vary about the fixed effects")

func (f *Fit) checkVariance(psi []float64) error {
	ev, err := f.e.at(psi, 0)
	if errors.Is(err, errInfeasible) && ev == nil {
		return ErrNoVariance
	}
	if err != nil {
		return err
	}
	if last := ev.p.width - 1; ev.r <= 1e-12*ev.p.s0[last*ev.p.width+last] {
		return ErrNoVariance
	}
	return nil
}

// SmallestShare returns the smallest eigenvalue of the covariance between visits
// as a share of the largest: a covariance that the data do not carry comes to
// lie next to a singular one. It is 1 of random effects, whose errors are
// independent of them.
func (f *Fit) SmallestShare() float64 {
	s, ok := f.structure.(interface{ Matrix([]float64) []float64 })
	if !ok {
		return 1
	}
	r := s.Matrix(f.Theta)
	n := int(math.Sqrt(float64(len(r))))
	var eigen mat.EigenSym
	if !eigen.Factorize(mat.NewSymDense(n, r), false) {
		return 0
	}
	values := eigen.Values(nil)
	return values[0] / values[n-1]
}

// point is a place of the search and what was evaluated there.
type point struct {
	psi []float64
	ev  *evaluation
}

// search minimises the criterion from psi by Newton's method with a modified
// Hessian. Where it comes to rest on a saddle, as on a folded variance of zero
// that ought not to be zero, it leaves along the direction of descent.
func (f *Fit) search(psi []float64) (point, error) {
	for range 20 {
		at, err := f.descend(psi)
		if err != nil {
			return point{}, err
		}
		if len(at.psi) == 0 {
			return at, nil
		}
		direction, curvature := f.flattest(at.ev.hess)
		if curvature >= -1e-6 {
			f.Gradient = f.scaledGradient(at.ev)
			if f.Gradient > 1e-3 {
				return point{}, &NotConvergedError{f.Gradient, f.Iterations}
			}
			return at, nil
		}
		if psi, err = f.leave(at, direction); err != nil {
			return point{}, err
		}
	}
	return point{}, &NotConvergedError{math.Inf(1), f.Iterations}
}

// leave steps off a saddle along a direction of negative curvature, to the
// lowest of a few places.
func (f *Fit) leave(at point, direction []float64) ([]float64, error) {
	best, lowest := []float64(nil), at.ev.value
	for _, step := range []float64{-1, -.3, -.1, -.03, .03, .1, .3, 1} {
		psi := make([]float64, len(at.psi))
		for i, d := range direction {
			psi[i] = at.psi[i] + step*d
		}
		ev, err := f.e.at(psi, 0)
		if err == nil && ev.value < lowest {
			best, lowest = psi, ev.value
		}
	}
	if best == nil {
		return nil, &NotConvergedError{f.scaledGradient(at.ev), f.Iterations}
	}
	return best, nil
}

// descend runs gonum's Newton from psi and then bare Newton steps, which end in
// a gradient of rounding.
func (f *Fit) descend(psi []float64) (point, error) {
	var last point
	evaluate := func(x []float64, order int) *evaluation {
		if last.ev != nil && slices.Equal(last.psi, x) && (order == 0 || last.ev.hess != nil) {
			return last.ev
		}
		ev, err := f.e.at(x, order)
		if err != nil {
			return nil
		}
		last = point{slices.Clone(x), ev}
		f.last = last.psi
		return ev
	}
	if len(psi) == 0 {
		ev, err := f.e.at(psi, 2)
		return point{psi, ev}, err
	}
	problem := optimize.Problem{
		Func: func(x []float64) float64 {
			if ev := evaluate(x, 0); ev != nil {
				return ev.value
			}
			return math.Inf(1)
		},
		Grad: func(grad, x []float64) {
			if ev := evaluate(x, 2); ev != nil {
				copy(grad, ev.grad)
			}
		},
		Hess: func(hess *mat.SymDense, x []float64) {
			if ev := evaluate(x, 2); ev != nil {
				hess.CopySym(ev.hess)
			}
		},
	}
	result, err := optimize.Minimize(problem, psi, &optimize.Settings{
		GradientThreshold: 1e-6, MajorIterations: 500,
		Converger: &optimize.FunctionConverge{Absolute: 1e-10, Iterations: 10},
	}, &optimize.Newton{Linesearcher: &optimize.Backtracking{}})
	if result == nil || len(result.X) == 0 {
		return point{}, errors.Join(errors.New("the search for the optimum did not start"), err)
	}
	f.Iterations += result.MajorIterations
	at := point{psi: result.X}
	if at.ev, err = f.e.at(at.psi, 2); err != nil {
		return point{}, err
	}
	return f.polish(at), nil
}

// polish takes Newton steps as long as they lower the gradient: near the optimum
// differences of the criterion are rounding while its gradient is not.
func (f *Fit) polish(at point) point {
	for range 20 {
		step, ok := newtonStep(at.ev)
		if !ok {
			return at
		}
		next := point{psi: make([]float64, len(at.psi))}
		for i, s := range step {
			next.psi[i] = at.psi[i] - s
		}
		var err error
		if next.ev, err = f.e.at(next.psi, 2); err != nil {
			return at
		}
		if !(f.scaledGradient(next.ev) < f.scaledGradient(at.ev)/2) || next.ev.value > at.ev.value+1e-7 {
			return at
		}
		f.Iterations++
		at = next
	}
	return at
}

// newtonStep returns H⁻¹g where H is positive definite.
func newtonStep(ev *evaluation) ([]float64, bool) {
	var chol mat.Cholesky
	if !chol.Factorize(ev.hess) {
		return nil, false
	}
	var step mat.VecDense
	if err := chol.SolveVecTo(&step, mat.NewVecDense(len(ev.grad), ev.grad)); err != nil {
		return nil, false
	}
	return step.RawVector().Data, true
}

// scaledGradient returns √(g'|H|⁻¹g), H's eigenvalues made positive and kept off
// zero.
func (f *Fit) scaledGradient(ev *evaluation) float64 {
	var eigen mat.EigenSym
	if len(ev.grad) == 0 {
		return 0
	}
	if !eigen.Factorize(ev.hess, true) {
		return math.Inf(1)
	}
	values := eigen.Values(nil)
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	var total float64
	for k, v := range values {
		var g float64
		for i, x := range ev.grad {
			g += x * vectors.At(i, k)
		}
		total += g * g / max(math.Abs(v), 1e-8)
	}
	return math.Sqrt(total)
}

// flattest returns the eigenvector of the smallest eigenvalue of the Hessian,
// and that eigenvalue as a share of the largest.
func (f *Fit) flattest(hess *mat.SymDense) ([]float64, float64) {
	var eigen mat.EigenSym
	if !eigen.Factorize(hess, true) {
		return nil, 0
	}
	values := eigen.Values(nil)
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	return mat.Col(nil, 0, &vectors), values[0] / max(1, math.Abs(values[len(values)-1]))
}

// take keeps what the optimum says.
func (f *Fit) take(at point) {
	inner := f.e.chart.size()
	f.Theta = f.structure.canonical(at.psi[:inner])
	for _, k := range at.psi[inner:] {
		f.Cluster = append(f.Cluster, math.Abs(k))
	}
	df := f.e.n - float64(len(f.e.Columns))
	if f.e.ml {
		df = f.e.n
	}
	f.Sigma2, f.Criterion, f.Beta = at.ev.r/df, at.ev.value, at.ev.beta
	f.Cov = mat.NewSymDense(len(f.Beta), nil)
	f.Cov.ScaleSym(f.Sigma2, at.ev.phi)
}

// Criterion returns the criterion at given relative parameters, the
// participants' and then the clusters'.
func Criterion(d *Data, s Structure, o Options, theta []float64) (float64, error) {
	m, err := newModel(d)
	if err != nil {
		return 0, err
	}
	e := &evaluator{model: m, chart: s.relative(), ml: o.ML}
	if len(theta) != e.params() {
		return 0, fmt.Errorf("%d parameters of a structure that has %d", len(theta), e.params())
	}
	ev, err := e.at(theta, 0)
	if err != nil {
		return 0, err
	}
	return ev.value, nil
}
