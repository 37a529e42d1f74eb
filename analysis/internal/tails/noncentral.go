package tails

import (
	"fmt"
	"math"
)

// logDrop is how far below its peak the integrand is followed: what lies
// beyond e⁻⁴⁵ of the peak does not reach the last bit of the integral.
const logDrop = 45

// maxNoncentral bounds t and the noncentrality. A statistic beyond it says
// that the standard error is rounding error.
const maxNoncentral = 1e10

// NoncentralT is the distribution of (Z + δ)/S with Z standard normal and S an
// independent chi variable over the root of its degrees of freedom.
//
// Both tails are integrals of positive terms,
//
//	P(T ≤ t) = ∫ Φ(t·s − δ) f(s) ds,   P(T > t) = ∫ Φ(δ − t·s) f(s) ds,
//
// with f the density of S, taken by Gauss-Legendre quadrature around the peak
// of the log-concave integrand. Unlike the series of AS 243 (R's pt, gonum's
// NoncentralT) this has relative accuracy in either tail and no limit on δ:
// those fail beyond |δ| ≈ 37.6.
type NoncentralT struct {
	df, delta float64
	sd        float64 // standard deviation of S, about 1/√(2·df)
	constant  float64 // ln of the density's normalizing constant, less df/2
	rule      *gaussLegendre
}

// NewNoncentralT returns the distribution with df ≥ 1 degrees of freedom and
// noncentrality delta.
func NewNoncentralT(df, delta float64) (*NoncentralT, error) {
	if err := checkFinite("noncentral t", "degrees of freedom", df); err != nil {
		return nil, err
	}
	if !(math.Abs(delta) <= maxNoncentral) {
		return nil, fmt.Errorf("noncentral t: noncentrality is %v, want at most %g in size", delta, maxNoncentral)
	}
	if df < 1 {
		return nil, fmt.Errorf("noncentral t: degrees of freedom are %v, want 1 or more", df)
	}
	d := noncentral(df, newGaussLegendre())
	d.delta = delta
	return d, nil
}

func noncentral(df float64, rule *gaussLegendre) *NoncentralT {
	return &NoncentralT{
		df:       df,
		sd:       1 / math.Sqrt(2*df),
		constant: math.Ln2 + 0.5*math.Log(df/2) - halfLog2Pi - stirlingError(df/2),
		rule:     rule,
	}
}

// CDF returns P(T ≤ t).
func (d *NoncentralT) CDF(t float64) (Probability, error) {
	if err := checkNoncentralT(t); err != nil {
		return Probability{}, err
	}
	return FromLog(d.lnIntegral(t, d.delta))
}

// Survival returns P(T > t).
func (d *NoncentralT) Survival(t float64) (Probability, error) {
	if err := checkNoncentralT(t); err != nil {
		return Probability{}, err
	}
	return FromLog(d.lnIntegral(-t, -d.delta))
}

func checkNoncentralT(t float64) error {
	if !(math.Abs(t) <= maxNoncentral) {
		return fmt.Errorf("noncentral t: t is %v, want at most %g in size", t, maxNoncentral)
	}
	return nil
}

// lnIntegral returns ln ∫ Φ(t·s − δ) f(s) ds over s > 0.
func (d *NoncentralT) lnIntegral(t, delta float64) float64 {
	mode := d.mode(t, delta)
	peak := d.lnIntegrand(mode, t, delta)
	if math.IsNaN(peak) || math.IsInf(peak, 0) {
		return math.NaN()
	}
	lo, hi := d.support(mode, peak, t, delta)
	sum := 0.0
	for s := lo; s < hi; {
		next := min(hi, s+d.panelWidth(s, t, delta))
		if !(next > s) {
			break
		}
		sum += d.rule.panel(func(s float64) float64 {
			return math.Exp(d.lnIntegrand(s, t, delta) - peak)
		}, s, next)
		s = next
	}
	return peak + math.Log(sum)
}

// lnIntegrand is ln Φ(t·s − δ) + ln f(s). Near s = 1, where all the mass is
// when df is large, it is written in s − 1, which is exact there.
func (d *NoncentralT) lnIntegrand(s, t, delta float64) float64 {
	if s < 0.5 || s > 2 {
		power := 0.0
		if d.df != 1 {
			power = (d.df - 1) * math.Log(s)
		}
		return d.constant + power - 0.5*d.df*(s*s-1) + lnNormalCDF(t*s-delta)
	}
	r := s - 1
	return d.constant + d.df*(log1pMinus(r)-0.5*r*r) - math.Log1p(r) + lnNormalCDF((t-delta)+t*r)
}

// slope is the derivative of lnIntegrand, decreasing in s.
func (d *NoncentralT) slope(s, t, delta float64) float64 {
	z := t*s - delta
	// φ(z)/Φ(z)
	mills := math.Exp(-0.5*z*z - halfLog2Pi - lnNormalCDF(z))
	if z < -10 {
		mills = inverseMills(-z)
	}
	return (d.df-1)/s - d.df*s + t*mills
}

// mode returns where the integrand peaks, to a fraction of its width.
func (d *NoncentralT) mode(t, delta float64) float64 {
	lo, hi := 0.0, 1.0
	for d.slope(hi, t, delta) > 0 {
		lo, hi = hi, 2*hi
	}
	if lo == 0 {
		for lo = 0.5; lo > 1e-300 && d.slope(lo, t, delta) < 0; lo /= 2 {
			hi = lo
		}
	}
	for range 60 {
		middle := (lo + hi) / 2
		if d.slope(middle, t, delta) > 0 {
			lo = middle
		} else {
			hi = middle
		}
	}
	return (lo + hi) / 2
}

// support returns an interval around mode at whose ends the integrand is
// between one and two logDrops below its peak, or that ends at s = 0.
func (d *NoncentralT) support(mode, peak, t, delta float64) (lo, hi float64) {
	drop := func(s float64) float64 { return peak - d.lnIntegrand(s, t, delta) }
	if d.df > 1 || drop(math.SmallestNonzeroFloat64) > logDrop {
		for lo = mode / 2; lo > 1e-300 && drop(lo) < logDrop; {
			lo /= 2
		}
		lo = border(mode, lo, drop)
	}
	step := d.sd
	for hi = mode + step; drop(hi) < logDrop; hi = mode + step {
		step *= 2
	}
	return lo, border(mode, hi, drop)
}

// border moves outside towards mode until the drop there is at most two
// logDrops.
func border(mode, outside float64, drop func(float64) float64) float64 {
	inside := mode
	for range 200 {
		if drop(outside) <= 2*logDrop {
			break
		}
		middle := (outside + inside) / 2
		if drop(middle) < logDrop {
			inside = middle
		} else {
			outside = middle
		}
	}
	return outside
}

// panelWidth keeps a panel within some widths of whatever varies fastest from
// s on: the chi density, its power of s near 0, and the rise of Φ.
func (d *NoncentralT) panelWidth(s, t, delta float64) float64 {
	const chiWidths, normalWidths, flat = 3, 4, 9
	width := chiWidths * d.sd
	if s > 0 {
		width = min(width, s)
	}
	if t == 0 {
		return width
	}
	z := t*s - delta
	switch {
	case z < flat:
		width = min(width, normalWidths/math.Abs(t))
	case t < 0: // Φ is 1 here and falls later
		width = min(width, (z-flat)/-t+1/-t)
	}
	return width
}
