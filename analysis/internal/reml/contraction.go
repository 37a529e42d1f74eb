package reml

import (
	"slices"

	"gonum.org/v1/gonum/mat"
)

// A covariance between visits has a parameter for each pair of visits, and a
// Hessian pairs of these. What the Hessian takes of a pattern is the trace
// tr(Mᵢ·Mⱼ·C) in whitened coordinates, Mᵢ = L⁻¹RᵢL⁻ᵀ, with one matrix
//
//	C = a·n·I + b·F·Φ̃·F' + c·E
//
// where F·Φ̃·F' is X·Φ·X' summed over the people, and E their residuals'
// products. So the products A'K·A of every pair need not be kept: a pair costs
// one product of m² numbers.

// form is the coefficients a, b and c of a C.
type form struct{ ones, fitted, residual float64 }

// contracts reports whether second derivatives are contracted pattern by pattern.
// Random effects have few parameters and patterns of one, and clusters need the
// products themselves.
func (e *evaluator) contracts() bool {
	_, effects := e.chart.(effectsChart)
	return !effects && e.Clusters == 0
}

// contracted is what the patterns add up to: for each form the matrix of
// tr(Mᵢ·Mⱼ·C), and of the last form also that of tr(L⁻¹RᵢⱼL⁻ᵀ·C').
type contracted struct {
	square []*mat.SymDense
	curve  *mat.SymDense
}

// contract adds up the forms over the patterns, at the residuals of ev. The form
// curve is of the second derivatives.
func (e *evaluator) contract(psi []float64, ev *evaluation, forms []form, curve form) (*contracted, error) {
	n := e.chart.size()
	total := newContracted(n, len(forms))
	parts := (len(e.Blocks) + chunk - 1) / chunk
	sums := make([]*contracted, parts)
	if !inParallel(parts, func(i int, w *work) bool {
		sums[i] = newContracted(n, len(forms))
		for k := i * chunk; k < min(len(e.Blocks), (i+1)*chunk); k++ {
			if !e.contractBlock(&e.Blocks[k], psi, ev, forms, curve, sums[i], w) {
				return false
			}
		}
		return true
	}) {
		return nil, errInfeasible
	}
	for _, s := range sums {
		for k, m := range s.square {
			total.square[k].AddSym(total.square[k], m)
		}
		total.curve.AddSym(total.curve, s.curve)
	}
	return total, nil
}

func newContracted(n, forms int) *contracted {
	c := &contracted{curve: mat.NewSymDense(n, nil)}
	for range forms {
		c.square = append(c.square, mat.NewSymDense(n, nil))
	}
	return c
}

// whitenedForms writes into out n·I, F·Φ̃·F' and E of a block, whitened.
func (e *evaluator) whitenedForms(b *Block, ev *evaluation, w *work) (fitted, residual []float64) {
	m, terms := w.m, len(e.Columns)
	width := e.constants + m
	fitted = make([]float64, m*m)
	for k, ck := range e.Columns {
		for l, cl := range e.Columns {
			x := ev.phi.At(k, l) * b.Gram[ck*width+cl]
			if x == 0 {
				continue
			}
			for t := range m {
				y := x * w.f[k*m+t]
				for s := range m {
					fitted[t*m+s] += y * w.f[l*m+s]
				}
			}
		}
	}
	// The mean at each visit by the constants: y − Xβ = y − mean·z.
	mean := make([]float64, m*e.constants)
	for t := range m {
		for k, c := range e.Columns {
			mean[t*e.constants+c] += b.F[t*terms+k] * ev.beta[k]
		}
	}
	residual = make([]float64, m*m)
	for t := range m {
		for s := range m {
			x := b.Gram[(e.constants+t)*width+e.constants+s]
			for c := range e.constants {
				x -= mean[t*e.constants+c]*b.Gram[c*width+e.constants+s] + mean[s*e.constants+c]*b.Gram[c*width+e.constants+t]
				for d := range e.constants {
					x += mean[t*e.constants+c] * mean[s*e.constants+d] * b.Gram[c*width+d]
				}
			}
			residual[t*m+s] = x
		}
	}
	w.whiten(residual)
	return fitted, residual
}

// contractBlock adds one block.
func (e *evaluator) contractBlock(b *Block, psi []float64, ev *evaluation, forms []form, curve form, into *contracted, w *work) bool {
	m, n := len(b.Visits), e.chart.size()
	order := 2
	bends, sparse := e.chart.(bender)
	if sparse {
		order = 1
	}
	w.reset(m, n, order)
	e.chart.fill(b, psi, order, w)
	if _, ok := w.factor(); !ok {
		return false
	}
	w.whitenData(e.model, b)
	fitted, residual := e.whitenedForms(b, ev, w)
	combine := func(f form) []float64 {
		c := make([]float64, m*m)
		for i := range c {
			c[i] = f.fitted*fitted[i] + f.residual*residual[i]
		}
		for t := range m {
			c[t*m+t] += f.ones * float64(b.N)
		}
		return c
	}
	active := w.touched(n)
	for _, i := range active {
		w.whiten(w.d[i])
	}
	w.my = clearedAll(w.my, n, m*m)
	for k, f := range forms {
		c := combine(f)
		for _, i := range active {
			times(w.my[i], w.d[i], c, m) // C is symmetric: its rows serve as columns
		}
		for at, i := range active {
			for _, j := range active[:at+1] {
				into.square[k].SetSym(i, j, into.square[k].At(i, j)+dot(w.d[i], w.my[j]))
			}
		}
	}
	// tr(L⁻¹RᵢⱼL⁻ᵀ·C') = tr(Rᵢⱼ·L⁻ᵀC'L⁻¹)
	bent := combine(curve)
	w.unwhiten(bent)
	for at, i := range active {
		for _, j := range active[:at+1] {
			switch {
			case !e.chart.curved(i, j):
			case sparse:
				into.curve.SetSym(i, j, into.curve.At(i, j)+bends.bend(b, i, j, bent))
			default:
				into.curve.SetSym(i, j, into.curve.At(i, j)+dot(w.dd[pair(i, j)], bent))
			}
		}
	}
	return true
}

// bender is a chart whose second derivatives are few numbers each: bend returns
// tr(Rᵢⱼ·S) of a symmetric S.
type bender interface {
	bend(b *Block, i, j int, s []float64) float64
}

// touched lists the parameters on which the block depends.
func (w *work) touched(n int) []int {
	var out []int
	for i := range n {
		if slices.ContainsFunc(w.d[i], func(x float64) bool { return x != 0 }) {
			out = append(out, i)
		}
	}
	return out
}

// unwhiten replaces the symmetric S by L⁻ᵀ·S·L⁻¹.
func (w *work) unwhiten(s []float64) {
	m := w.m
	for i := range m {
		w.solveTransposed(s[i*m : i*m+m])
	}
	for j := range m {
		for i := range m {
			w.scratch[i] = s[i*m+j]
		}
		w.solveTransposed(w.scratch[:m])
		for i := range m {
			s[i*m+j] = w.scratch[i]
		}
	}
}

// weighted adds up F'·(Σᵢⱼ Wᵢⱼ·Mᵢ·Mⱼ)·F over the patterns, which is the sum of
// the products Qᵢⱼ of Kenward and Roger by their weights.
func (e *evaluator) weighted(psi []float64, weights *mat.SymDense) (*mat.Dense, error) {
	n, terms := e.chart.size(), len(e.Columns)
	total := mat.NewDense(terms, terms, nil)
	w := new(work)
	for k := range e.Blocks {
		b := &e.Blocks[k]
		m := len(b.Visits)
		w.reset(m, n, 1)
		e.chart.fill(b, psi, 1, w)
		if _, ok := w.factor(); !ok {
			return nil, errInfeasible
		}
		w.whitenData(e.model, b)
		active := w.touched(n)
		for _, i := range active {
			w.whiten(w.d[i])
		}
		inner := make([]float64, m*m) // Σᵢ Mᵢ·(Σⱼ Wᵢⱼ·Mⱼ)
		mixed, product := make([]float64, m*m), make([]float64, m*m)
		for _, i := range active {
			clear(mixed)
			for _, j := range active {
				if x := weights.At(i, j); x != 0 {
					for at, y := range w.d[j] {
						mixed[at] += x * y
					}
				}
			}
			times(product, w.d[i], mixed, m)
			addTo(inner, product)
		}
		column := make([]float64, len(w.f))
		times(column, inner, w.f, m)
		width := e.constants + m
		for a, ca := range e.Columns {
			for c, cc := range e.Columns {
				x := dot(w.f[a*m:a*m+m], column[c*m:c*m+m]) * b.Gram[ca*width+cc]
				total.Set(a, c, total.At(a, c)+x)
			}
		}
	}
	return total, nil
}
