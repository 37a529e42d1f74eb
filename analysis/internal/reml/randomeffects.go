package reml

import (
	"math"
	"slices"
)

// RandomEffects is the covariance of random effects b ~ N(0, σ²·Γ) of a
// participant beside independent errors of variance σ²,
//
//	R = Z·Γ·Z' + I,  Γ = Λ·Λ'
//
// with Z of each block. θ holds the lower triangle of Λ by columns, as lme4's
// does; of an uncorrelated structure its diagonal.
type RandomEffects struct {
	Effects      int
	Uncorrelated bool
}

// positions lists the row and column of Λ (or Γ) that each parameter is.
func (s RandomEffects) positions() [][2]int {
	var at [][2]int
	for j := range s.Effects {
		for i := j; i < s.Effects; i++ {
			if i == j || !s.Uncorrelated {
				at = append(at, [2]int{i, j})
			}
		}
	}
	return at
}

// Factor returns Λ by rows.
func (s RandomEffects) Factor(theta []float64) []float64 {
	lambda := make([]float64, s.Effects*s.Effects)
	for k, at := range s.positions() {
		lambda[at[0]*s.Effects+at[1]] = theta[k]
	}
	return lambda
}

// Gamma returns Γ by rows.
func (s RandomEffects) Gamma(theta []float64) []float64 {
	q, lambda := s.Effects, s.Factor(theta)
	gamma := make([]float64, q*q)
	for i := range q {
		for j := range q {
			gamma[i*q+j] = dot(lambda[i*q:i*q+q], lambda[j*q:j*q+q])
		}
	}
	return gamma
}

// canonical returns the same covariance with no negative element on Λ's
// diagonal.
func (s RandomEffects) canonical(theta []float64) []float64 {
	out := slices.Clone(theta)
	at := s.positions()
	for j := range s.Effects {
		d := slices.Index(at, [2]int{j, j})
		for k := range at {
			if at[k][1] == j && theta[d] < 0 {
				out[k] = -theta[k]
			}
		}
	}
	return out
}

func (s RandomEffects) start() []float64 {
	var theta []float64
	for _, at := range s.positions() {
		x := 0.0
		if at[0] == at[1] {
			x = 1
		}
		theta = append(theta, x)
	}
	return theta
}

func (s RandomEffects) relative() chart { return effectsFactor{s, s.positions()} }

func (s RandomEffects) absolute(theta []float64) (chart, []float64) {
	gamma := s.Gamma(theta)
	var psi []float64
	for _, at := range s.positions() {
		psi = append(psi, gamma[at[0]*s.Effects+at[1]])
	}
	return effectsLinear{s, s.positions()}, append(psi, 1)
}

// effectsFactor is R in the elements of Λ.
type effectsFactor struct {
	of RandomEffects
	at [][2]int
}

func (c effectsFactor) size() int { return len(c.at) }

// curved: Λ is multiplied with itself within its columns.
func (c effectsFactor) curved(i, j int) bool { return c.at[i][1] == c.at[j][1] }

func (c effectsFactor) fill(b *Block, psi []float64, order int, w *work) {
	q, m := c.of.Effects, w.m
	lambda := c.of.Factor(psi)
	zl := make([]float64, m*q) // ZΛ
	for t := range m {
		for j := range q {
			for k := j; k < q; k++ {
				zl[t*q+j] += b.Z[t*q+k] * lambda[k*q+j]
			}
		}
	}
	for t := range m {
		for s := range m {
			w.r[t*m+s] = dot(zl[t*q:t*q+q], zl[s*q:s*q+q])
		}
		w.r[t*m+t]++
	}
	if order < 1 {
		return
	}
	for k, at := range c.at {
		for t := range m {
			for s := range m {
				w.d[k][t*m+s] = b.Z[t*q+at[0]]*zl[s*q+at[1]] + zl[t*q+at[1]]*b.Z[s*q+at[0]]
			}
		}
	}
	if order < 2 {
		return
	}
	for k, at := range c.at {
		for l := range k + 1 {
			if c.curved(k, l) {
				twoColumns(w.dd[pair(k, l)], b.Z, at[0], c.at[l][0], q, m)
			}
		}
	}
}

// twoColumns writes z·y' + y·z' of two columns of Z.
func twoColumns(out, z []float64, i, j, q, m int) {
	for t := range m {
		for s := range m {
			out[t*m+s] = z[t*q+i]*z[s*q+j] + z[t*q+j]*z[s*q+i]
		}
	}
}

// effectsLinear is V/σ̂² in the elements of Γ and the error variance.
type effectsLinear struct {
	of RandomEffects
	at [][2]int
}

func (c effectsLinear) size() int            { return len(c.at) + 1 }
func (c effectsLinear) curved(i, j int) bool { return false }

func (c effectsLinear) fill(b *Block, psi []float64, order int, w *work) {
	q, m := c.of.Effects, w.m
	last := len(c.at)
	for k, at := range c.at {
		for t := range m {
			for s := range m {
				x := b.Z[t*q+at[0]] * b.Z[s*q+at[1]]
				if at[0] != at[1] {
					x += b.Z[t*q+at[1]] * b.Z[s*q+at[0]]
				}
				w.r[t*m+s] += psi[k] * x
				if order > 0 {
					w.d[k][t*m+s] = x
				}
			}
		}
	}
	for t := range m {
		w.r[t*m+t] += psi[last]
		if order > 0 {
			w.d[last][t*m+t] = 1
		}
	}
}

// Singular reports whether Γ has no variance in some direction: whether the fit
// is on the boundary. scale holds a typical size of each column of Z.
func (s RandomEffects) Singular(theta, scale []float64) bool {
	for k, at := range s.positions() {
		if at[0] == at[1] && math.Abs(theta[k])*scale[at[0]] < boundary {
			return true
		}
	}
	return false
}

// boundary is the relative standard deviation under which a random effect
// counts as absent; lme4 uses the same.
const boundary = 1e-4
