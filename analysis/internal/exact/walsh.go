package exact

// walsh counts and selects among the sums of all pairs of changes, each with
// itself included: twice the Walsh averages. With D distinct changes a count is
// O(D) and a selection O(D·log range); the pairs are never listed.
type walsh struct {
	changes []Change
	upTo    []int64 // upTo[i] is the number of changes among changes[:i]
}

func newWalsh(changes []Change) *walsh {
	w := &walsh{changes: changes, upTo: make([]int64, len(changes)+1)}
	for i, c := range changes {
		w.upTo[i+1] = w.upTo[i] + c.N
	}
	return w
}

// pairs returns how many pairs there are: n(n+1)/2.
func (w *walsh) pairs() int64 {
	n := w.upTo[len(w.changes)]
	return n * (n + 1) / 2
}

// atMost returns how many pairs have a sum of at most s.
func (w *walsh) atMost(s int64) int64 {
	var ordered, selves int64
	j := len(w.changes)
	for _, c := range w.changes {
		for j > 0 && c.Value+w.changes[j-1].Value > s {
			j--
		}
		if j == 0 {
			break
		}
		ordered += c.N * w.upTo[j]
		if 2*c.Value <= s {
			selves += c.N
		}
	}
	return (ordered + selves) / 2
}

// sum returns the k-th smallest sum, counting from 1: the smallest s that at
// least k pairs do not exceed. Sums are integers, so bisection is exact.
func (w *walsh) sum(k int64) int64 {
	lo, hi := 2*w.changes[0].Value, 2*w.changes[len(w.changes)-1].Value
	for lo < hi {
		middle := lo + (hi-lo)/2
		if w.atMost(middle) >= k {
			hi = middle
		} else {
			lo = middle + 1
		}
	}
	return lo
}

// median returns the median Walsh average.
func (w *walsh) median() Quarters {
	pairs := w.pairs()
	lower := w.sum((pairs + 1) / 2)
	if pairs%2 == 1 {
		return Quarters(2 * lower)
	}
	return Quarters(lower + w.sum(pairs/2+1))
}

// Pseudomedian returns the Hodges-Lehmann estimate of the center of symmetry:
// the median of the averages of all pairs of changes, each change paired with
// itself too and zeros included. changes are in increasing order. It agrees
// with the estimate of R wilcox.test(exact = TRUE, conf.int = TRUE) where R
// computes one, and with the median of outer(x, x, "+")/2 always.
func Pseudomedian(changes []Change) (Quarters, error) {
	if _, err := count(changes); err != nil {
		return 0, err
	}
	return newWalsh(changes).median(), nil
}
