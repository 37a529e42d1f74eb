package reml

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"
)

// inference is what tests of fixed effects need of the covariance parameters,
// in the absolute parameterisation of V/σ̂², at the optimum.
type inference struct {
	e        *evaluator
	psi      []float64
	ev       *evaluation
	observed *mat.SymDense // ½ ∂²(−2 log-likelihood): the observed information
	expected *mat.SymDense // ½ tr(P·Vᵢ·P·Vⱼ)
}

// infer evaluates the absolute chart at the optimum.
func (f *Fit) infer() (*inference, error) {
	if f.inference != nil {
		return f.inference, nil
	}
	chart, psi := f.structure.absolute(f.Theta)
	for _, k := range f.Cluster {
		psi = append(psi, k*k)
	}
	e := &evaluator{model: f.e.model, chart: chart, ml: f.e.ml, variances: true}
	order := 2
	if e.contracts() {
		order = 1
	}
	ev, err := e.at(psi, order)
	if err != nil {
		return nil, err
	}
	var c *contracted
	if e.contracts() {
		square, curve := e.secondForms(1 / f.Sigma2)
		if c, err = e.contract(psi, ev, []form{square, {1, -2, 0}}, curve); err != nil {
			return nil, err
		}
	}
	n := e.params()
	in := &inference{e: e, psi: psi, ev: ev, observed: mat.NewSymDense(n, nil), expected: mat.NewSymDense(n, nil)}
	for i := range n {
		for j := range i + 1 {
			in.observed.SetSym(i, j, e.second(ev, c, i, j, 1/f.Sigma2)/2)
			if c != nil {
				in.expected.SetSym(i, j, (c.square[1].At(i, j)+ev.tracePhiPhi(i, j))/2)
				continue
			}
			in.expected.SetSym(i, j, ev.tracePRPR(i, j)/2)
		}
	}
	f.inference = in
	return in, nil
}

// ErrInformation says that the information of the covariance parameters cannot
// be inverted, so that degrees of freedom cannot be had from it.
var ErrInformation = errors.New("the information of the covariance parameters is not positive definite")

// inverse returns the inverse of an information matrix, equilibrated.
func inverse(m *mat.SymDense) (*mat.SymDense, error) {
	n := m.SymmetricDim()
	scale := make([]float64, n)
	scaled := mat.NewSymDense(n, nil)
	for i := range n {
		if scale[i] = math.Sqrt(m.At(i, i)); !(scale[i] > 0) {
			return nil, ErrInformation
		}
	}
	for i := range n {
		for j := range i + 1 {
			scaled.SetSym(i, j, m.At(i, j)/(scale[i]*scale[j]))
		}
	}
	var chol mat.Cholesky
	if !chol.Factorize(scaled) || chol.Cond() > 1e13 {
		return nil, ErrInformation
	}
	out := mat.NewSymDense(n, nil)
	if err := chol.InverseTo(out); err != nil {
		return nil, ErrInformation
	}
	for i := range n {
		for j := range i + 1 {
			out.SetSym(i, j, out.At(i, j)/(scale[i]*scale[j]))
		}
	}
	return out, nil
}

// Test is a linear combination of fixed effects with its standard error and
// degrees of freedom.
type Test struct{ Estimate, StdError, DF float64 }

// Satterthwaite returns l'β with its standard error and
//
//	df = 2·(l'Φl)² / (g'·A·g),  g = ∂(l'Φl)/∂φ,  A = the inverse of the observed
//	information of φ
//
// as lmerTest does (Fai and Cornelius 1996; Kuznetsova, Brockhoff and Christensen
// 2017). The covariance parameters φ are absolute; at an interior optimum df
// does not depend on which are chosen.
func (f *Fit) Satterthwaite(l []float64) (Test, error) {
	in, err := f.infer()
	if err != nil {
		return Test{}, err
	}
	a, err := inverse(in.observed)
	if err != nil {
		return Test{}, err
	}
	x := in.ev.combination(l) // Φl / σ̂²
	variance := 0.0
	for i, c := range l {
		variance += c * x[i]
	}
	g := make([]float64, a.SymmetricDim())
	for i := range g {
		g[i] = in.ev.form(in.ev.p.s1[i], x, x)
	}
	v := mat.NewVecDense(len(g), g)
	spread := mat.Inner(v, a, v)
	if !(spread > 0) || !(variance > 0) {
		return Test{}, ErrInformation
	}
	return Test{dot(l, in.ev.beta), math.Sqrt(f.Sigma2 * variance), 2 * variance * variance / spread}, nil
}

// combination returns (X'R⁻¹X)⁻¹·l.
func (ev *evaluation) combination(l []float64) []float64 {
	out := make([]float64, len(l))
	for i := range l {
		for j, c := range l {
			out[i] += ev.phi.At(i, j) * c
		}
	}
	return out
}

// form returns x'·S·y over the fixed effects.
func (ev *evaluation) form(s, x, y []float64) float64 {
	n := ev.p.width
	var total float64
	for i, c := range x {
		total += c * dot(s[i*n:i*n+len(y)], y)
	}
	return total
}
