package reml

import "math"

// Form is a form of the correlation between visits.
type Form int

const (
	// Exchangeable: the same between any two visits, from −1/(visits−1) to 1.
	Exchangeable Form = iota
	// Autoregressive: ρ to the power of the distance in visits.
	Autoregressive
	// Toeplitz: one correlation for each distance in visits.
	Toeplitz
	// AnteDependence of order 1: the product of the correlations of neighbours
	// on the way from one visit to the other.
	AnteDependence
)

// Correlated is a covariance between visits with a form of correlation, and one
// variance or one for each visit. Visits are equally distant in their order,
// whatever the time between them, as in SAS and mmrm.
type Correlated struct {
	Visits        int
	Form          Form
	Heterogeneous bool
}

// correlations is the number of parameters of the form.
func (s Correlated) correlations() int {
	switch s.Form {
	case Toeplitz, AnteDependence:
		return s.Visits - 1
	}
	return 1
}

func (s Correlated) size() int {
	if s.Heterogeneous {
		return s.correlations() + s.Visits - 1
	}
	return s.correlations()
}

// start is a correlation of about .5 between neighbours, and equal variances.
func (s Correlated) start() []float64 {
	psi := make([]float64, s.size())
	for k := range s.correlations() {
		switch s.Form {
		case Exchangeable:
			psi[k] = 0
		case Toeplitz:
			psi[k] = math.Pow(.5, float64(k+1))
		default:
			psi[k] = math.Atanh(.5)
		}
	}
	return psi
}

func (s Correlated) canonical(theta []float64) []float64 { return theta }

func (s Correlated) relative() chart { return s }

func (s Correlated) absolute(theta []float64) (chart, []float64) {
	return scaled{s}, append(append([]float64(nil), theta...), 1)
}

// Matrix returns R by rows.
func (s Correlated) Matrix(theta []float64) []float64 {
	b := &Block{Visits: make([]int, s.Visits)}
	for t := range b.Visits {
		b.Visits[t] = t
	}
	w := new(work)
	w.reset(s.Visits, s.size(), 0)
	s.fill(b, theta, 0, w)
	return w.r
}

// Correlations returns the correlations that the parameters stand for: of the
// form's one, of each distance, or of each pair of neighbours.
func (s Correlated) Correlations(theta []float64) []float64 {
	rho := make([]float64, s.correlations())
	for k := range rho {
		rho[k], _, _ = s.correlation(theta[k])
	}
	return rho
}

// correlation returns a parameter's correlation with its two derivatives.
// Toeplitz correlations are parameters as they are: which of them go together
// has no simple bounds, and R says so itself.
func (s Correlated) correlation(psi float64) (rho, d1, d2 float64) {
	switch s.Form {
	case Toeplitz:
		return psi, 1, 0
	case Exchangeable:
		low := -1 / float64(max(s.Visits-1, 1))
		p := 1 / (1 + math.Exp(-psi))
		q := 1 / (1 + math.Exp(psi))
		return low + (1-low)*p, (1 - low) * p * q, (1 - low) * p * q * (q - p)
	}
	rho = math.Tanh(psi)
	d1 = 1 - rho*rho
	return rho, d1, -2 * rho * d1
}

// curved: correlations of one parameter with itself, neighbours of a chain with
// each other, and everything with variances.
func (s Correlated) curved(i, j int) bool {
	c := s.correlations()
	if i >= c || j >= c || s.Form == AnteDependence {
		return true
	}
	return i == j && s.Form != Toeplitz
}

// fill writes R[t,s] = exp(aₜ + aₛ)·C[t,s](ψ), a₀ = 0.
func (s Correlated) fill(b *Block, psi []float64, order int, w *work) {
	m, c := w.m, s.correlations()
	logSD := func(visit int) float64 {
		if !s.Heterogeneous || visit == 0 {
			return 0
		}
		return psi[c+visit-1]
	}
	touches := func(k, visit int) float64 { // ∂aᵥ of parameter k
		if k-c+1 == visit {
			return 1
		}
		return 0
	}
	for i, t := range b.Visits {
		for j, v := range b.Visits {
			at := i*m + j
			size := math.Exp(logSD(t) + logSD(v))
			lo, hi := min(t, v), max(t, v)
			corr := s.value(psi, lo, hi)
			w.r[at] = size * corr
			if order < 1 {
				continue
			}
			for k := range w.d[:len(psi)] {
				if k < c {
					w.d[k][at] = size * s.slope(psi, k, lo, hi)
					continue
				}
				w.d[k][at] = size * corr * (touches(k, t) + touches(k, v))
			}
			if order < 2 {
				continue
			}
			for k := range len(psi) {
				for l := range k + 1 {
					if !s.curved(k, l) {
						continue
					}
					x := size
					switch {
					case k < c:
						x *= s.curvature(psi, k, l, lo, hi)
					case l < c:
						x *= s.slope(psi, l, lo, hi) * (touches(k, t) + touches(k, v))
					default:
						x *= corr * (touches(k, t) + touches(k, v)) * (touches(l, t) + touches(l, v))
					}
					w.dd[pair(k, l)][at] = x
				}
			}
		}
	}
}

// value is the correlation of two visits, lo ≤ hi.
func (s Correlated) value(psi []float64, lo, hi int) float64 {
	if lo == hi {
		return 1
	}
	switch s.Form {
	case Exchangeable:
		rho, _, _ := s.correlation(psi[0])
		return rho
	case Autoregressive:
		rho, _, _ := s.correlation(psi[0])
		return math.Pow(rho, float64(hi-lo))
	case Toeplitz:
		return psi[hi-lo-1]
	}
	return s.chain(psi, lo, hi, -1, -1)
}

// slope is the derivative of value in parameter k.
func (s Correlated) slope(psi []float64, k, lo, hi int) float64 {
	if lo == hi {
		return 0
	}
	switch s.Form {
	case Exchangeable:
		_, d1, _ := s.correlation(psi[0])
		return d1
	case Autoregressive:
		rho, d1, _ := s.correlation(psi[0])
		n := float64(hi - lo)
		return n * math.Pow(rho, n-1) * d1
	case Toeplitz:
		if k == hi-lo-1 {
			return 1
		}
		return 0
	}
	if k < lo || k >= hi {
		return 0
	}
	_, d1, _ := s.correlation(psi[k])
	return d1 * s.chain(psi, lo, hi, k, -1)
}

// curvature is the second derivative of value in parameters k and l.
func (s Correlated) curvature(psi []float64, k, l, lo, hi int) float64 {
	if lo == hi {
		return 0
	}
	switch s.Form {
	case Exchangeable:
		_, _, d2 := s.correlation(psi[0])
		return d2
	case Autoregressive:
		rho, d1, d2 := s.correlation(psi[0])
		n := float64(hi - lo)
		x := n * math.Pow(rho, n-1) * d2
		if n > 1 {
			x += n * (n - 1) * math.Pow(rho, n-2) * d1 * d1
		}
		return x
	case Toeplitz:
		return 0
	}
	if k < lo || k >= hi || l < lo || l >= hi {
		return 0
	}
	_, k1, k2 := s.correlation(psi[k])
	if k == l {
		return k2 * s.chain(psi, lo, hi, k, -1)
	}
	_, l1, _ := s.correlation(psi[l])
	return k1 * l1 * s.chain(psi, lo, hi, k, l)
}

// chain multiplies the correlations of neighbours from lo to hi without two of
// them.
func (s Correlated) chain(psi []float64, lo, hi, without, nor int) float64 {
	x := 1.0
	for k := lo; k < hi; k++ {
		if k != without && k != nor {
			x *= math.Tanh(psi[k])
		}
	}
	return x
}

// scaled adds the scale to a relative chart: V/σ̂² = s·R.
type scaled struct{ of Correlated }

func (c scaled) size() int { return c.of.size() + 1 }

func (c scaled) curved(i, j int) bool {
	last := c.of.size()
	if i == last || j == last {
		return i != j
	}
	return c.of.curved(i, j)
}

func (c scaled) fill(b *Block, psi []float64, order int, w *work) {
	last := c.of.size()
	scale := psi[last]
	c.of.fill(b, psi[:last], order, w)
	if order > 0 {
		copy(w.d[last], w.r)
	}
	if order > 1 {
		for k := range last {
			copy(w.dd[pair(last, k)], w.d[k])
			for l := range k + 1 {
				multiply(w.dd[pair(k, l)], scale)
			}
		}
	}
	if order > 0 {
		for k := range last {
			multiply(w.d[k], scale)
		}
	}
	multiply(w.r, scale)
}

func multiply(x []float64, by float64) {
	for i := range x {
		x[i] *= by
	}
}
