package summary

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func TestInt128AgreesWithBig(t *testing.T) {
	limit := new(big.Int).Lsh(big.NewInt(1), 127)
	fits := func(v *big.Int) bool {
		return v.Cmp(limit) < 0 && v.Cmp(new(big.Int).Neg(limit)) > 0
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := rapid.Int64().Draw(t, "a"), rapid.Int64().Draw(t, "b"), rapid.Int64().Draw(t, "c")
		want := new(big.Int).Mul(big.NewInt(a), big.NewInt(b))
		p, ok := int128From(a).mul(b)
		if !ok || p.big().Cmp(want) != 0 {
			t.Fatalf("%d·%d = %v, %v", a, b, p.big(), ok)
		}
		want.Mul(want, big.NewInt(c))
		q, ok := p.mul(c)
		if ok != fits(want) || (ok && q.big().Cmp(want) != 0) {
			t.Fatalf("%d·%d·%d = %v, %v; want %v", a, b, c, q.big(), ok, want)
		}
		double := new(big.Int).Lsh(p.big(), 1)
		s, ok := p.add(p)
		if ok != fits(double) || (ok && s.big().Cmp(double) != 0) {
			t.Fatalf("%v + itself = %v, %v", p.big(), s.big(), ok)
		}
	})
}

func TestOverflowIsAnError(t *testing.T) {
	one := func(at Score, n int64) (Histogram, error) {
		return NewHistogram(Axis{"x", "change", Unit}, func(yield func(Score, int64) bool) { yield(at, n) })
	}
	if _, err := one(2*MaxTicks+1, 1); err == nil {
		t.Error("a score beyond the limit was counted")
	}
	h := must(one(1, math.MaxInt64))
	if _, err := h.Merge(h); err == nil {
		t.Error("a count wrapped")
	}
	big := must(one(2*MaxTicks, math.MaxInt64))
	if _, err := big.Moments(); err == nil {
		t.Error("a sum of squares wrapped")
	}
	fine, err := NewHistogram(Axis{"x", "change", Step{1, 1000}}, func(yield func(Score, int64) bool) { yield(1, 1) })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := must(one(MaxTicks, 1)).Merge(fine); err == nil {
		t.Error("rescaling went beyond the limit of a score")
	}
	f := Fourfold{Event: "e", Both: math.MaxInt64}
	if _, err := f.Merge(f); err == nil {
		t.Error("a fourfold count wrapped")
	}
	a := Audit{RowsRead: math.MaxInt64}
	if _, err := a.Merge(a); err == nil {
		t.Error("an audit wrapped")
	}
}

// Welford's merging gave sixteen variances for sixty-four shardings of one data
// set. Integers give one, equal to the last bit.
func TestOneVarianceForEverySharding(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	people := make([]person, 20_003)
	for i := range people {
		people[i] = person{pre: Score(rng.IntN(28)), post: Score(rng.IntN(28))}
	}
	want, _ := must(jointOf(people, Unit).Moments()).Var(1)
	for range 64 {
		var all Moments
		for rest := people; len(rest) > 0; {
			k := min(len(rest), 1+rng.IntN(4000))
			all = must(all.Merge(must(jointOf(rest[:k], Unit).Moments())))
			rest = rest[k:]
		}
		if got, _ := all.Var(1); got != want {
			t.Fatalf("variance %v of one sharding, %v of the whole", got, want)
		}
	}
}

func TestMedian(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Int64Range(-5, 5), 1, 30).Draw(t, "values")
		h := must(NewHistogram(Axis{"x", "x", Unit}, func(yield func(Score, int64) bool) {
			for _, v := range values {
				if !yield(Score(v), 1) {
					return
				}
			}
		}))
		var sorted []int64
		for v, n := range h.All() {
			for range n {
				sorted = append(sorted, int64(v))
			}
		}
		n := len(sorted)
		want := sorted[(n-1)/2] + sorted[n/2]
		if got, ok := h.MedianTwice(); !ok || got != want {
			t.Fatalf("twice the median of %v is %d, got %d", sorted, want, got)
		}
	})
}

func TestCriterionOnGrid(t *testing.T) {
	sixth := Step{1, 6}
	for _, c := range []struct {
		criterion Criterion
		step      Step
		score     Score
		want      bool
	}{
		{Criterion{">=", Amount{10, 1}}, Unit, 10, true},
		{Criterion{">=", Amount{10, 1}}, Unit, 9, false},
		{Criterion{">=", Amount{19, 2}}, Unit, 10, true},
		{Criterion{">=", Amount{19, 2}}, Unit, 9, false},
		{Criterion{"<=", Amount{3, 1}}, sixth, 18, true},
		{Criterion{"<=", Amount{3, 1}}, sixth, 19, false},
		{Criterion{">=", Amount{7, 10}}, sixth, 4, false}, // 4/6 < 0.7
		{Criterion{">=", Amount{7, 10}}, sixth, 5, true},
	} {
		if got := c.criterion.On(c.step)(c.score); got != c.want {
			t.Errorf("%s holds for %s: %v", c.criterion, c.step.Amount(c.score).RatString(), got)
		}
	}
}

func TestAmountText(t *testing.T) {
	for want, a := range map[string]Amount{"10": {10, 1}, "0.5": {1, 2}, "1/3": {1, 3}, "-2.25": {-9, 4}, "": {}} {
		if got := a.String(); got != want {
			t.Errorf("%d/%d is written %q, want %q", a.Num, a.Den, got, want)
		}
	}
}
