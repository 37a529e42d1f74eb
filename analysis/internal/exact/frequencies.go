package exact

import (
	"iter"
	"math"

	"gonum.org/v1/gonum/dsp/fourier"
)

// At most frequencies the characteristic function is negligible. Two ways find
// the others; both rest on |1 − p + p·e^(iωr)|² = 1 − 4p(1−p)·sin²(ωr/2).

// gridPerRank is how many points of the grid of the bound there are for each
// unit of the largest rank: enough that its slope hardly matters between them.
const gridPerRank = 32

// transformFrequencies lists the frequencies at which a bound on ln |φ| is not
// negligible. With s = sin²(ωr/2) and a = 4p(1−p), each observation adds at most
//
//	½·ln(1 − a·s) ≤ −(a·s/2 + a²s²/4 + a³s³/6),
//
// a polynomial in cos ωr, cos 2ωr and cos 3ωr. One fast Fourier transform gives
// the sum on a grid that is fine for the ranks, and much coarser than the
// frequencies; between its points the sum cannot fall by more than its steepest
// slope allows. This suits many groups of few observations.
func (t *tilted) transformFrequencies() iter.Seq[int64] {
	points := smooth(gridPerRank * t.groups[len(t.groups)-1].rank)
	cosines := make([]float64, points)
	var constant, slope float64
	for i, g := range t.groups {
		a, n, r := 4*t.positive[i]*(1-t.positive[i]), float64(g.n), float64(g.rank)
		first, second, third := a/4+a*a/8+5*a*a*a/64, a*a/32+a*a*a/32, a*a*a/192
		constant += n * (a/4 + 3*a*a/32 + 5*a*a*a/96)
		cosines[g.rank] -= n * first
		cosines[2*g.rank] += n * second
		cosines[3*g.rank] -= n * third
		slope += n * r * (first + 2*second + 3*third)
	}
	spectrum := fourier.NewFFT(len(cosines)).Coefficients(nil, cosines)
	least := t.margin - constant + slope*math.Pi/float64(points)
	perPoint := float64(t.modulus) / float64(points)
	return func(yield func(int64) bool) {
		for j, coefficient := range spectrum {
			if real(coefficient) > least {
				continue
			}
			from := max(int64((float64(j)-0.5)*perPoint), 0) + 1
			to := min(int64((float64(j)+0.5)*perPoint), t.modulus/2)
			if j == len(spectrum)-1 {
				to = t.modulus / 2 // which rounding may miss
			}
			for k := from; k <= to; k++ {
				if !yield(k) {
					return
				}
			}
		}
	}
}

// transformSteps prices transformFrequencies: the transform, and the terms of
// the main lobe.
func (t *tilted) transformSteps() float64 {
	points := gridPerRank * float64(t.groups[len(t.groups)-1].rank)
	return 4*points*math.Log2(points) + 6e3*float64(len(t.groups))
}

// smooth returns the smallest number from m on without prime factors above 5,
// at which the transform is fast.
func smooth(m int64) int64 {
	best := int64(math.MaxInt64)
	for five := int64(1); five < 5*m; five *= 5 {
		for three := five; three < 3*m; three *= 3 {
			two := three
			for two < m {
				two *= 2
			}
			best = min(best, two)
		}
	}
	return best
}

// lobe is where a group alone leaves |φ| not negligible: around the multiples
// of spacing, up to half to either side. Both are in units of frequencies.
type lobe struct{ spacing, half float64 }

// lobes returns the lobes of the groups that have any, by increasing rank.
func (t *tilted) lobes() []lobe {
	var lobes []lobe
	for i, g := range t.groups {
		p := t.positive[i]
		square := -math.Expm1(-2*t.margin/float64(g.n)) / (4 * p * (1 - p))
		if square >= 1 {
			continue
		}
		spacing := float64(t.modulus) / float64(g.rank)
		lobes = append(lobes, lobe{spacing: spacing, half: spacing * math.Asin(math.Sqrt(square)) / math.Pi})
	}
	return lobes
}

// nestedFrequencies lists the frequencies that lie in a lobe of every group, by
// descending from group to group into the lobes that overlap. It suits few
// groups of many observations, however many frequencies there are.
func (t *tilted) nestedFrequencies() iter.Seq[int64] {
	lobes := t.lobes()
	var visit func(lobes []lobe, lo, hi float64, yield func(int64) bool) bool
	visit = func(lobes []lobe, lo, hi float64, yield func(int64) bool) bool {
		if len(lobes) == 0 {
			for k := int64(math.Ceil(lo)); float64(k) <= hi; k++ {
				if !yield(k) {
					return false
				}
			}
			return true
		}
		l := lobes[0]
		for j := math.Ceil((lo - l.half) / l.spacing); j*l.spacing-l.half <= hi; j++ {
			center := j * l.spacing
			if !visit(lobes[1:], max(lo, center-l.half), min(hi, center+l.half), yield) {
				return false
			}
		}
		return true
	}
	return func(yield func(int64) bool) {
		visit(lobes, 1, math.Floor(float64(t.modulus)/2), yield)
	}
}

// nestedSteps prices nestedFrequencies: the expected number of overlaps when
// lobes of different groups meet at random.
func (t *tilted) nestedSteps() float64 {
	overlaps, length := 1.0, float64(t.modulus)/2
	var steps float64
	for _, l := range t.lobes() {
		overlaps *= (length + 2*l.half) / l.spacing
		length = length * 2 * l.half / (length + 2*l.half)
		steps += 20 * max(overlaps, 1)
	}
	// a term is given up once the groups so far made it negligible
	perGroup := 0.7 * float64(t.n) / float64(len(t.groups))
	looked := min(float64(len(t.groups)), 1+t.margin/perGroup)
	return steps + 300*max(overlaps*length, 100)*looked
}
