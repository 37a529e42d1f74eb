package reml

// addClusterEffects turns the products of one cluster under R = D, its
// participants independent, into those under
//
//	V = D + W·E·W',  E = diag(κ²),
//
// by the Woodbury identity on the products alone. With M = A'D⁻¹A, S = E·(I +
// W'D⁻¹W·E)⁻¹ set into the columns of W, and Mᵢ, Mᵢⱼ of the other kernels,
//
//	A'V⁻¹A         = M − M·S·M
//	A'V⁻¹DᵢV⁻¹A    = (I−M·S)·Mᵢ·(I−S·M)
//	A'V⁻¹DᵢV⁻¹DⱼV⁻¹A = (I−M·S)·(Mᵢⱼ − Mᵢ·S·Mⱼ)·(I−S·M)
//	log|V|         = log|D| + log|I + κW'D⁻¹Wκ|
//
// and the derivatives in κ follow with T = A'V⁻¹W, the columns of W of the
// first: A'V⁻¹(W·Eᵢ·W')V⁻¹A = T·Eᵢ·T'. The parameters of the cluster come after
// those of the participants. variances says that the parameters are κ² instead
// of κ.
func (p *products) addClusterEffects(d *model, kappa []float64, variances bool, order int) (ok bool) {
	n, q, terms := p.width, d.Clusters, len(d.Columns)
	s, logDet, ok := woodbury(p.s0, kappa, n, q, terms)
	if !ok {
		return false
	}
	p.logDet += logDet
	m0 := p.s0
	p.s0 = minus(m0, product(product(m0, s, n), m0, n))
	if order == 0 {
		return true
	}
	inner := p.params - q // parameters of the participants
	left := identityMinus(product(m0, s, n), n)
	m1 := make([][]float64, inner)
	for i := range inner {
		m1[i] = p.s1[i]
		p.s1[i] = sandwich(left, m1[i], n)
		p.t1[i] -= trace(s, m1[i], n)
	}
	if order > 1 {
		for i := range inner {
			for j := range i + 1 {
				at := pair(i, j)
				msm := symmetric(product(product(m1[i], s, n), m1[j], n), n)
				p.t2[at] += trace(product(s, m1[i], n), product(s, m1[j], n), n) - 2*trace(s, p.s2[at], n)
				p.s2[at] = sandwich(left, minus(p.s2[at], msm), n)
				p.tc[at] -= trace(s, p.c2[at], n)
				p.c2[at] = sandwich(left, p.c2[at], n)
			}
		}
	}
	slope := make([]float64, q)
	for c, k := range kappa {
		slope[c] = 2 * k
		if variances {
			slope[c] = 1
		}
	}
	for c := range q {
		i, wc := inner+c, terms+c
		p.s1[i] = outer(p.s0, wc, p.s0, wc, slope[c], n)
		p.t1[i] = slope[c] * p.s0[wc*n+wc]
		if order == 1 {
			continue
		}
		for j := range inner {
			at := pair(i, j)
			p.s2[at] = symmetric(outer(p.s1[j], wc, p.s0, wc, slope[c], n), n)
			p.t2[at] = slope[c] * p.s1[j][wc*n+wc]
		}
		for e := range c + 1 {
			at, we := pair(i, inner+e), terms+e
			between := p.s0[wc*n+we] * slope[c] * slope[e]
			p.s2[at] = symmetric(outer(p.s0, wc, p.s0, we, between, n), n)
			p.t2[at] = between * p.s0[wc*n+we]
			if e == c && !variances {
				p.c2[at] = outer(p.s0, wc, p.s0, wc, 2, n)
				p.tc[at] = 2 * p.s0[wc*n+wc]
			}
		}
	}
	return true
}

// woodbury returns S = κ·(I + κ·Z·κ)⁻¹·κ in the columns of W of a width² matrix,
// Z = W'D⁻¹W, and log|I + κ·Z·κ|.
func woodbury(m0, kappa []float64, n, q, terms int) (s []float64, logDet float64, ok bool) {
	w := work{}
	w.reset(q, 0, 0)
	for a := range q {
		for b := range q {
			w.r[a*q+b] = kappa[a] * m0[(terms+a)*n+terms+b] * kappa[b]
		}
		w.r[a*q+a]++
	}
	if logDet, ok = w.factor(); !ok {
		return nil, 0, false
	}
	s = make([]float64, n*n)
	column := make([]float64, q)
	for a := range q {
		clear(column)
		column[a] = 1
		w.solve(column)
		w.solveTransposed(column)
		for b := range q {
			s[(terms+a)*n+terms+b] = kappa[a] * column[b] * kappa[b]
		}
	}
	return s, logDet, true
}
