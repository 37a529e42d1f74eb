package tails

import (
	"errors"
	"fmt"
	"math"
)

// ErrNoBracket says that no change of sign was found.
var ErrNoBracket = errors.New("no change of sign")

const (
	maxExpansions = 1100 // doubling a step of 1 covers the range of float64
	maxIterations = 300
)

// Root returns x in [lo, hi] with f(x) = 0 by Brent's method (Brent 1973,
// Algorithms for Minimization without Derivatives, ch. 4), to the last bits of
// x. f must be continuous with f(lo) and f(hi) of opposite sign; either limit
// is returned where f is 0 there.
func Root(f func(float64) float64, lo, hi float64) (float64, error) {
	return brent(f, lo, f(lo), hi, f(hi))
}

// RootFrom returns the zero of a monotone f near start: it steps outwards in
// the direction of the root, doubling the step, and then calls Brent's method.
func RootFrom(f func(float64) float64, start, step float64) (float64, error) {
	a, fa := start, f(start)
	if fa == 0 {
		return a, nil
	}
	// find the direction in which |f| falls
	b := a + step
	fb := f(b)
	if sameSign(fa, fb) && math.Abs(fb) >= math.Abs(fa) {
		step = -step
		b = a + step
		fb = f(b)
	}
	for range maxExpansions {
		if math.IsNaN(fb) || !sameSign(fa, fb) {
			break
		}
		step *= 2
		a, fa = b, fb
		b += step
		fb = f(b)
	}
	return brent(f, a, fa, b, fb)
}

func sameSign(x, y float64) bool { return (x > 0 && y > 0) || (x < 0 && y < 0) }

func brent(f func(float64) float64, a, fa, b, fb float64) (float64, error) {
	if math.IsNaN(fa) || math.IsNaN(fb) || sameSign(fa, fb) {
		return 0, fmt.Errorf("root between %g and %g: %w", a, b, ErrNoBracket)
	}
	c, fc := a, fa
	d := b - a
	e := d
	for range maxIterations {
		if sameSign(fb, fc) {
			c, fc = a, fa
			d = b - a
			e = d
		}
		if math.Abs(fc) < math.Abs(fb) {
			a, b, c = b, c, b
			fa, fb, fc = fb, fc, fb
		}
		tolerance := 0x1p-52 * math.Abs(b)
		half := (c - b) / 2
		if fb == 0 || math.Abs(half) <= tolerance || math.Abs(half) < math.SmallestNonzeroFloat64*4 {
			return b, nil
		}
		d, e = brentStep(a, fa, b, fb, c, fc, d, e, tolerance)
		a, fa = b, fb
		if math.Abs(d) > tolerance {
			b += d
		} else {
			b += math.Copysign(max(tolerance, math.SmallestNonzeroFloat64), half)
		}
		fb = f(b)
		if math.IsNaN(fb) {
			return 0, fmt.Errorf("root near %g: the function is not a number there", b)
		}
	}
	return b, nil
}

// brentStep proposes the next step d from the best point b: inverse quadratic
// or linear interpolation where that shrinks fast enough, else bisection. e is
// the step before the last.
func brentStep(a, fa, b, fb, c, fc, d, e, tolerance float64) (step, previous float64) {
	half := (c - b) / 2
	if math.Abs(e) < tolerance || math.Abs(fa) <= math.Abs(fb) {
		return half, half
	}
	var p, q float64
	s := fb / fa
	if a == c {
		p = 2 * half * s
		q = 1 - s
	} else {
		q = fa / fc
		r := fb / fc
		p = s * (2*half*q*(q-r) - (b-a)*(r-1))
		q = (q - 1) * (r - 1) * (s - 1)
	}
	if p > 0 {
		q = -q
	}
	p = math.Abs(p)
	if 2*p < min(3*half*q-math.Abs(tolerance*q), math.Abs(e*q)) {
		return p / q, d
	}
	return half, half
}
