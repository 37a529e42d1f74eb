package signedrank

// Pseudomedian returns the median of the Walsh averages (vᵢ + vⱼ)/2, i ≤ j, of
// all changes, zeros included, as an exact number of quarters; ok is false
// without changes. It takes O(D·log range) for D distinct values.
//
// It agrees with R's median of outer(x, x, "+")[lower.tri(·, TRUE)]/2.
func Pseudomedian(changes []Group) (quarters int64, ok bool) {
	var n int64
	for _, g := range changes {
		n += g.N
	}
	if n == 0 {
		return 0, false
	}
	pairs := pairCount(n) // i ≤ j
	low := sumAt(changes, (pairs+1)/2)
	high := low
	if pairs%2 == 0 {
		high = sumAt(changes, pairs/2+1)
	}
	return low + high, true
}

// pairCount returns n(n+1)/2.
func pairCount(n int64) int64 {
	if n%2 == 0 {
		return n / 2 * (n + 1)
	}
	return (n + 1) / 2 * n
}

// sumAt returns the k-th smallest vᵢ + vⱼ, i ≤ j, counting from 1. The sums are
// integers, so bisection ends at the sum itself.
func sumAt(changes []Group, k int64) int64 {
	low, high := 2*changes[0].Value, 2*changes[len(changes)-1].Value
	for low < high {
		middle := low + (high-low)/2
		if pairsUpTo(changes, middle) >= k {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}

// pairsUpTo counts the pairs i ≤ j of people with vᵢ + vⱼ ≤ sum.
func pairsUpTo(changes []Group, sum int64) int64 {
	var ordered, below, selves int64 // ordered pairs, people below the moving bound, pairs of one person
	for _, g := range changes {
		below += g.N
	}
	j := len(changes)
	for _, g := range changes {
		for j > 0 && g.Value+changes[j-1].Value > sum {
			j--
			below -= changes[j].N
		}
		ordered += g.N * below
		if 2*g.Value <= sum {
			selves += g.N
		}
	}
	return (ordered + selves) / 2
}
