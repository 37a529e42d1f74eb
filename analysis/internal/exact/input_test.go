package exact

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBadInputIsAnError(t *testing.T) {
	one := []Change{{1, 1}}
	for name, f := range map[string]func() error{
		"no changes":      func() error { _, err := SignedRank(nil, SignedRankOptions{HalfTicks: true}); return err },
		"no participants": func() error { _, err := SignedRank([]Change{{1, 0}}, SignedRankOptions{HalfTicks: true}); return err },
		"out of order": func() error {
			_, err := SignedRank([]Change{{2, 1}, {1, 1}}, SignedRankOptions{HalfTicks: true})
			return err
		},
		"repeated":  func() error { _, err := Pseudomedian([]Change{{1, 1}, {1, 1}}); return err },
		"too large": func() error { _, err := Pseudomedian([]Change{{MaxTicks + 1, 1}}); return err },
		"too many":  func() error { _, _, _, err := RankSums([]Change{{1, MaxChanges}, {2, 1}}, DropZeros); return err },
		"level":     func() error { _, err := SignedRank(one, SignedRankOptions{HalfTicks: true, Level: 1}); return err },
		"level NaN": func() error {
			_, err := SignedRank(one, SignedRankOptions{HalfTicks: true, Level: math.NaN()})
			return err
		},
		"zeros":           func() error { _, err := SignedRank(one, SignedRankOptions{HalfTicks: true, Zeros: 9}); return err },
		"sign test":       func() error { _, _, err := SignTest(0, 0, 0.95); return err },
		"sign test level": func() error { _, _, err := SignTest(1, 2, 0); return err },
		"mcnemar":         func() error { _, _, err := McNemar(-1, 2); return err },
		"wilson":          func() error { _, err := Wilson(1, 0, 0.95); return err },
		"clopper-pearson": func() error { _, err := ClopperPearson(3, 2, 0.95); return err },
		"newcombe":        func() error { _, err := Newcombe(Fourfold{}, 0.95); return err },
		"newcombe level":  func() error { _, err := Newcombe(Fourfold{1, 1, 1, 1}, 1.5); return err },
	} {
		if f() == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestDeepTails: a thousand changes one way still have a value; two thousand
// have a logarithm.
func TestDeepTails(t *testing.T) {
	for _, n := range []int64{1000, 2000, 1e6} {
		r, err := SignedRank([]Change{{3, n}}, SignedRankOptions{HalfTicks: true})
		if err != nil {
			t.Fatal(err)
		}
		want := float64(1-n) * math.Log10(2)
		if diff := cmp.Diff(want, r.P.Log10, within(1e-14, 0)); diff != "" {
			t.Errorf("n %d: %s", n, diff)
		}
		if r.P.Underflows() != (n > 1100) || r.Method != MethodExact {
			t.Errorf("n %d: %+v by %s", n, r.P, r.Method)
		}
		if r.Interval == nil || r.Interval.Low != 12 || r.Interval.High != 12 || r.Interval.Contains(0) {
			t.Errorf("n %d: %+v", n, r.Interval)
		}
	}
}

func TestEdges(t *testing.T) {
	nothing, err := SignedRank([]Change{{0, 7}}, SignedRankOptions{HalfTicks: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := nothing.RankBiserial(); ok || nothing.P.Value != 1 || !nothing.Interval.Contains(0) {
		t.Errorf("all zero: %+v, %+v", *nothing, nothing.Interval)
	}
	single, err := SignedRank([]Change{{5, 1}}, SignedRankOptions{HalfTicks: true})
	if err != nil {
		t.Fatal(err)
	}
	if single.P.Value != 1 || single.Interval != nil || single.HalfTicks != nil || single.Pseudomedian != 20 {
		t.Errorf("one change: %+v", *single)
	}
	near, err := SignedRank([]Change{{-4, 3}, {0, 2}, {4, 4}}, SignedRankOptions{HalfTicks: true})
	if err != nil {
		t.Fatal(err)
	}
	far, err := SignedRank([]Change{{-MaxTicks, 3}, {0, 2}, {MaxTicks, 4}}, SignedRankOptions{HalfTicks: true})
	if err != nil {
		t.Fatal(err)
	}
	scaled := *near.Interval
	scaled.Low *= MaxTicks / 4
	scaled.High *= MaxTicks / 4
	if diff := cmp.Diff(scaled, *far.Interval); diff != "" {
		t.Errorf("extreme ticks: %s", diff)
	}
	// 94 zeros and 6 positive changes: every center is rejected
	empty, err := SignedRank([]Change{{0, 94}, {1, 6}}, SignedRankOptions{HalfTicks: true})
	if err != nil {
		t.Fatal(err)
	}
	if empty.P.Value != 1.0/32 || empty.Interval != nil || empty.HalfTicks != nil {
		t.Errorf("no accepted center: %+v", *empty)
	}
}

// TestArgumentsAreLeftAlone passes a copy and compares.
func TestArgumentsAreLeftAlone(t *testing.T) {
	changes := sample(300, 8, 1)
	before := slices.Clone(changes)
	r, err := SignedRank(changes, SignedRankOptions{HalfTicks: true})
	if err != nil {
		t.Fatal(err)
	}
	plus, minus, nonzero, err := RankSums(changes, DropZeros)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, changes); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int64{r.TwicePlus, r.TwiceMinus, r.Nonzero}, []int64{plus, minus, nonzero}); diff != "" {
		t.Error(diff)
	}
}

// TestMethodChanges: dear nulls go over to the normal approximation, and the
// interval stays coherent with the p value.
func TestMethodChanges(t *testing.T) {
	for _, n := range []int{1000, 1001, 4000, 200000} {
		changes := sample(n, 1e7, 0)
		r, err := SignedRank(changes, SignedRankOptions{HalfTicks: true})
		if err != nil {
			t.Fatal(err)
		}
		if n <= AlwaysExact && (r.Method != MethodExact || r.Interval.Method != MethodExact) {
			t.Errorf("n %d: p by %s, interval by %s", n, r.Method, r.Interval.Method)
		}
		if n == 200000 && r.Method != MethodNormal {
			t.Errorf("n %d: p by %s", n, r.Method)
		}
		if r.Interval.Contains(0) != (r.P.Value > 0.05) {
			t.Errorf("n %d: p = %v beside %+v", n, r.P.Value, *r.Interval)
		}
		if r.Pseudomedian < r.Interval.Low || r.Pseudomedian > r.Interval.High {
			t.Errorf("n %d: %v outside %+v", n, r.Pseudomedian, *r.Interval)
		}
	}
}
