package reml

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"
)

// errInfeasible says that parameters give no positive definite covariance.
var errInfeasible = errors.New("the covariance is not positive definite")

// evaluation is the criterion at some parameters, with what follows from the
// same sums.
type evaluation struct {
	value float64
	grad  []float64
	hess  *mat.SymDense
	p     *products
	phi   *mat.SymDense // (X'R⁻¹X)⁻¹
	beta  []float64
	resid []float64   // (−β, 1): y − Xβ = A·resid
	r     float64     // y'Py
	s1r   [][]float64 // X'R⁻¹Rᵢ·Py, once needed
	phiS  [][]float64 // Φ·Sᵢ, once needed
}

// evaluator evaluates a criterion of one model in one chart.
type evaluator struct {
	*model
	chart     chart
	ml        bool
	variances bool // the cluster parameters are variances, not standard deviations
}

// params is the number of parameters, the clusters' included.
func (e *evaluator) params() int { return e.chart.size() + e.Clusters }

// at evaluates value (order 0), gradient (1) and Hessian (2) of the profiled
// criterion.
func (e *evaluator) at(psi []float64, order int) (*evaluation, error) {
	summed := order
	if order == 2 && e.contracts() {
		summed = 1
	}
	p, err := e.sum(psi, summed)
	if err != nil {
		return nil, err
	}
	ev := &evaluation{p: p}
	logDetX, err := ev.solve(len(e.Columns))
	if err != nil {
		return nil, err
	}
	df := e.n - float64(len(e.Columns))
	ev.value = p.logDet + logDetX
	if e.ml {
		df = e.n
		ev.value = p.logDet
	}
	if ev.r <= 0 {
		return nil, errInfeasible
	}
	ev.value += df * (1 + math.Log(2*math.Pi*ev.r/df))
	if order == 0 {
		return ev, nil
	}
	k := e.params()
	ev.grad = make([]float64, k)
	r1 := make([]float64, k)
	for i := range k {
		r1[i] = -ev.quadratic(p.s1[i])
		ev.grad[i] = ev.logDet1(e.ml, i) + df*r1[i]/ev.r
	}
	if order == 1 {
		return ev, nil
	}
	ev.hess = mat.NewSymDense(k, nil)
	var c *contracted
	if e.contracts() {
		second, curve := e.secondForms(df / ev.r)
		if c, err = e.contract(psi, ev, []form{second}, curve); err != nil {
			return nil, err
		}
	}
	for i := range k {
		for j := range i + 1 {
			h := e.second(ev, c, i, j, df/ev.r) - df*r1[i]*r1[j]/(ev.r*ev.r)
			ev.hess.SetSym(i, j, h)
		}
	}
	return ev, nil
}

// secondForms are the forms of the second derivatives of
// log|R| + log|X'R⁻¹X| + weight·r: of products of first derivatives, and of second
// ones.
func (e *evaluator) secondForms(weight float64) (square, curve form) {
	square, curve = form{-1, 2, 2 * weight}, form{1, -1, -weight}
	if e.ml {
		square.fitted, curve.fitted = 0, 0
	}
	return square, curve
}

// second returns ∂²(log|R| + log|X'R⁻¹X|) + weight·∂²r, from contracted patterns
// where there are any.
func (e *evaluator) second(ev *evaluation, c *contracted, i, j int, weight float64) float64 {
	if c == nil {
		return ev.logDet2(e.ml, i, j) + weight*ev.quadratic2(i, j)
	}
	x := c.square[0].At(i, j) + c.curve.At(i, j) - 2*weight*ev.crossed(i, j)
	if !e.ml {
		x -= ev.tracePhiPhi(i, j)
	}
	return x
}

// solve fills in the fixed effects and returns log|X'R⁻¹X|.
func (ev *evaluation) solve(terms int) (logDet float64, err error) {
	n := ev.p.width
	// Equilibrated, so that units of the covariates cannot make it look singular.
	scale := make([]float64, terms)
	for i := range terms {
		scale[i] = math.Sqrt(ev.p.s0[i*n+i])
		if !(scale[i] > 0) {
			return 0, errInfeasible
		}
		logDet += 2 * math.Log(scale[i])
	}
	b := mat.NewSymDense(terms, nil)
	for i := range terms {
		for j := range i + 1 {
			b.SetSym(i, j, ev.p.s0[i*n+j]/(scale[i]*scale[j]))
		}
	}
	var chol mat.Cholesky
	if !chol.Factorize(b) {
		return 0, errInfeasible
	}
	logDet += chol.LogDet()
	ev.phi = mat.NewSymDense(terms, nil)
	if err := chol.InverseTo(ev.phi); err != nil {
		var condition mat.Condition
		if !errors.As(err, &condition) {
			return 0, errInfeasible
		}
	}
	for i := range terms {
		for j := range i + 1 {
			ev.phi.SetSym(i, j, ev.phi.At(i, j)/(scale[i]*scale[j]))
		}
	}
	last := n - 1
	ev.beta = make([]float64, terms)
	ev.resid = make([]float64, n)
	ev.resid[last] = 1
	for i := range terms {
		for j := range terms {
			ev.beta[i] += ev.phi.At(i, j) * ev.p.s0[j*n+last]
		}
		ev.resid[i] = -ev.beta[i]
	}
	ev.r = ev.quadratic(ev.p.s0)
	return logDet, nil
}

// quadratic returns resid'·S·resid, which is y'P…Py of the kernel behind S.
func (ev *evaluation) quadratic(s []float64) float64 {
	n := ev.p.width
	var total float64
	for i := range n {
		total += ev.resid[i] * dot(s[i*n:i*n+n], ev.resid)
	}
	return total
}

// quadratic2 returns ∂²r = 2·y'P·Rᵢ·P·Rⱼ·P·y − y'P·Rᵢⱼ·P·y.
func (ev *evaluation) quadratic2(i, j int) float64 {
	at := pair(i, j)
	return 2*(ev.quadratic(ev.p.s2[at])-ev.crossed(i, j)) - ev.quadratic(ev.p.c2[at])
}

// crossed returns (X'R⁻¹Rᵢ·Py)'·Φ·(X'R⁻¹Rⱼ·Py).
func (ev *evaluation) crossed(i, j int) float64 {
	if ev.s1r == nil {
		ev.s1r = make([][]float64, len(ev.p.s1))
		n := ev.p.width
		for k, s := range ev.p.s1 {
			ev.s1r[k] = make([]float64, len(ev.beta))
			for l := range ev.beta {
				ev.s1r[k][l] = dot(s[l*n:l*n+n], ev.resid)
			}
		}
	}
	var x float64
	for k := range ev.beta {
		for l := range ev.beta {
			x += ev.s1r[i][k] * ev.phi.At(k, l) * ev.s1r[j][l]
		}
	}
	return x
}

// logDet1 returns tr(P·Rᵢ), or tr(R⁻¹Rᵢ) of the full likelihood.
func (ev *evaluation) logDet1(ml bool, i int) float64 {
	if ml {
		return ev.p.t1[i]
	}
	return ev.p.t1[i] - ev.tracePhi(ev.p.s1[i])
}

// logDet2 returns −tr(P·Rᵢ·P·Rⱼ) + tr(P·Rᵢⱼ), or the same of R⁻¹.
func (ev *evaluation) logDet2(ml bool, i, j int) float64 {
	at := pair(i, j)
	if ml {
		return ev.p.tc[at] - ev.p.t2[at]
	}
	return ev.p.tc[at] - ev.tracePhi(ev.p.c2[at]) - ev.tracePRPR(i, j)
}

// tracePRPR returns tr(P·Rᵢ·P·Rⱼ).
func (ev *evaluation) tracePRPR(i, j int) float64 {
	at := pair(i, j)
	return ev.p.t2[at] - 2*ev.tracePhi(ev.p.s2[at]) + ev.tracePhiPhi(i, j)
}

// tracePhiPhi returns tr(Φ·Sᵢ·Φ·Sⱼ) over the fixed effects.
func (ev *evaluation) tracePhiPhi(i, j int) float64 {
	if ev.phiS == nil {
		ev.phiS = make([][]float64, len(ev.p.s1))
		for k, s := range ev.p.s1 {
			ev.phiS[k] = ev.phiTimes(s)
		}
	}
	return trace(ev.phiS[i], ev.phiS[j], len(ev.beta))
}

// tracePhi returns tr(Φ·S) over the fixed effects.
func (ev *evaluation) tracePhi(s []float64) float64 {
	n := ev.p.width
	var total float64
	for i := range ev.beta {
		for j := range ev.beta {
			total += ev.phi.At(i, j) * s[j*n+i]
		}
	}
	return total
}

// phiTimes returns Φ·S over the fixed effects.
func (ev *evaluation) phiTimes(s []float64) []float64 {
	n, k := ev.p.width, len(ev.beta)
	out := make([]float64, k*k)
	for i := range k {
		for j := range k {
			for l := range k {
				out[i*k+j] += ev.phi.At(i, l) * s[l*n+j]
			}
		}
	}
	return out
}
