package reml

// products are the sums over blocks of A'K·A, A = (X, W, y), for each kernel K,
// with the traces and log-determinant that go with them. Matrices are width²,
// by rows.
type products struct {
	width  int
	params int
	logDet float64     // log|R|
	s0     []float64   // K = R⁻¹
	s1     [][]float64 // K = R⁻¹RᵢR⁻¹
	s2     [][]float64 // K = R⁻¹RᵢR⁻¹RⱼR⁻¹, symmetrised
	c2     [][]float64 // K = R⁻¹RᵢⱼR⁻¹
	t1     []float64   // tr R⁻¹Rᵢ
	t2     []float64   // tr R⁻¹RᵢR⁻¹Rⱼ
	tc     []float64   // tr R⁻¹Rᵢⱼ
}

func newProducts(width, params, order int) *products {
	p := &products{width: width, params: params, s0: make([]float64, width*width)}
	if order > 0 {
		p.s1, p.t1 = clearedAll(nil, params, width*width), make([]float64, params)
	}
	if order > 1 {
		n := pairs(params)
		p.s2, p.c2 = clearedAll(nil, n, width*width), clearedAll(nil, n, width*width)
		p.t2, p.tc = make([]float64, n), make([]float64, n)
	}
	return p
}

// add adds q to p.
func (p *products) add(q *products) {
	p.logDet += q.logDet
	addTo(p.s0, q.s0)
	addTo(p.t1, q.t1)
	addTo(p.t2, q.t2)
	addTo(p.tc, q.tc)
	for i := range p.s1 {
		addTo(p.s1[i], q.s1[i])
	}
	for i := range p.s2 {
		addTo(p.s2[i], q.s2[i])
		addTo(p.c2[i], q.c2[i])
	}
}

func addTo(to, from []float64) {
	for i, x := range from {
		to[i] += x
	}
}

// addBlock adds one block's products; ok is false where its covariance is not
// positive definite.
func (p *products) addBlock(d *model, b *Block, c chart, psi []float64, order int, w *work) (ok bool) {
	m, n := len(b.Visits), float64(b.N)
	w.reset(m, c.size(), order)
	c.fill(b, psi, order, w)
	logDet, ok := w.factor()
	if !ok {
		return false
	}
	p.logDet += n * logDet
	w.whitenData(d, b)
	p.addKernel(p.s0, d, b, w, w.f, trace1(w.y, m))
	if order == 0 {
		return true
	}
	w.u = clearedAll(w.u, c.size(), len(w.f))
	for _, i := range w.touched(c.size()) {
		w.whiten(w.d[i])
		times(w.u[i], w.d[i], w.f, m)
		p.t1[i] += n * trace1(w.d[i], m)
		p.addKernel(p.s1[i], d, b, w, w.u[i], trace(w.d[i], w.y, m))
	}
	if order == 1 {
		return true
	}
	w.v, w.my = clearedAll(w.v, c.size(), len(w.g)), clearedAll(w.my, c.size(), m*m)
	for i := range c.size() {
		times(w.v[i], w.d[i], w.g, m)
		times(w.my[i], w.d[i], w.y, m) // y is symmetric: its rows serve as columns
		for j := range i + 1 {
			at := pair(i, j)
			p.t2[at] += n * dot(w.d[i], w.d[j])
			p.addSquare(p.s2[at], d, b, w, i, j)
			if c.curved(i, j) {
				w.whiten(w.dd[at])
				p.tc[at] += n * trace1(w.dd[at], m)
				w.cu = cleared(w.cu, len(w.f))
				times(w.cu, w.dd[at], w.f, m)
				p.addKernel(p.c2[at], d, b, w, w.cu, trace(w.dd[at], w.y, m))
			}
		}
	}
	return true
}

// whitenData writes the design and the scores in the coordinates in which R is
// the identity.
func (w *work) whitenData(d *model, b *Block) {
	m, terms, constants := w.m, len(d.Columns), d.constants
	w.f = cleared(w.f, m*(terms+d.Clusters))
	for k := range terms {
		for t := range m {
			w.f[k*m+t] = b.F[t*terms+k]
		}
		w.solve(w.f[k*m : k*m+m])
	}
	for k := range d.Clusters {
		at := (terms + k) * m
		for t := range m {
			w.f[at+t] = b.W[t*d.Clusters+k]
		}
		w.solve(w.f[at : at+m])
	}
	width := constants + m
	w.g = cleared(w.g, m*constants)
	for z := range constants {
		for t := range m {
			w.g[z*m+t] = b.Gram[z*width+constants+t]
		}
		w.solve(w.g[z*m : z*m+m])
	}
	w.y = cleared(w.y, m*m)
	for t := range m {
		copy(w.y[t*m:t*m+m], b.Gram[(constants+t)*width+constants:])
	}
	w.whiten(w.y)
}

// constant is the constant that multiplies column k of (X, W): a cluster's
// effects have none but 1, which is the first.
func (d *model) constant(k int) int {
	if k < len(d.Columns) {
		return d.Columns[k]
	}
	return 0
}

// addKernel adds A'M·A in whitened coordinates, of which u = M·f and
// yy = tr(M·y) are given.
func (p *products) addKernel(s []float64, d *model, b *Block, w *work, u []float64, yy float64) {
	m, last, constants := w.m, p.width-1, d.constants
	width := constants + m
	for k := range last {
		ck := d.constant(k)
		uk := u[k*m : k*m+m]
		for l := range k + 1 {
			x := dot(uk, w.f[l*m:l*m+m]) * b.Gram[ck*width+d.constant(l)]
			s[k*p.width+l] += x
			if l < k {
				s[l*p.width+k] += x
			}
		}
		xy := dot(uk, w.g[ck*m:ck*m+m])
		s[k*p.width+last] += xy
		s[last*p.width+k] += xy
	}
	s[last*p.width+last] += yy
}

// addSquare adds A'(MᵢMⱼ + MⱼMᵢ)A/2.
func (p *products) addSquare(s []float64, d *model, b *Block, w *work, i, j int) {
	m, last, constants := w.m, p.width-1, d.constants
	width := constants + m
	ui, uj := w.u[i], w.u[j]
	for k := range last {
		ck := d.constant(k)
		uik, ujk := ui[k*m:k*m+m], uj[k*m:k*m+m]
		for l := range k + 1 {
			x := (dot(uik, uj[l*m:l*m+m]) + dot(ujk, ui[l*m:l*m+m])) / 2 * b.Gram[ck*width+d.constant(l)]
			s[k*p.width+l] += x
			if l < k {
				s[l*p.width+k] += x
			}
		}
		xy := (dot(uik, w.v[j][ck*m:ck*m+m]) + dot(ujk, w.v[i][ck*m:ck*m+m])) / 2
		s[k*p.width+last] += xy
		s[last*p.width+k] += xy
	}
	// my holds (Mⱼ·Y)' by rows, and tr(MᵢMⱼY) is symmetric in i and j.
	s[last*p.width+last] += dot(w.d[i], w.my[j])
}
