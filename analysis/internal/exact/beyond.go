package exact

import (
	"math"
	"sort"

	"github.com/cam-outcomes/cam/analysis/internal/tails"
)

// outside returns the largest p of the centers below a limit: that of the
// stretch next to it, or of an observed change farther down.
func (t *tester) outside(center Quarters) (float64, error) {
	next, err := t.at(center - 1)
	if err != nil {
		return 0, err
	}
	return t.largestObserved(center, next.p)
}

// outsideHalfTicks returns the largest p of the half ticks below a limit.
func (t *tester) outsideHalfTicks(center Quarters) (float64, error) {
	var largest float64
	for c := center - 2; ; c -= 2 {
		v, err := t.at(c)
		if err != nil {
			return 0, err
		}
		largest = max(largest, v.p)
		if t.zeros == RankZeros || !t.isObserved(c) {
			break
		}
	}
	return t.largestObserved(center, largest)
}

// largestObserved returns the largest p of the observed changes below center
// where that exceeds least, else least.
func (t *tester) largestObserved(center Quarters, least float64) (float64, error) {
	largest := least
	err := t.scan(center, least, func(_ Quarters, v verdict) { largest = max(largest, v.p) })
	return largest, err
}

// isObserved reports whether a center is one of the changes.
func (t *tester) isObserved(center Quarters) bool {
	i := sort.Search(len(t.changes), func(i int) bool { return 4*t.changes[i].Value >= int64(center) })
	return i < len(t.changes) && 4*t.changes[i].Value == int64(center)
}

// smallestThreshold keeps quantiles finite where p values underflow.
const smallestThreshold = 1e-300

// scan visits the observed changes below center whose p may exceed threshold.
// Only where zeros are dropped can it at all. The others are passed over by a
// bound on p, and the scan ends where the bound holds for all that follow.
func (t *tester) scan(center Quarters, threshold float64, visit func(Quarters, verdict)) error {
	if t.zeros == RankZeros {
		return nil
	}
	critical, err := t.critical(threshold)
	if err != nil {
		return err
	}
	var largest int64
	for _, c := range t.changes {
		largest = max(largest, c.N)
	}
	beyond := critical*math.Sqrt(t.stretchSquares()) + 2*float64(largest)*float64(t.n)
	end := sort.Search(len(t.changes), func(i int) bool { return 4*t.changes[i].Value >= int64(center) })
	for i := end - 1; i >= 0; i-- {
		candidate := Quarters(4 * t.changes[i].Value)
		r := rankAround(t.changes, candidate, t.zeros, t.storage)
		t.storage = r.groups
		if float64(r.excess()) <= critical*math.Sqrt(r.sumSquares) {
			v, err := t.at(candidate)
			if err != nil {
				return err
			}
			visit(candidate, v)
		}
		// with zeros ranked the excess only grows downwards, and the variance is
		// at most that of a stretch without zeros: no zeros to drop suffice then
		ranked := float64(r.excess()) + 2*float64(r.zeros)*float64(r.above-r.below)
		if ranked >= beyond {
			break
		}
	}
	return nil
}

// critical returns a standardized excess at and beyond which p is at most
// threshold. A sum of independent signs with any weights has no more than c
// times the normal tail, c = 1/(4·P(Z > √2)) ≈ 3.18 (Bentkus & Dzindzalieta
// 2015, Bernoulli 21:1066); the normal approximation has just that tail.
func (t *tester) critical(threshold float64) (float64, error) {
	tail := max(threshold, smallestThreshold) / 2
	if t.method == MethodExact {
		atRoot2, err := tails.NormalSurvival(math.Sqrt2)
		if err != nil {
			return 0, err
		}
		tail *= 4 * atRoot2.Value
	}
	return tails.NormalUpperQuantile(max(tail, smallestThreshold))
}

// stretchSquares returns Σ n·(2·rank)² around a center that is no Walsh
// average. It is the same for all of them: only the order of the changes of
// different values differs.
func (t *tester) stretchSquares() float64 {
	n := float64(t.n)
	squares := 4 * (n * (n + 1) * (2*n + 1) / 6)
	for _, c := range t.changes {
		m := float64(c.N)
		squares -= (m*m*m - m) / 3
	}
	return squares
}
