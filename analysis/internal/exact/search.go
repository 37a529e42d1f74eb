package exact

// The search rests on a law. Flip any set F of signs: W+ − W− falls by twice
//
//	G(μ) = Σ_F sign(xᵢ−μ)·rank|xᵢ−μ|,
//
// and each term of G, a signed rank with zeros ranked, only falls as μ grows. So
// does G, and so the one-sided p⁺(μ), the share of sets with G(μ) ≤ 0, only
// grows: under Pratt's rule {p > α} is an interval, found by bisection. Dropping
// zeros changes p only where there are zeros, at the observed changes, which
// are looked at one by one. Under the normal approximation the variance is the
// same for all centers that are no Walsh average, so that the same search holds.

// limit is the lower end of the accepted centers.
type limit struct {
	center Quarters
	open   bool
}

// lowerLimit returns the infimum of {μ : p(μ) > alpha} and whether it is itself
// rejected. alpha is at least p far below all changes.
func (t *tester) lowerLimit(alpha float64) (limit, error) {
	sum, err := t.lowestSum(alpha)
	if err != nil {
		return limit{}, err
	}
	center := Quarters(2 * sum)
	lowest := center
	err = t.scan(center, alpha, func(c Quarters, v verdict) {
		if v.p > alpha {
			lowest = min(lowest, c)
		}
	})
	if err != nil {
		return limit{}, err
	}
	if zero := t.known[0]; lowest > 0 && zero.p > alpha {
		lowest = 0 // an exact test of 0 beside a normal interval
	}
	if lowest < center {
		return limit{center: lowest}, nil
	}
	v, err := t.at(center)
	return limit{center: center, open: !(v.p > alpha)}, err
}

// lowestSum returns the smallest sum of two changes just above half of which
// centers are not rejected as too low. By the law above that is monotone.
func (t *tester) lowestSum(alpha float64) (int64, error) {
	accepts := func(sum int64) (bool, error) {
		v, err := t.at(Quarters(2*sum + 1))
		return v.excess <= 0 || v.p > alpha, err
	}
	if t.method == MethodNormal {
		return t.bisectSums(accepts)
	}
	approximate := newTester(t.changes, t.zeros, t.budget)
	approximate.method = MethodNormal
	guess, err := approximate.lowestSum(alpha)
	if err != nil {
		return 0, err
	}
	return t.gallop(guess, accepts)
}

// bisectSums searches all whole numbers from the least to the largest sum.
func (t *tester) bisectSums(accepts func(int64) (bool, error)) (int64, error) {
	lo, hi := 2*t.changes[0].Value-1, 2*t.changes[len(t.changes)-1].Value
	for hi-lo > 1 {
		middle := lo + (hi-lo)/2
		ok, err := accepts(middle)
		if err != nil {
			return 0, err
		}
		if ok {
			hi = middle
		} else {
			lo = middle
		}
	}
	return hi, nil
}

// gallop searches the sums in order of rank, outwards from a good guess with
// doubling strides, then by bisection: a handful of exact tests.
func (t *tester) gallop(guess int64, accepts func(int64) (bool, error)) (int64, error) {
	lo, hi := 2*t.changes[0].Value-1, 2*t.changes[len(t.changes)-1].Value
	var rejected, accepted bool // whether lo and hi come from a test
	next, stride := guess, int64(1)
	for {
		if next < hi {
			ok, err := accepts(next)
			if err != nil {
				return 0, err
			}
			if ok {
				hi, accepted = next, true
			} else {
				lo, rejected = next, true
			}
		} else {
			accepted = true
		}
		// ranks of the sums strictly between lo and hi
		first, last := t.walsh.atMost(lo)+1, t.walsh.atMost(hi-1)
		if first > last {
			return hi, nil
		}
		rank := first + (last-first)/2
		if !rejected {
			rank = max(rank, last-stride+1)
		} else if !accepted {
			rank = min(rank, first+stride-1)
		}
		next = t.walsh.sum(rank)
		stride *= 2
	}
}
