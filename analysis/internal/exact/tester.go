package exact

import (
	"errors"

	"github.com/cam-outcomes/cam/analysis/internal/tails"
)

// errTooDear says that the exact null would exceed the budget.
var errTooDear = errors.New("exact null distribution too dear")

// tester tests hypothetical centers of the same changes.
type tester struct {
	changes []Change
	zeros   Zeros
	walsh   *walsh
	n       int64
	method  Method // for centers other than those already known
	budget  *float64
	known   map[Quarters]verdict
	storage []rankGroup
}

// verdict is what the test says of a center.
type verdict struct {
	p      float64 // two-sided
	excess int64   // twice W+ − W−: positive where the center lies low
}

func newTester(changes []Change, zeros Zeros, budget *float64) *tester {
	w := newWalsh(changes)
	return &tester{
		changes: changes,
		zeros:   zeros,
		walsh:   w,
		n:       w.upTo[len(changes)],
		method:  MethodExact,
		budget:  budget,
		known:   map[Quarters]verdict{},
	}
}

// mirrored returns the tester of the changes with all signs turned.
func (t *tester) mirrored() *tester {
	m := newTester(mirror(t.changes), t.zeros, t.budget)
	m.method = t.method
	for center, v := range t.known {
		m.known[-center] = verdict{p: v.p, excess: -v.excess}
	}
	return m
}

// observed returns the p value of the center 0 and how it was found, and
// remembers it, so that the interval cannot disagree with it.
func (t *tester) observed(r *ranking) (tails.Probability, Method, error) {
	method := MethodExact
	p, err := t.exact(r, r.nonzero() <= AlwaysExact)
	if errors.Is(err, errTooDear) {
		method = MethodNormal
		t.method = MethodNormal // the interval would cost more
		p, err = normal(r)
	}
	if err == nil {
		t.known[0] = verdict{p: p.Value, excess: r.excess()}
	}
	return p, method, err
}

// at returns the verdict on a center.
func (t *tester) at(center Quarters) (verdict, error) {
	if v, ok := t.known[center]; ok {
		return v, nil
	}
	r := rankAround(t.changes, center, t.zeros, t.storage)
	t.storage = r.groups
	v, err := t.judge(&r)
	if err == nil {
		t.known[center] = v
	}
	return v, err
}

// judge returns the verdict on a ranking.
func (t *tester) judge(r *ranking) (verdict, error) {
	var p tails.Probability
	var err error
	if t.method == MethodNormal {
		p, err = normal(r)
	} else {
		p, err = t.exact(r, t.n <= AlwaysExact)
	}
	return verdict{p: p.Value, excess: r.excess()}, err
}

// exact returns the exact two-sided p value, or errTooDear where it costs more
// than is left of the budget and is not wanted at any price.
func (t *tester) exact(r *ranking, atAnyPrice bool) (tails.Probability, error) {
	if r.excess() == 0 { // also where nothing is left to rank
		return tails.Probability{Value: 1}, nil
	}
	d, divisor := newNull(r.groups)
	e, err := d.atMost(r.smaller() / divisor)
	if err != nil {
		return tails.Probability{}, err
	}
	if !atAnyPrice {
		if e.steps > *t.budget {
			return tails.Probability{}, errTooDear
		}
		*t.budget -= e.steps
	}
	p, err := e.run()
	return p.Twice(), err
}
