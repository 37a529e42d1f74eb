package signedrank

import "math"

// Interval is the set of locations that the signed-rank test does not reject,
// or rather its hull.
type Interval struct {
	Low, High int64   // limits, in quarters
	Level     float64 // achieved: 1 minus the largest p-value beyond the limits
	// Unattainable says that no location can be rejected at the level asked
	// for; the limits are then the extreme Walsh averages, and Level what they
	// attain.
	Unattainable bool
	// Cut says that the hull held 0 although the test rejects 0, since it also
	// held what lies beyond 0; the limits are then those of the part on the
	// pseudomedian's side.
	Cut bool
}

// Confidence returns the hull of {μ : p(μ) > 1 − level} under the same rule for
// zeros and the same method as the test: p(μ) is the p-value of the changes
// minus μ. Unlike the usual interval from ranks of Walsh averages, it cannot
// disagree with the test: it covers 0 exactly when p(0) > 1 − level.
//
// p(μ) changes only where μ is a Walsh average, so it is enough to look at the
// halves of whole ticks and between them.
//
// p is the p-value of the test, p(0).
func Confidence(changes []Group, pratt bool, method Method, p, level float64) (Interval, error) {
	s := &search{changes: changes, pratt: pratt, method: method, alpha: 1 - level, known: map[int64]float64{0: p}, untied: map[int64][]float64{}}
	first, last := changes[0].Value, changes[len(changes)-1].Value
	centre, _ := Pseudomedian(changes)
	out := Interval{Low: 4 * first, High: 4 * last}
	// Beyond all changes p is what one-sided data have: the smallest there is.
	edge, err := s.p(4*first - 1)
	if err != nil {
		return out, err
	}
	if edge > s.alpha {
		out.Level, out.Unattainable = 1-edge, true
		return out, nil
	}
	low, beyondLow, err := s.limit(centre, 4*first-1, -1)
	if err != nil {
		return out, err
	}
	high, beyondHigh, err := s.limit(centre, 4*last+1, +1)
	if err != nil {
		return out, err
	}
	// An open interval between halves closes at its ends; quarters that are odd
	// are such intervals.
	out.Low, out.High = low-odd(low), high+odd(high)
	out.Level = 1 - max(beyondLow, beyondHigh)
	return out, s.cutAtZero(&out, centre)
}

// cutAtZero mends a hull that holds 0 although 0 is rejected.
func (s *search) cutAtZero(out *Interval, centre int64) error {
	if out.Low > 0 || out.High < 0 {
		return nil
	}
	p, err := s.p(0)
	if err != nil || p > s.alpha {
		return err
	}
	out.Cut = true
	if centre > 0 {
		out.Low, err = s.nearest(+1, out.High)
	} else {
		out.High, err = s.nearest(-1, out.Low)
	}
	return err
}

// nearest returns the location nearest to 0, towards end, that is not rejected:
// a Walsh average or an interval between two. Of the interval that begins at 0
// itself it is the middle, which 0 is not in.
func (s *search) nearest(direction, end int64) (int64, error) {
	from := int64(0) // twice a Walsh average, or 0
	for 2*from*direction < end*direction {
		to := nextSum(s.changes, from, direction)
		for _, q := range []int64{from + to, 2 * to} {
			p, err := s.p(q)
			switch {
			case err != nil:
				return end, err
			case p > s.alpha && q == from+to && from != 0:
				return 2 * from, nil
			case p > s.alpha:
				return q, nil
			}
		}
		from = to
	}
	return end, nil
}

// nextSum returns the sum vᵢ + vⱼ nearest to a sum on one side of it.
func nextSum(changes []Group, sum, direction int64) int64 {
	best := direction * math.MaxInt64
	for _, g := range changes {
		for _, h := range changes {
			if t := g.Value + h.Value; (t-sum)*direction > 0 && (best-t)*direction > 0 {
				best = t
			}
		}
	}
	return best
}

func odd(q int64) int64 { return q & 1 }
