package exact

import (
	"iter"
	"math"
	"math/bits"

	"github.com/cam-outcomes/cam/analysis/internal/tails"
)

// tail returns P(sum ≤ w) of the untilted distribution,
//
//	exp(K − θw) · 1/M · Σₖ φ(ωₖ)·e^(−iωₖw)·Σⱼ e^((θ+iωₖ)j),  ωₖ = 2πk/M,
//
// the discrete inversion of the tilted characteristic function φ summed over
// the sums w − j. It is exact but for what is smaller than e^(−margin): sums
// that wrap around M, and frequencies at which |φ| is that small, which the
// caller's list leaves out. The relative error is about 1e-13.
func (t *tilted) tail(frequencies iter.Seq[int64]) (tails.Probability, error) {
	sum := t.meanTerm()
	for k := range frequencies {
		term := t.term(k)
		if 2*k != t.modulus {
			term *= 2 // the conjugate frequency
		}
		sum += term
	}
	return tails.FromLog(t.lnScale + math.Log(sum/float64(t.modulus)))
}

// meanTerm is the term of frequency 0.
func (t *tilted) meanTerm() float64 {
	if t.theta == 0 {
		return float64(t.below)
	}
	return math.Expm1(t.theta*float64(t.below)) / math.Expm1(t.theta)
}

// negligible reports whether |φ| is below e^(−margin) at frequency k, as most
// are: ln(1 − x) ≤ −x, and the groups that say most are asked first.
func (t *tilted) negligible(k int64) bool {
	var least float64
	for _, i := range t.strongest {
		sin := math.Sin(t.angle(k, t.groups[i].rank) / 2)
		if least += t.strength[i] * sin * sin; least > t.margin {
			return true
		}
	}
	return false
}

// term returns the real part of the term of frequency k > 0.
func (t *tilted) term(k int64) float64 {
	if t.negligible(k) {
		return 0
	}
	var lnModulus float64
	phase := -t.angle(k, t.w)
	for i, g := range t.groups {
		sin, cos := math.Sincos(t.angle(k, g.rank) / 2)
		p := t.positive[i]
		lnModulus += float64(g.n) / 2 * math.Log1p(-4*p*(1-p)*sin*sin)
		if lnModulus < -t.margin {
			return 0
		}
		// arg(1 − p + p·e^(iωr)), by the half angle
		phase += float64(g.n) * math.Atan2(2*p*sin*cos, 1-2*p*sin*sin)
	}
	re, im := t.geometric(k)
	sin, cos := math.Sincos(phase)
	return math.Exp(lnModulus) * (cos*re - sin*im)
}

// angle returns 2π·k·x/M reduced to [0, 2π), in integers until the last step.
func (t *tilted) angle(k, x int64) float64 {
	hi, lo := bits.Mul64(uint64(k), uint64(x))
	return 2 * math.Pi * (float64(bits.Rem64(hi, lo, uint64(t.modulus))) / float64(t.modulus))
}

// geometric returns Σ zʲ over j < below, z = exp(θ + iω).
func (t *tilted) geometric(k int64) (re, im float64) {
	// (1 − z^below)/(1 − z), both differences without cancellation
	last := oneMinus(t.theta*float64(t.below), t.angle(k, t.below))
	first := oneMinus(t.theta, t.angle(k, 1))
	quotient := last / first
	return real(quotient), imag(quotient)
}

// oneMinus returns 1 − exp(a + ib).
func oneMinus(a, b float64) complex128 {
	sin, cos := math.Sincos(b)
	half := math.Sin(b / 2)
	return complex(2*half*half-math.Expm1(a)*cos, -math.Exp(a)*sin)
}
