package exact

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func zeroRule() *rapid.Generator[Zeros] { return rapid.SampledFrom([]Zeros{DropZeros, RankZeros}) }

func levels() *rapid.Generator[float64] {
	return rapid.SampledFrom([]float64{0.95, 0.9, 0.99, 0.8, 0.5, 0.9375, 0.96875})
}

// TestSignedRankByEnumeration compares statistic, p, estimate and both
// intervals with their definitions.
func TestSignedRankByEnumeration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := likert(1, 24).Draw(t, "values")
		options := SignedRankOptions{HalfTicks: true, Zeros: zeroRule().Draw(t, "zeros"), Level: levels().Draw(t, "level")}
		checkAgainstDefinition(t, values, options)
	})
}

type fataler interface {
	Helper()
	Fatalf(string, ...any)
}

func checkAgainstDefinition(t fataler, values []int64, options SignedRankOptions) {
	t.Helper()
	got, err := SignedRank(tally(values), options)
	if err != nil {
		t.Fatalf("%v", err)
	}
	known := map[Quarters]float64{}
	p := func(c Quarters) float64 {
		if _, ok := known[c]; !ok {
			_, _, known[c] = bruteVerdict(values, c, options.Zeros)
		}
		return known[c]
	}
	plus, total, _ := bruteVerdict(values, 0, options.Zeros)
	if diff := cmp.Diff([]int64{plus, total - plus}, []int64{got.TwicePlus, got.TwiceMinus}); diff != "" {
		t.Fatalf("rank sums: %s", diff)
	}
	if got.P.Value != p(0) { // up to 53 observations the counts are exact
		t.Fatalf("p = %v, want %v", got.P.Value, p(0))
	}
	if want := bruteMedian(values); got.Pseudomedian != want {
		t.Fatalf("pseudomedian %v, want %v", got.Pseudomedian, want)
	}
	checkIntervals(t, values, options.Level, got, p)
}

// checkIntervals compares both intervals with the hulls of all centers.
func checkIntervals(t fataler, values []int64, level float64, got *SignedRankResult, p func(Quarters) float64) {
	t.Helper()
	alpha := max(1-level, p(Quarters(4*slices.Min(values)-3)))
	for _, on := range []struct {
		name string
		step Quarters
		got  *Interval
	}{{"line", 1, got.Interval}, {"half ticks", 2, got.HalfTicks}} {
		low, high, found, outside := bruteHull(values, alpha, on.step, p)
		if !found {
			if on.got != nil {
				t.Fatalf("%s: %+v where no center is accepted", on.name, *on.got)
			}
			continue
		}
		if on.got == nil {
			t.Fatalf("%s: no interval, want [%d, %d]", on.name, low, high)
		}
		if covers := on.got.Contains(0); covers != (p(0) > alpha) {
			t.Fatalf("%s: p(0) = %v beside %+v", on.name, p(0), *on.got)
		}
		if on.got.Cut {
			continue // rejected 0 inside: checked by its own test
		}
		want := Interval{Low: low, High: high, Level: 1 - outside, Method: MethodExact}
		// an odd quarter stands for the open stretch above or below a Walsh average
		if low%2 != 0 {
			want.Low, want.LowOpen = low-1, true
		}
		if high%2 != 0 {
			want.High, want.HighOpen = high+1, true
		}
		if on.step == 1 {
			outside = 0
			for c := Quarters(4*slices.Min(values) - 4); c <= Quarters(4*slices.Max(values)+4); c++ {
				if c < want.Low || c > want.High {
					outside = max(outside, p(c))
				}
			}
			want.Level = 1 - outside
		}
		tight := cmp.Comparer(func(x, y float64) bool { return math.Abs(x-y) < 1e-12 })
		if diff := cmp.Diff(want, *on.got, tight); diff != "" {
			t.Fatalf("%s: %s", on.name, diff)
		}
	}
}

// TestMirror: turned signs turn everything and change no p.
func TestMirror(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		changes := tally(likert(2, 80).Draw(t, "values"))
		options := SignedRankOptions{HalfTicks: true, Zeros: zeroRule().Draw(t, "zeros"), Level: levels().Draw(t, "level")}
		got, err := SignedRank(changes, options)
		if err != nil {
			t.Fatal(err)
		}
		turned, err := SignedRank(mirror(changes), options)
		if err != nil {
			t.Fatal(err)
		}
		want := *got
		want.TwicePlus, want.TwiceMinus = got.TwiceMinus, got.TwicePlus
		want.Pseudomedian = -got.Pseudomedian
		want.Interval, want.HalfTicks = turnedInterval(got.Interval), turnedInterval(got.HalfTicks)
		if diff := cmp.Diff(want, *turned); diff != "" {
			t.Fatal(diff)
		}
	})
}

func turnedInterval(i *Interval) *Interval {
	if i == nil {
		return nil
	}
	turned := *i
	turned.Low, turned.High = -i.High, -i.Low
	turned.LowOpen, turned.HighOpen = i.HighOpen, i.LowOpen
	return &turned
}
