package exact

import (
	"fmt"
	"math"
)

// Fourfold counts pairs by an event before and after.
type Fourfold struct {
	Both, BeforeOnly, AfterOnly, Neither int64
}

// N returns the number of pairs.
func (f Fourfold) N() int64 { return f.Both + f.BeforeOnly + f.AfterOnly + f.Neither }

// Difference is a difference of two paired proportions, after less before, with
// its interval.
type Difference struct {
	Value, Low, High float64
	Level            float64
}

// Newcombe returns the difference of the shares with the event, after less
// before, with the interval of Newcombe's method 10: the Wilson limits of both
// shares, squared and added with the correlation
//
//	φ = (ad − bc) / √((a+b)(c+d)(a+c)(b+d)),
//
// whose numerator, if positive, is reduced by n/2 but not below 0; φ = 0 where a
// margin is empty (Newcombe 1998, Stat Med 17:2635, method 10).
func Newcombe(f Fourfold, level float64) (Difference, error) {
	if min(f.Both, f.BeforeOnly, f.AfterOnly, f.Neither) < 0 || f.N() < 1 {
		return Difference{}, fmt.Errorf("newcombe interval: counts %+v, want 0 or more each and at least one pair", f)
	}
	n := f.N()
	after, err := Wilson(f.Both+f.AfterOnly, n, level)
	if err != nil {
		return Difference{}, err
	}
	before, err := Wilson(f.Both+f.BeforeOnly, n, level)
	if err != nil {
		return Difference{}, err
	}
	phi := f.phi()
	value := float64(f.AfterOnly-f.BeforeOnly) / float64(n)
	down := squareAndAdd(after.Value()-after.Low, before.High-before.Value(), phi)
	up := squareAndAdd(after.High-after.Value(), before.Value()-before.Low, phi)
	return Difference{Value: value, Low: max(value-down, -1), High: min(value+up, 1), Level: level}, nil
}

// phi returns the continuity-corrected correlation of before and after.
func (f Fourfold) phi() float64 {
	a, b, c, d := float64(f.Both), float64(f.BeforeOnly), float64(f.AfterOnly), float64(f.Neither)
	margins := math.Sqrt(a+b) * math.Sqrt(c+d) * math.Sqrt(a+c) * math.Sqrt(b+d)
	if margins == 0 {
		return 0
	}
	numerator := a*d - b*c
	if numerator > 0 {
		numerator = max(numerator-float64(f.N())/2, 0)
	}
	return numerator / margins
}

func squareAndAdd(x, y, phi float64) float64 {
	return math.Sqrt(max(x*x-2*phi*x*y+y*y, 0))
}
