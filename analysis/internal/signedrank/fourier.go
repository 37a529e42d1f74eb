package signedrank

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"github.com/cam-outcomes/cam/analysis/internal/tails"
)

// negligible is the magnitude, as a natural logarithm, below which a term of
// the Fourier sum cannot change its sixteenth digit.
const negligible = -37

// fourier computes the tail as a Fourier sum of the characteristic function,
// which is a product over the distinct ranks however many people share them.
// The distribution is first tilted so that its mean is the statistic s: with
// p_g = 1/(1 + e^{θr_g}) and Λ = Σ m_g·ln((1 + e^{−θr_g})/2),
//
//	P(W ≤ s) = e^{Λ+θs} Σ_{d≥0} e^{−θd} P_θ(W = s − d)
//
// so that the sum is of the order of one and keeps its relative accuracy
// however far out the tail is. P_θ is recovered on a ring of N points that
// holds 17 of its standard deviations; what wraps around is below rounding.
func fourier(r Ranks) (tails.Probability, error) {
	weights, s, total := r.reduced()
	theta := tilt(weights, s)
	ring, depth := ringSize(weights, theta, s, total)
	t := newTransform(weights, theta, ring)

	var sum float64
	for k := int64(0); k <= ring/2; k = t.next(k) {
		magnitude, phase, ok := t.at(k)
		if !ok {
			continue
		}
		// Σ_{d<M} e^{−θd + iωd} = (1 − z^M)/(1 − z)
		omega := 2 * math.Pi * float64(k) / float64(ring)
		z := complexExp(-theta, omega)
		var geometric complex128
		if z == 1 {
			geometric = complex(float64(depth), 0)
		} else {
			turn := 2 * math.Pi * float64(mulMod(k, depth, ring)) / float64(ring)
			geometric = (1 - complexExp(-theta*float64(depth), turn)) / (1 - z)
		}
		back := 2 * math.Pi * float64(mulMod(k, s%ring, ring)) / float64(ring)
		term := real(complexExp(magnitude, phase-back) * geometric)
		if k > 0 && 2*k != ring {
			term *= 2 // its conjugate at ring − k
		}
		sum += term
	}
	lambda := theta * float64(s)
	for _, w := range weights {
		lambda += float64(w.n) * (math.Log1p(math.Exp(-theta*float64(w.rank2))) - math.Ln2)
	}
	return tails.FromLog(lambda + math.Log(sum/float64(ring)))
}

func complexExp(re, im float64) complex128 {
	sin, cos := math.Sincos(im)
	e := math.Exp(re)
	return complex(e*cos, e*sin)
}

// tilt returns the θ ≥ 0 at which the mean of the tilted sum is s, nearly; any
// θ is right, and this one is accurate.
func tilt(weights []weight, s int64) float64 {
	low, high := 0.0, 1.0
	mean := func(theta float64) float64 {
		sum := 0.0
		for _, w := range weights {
			sum += float64(w.n) * float64(w.rank2) / (1 + math.Exp(theta*float64(w.rank2)))
		}
		return sum
	}
	goal := math.Max(float64(s), 0.5)
	for mean(high) > goal {
		high *= 2
	}
	for range 60 {
		if middle := (low + high) / 2; mean(middle) > goal {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

// ringSize returns the number of points of the ring and how far the sum reaches
// below the statistic.
func ringSize(weights []weight, theta float64, s, total int64) (ring, depth int64) {
	variance, largest := 0.0, int64(0)
	for _, w := range weights {
		e := math.Exp(-theta * float64(w.rank2))
		variance += float64(w.n) * float64(w.rank2) * float64(w.rank2) * e / ((1 + e) * (1 + e))
		largest = max(largest, w.rank2)
	}
	half := int64(math.Ceil(8.5*math.Sqrt(variance))) + 4*largest
	depth = min(half, s+1) // nothing is below 0
	return min(depth+half, total+1), depth
}

// transform is the characteristic function of the tilted sum at the points of
// the ring.
type transform struct {
	ring   int64
	groups []factor
	// sine2 holds sin²(πj/ring), where many ranks must be looked at and the
	// ring is small enough.
	sine2 []float64
}

// next returns the next point at which the first rank, which rejects most, does
// not make the product negligible by itself: it lies in a window around a whole
// number of turns of that rank, and the points between windows are leapt over.
func (t *transform) next(k int64) int64 {
	k++
	f := &t.groups[0]
	j := mulMod(f.rank, k, t.ring)
	if j < f.reject || j > t.ring-f.reject {
		return k
	}
	// Steps until the phase is beyond ring − reject.
	return k + (t.ring-f.reject-j)/f.rank + 1
}

// factor is the characteristic function of m tilted signs of one rank, of
// squared magnitude (1 − 4p(1−p)·sin²(rω/2))^m.
type factor struct {
	rank, n int64
	p       float64
	depth   float64 // 4p(1−p)
	reject  int64   // phases in [reject, ring − reject] alone make the product negligible
}

// keptRing is the largest ring whose sines are tabulated.
const keptRing = 1 << 20

func newTransform(weights []weight, theta float64, ring int64) transform {
	t := transform{ring: ring}
	for _, w := range weights {
		p := 1 / (1 + math.Exp(theta*float64(w.rank2)))
		f := factor{rank: w.rank2 % ring, n: w.n, p: p, depth: 4 * p * (1 - p), reject: ring}
		// depth·sin² ≥ 1 − e^{2·negligible/m} rejects.
		if enough := -math.Expm1(2*negligible/float64(w.n)) / f.depth; enough < 1 {
			f.reject = int64(math.Ceil(math.Asin(math.Sqrt(enough)) / math.Pi * float64(ring)))
		}
		t.groups = append(t.groups, f)
	}
	// Those that reject most come first.
	slices.SortStableFunc(t.groups, func(a, b factor) int {
		return cmp.Or(cmp.Compare(a.reject, b.reject), cmp.Compare(float64(b.n)*b.depth, float64(a.n)*a.depth))
	})
	silent := 0 // ranks that reject nothing alone
	for _, f := range t.groups {
		if f.reject == ring {
			silent++
		}
	}
	if ring <= keptRing && silent > 30 {
		t.sine2 = make([]float64, ring)
		for j := range t.sine2 {
			sin := math.Sin(math.Pi * float64(j) / float64(ring))
			t.sine2[j] = sin * sin
		}
	}
	return t
}

// at returns the logarithm of the magnitude and the phase at point k; false
// where the magnitude is negligible.
func (t *transform) at(k int64) (magnitude, phase float64, ok bool) {
	// Whole numbers first: most points fail on one rank alone.
	for i := range t.groups {
		f := &t.groups[i]
		if f.reject == t.ring {
			break // this rank and those after it reject nothing alone
		}
		if j := mulMod(f.rank, k, t.ring); j >= f.reject && j <= t.ring-f.reject {
			return 0, 0, false
		}
	}
	// Then without logarithms: ln(1 − x) ≤ −x.
	bound := 0.0
	for i := range t.groups {
		f := &t.groups[i]
		if bound -= float64(f.n) * f.depth * t.sineSquared(mulMod(f.rank, k, t.ring)); bound < 2*negligible {
			return 0, 0, false
		}
	}
	for i := range t.groups {
		f := &t.groups[i]
		angle := 2 * math.Pi * float64(mulMod(f.rank, k, t.ring)) / float64(t.ring)
		sin, cos := math.Sincos(angle)
		magnitude += float64(f.n) * math.Log1p(-f.depth*t.sineSquared(mulMod(f.rank, k, t.ring))) / 2
		phase += float64(f.n) * math.Atan2(f.p*sin, 1-f.p+f.p*cos)
	}
	return magnitude, phase, magnitude >= negligible
}

func (t *transform) sineSquared(j int64) float64 {
	if t.sine2 != nil {
		return t.sine2[j]
	}
	sin := math.Sin(math.Pi * float64(j) / float64(t.ring))
	return sin * sin
}

// mulMod returns a·b mod m for non-negative numbers below 2⁶³.
func mulMod(a, b, m int64) int64 {
	if a < 1<<31 && b < 1<<31 {
		return int64(uint64(a*b) % uint64(m))
	}
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	_, rest := bits.Div64(hi%uint64(m), lo, uint64(m))
	return int64(rest)
}

// fourierCost estimates the nanoseconds of [fourier]: half a ring of points,
// each looking at ranks until the product is negligible.
func fourierCost(r Ranks) float64 {
	variance, looks, all := 0.0, 0.0, 1.0
	counts := make([]int64, 0, len(r.weights))
	for _, w := range r.weights {
		variance += float64(w.n) * float64(w.rank2) * float64(w.rank2) / 4
		counts = append(counts, w.n)
	}
	slices.SortFunc(counts, func(a, b int64) int { return cmp.Compare(b, a) })
	log := 0.0
	for _, n := range counts {
		if all < 1e-3 || log < 2*negligible {
			break
		}
		looks += all * float64(1+3/n) // the fewer share a rank, the less it rejects once tilted
		// The share of phases that this rank does not reject by itself.
		all *= 2 / math.Pi * math.Asin(math.Sqrt(min(1, -math.Expm1(2*negligible/float64(n)))))
		log -= float64(n) * 2 * math.Ln2 // the mean of ln sin² is −2·ln 2
	}
	unit := 1.0
	if r.TieGroups == 0 {
		unit = 2
	}
	points := min(float64(r.total), 17*math.Sqrt(variance)) / unit / 2
	return points*(5+8*looks) + 2e5
}
