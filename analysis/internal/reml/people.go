package reml

import "math"

// A person with times or covariates of his own is a block of one, whose random
// effects are few beside his observations. There V = Z·Γ·Z' + ρ·I is inverted in
// the dimension of the effects, and all products come from A'A alone, A = (X, W,
// y, Z), which does not depend on any parameter:
//
//	S    = Γ·(I + Z'Z·Γ/ρ)⁻¹/ρ²
//	V⁻¹  = I/ρ − Z·S·Z'
//	V⁻²  = I/ρ² − 2/ρ·Z·S·Z' + Z·S·Z'Z·S·Z'
//	V⁻³  = I/ρ³ − 3/ρ²·Z·S·Z' + 3/ρ·Z·S·Z'Z·S·Z' − Z·S·Z'Z·S·Z'Z·S·Z'
//
// so that an evaluation costs the same however many times a person answered.

// effectsShape is a covariance by random effects at some parameters.
type effectsShape struct {
	q      int
	gamma  []float64   // Γ, q²
	rho    float64     // ρ
	first  [][]float64 // ∂Γ of each parameter; nil is ρ
	second [][]float64 // ∂²Γ of each pair; nil is none
}

// effectsChart is a chart of random effects.
type effectsChart interface {
	shape(psi []float64, order int) effectsShape
}

func (c effectsFactor) shape(psi []float64, order int) effectsShape {
	q := c.of.Effects
	lambda := c.of.Factor(psi)
	s := effectsShape{q: q, gamma: c.of.Gamma(psi), rho: 1}
	if order > 0 {
		for _, at := range c.at {
			g := make([]float64, q*q)
			for i := range q { // E·Λ' + Λ·E'
				g[at[0]*q+i] += lambda[i*q+at[1]]
				g[i*q+at[0]] += lambda[i*q+at[1]]
			}
			s.first = append(s.first, g)
		}
	}
	if order > 1 {
		s.second = make([][]float64, pairs(len(c.at)))
		for k, at := range c.at {
			for l := range k + 1 {
				if c.curved(k, l) {
					g := make([]float64, q*q)
					g[at[0]*q+c.at[l][0]]++
					g[c.at[l][0]*q+at[0]]++
					s.second[pair(k, l)] = g
				}
			}
		}
	}
	return s
}

func (c effectsLinear) shape(psi []float64, order int) effectsShape {
	q, last := c.of.Effects, len(c.at)
	s := effectsShape{q: q, gamma: make([]float64, q*q), rho: psi[last]}
	for k, at := range c.at {
		s.gamma[at[0]*q+at[1]], s.gamma[at[1]*q+at[0]] = psi[k], psi[k]
		if order > 0 {
			g := make([]float64, q*q)
			g[at[0]*q+at[1]], g[at[1]*q+at[0]] = 1, 1
			s.first = append(s.first, g)
		}
	}
	if order > 0 {
		s.first = append(s.first, nil)
	}
	if order > 1 {
		s.second = make([][]float64, pairs(last+1))
	}
	return s
}

// gramOfPerson returns A'A of a block of one, by rows.
func (m *model) gramOfPerson(b *Block, q int) []float64 {
	n, terms := m.width+q, len(m.Columns)
	out := make([]float64, n*n)
	row := make([]float64, n)
	for t := range b.Visits {
		for k, c := range m.Columns {
			row[k] = b.F[t*terms+k] * b.Gram[c]
		}
		copy(row[terms:], b.W[t*m.Clusters:(t+1)*m.Clusters])
		row[m.width-1] = b.Gram[m.constants+t]
		copy(row[m.width:], b.Z[t*q:(t+1)*q])
		for i, x := range row {
			for j, y := range row[:i+1] {
				out[i*n+j] += x * y
			}
		}
	}
	for i := range n {
		for j := range i {
			out[j*n+i] = out[i*n+j]
		}
	}
	return out
}

// personWork holds the buffers for one person.
type personWork struct {
	k, s, sz, szs []float64 // q²
	t, u          []float64 // A'V⁻¹A and A'V⁻²A, n²
	p             [][]float64
	c, tmp, row   []float64
}

// addPerson adds the products of a person of so many observations, A'A being g.
func (p *products) addPerson(g []float64, observations int, e effectsShape, order int, w *personWork) bool {
	q, width := e.q, p.width
	n := width + q
	zz := func(m []float64, i, j int) float64 { return m[(width+i)*n+width+j] }
	w.k, w.s, w.sz, w.szs = cleared(w.k, q*q), cleared(w.s, q*q), cleared(w.sz, q*q), cleared(w.szs, q*q)
	w.row = cleared(w.row, q)
	for i := range q {
		for j := range q {
			for l := range q {
				w.k[i*q+j] += zz(g, i, l) * e.gamma[l*q+j] / e.rho
			}
		}
		w.k[i*q+i]++
	}
	// S' = (I + Z'ZΓ/ρ)⁻ᵀ·Γ'/ρ² and S is symmetric, so rows of Γ are solved for.
	copy(w.s, e.gamma)
	det, ok := divideRight(w.s, w.k, q)
	if !ok || !(e.rho > 0) {
		return false
	}
	for i := range w.s {
		w.s[i] /= e.rho * e.rho
	}
	p.logDet += math.Log(det) + float64(observations)*math.Log(e.rho)
	w.t = cleared(w.t, n*n)
	quadraticForm(w.t, g, w.s, w.row, n, width, q, -1, 1/e.rho)
	addCorner(p.s0, w.t, width, n, 1)
	if order == 0 {
		return true
	}
	p.addPersonDerivatives(g, observations, e, order, w)
	return true
}

// quadraticForm adds scale·M + sign·M_z·S·M_z' to out, M_z being the last q
// columns of M and S symmetric.
func quadraticForm(out, m, s, row []float64, n, width, q int, sign, scale float64) {
	for a := range n {
		left := m[a*n+width : a*n+width+q]
		for i := range q {
			var x float64
			for j, y := range left {
				x += y * s[j*q+i]
			}
			row[i] = sign * x
		}
		for b := range a + 1 {
			right := m[b*n+width : b*n+width+q]
			x := scale * m[a*n+b]
			for i, y := range right {
				x += row[i] * y
			}
			out[a*n+b] += x
			if b < a {
				out[b*n+a] += x
			}
		}
	}
}

// addCorner adds the first width rows and columns of an n² matrix.
func addCorner(to, from []float64, width, n int, by float64) {
	for i := range width {
		for j := range width {
			to[i*width+j] += by * from[i*n+j]
		}
	}
}

// addPersonDerivatives adds the products of all derivatives.
func (p *products) addPersonDerivatives(g []float64, observations int, e effectsShape, order int, w *personWork) {
	q, width := e.q, p.width
	n, m := width+q, float64(observations)
	zz := func(x []float64, i, j int) float64 { return x[(width+i)*n+width+j] }
	inner := func(a []float64, x []float64) (total float64) { // tr(G·X_zz)
		for i := range q {
			for j := range q {
				total += a[i*q+j] * zz(x, j, i)
			}
		}
		return total
	}
	w.p = clearedAll(w.p, len(e.first), n*q)
	var szz, szzszz float64
	for k, gk := range e.first {
		if gk != nil {
			times2(w.p[k], w.t, gk, n, width, q)
			p.t1[k] += inner(gk, w.t)
			addOuter(p.s1[k], w.p[k], w.t, width, n, q)
			continue
		}
		for i := range q {
			for j := range q {
				for l := range q {
					w.sz[i*q+j] += w.s[i*q+l] * zz(g, l, j)
				}
			}
		}
		for i := range q {
			szz += w.sz[i*q+i]
			for j := range q {
				szzszz += w.sz[i*q+j] * w.sz[j*q+i]
				for l := range q {
					w.szs[i*q+j] += w.sz[i*q+l] * w.s[l*q+j]
				}
			}
		}
		w.u = cleared(w.u, n*n)
		quadraticForm(w.u, g, w.s, w.row, n, width, q, -2/e.rho, 1/(e.rho*e.rho))
		quadraticForm(w.u, g, w.szs, w.row, n, width, q, 1, 0)
		p.t1[k] += m/e.rho - szz
		addCorner(p.s1[k], w.u, width, n, 1)
	}
	if order < 2 {
		return
	}
	w.c = cleared(w.c, q*q)
	for k, gk := range e.first {
		for l := range k + 1 {
			gl, at := e.first[l], pair(k, l)
			switch {
			case gk != nil && gl != nil:
				// Gₖ·T_zz·Gₗ, symmetrised
				middle(w.c, gk, w.t, gl, width, n, q)
				p.t2[at] += inner(w.c, w.t)
				addMiddle(p.s2[at], w.t, w.c, w.row, width, n, q)
				if h := e.second[at]; h != nil {
					p.tc[at] += inner(h, w.t)
					addMiddle(p.c2[at], w.t, h, w.row, width, n, q)
				}
			case gk == nil && gl == nil:
				p.t2[at] += m/(e.rho*e.rho) - 2/e.rho*szz + szzszz
				p.addCube(p.s2[at], g, e, w)
			default:
				given, place := gl, l
				if given == nil {
					given, place = gk, k
				}
				p.t2[at] += inner(given, w.u)
				addOuterSymmetric(p.s2[at], w.p[place], w.u, width, n, q)
			}
		}
	}
}

// addCube adds A'V⁻³A.
func (p *products) addCube(to, g []float64, e effectsShape, w *personWork) {
	q, width := e.q, p.width
	n := width + q
	w.tmp = cleared(w.tmp, n*n)
	// S·Z'Z·S·Z'Z·S
	w.c = cleared(w.c, q*q)
	for i := range q {
		for j := range q {
			for l := range q {
				w.c[i*q+j] += w.sz[i*q+l] * w.szs[l*q+j]
			}
		}
	}
	quadraticForm(w.tmp, g, w.s, w.row, n, width, q, -3/(e.rho*e.rho), 1/(e.rho*e.rho*e.rho))
	quadraticForm(w.tmp, g, w.szs, w.row, n, width, q, 3/e.rho, 0)
	quadraticForm(w.tmp, g, w.c, w.row, n, width, q, -1, 0)
	addCorner(to, w.tmp, width, n, 1)
}

// times2 writes T_z·G into out, n × q.
func times2(out, t, g []float64, n, width, q int) {
	for a := range n {
		for j := range q {
			var x float64
			for i := range q {
				x += t[a*n+width+i] * g[i*q+j]
			}
			out[a*q+j] = x
		}
	}
}

// addOuter adds P·T_z' for a P = T_z·G of a symmetric G.
func addOuter(to, p, t []float64, width, n, q int) {
	for a := range width {
		left := p[a*q : a*q+q]
		for b := range a + 1 {
			right := t[b*n+width : b*n+width+q]
			var x float64
			for i, y := range left {
				x += y * right[i]
			}
			to[a*width+b] += x
			if b < a {
				to[b*width+a] += x
			}
		}
	}
}

// addOuterSymmetric adds (P·U_z' + U_z·P')/2.
func addOuterSymmetric(to, p, u []float64, width, n, q int) {
	for a := range width {
		for b := range width {
			var x float64
			for i := range q {
				x += p[a*q+i]*u[b*n+width+i] + p[b*q+i]*u[a*n+width+i]
			}
			to[a*width+b] += x / 2
		}
	}
}

// middle writes the symmetric part of G·T_zz·H.
func middle(out, g, t, h []float64, width, n, q int) {
	clear(out)
	for i := range q {
		for j := range q {
			var x float64
			for a := range q {
				for b := range q {
					x += g[i*q+a] * t[(width+a)*n+width+b] * h[b*q+j]
				}
			}
			out[i*q+j] += x / 2
			out[j*q+i] += x / 2
		}
	}
}

// addMiddle adds T_z·C·T_z' of a symmetric C.
func addMiddle(to, t, c, row []float64, width, n, q int) {
	for a := range width {
		left := t[a*n+width : a*n+width+q]
		for i := range q {
			var x float64
			for j, y := range left {
				x += y * c[j*q+i]
			}
			row[i] = x
		}
		for b := range a + 1 {
			right := t[b*n+width : b*n+width+q]
			var x float64
			for i, y := range right {
				x += row[i] * y
			}
			to[a*width+b] += x
			if b < a {
				to[b*width+a] += x
			}
		}
	}
}

// divideRight replaces X by X·K⁻¹ and K by its factors, and returns |K|; ok is
// false unless that is positive.
func divideRight(x, k []float64, q int) (det float64, ok bool) {
	det = 1
	for c := range q { // Gauss-Jordan on columns, pivots by size
		best := c
		for j := c + 1; j < q; j++ {
			if math.Abs(k[c*q+j]) > math.Abs(k[c*q+best]) {
				best = j
			}
		}
		if best != c {
			det = -det
			for i := range q {
				k[i*q+c], k[i*q+best] = k[i*q+best], k[i*q+c]
				x[i*q+c], x[i*q+best] = x[i*q+best], x[i*q+c]
			}
		}
		pivot := k[c*q+c]
		if pivot == 0 || math.IsNaN(pivot) || math.IsInf(pivot, 0) {
			return 0, false
		}
		det *= pivot
		for i := range q {
			k[i*q+c] /= pivot
			x[i*q+c] /= pivot
		}
		for j := range q {
			if j == c || k[c*q+j] == 0 {
				continue
			}
			f := k[c*q+j]
			for i := range q {
				k[i*q+j] -= f * k[i*q+c]
				x[i*q+j] -= f * x[i*q+c]
			}
		}
	}
	return det, det > 0
}
