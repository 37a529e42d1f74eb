package exact

import (
	"math"

	"github.com/cam-outcomes/cam/analysis/internal/tails"
)

// null is the distribution of a rank sum when every sign is a fair coin and the
// ranks are as observed: Σ rank·B over the groups, B binomial(n, ½). Ranks are
// whole numbers without a common divisor.
type null struct {
	groups []rankGroup
	n      int64 // observations
	total  int64 // largest sum
}

// newNull returns the null distribution of the groups' doubled rank sum and the
// divisor by which its sums are shortened.
func newNull(groups []rankGroup) (*null, int64) {
	var divisor int64
	for _, g := range groups {
		divisor = gcd(divisor, g.rank)
	}
	d := &null{groups: make([]rankGroup, len(groups))}
	for i, g := range groups {
		d.groups[i] = rankGroup{rank: g.rank / divisor, n: g.n}
		d.n += g.n
		d.total += g.n * d.groups[i].rank
	}
	return d, divisor
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// evaluation is a way to compute a tail, and its price.
type evaluation struct {
	steps float64 // elementary steps, each about a nanosecond
	run   func() (tails.Probability, error)
}

// atMost plans P(sum ≤ w) for 0 ≤ w ≤ total/2: by counting where that is cheap
// or cheapest, else by inversion of the characteristic function.
func (d *null) atMost(w int64) (evaluation, error) {
	counted := d.countingSteps(w)
	counting := evaluation{steps: counted, run: func() (tails.Probability, error) { return d.countAtMost(w) }}
	if counted <= cheapCounting {
		return counting, nil
	}
	t, err := newTilted(d, w)
	if err != nil {
		return evaluation{}, err
	}
	nested, transformed := t.nestedSteps(), t.transformSteps()
	if counted <= min(nested, transformed) && counted <= maxCountingSteps {
		return counting, nil
	}
	if nested < transformed {
		return evaluation{steps: nested, run: func() (tails.Probability, error) { return t.tail(t.nestedFrequencies()) }}, nil
	}
	return evaluation{steps: transformed, run: func() (tails.Probability, error) { return t.tail(t.transformFrequencies()) }}, nil
}

const (
	// cheapCounting is the price below which it is not worth looking for a
	// cheaper way than counting.
	cheapCounting = 1 << 16
	// maxCountingSteps bounds counting, whose rounding errors grow with the
	// number of additions.
	maxCountingSteps = 1 << 23
)

// countingSteps returns the number of additions that countAtMost needs.
func (d *null) countingSteps(w int64) float64 {
	var steps float64
	var reach int64
	for _, g := range d.groups {
		if g.rank > w {
			break
		}
		// the reach grows linearly until it meets w
		last := min(w, reach+g.n*g.rank)
		growing := (last - reach) / g.rank
		steps += float64(growing)*float64(reach+last)/2 + float64(g.n-growing)*float64(w-g.rank)
		reach = last
	}
	return steps + float64(w)
}

// countAtMost counts the sign patterns with a rank sum of at most w, one
// observation after the other (the shift algorithm of Streitberg & Röhmel
// 1986). Counts are exact up to 2⁵³ and accurate to some last bits beyond.
func (d *null) countAtMost(w int64) (tails.Probability, error) {
	counts := make([]float64, w+1)
	counts[0] = 1
	var reach int64
	for _, g := range d.groups {
		if g.rank > w {
			break
		}
		for range g.n {
			reach = min(w, reach+g.rank)
			shifted := counts[:reach-g.rank+1]
			for i := len(shifted) - 1; i >= 0; i-- {
				counts[int64(i)+g.rank] += shifted[i]
			}
		}
	}
	var patterns float64
	for _, c := range counts {
		patterns += c
	}
	return tails.Probability{
		Value: math.Ldexp(patterns, -int(d.n)),
		Log10: math.Log10(patterns) - float64(d.n)*math.Log10(2),
	}, nil
}
