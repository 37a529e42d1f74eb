package signedrank

import (
	"math"
	"slices"
)

// search looks for the limits of an interval. Locations are quarters of a tick:
// even ones are halves of ticks, odd ones stand for the open intervals between
// them.
type search struct {
	changes []Group
	pratt   bool
	method  Method
	alpha   float64
	known   map[int64]float64   // p-values by location
	untied  map[int64][]float64 // cumulative null distributions without ties, by n
	ratio   float64             // of the last p-value near α to its normal approximation; 0 before there is one
}

// p returns the p-value of the changes minus a location.
func (s *search) p(quarter int64) (float64, error) {
	if p, ok := s.known[quarter]; ok {
		return p, nil
	}
	r := rankShifted(s.changes, 4, quarter, s.pratt)
	var p float64
	if s.method == Exact && r.TieGroups == 0 && r.NonZero > 0 && !(s.pratt && r.Zeros > 0) {
		// Ranks 1 … n whatever the location: one distribution serves all.
		p = math.Min(1, 2*s.cumulative(r.NonZero)[r.smaller()/2])
	} else {
		exact, err := r.P(s.method)
		if err != nil {
			return 0, err
		}
		p = exact.Value
	}
	s.known[quarter] = p
	if rough, err := r.P(Normal); err == nil && p > s.alpha/4 && p < 4*s.alpha {
		s.ratio = p / rough.Value // calibrated where it matters
	}
	return p, nil
}

// roughly returns the p-value of the changes minus a location by the normal
// approximation.
func (s *search) roughly(quarter int64) (float64, error) {
	p, err := rankShifted(s.changes, 4, quarter, s.pratt).P(Normal)
	return p.Value, err
}

// accepts reports whether a location is not rejected. The exact p-value is what
// counts; but in larger samples the normal approximation cannot be tenfold off,
// and once calibrated by an exact value nearby it is good to a few per cent, so
// that the exact value is worth its cost only near α.
func (s *search) accepts(quarter int64) (bool, error) {
	if p, ok := s.known[quarter]; ok {
		return p > s.alpha, nil
	}
	r := rankShifted(s.changes, 4, quarter, s.pratt)
	if r.NonZero > 60 && len(r.weights) > 3 {
		rough, err := r.P(Normal)
		if err != nil {
			return false, err
		}
		ratio, margin := s.ratio, 0.1
		switch {
		case ratio == 0:
			ratio, margin = 1, math.Log(10)
		case r.NonZero < 200:
			margin = 0.3
		}
		if off := math.Log(ratio * rough.Value / s.alpha); math.Abs(off) > margin {
			return off > 0, nil
		}
	}
	p, err := s.p(quarter)
	return p > s.alpha, err
}

// cumulative returns P(W ≤ w) for w up to half the largest sum of ranks 1 … n.
func (s *search) cumulative(n int64) []float64 {
	if c, ok := s.untied[n]; ok {
		return c
	}
	half := pairCount(n) / 2
	c := make([]float64, half+1)
	c[0] = 1
	for rank := int64(1); rank <= n; rank++ {
		top := min(half, pairCount(rank))
		for w := top; w >= rank; w-- {
			c[w] = (c[w] + c[w-rank]) / 2
		}
		for w := min(rank-1, top); w >= 0; w-- {
			c[w] /= 2
		}
	}
	for w := 1; w < len(c); w++ {
		c[w] += c[w-1]
	}
	s.untied[n] = c
	return c
}

// limit returns the outermost location, from the centre towards end, that is
// not rejected, and the largest p-value found beyond it.
//
// p(μ) falls outward, but not evenly: at a whole tick zeros are dropped, at a
// half opposite changes tie, between them neither happens. So the three kinds
// are followed apart, and whole ticks that some change equals once more by
// themselves.
func (s *search) limit(centre, end, direction int64) (limit int64, beyond float64, err error) {
	limit = centre
	if steps := (end - centre) * direction; steps <= scanUpTo && len(s.changes) > 0 && s.people() <= scanPeople {
		for q := centre; q != end+direction; q += direction {
			p, err := s.p(q)
			if err != nil {
				return limit, 0, err
			}
			if p > s.alpha {
				limit = q
			}
		}
	} else {
		for _, kind := range s.kinds(centre, end, direction) {
			found, ok, err := s.outermost(kind)
			if err != nil {
				return limit, 0, err
			}
			if ok && (found-limit)*direction > 0 {
				limit = found
			}
		}
	}
	beyond, err = s.beyond(limit, direction)
	return limit, beyond, err
}

// beyond returns the largest p-value beyond a limit. It is that of the next
// location of some kind: of the next four quarters, or of the next change.
func (s *search) beyond(limit, direction int64) (float64, error) {
	next := []int64{limit + direction, limit + 2*direction, limit + 3*direction, limit + 4*direction}
	values := s.changes
	if direction < 0 {
		values = slices.Clone(values)
		slices.Reverse(values)
	}
	for _, g := range values {
		if g.N > 0 && (4*g.Value-limit)*direction > 0 {
			next = append(next, 4*g.Value)
			break
		}
	}
	likeliest, best := next[0], -1.0
	for _, q := range next {
		p, err := s.roughly(q)
		if err != nil {
			return 0, err
		}
		if p > best {
			likeliest, best = q, p
		}
	}
	largest, err := s.p(likeliest)
	if err != nil {
		return 0, err
	}
	for q, p := range s.known {
		if (q-limit)*direction > 0 {
			largest = max(largest, p)
		}
	}
	return largest, nil
}

// scanUpTo and scanPeople bound the locations and people for which every
// location is looked at, so that the hull of small samples is found without any
// assumption.
const (
	scanUpTo   = 2000
	scanPeople = 60
)

func (s *search) people() int64 {
	var n int64
	for _, g := range s.changes {
		n += g.N
	}
	return n
}

// sequence is locations of one kind, outward.
type sequence struct {
	n  int64
	at func(i int64) int64
}

// kinds returns the sequences of locations from the centre to the end.
func (s *search) kinds(centre, end, direction int64) []sequence {
	var all []sequence
	for _, k := range []struct{ from, step int64 }{{0, 4}, {2, 4}, {1, 2}} {
		// The first location at or beyond the centre that is from mod step.
		start := centre
		for (start-k.from)%k.step != 0 {
			start += direction
		}
		if n := (end-start)*direction/k.step + 1; (end-start)*direction >= 0 {
			all = append(all, sequence{n, func(i int64) int64 { return start + direction*k.step*i }})
		}
	}
	var values []int64
	for _, g := range s.changes {
		if g.N > 0 && (4*g.Value-centre)*direction >= 0 {
			values = append(values, 4*g.Value)
		}
	}
	if direction < 0 {
		slices.Reverse(values)
	}
	return append(all, sequence{int64(len(values)), func(i int64) int64 { return values[i] }})
}

// lookBeyond is how many locations beyond the first rejected one are looked at.
const lookBeyond = 3

// outermost returns the outermost location of a sequence that is not rejected;
// false where all are. It brackets the limit from where the normal
// approximation puts it.
func (s *search) outermost(q sequence) (int64, bool, error) {
	var failed error
	accept := func(i int64) bool {
		ok, err := s.accepts(q.at(i))
		if err != nil {
			failed = err
		}
		return ok && err == nil
	}
	// in is the last index known to be accepted, −1 for none; out the first
	// beyond it known to be rejected.
	in := int64(-1)
	for low, high := int64(0), q.n; low < high; {
		middle := (low + high) / 2
		p, err := s.roughly(q.at(middle))
		if err != nil {
			return 0, false, err
		}
		if p > s.alpha {
			in, low = middle, middle+1
		} else {
			high = middle
		}
	}
	out := in + 1
	for step := int64(1); in >= 0 && !accept(in); step *= 2 {
		out, in = in, max(-1, in-step)
	}
	outward := func() {
		for step := int64(1); out < q.n && accept(out); step *= 2 {
			in, out = out, min(q.n, out+step)
		}
		for out-in > 1 {
			if middle := (in + out) / 2; accept(middle) {
				in = middle
			} else {
				out = middle
			}
		}
	}
	outward()
	for i := out + 1; i <= out+lookBeyond && i < q.n; i++ {
		if accept(i) {
			in, out = i, i+1
			outward()
			i = out
		}
	}
	if in < 0 {
		return 0, false, failed
	}
	return q.at(in), true, failed
}
