package exact

import "errors"

// Interval is the hull of the centers μ that the signed-rank test accepts,
//
//	hull{μ : p(μ) > α},
//
// p(μ) being the test of the changes less μ, with its own ties and zeros and the
// same zero rule. p(μ) changes only at Walsh averages, and both these and the
// stretches between them count.
//
// It is coherent with the test: [Interval.Contains] says of 0 exactly what
// p(0) > α says. For that its ends may be open: a limit that is itself rejected
// while the centers next to it are accepted is not part of the interval. With
// Likert-like changes this is the rule, not the exception, when the test
// rejects 0: the zeros make 0 a limit, and an open one. The interval over half
// ticks has no open ends; whole-tick changes can be symmetric around half ticks
// only, so it leaves out no center that could be true of them.
//
// Level is the level achieved: 1 − max{p(μ) : μ beyond the limits}, at least the
// level asked for. The same interval inverts the test at every level between
// the two. Where even the smallest p value possible, 2^(1−n), exceeds α, every
// center would be accepted; then α is raised to it, the limits are the extreme
// changes, and Level = 1 − 2^(1−n) is less than the level asked for. For changes
// without ties this is the interval of R wilcox.test(exact = TRUE) with its
// achieved level.
type Interval struct {
	Low, High         Quarters
	LowOpen, HighOpen bool    // the limit itself is rejected
	Level             float64 // achieved
	Method            Method
	// Cut says that the test rejects 0 although it accepts centers on either
	// side of it, as dropping zeros can do; the interval then keeps the side
	// to which the changes lean, and its Level is what that leaves.
	Cut bool
}

// Contains reports whether a center is in the interval.
func (i *Interval) Contains(center Quarters) bool {
	above := center > i.Low || center == i.Low && !i.LowOpen
	below := center < i.High || center == i.High && !i.HighOpen
	return above && below
}

// interval returns the accepted centers on the real line, and on half ticks
// where that is asked for or 0 is an open limit.
func (t *tester) interval(level float64, always bool) (line, halfTicks *Interval, err error) {
	line, halfTicks, err = t.invert(1-level, always)
	if errors.Is(err, errTooDear) {
		observed := t.known[0]
		t.method = MethodNormal
		t.known = map[Quarters]verdict{0: observed}
		line, halfTicks, err = t.invert(1-level, always)
	}
	return line, halfTicks, err
}

// invert returns the centers with p > alpha.
func (t *tester) invert(alpha float64, always bool) (line, halfTicks *Interval, err error) {
	far, err := t.at(Quarters(4*t.changes[0].Value - 1))
	if err != nil {
		return nil, nil, err
	}
	alpha = max(alpha, far.p)
	if alpha >= 1 {
		return nil, nil, nil // a single change: no test rejects anything
	}
	mirrored := t.mirrored()
	low, err := t.lowerLimit(alpha)
	if err != nil {
		return nil, nil, err
	}
	high, err := mirrored.lowerLimit(alpha)
	if err != nil {
		return nil, nil, err
	}
	line = &Interval{Low: low.center, High: -high.center, LowOpen: low.open, HighOpen: high.open, Method: t.method}
	if line.Low == line.High && (line.LowOpen || line.HighOpen) {
		return nil, nil, nil // the only candidate is rejected
	}
	line.cut(t.known[0], alpha)
	if line.Level, err = t.achieved(mirrored, line, (*tester).outside); err != nil {
		return nil, nil, err
	}
	if open := line.Low == 0 && line.LowOpen || line.High == 0 && line.HighOpen; open || always {
		halfTicks, err = t.onHalfTicks(mirrored, line, alpha)
	}
	return line, halfTicks, err
}

// cut takes away what lies beyond 0 where 0 is rejected inside the interval.
func (i *Interval) cut(zero verdict, alpha float64) {
	if zero.p > alpha || i.Low >= 0 || i.High <= 0 {
		return
	}
	i.Cut = true
	if zero.excess > 0 {
		i.Low, i.LowOpen = 0, true
	} else {
		i.High, i.HighOpen = 0, true
	}
}

// onHalfTicks narrows the interval to the accepted multiples of half a tick.
func (t *tester) onHalfTicks(mirrored *tester, line *Interval, alpha float64) (*Interval, error) {
	inner := &Interval{Low: line.Low, High: line.High, Method: line.Method, Cut: line.Cut}
	var err error
	if line.LowOpen {
		if inner.Low, err = t.nextHalfTick(line.Low, line.High, alpha); err != nil {
			return nil, err
		}
	}
	if line.HighOpen {
		if inner.High, err = mirrored.nextHalfTick(-line.High, -line.Low, alpha); err != nil {
			return nil, err
		}
		inner.High = -inner.High
	}
	if inner.Low > inner.High {
		return nil, nil
	}
	inner.Level, err = t.achieved(mirrored, inner, (*tester).outsideHalfTicks)
	return inner, err
}

// nextHalfTick returns the first accepted half tick above from, or one above to.
func (t *tester) nextHalfTick(from, to Quarters, alpha float64) (Quarters, error) {
	center := from + 2
	for ; center <= to; center += 2 {
		v, err := t.at(center)
		if err != nil {
			return 0, err
		}
		if v.p > alpha {
			break
		}
	}
	return center, nil
}

// achieved returns 1 − the largest p beyond the limits.
func (t *tester) achieved(mirrored *tester, i *Interval, outside outsideFunc) (float64, error) {
	below, err := outside(t, i.Low)
	if err != nil {
		return 0, err
	}
	above, err := outside(mirrored, -i.High)
	return 1 - max(below, above), err
}

// outsideFunc returns the largest p below a limit.
type outsideFunc func(t *tester, limit Quarters) (float64, error)
