package reml

import "slices"

// Unstructured is any covariance between the visits: R = Λ·Λ' with Λ lower
// triangular and its first element 1, restricted to a block's visits.
type Unstructured struct{ Visits int }

func (s Unstructured) positions() [][2]int {
	return RandomEffects{Effects: s.Visits}.positions()
}

func (s Unstructured) start() []float64 {
	return RandomEffects{Effects: s.Visits}.start()[1:]
}

// Matrix returns R by rows.
func (s Unstructured) Matrix(theta []float64) []float64 {
	return RandomEffects{Effects: s.Visits}.Gamma(append([]float64{1}, theta...))
}

func (s Unstructured) canonical(theta []float64) []float64 {
	return RandomEffects{Effects: s.Visits}.canonical(append([]float64{1}, theta...))[1:]
}

func (s Unstructured) relative() chart { return visitsFactor{s, s.positions()[1:]} }

func (s Unstructured) absolute(theta []float64) (chart, []float64) {
	r := s.Matrix(theta)
	var psi []float64
	for _, at := range s.positions() {
		psi = append(psi, r[at[0]*s.Visits+at[1]])
	}
	return visitsLinear{s, s.positions()}, psi
}

type visitsFactor struct {
	of Unstructured
	at [][2]int
}

func (c visitsFactor) size() int            { return len(c.at) }
func (c visitsFactor) curved(i, j int) bool { return c.at[i][1] == c.at[j][1] }

func (c visitsFactor) fill(b *Block, psi []float64, order int, w *work) {
	n, m := c.of.Visits, w.m
	lambda := make([]float64, n*n)
	lambda[0] = 1
	for k, at := range c.at {
		lambda[at[0]*n+at[1]] = psi[k]
	}
	for i, t := range b.Visits {
		for j, s := range b.Visits {
			w.r[i*m+j] = dot(lambda[t*n:t*n+n], lambda[s*n:s*n+n])
		}
	}
	if order < 1 {
		return
	}
	for k, at := range c.at {
		for i, t := range b.Visits {
			if t != at[0] {
				continue
			}
			for j, s := range b.Visits {
				w.d[k][i*m+j] += lambda[s*n+at[1]]
				w.d[k][j*m+i] += lambda[s*n+at[1]]
			}
		}
	}
	if order < 2 {
		return
	}
	for k, at := range c.at {
		for l := range k + 1 {
			if !c.curved(k, l) {
				continue
			}
			out := w.dd[pair(k, l)]
			for i, t := range b.Visits {
				for j, s := range b.Visits {
					if t == at[0] && s == c.at[l][0] {
						out[i*m+j]++
						out[j*m+i]++
					}
				}
			}
		}
	}
}

// bend: where the columns are the same, Λ's elements of two rows multiply once.
func (c visitsFactor) bend(b *Block, i, j int, s []float64) float64 {
	m := len(b.Visits)
	t, v := slices.Index(b.Visits, c.at[i][0]), slices.Index(b.Visits, c.at[j][0])
	if t < 0 || v < 0 {
		return 0
	}
	return s[t*m+v] + s[v*m+t]
}

// bend: a linear chart has none.
func (c visitsLinear) bend(*Block, int, int, []float64) float64 { return 0 }

type visitsLinear struct {
	of Unstructured
	at [][2]int
}

func (c visitsLinear) size() int            { return len(c.at) }
func (c visitsLinear) curved(i, j int) bool { return false }

func (c visitsLinear) fill(b *Block, psi []float64, order int, w *work) {
	m := w.m
	for k, at := range c.at {
		for i, t := range b.Visits {
			for j, s := range b.Visits {
				if (t == at[0] && s == at[1]) || (t == at[1] && s == at[0]) {
					w.r[i*m+j] = psi[k]
					if order > 0 {
						w.d[k][i*m+j] = 1
					}
				}
			}
		}
	}
}
