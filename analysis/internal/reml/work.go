package reml

import "math"

// work holds the buffers of one evaluation of a block, used again by the next.
// Matrices are small and many, so they are flat and written by plain loops:
// a library call would cost more than its arithmetic.
type work struct {
	m       int
	r       []float64   // R, then its Cholesky factor L
	d       [][]float64 // ∂R, then L⁻¹·∂R·L⁻ᵀ
	dd      [][]float64 // ∂²R by pair, then whitened
	f       []float64   // L⁻¹F, terms and cluster effects, by columns
	g       []float64   // L⁻¹Σyz', by columns (constants)
	y       []float64   // L⁻¹Σyy'L⁻ᵀ
	u       [][]float64 // Mᵢ·f
	v       [][]float64 // Mᵢ·g
	my      [][]float64 // Mᵢ·y
	cu      []float64   // of a second derivative, times f
	scratch []float64
	person  personWork
}

func cleared(s []float64, n int) []float64 {
	if cap(s) < n {
		return make([]float64, n)
	}
	s = s[:n]
	clear(s)
	return s
}

func clearedAll(s [][]float64, count, n int) [][]float64 {
	for len(s) < count {
		s = append(s, nil)
	}
	for i := range count {
		s[i] = cleared(s[i], n)
	}
	return s
}

// reset clears the buffers for a block of m observations.
func (w *work) reset(m, params, order int) {
	w.m = m
	w.r = cleared(w.r, m*m)
	if order > 0 {
		w.d = clearedAll(w.d, params, m*m)
	}
	if order > 1 {
		w.dd = clearedAll(w.dd, pairs(params), m*m)
	}
	w.scratch = cleared(w.scratch, m*m)
}

// factor replaces w.r by its Cholesky factor and returns log|R|; ok is false
// where R is not positive definite.
func (w *work) factor() (logDet float64, ok bool) {
	m := w.m
	for j := range m {
		for i := j; i < m; i++ {
			s := w.r[i*m+j]
			for k := range j {
				s -= w.r[i*m+k] * w.r[j*m+k]
			}
			if i > j {
				w.r[i*m+j] = s / w.r[j*m+j]
				continue
			}
			// A pivot that is nothing but rounding means a singular R.
			if !(s > 1e-13*w.r[j*m+j]) || math.IsInf(s, 1) {
				return 0, false
			}
			root := math.Sqrt(s)
			w.r[j*m+j] = root
			logDet += 2 * math.Log(root)
		}
	}
	return logDet, true
}

// solve replaces x, of m values, by L⁻¹x.
func (w *work) solve(x []float64) {
	m := w.m
	for i := range m {
		s := x[i]
		for k := range i {
			s -= w.r[i*m+k] * x[k]
		}
		x[i] = s / w.r[i*m+i]
	}
}

// solveTransposed replaces x, of m values, by L⁻ᵀx.
func (w *work) solveTransposed(x []float64) {
	m := w.m
	for i := m - 1; i >= 0; i-- {
		s := x[i]
		for k := i + 1; k < m; k++ {
			s -= w.r[k*m+i] * x[k]
		}
		x[i] = s / w.r[i*m+i]
	}
}

// whiten replaces the symmetric S by L⁻¹·S·L⁻ᵀ.
func (w *work) whiten(s []float64) {
	m := w.m
	for i := range m {
		w.solve(s[i*m : i*m+m]) // rows: S·L⁻ᵀ
	}
	for j := range m {
		for i := range m {
			w.scratch[i] = s[i*m+j]
		}
		w.solve(w.scratch[:m])
		for i := range m {
			s[i*m+j] = w.scratch[i]
		}
	}
}

// times writes M·x into out for each of the columns of x, stored one after
// another.
func times(out, m, x []float64, size int) {
	for c := 0; c < len(x); c += size {
		for i := range size {
			row := m[i*size : i*size+size]
			var s float64
			for k, a := range row {
				s += a * x[c+k]
			}
			out[c+i] = s
		}
	}
}

func trace1(a []float64, m int) float64 {
	var s float64
	for i := range m {
		s += a[i*m+i]
	}
	return s
}

func dot(a, b []float64) float64 {
	var s float64
	for i, x := range a {
		s += x * b[i]
	}
	return s
}

// trace returns tr(A·B) of matrices of one size, B symmetric or not.
func trace(a, b []float64, size int) float64 {
	var s float64
	for i := range size {
		for k := range size {
			s += a[i*size+k] * b[k*size+i]
		}
	}
	return s
}
