package reml

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// KenwardRoger is the small-sample inference of Kenward and Roger (1997): the
// adjusted covariance of the fixed effects, and degrees of freedom with it.
type KenwardRoger struct {
	Cov *mat.SymDense // Φ_A

	f  *Fit
	ev *evaluation
	w  *mat.SymDense // inverse of the information of φ
}

// Information is that of the covariance parameters.
type Information int

const (
	Expected Information = iota // averaged over what might have been observed
	Observed                    // the curvature at what was
)

// KenwardRoger adjusts the covariance of the fixed effects,
//
//	Φ_A = Φ + 2Φ·{Σᵢⱼ Wᵢⱼ (Qᵢⱼ − Pᵢ·Φ·Pⱼ)}·Φ
//	Pᵢ = −X'V⁻¹VᵢV⁻¹X,  Qᵢⱼ = X'V⁻¹VᵢV⁻¹VⱼV⁻¹X
//
// W being the inverse of the information of the covariance parameters: expected,
// as in their paper and in pbkrtest, or observed, as in SAS and mmrm, which takes
// into account that answers are missing for reasons that earlier ones show
// (Kenward and Molenberghs 1998). Second derivatives of V are left out, which is exact for random effects and
// unstructured covariances, linear in their parameters (pbkrtest, SAS
// ddfm=kenwardroger), and the "linear" form of others (mmrm's
// Kenward-Roger-Linear, SAS kenwardroger(firstorder)).
func (f *Fit) KenwardRoger(of Information) (*KenwardRoger, error) {
	in, err := f.infer()
	if err != nil {
		return nil, err
	}
	information := in.expected
	if of == Observed {
		information = in.observed
	}
	w, err := inverse(information)
	if err != nil {
		return nil, err
	}
	ev := in.ev
	k := len(ev.beta)
	core, err := in.core(w)
	if err != nil {
		return nil, err
	}
	var phiCore, adjustment mat.Dense
	phiCore.Mul(ev.phi, core)
	adjustment.Mul(&phiCore, ev.phi)
	r := &KenwardRoger{f: f, ev: ev, w: w, Cov: mat.NewSymDense(k, nil)}
	for a := range k {
		for b := range a + 1 {
			r.Cov.SetSym(a, b, f.Sigma2*(ev.phi.At(a, b)+adjustment.At(a, b)+adjustment.At(b, a)))
		}
	}
	return r, nil
}

// core returns Σᵢⱼ Wᵢⱼ (Qᵢⱼ − Pᵢ·Φ·Pⱼ).
func (in *inference) core(w *mat.SymDense) (*mat.Dense, error) {
	ev := in.ev
	k, n, width := len(ev.beta), w.SymmetricDim(), ev.p.width
	core := mat.NewDense(k, k, nil)
	if in.e.contracts() {
		var err error
		if core, err = in.e.weighted(in.psi, w); err != nil {
			return nil, err
		}
	}
	for i := range n {
		// Sᵢ·Φ·(Σⱼ Wᵢⱼ·Sⱼ)
		mixed := make([]float64, width*width)
		for j := range n {
			x := w.At(i, j)
			for at, y := range ev.p.s1[j] {
				mixed[at] += x * y
			}
			if !in.e.contracts() {
				q := ev.p.s2[pair(i, j)]
				for a := range k {
					for b := range k {
						core.Set(a, b, core.At(a, b)+x*q[a*width+b])
					}
				}
			}
		}
		phiMixed := ev.phiTimes(mixed)
		for a := range k {
			for b := range k {
				var x float64
				for c := range k {
					x += ev.p.s1[i][a*width+c] * phiMixed[c*k+b]
				}
				core.Set(a, b, core.At(a, b)-x)
			}
		}
	}
	return core, nil
}

// Test returns l'β with its adjusted standard error and degrees of freedom. For
// one combination the scaling of the statistic is 1, so that t with df is the
// whole test.
func (r *KenwardRoger) Test(l []float64) (Test, error) {
	joint, err := r.joint([][]float64{l})
	if err != nil {
		return Test{}, err
	}
	variance := 0.0
	for i, c := range l {
		for j, d := range l {
			variance += c * r.Cov.At(i, j) * d
		}
	}
	if !(variance > 0) {
		return Test{}, ErrInformation
	}
	return Test{dot(l, r.ev.beta), math.Sqrt(variance), joint.den}, nil
}

// FTest is a joint test that several combinations of fixed effects are 0.
type FTest struct{ F, DF1, DF2 float64 }

// JointTest tests that all the combinations are 0, by Kenward and Roger's scaled
// Wald statistic with the adjusted covariance. The combinations must be
// independent.
func (r *KenwardRoger) JointTest(ls [][]float64) (FTest, error) {
	w, err := r.joint(ls)
	if err != nil {
		return FTest{}, err
	}
	q, k := len(ls), len(r.ev.beta)
	l := mat.NewDense(q, k, nil)
	for i, row := range ls {
		l.SetRow(i, row)
	}
	var lb mat.VecDense
	lb.MulVec(l, mat.NewVecDense(k, r.ev.beta))
	var lc, lcl mat.Dense
	lc.Mul(l, r.Cov)
	lcl.Mul(&lc, l.T())
	var solved mat.VecDense
	if err := solved.SolveVec(&lcl, &lb); err != nil {
		return FTest{}, ErrInformation
	}
	return FTest{w.scale * mat.Dot(&lb, &solved) / float64(q), float64(q), w.den}, nil
}

// wald is Kenward and Roger's approximation to the distribution of a Wald
// statistic: scale·F ~ F(q, den).
type wald struct{ scale, den float64 }

// joint approximates the distribution of the Wald statistic of several
// combinations, Kenward and Roger (1997), section 5, with their correction that
// keeps known cases exact.
func (r *KenwardRoger) joint(ls [][]float64) (wald, error) {
	q := len(ls)
	theta, err := r.theta(ls)
	if err != nil {
		return wald{}, err
	}
	// A1 = Σ Wᵢⱼ tr(ΘΦPᵢΦ) tr(ΘΦPⱼΦ), A2 = Σ Wᵢⱼ tr(ΘΦPᵢΦ·ΘΦPⱼΦ)
	k, n := len(r.ev.beta), r.w.SymmetricDim()
	parts := make([]*mat.Dense, n)
	traces := make([]float64, n)
	for i := range n {
		phiS := mat.NewDense(k, k, r.ev.phiTimes(r.ev.p.s1[i]))
		var inner, part mat.Dense
		inner.Mul(phiS, r.ev.phi)
		part.Mul(theta, &inner)
		parts[i], traces[i] = &part, mat.Trace(&part)
	}
	var a1, a2 float64
	for i := range n {
		for j := range n {
			a1 += r.w.At(i, j) * traces[i] * traces[j]
			var both mat.Dense
			both.Mul(parts[i], parts[j])
			a2 += r.w.At(i, j) * mat.Trace(&both)
		}
	}
	ell := float64(q)
	b := (a1 + 6*a2) / (2 * ell)
	g := ((ell+1)*a1 - (ell+4)*a2) / ((ell + 2) * a2)
	denominator := 3*ell + 2*(1-g)
	c1, c2, c3 := g/denominator, (ell-g)/denominator, (ell+2-g)/denominator
	expectation := 1 / (1 - a2/ell)
	variance := 2 / ell * (1 + c1*b) / ((1 - c2*b) * (1 - c2*b) * (1 - c3*b))
	rho := variance / (2 * expectation * expectation)
	den := 4 + (ell+2)/(ell*rho-1)
	if !(den > 0) || !(a2 > 0) {
		return wald{}, ErrInformation
	}
	return wald{den / (expectation * (den - 2)), den}, nil
}

// theta returns Θ = L'(LΦL')⁻¹L in units of 1/σ̂².
func (r *KenwardRoger) theta(ls [][]float64) (*mat.Dense, error) {
	k, q := len(r.ev.beta), len(ls)
	l := mat.NewDense(q, k, nil)
	for i, row := range ls {
		l.SetRow(i, row)
	}
	var lp, lpl, inv, half, theta mat.Dense
	lp.Mul(l, r.ev.phi)
	lpl.Mul(&lp, l.T())
	if err := inv.Inverse(&lpl); err != nil {
		return nil, ErrInformation
	}
	half.Mul(l.T(), &inv)
	theta.Mul(&half, l)
	return &theta, nil
}
