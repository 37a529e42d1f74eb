package exact

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestNormalInterval: the inverted normal approximation is the hull of the
// centers it accepts, among all of them.
func TestNormalInterval(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := likert(12, 120).Draw(t, "values")
		zeros := zeroRule().Draw(t, "zeros")
		budget := 0.0
		test := newTester(tally(values), zeros, &budget)
		test.method = MethodNormal
		p := func(c Quarters) float64 {
			v, err := test.at(c)
			if err != nil {
				t.Fatal(err)
			}
			if want := bruteNormal(values, c, zeros); math.Abs(v.p-want) > 1e-12 {
				t.Fatalf("p(%d) = %v, want %v", c, v.p, want)
			}
			return v.p
		}
		p(0) // as SignedRank does
		got := &SignedRankResult{}
		var err error
		got.Interval, got.HalfTicks, err = test.interval(0.95, true)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range []*Interval{got.Interval, got.HalfTicks} {
			if i != nil {
				if i.Method != MethodNormal {
					t.Fatalf("method %s", i.Method)
				}
				i.Method = MethodExact // what checkIntervals expects
			}
		}
		checkIntervals(t, values, 0.95, got, p)
	})
}

// TestLargerSamples compares the interval, found through inversions and by
// galloping, with all centers judged by counting.
func TestLargerSamples(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	for _, c := range []struct {
		n      int
		sd     float64
		shift  float64
		zeros  Zeros
		sparse int64
	}{{400, 4, 0.4, DropZeros, 1}, {400, 4, 0.4, RankZeros, 1}, {420, 30, 3, DropZeros, 1}, {410, 1, 0.1, DropZeros, 3}} {
		values := make([]int64, c.n)
		for i := range values {
			values[i] = c.sparse * int64(math.Round(random.NormFloat64()*c.sd+c.shift))
		}
		changes := tally(values)
		got, err := SignedRank(changes, SignedRankOptions{HalfTicks: true, Zeros: c.zeros})
		if err != nil {
			t.Fatal(err)
		}
		known := map[Quarters]float64{}
		checkIntervals(t, values, DefaultLevel, got, func(center Quarters) float64 {
			if p, ok := known[center]; ok {
				return p
			}
			r := rankAround(changes, center, c.zeros, nil)
			p := 1.0
			// with many centers some p just beyond the limits is near .05: where it is
			// below .0007 by Hoeffding's bound it need not be counted
			if z := math.Abs(float64(r.excess())) / math.Sqrt(r.sumSquares); z > 4 && len(changes) > 15 {
				p = 2 * math.Exp(-z*z/2)
			} else if r.excess() != 0 {
				d, divisor := newNull(r.groups)
				tail, err := d.countAtMost(r.smaller() / divisor)
				if err != nil {
					t.Fatal(err)
				}
				p = tail.Twice().Value
			}
			known[center] = p
			return p
		})
	}
}

// TestCut finds samples in which dropping zeros rejects 0 between accepted
// centers, and checks what is then left.
func TestCut(t *testing.T) {
	found := 0
	for zeros := int64(4); zeros <= 9; zeros++ {
		for low := int64(6); low <= 16; low++ {
			for high := int64(6); high <= 12; high++ {
				changes := []Change{{-1, low}, {0, zeros}, {10, high}}
				got, err := SignedRank(changes, SignedRankOptions{HalfTicks: true})
				if err != nil {
					t.Fatal(err)
				}
				if got.Interval == nil || !got.Interval.Cut {
					continue
				}
				found++
				if got.P.Value > 0.05 || got.TwicePlus < got.TwiceMinus {
					t.Errorf("%v: cut although p = %v", changes, got.P.Value)
				}
				want := Interval{Low: 0, High: got.Interval.High, LowOpen: true, HighOpen: got.Interval.HighOpen,
					Level: got.Interval.Level, Method: MethodExact, Cut: true}
				if diff := cmp.Diff(want, *got.Interval); diff != "" {
					t.Error(diff)
				}
				var values []int64
				for _, c := range changes {
					values = append(values, slices.Repeat([]int64{c.Value}, int(c.N))...)
				}
				var outside float64
				for c := Quarters(-8); c < 0; c++ {
					_, _, p := bruteVerdict(values, c, DropZeros)
					outside = max(outside, p)
				}
				if got.Interval.Level > 1-outside || got.Interval.Level >= 0.95 {
					t.Errorf("%v: level %v leaves out p = %v", changes, got.Interval.Level, outside)
				}
				if got.HalfTicks != nil && got.HalfTicks.Contains(0) {
					t.Errorf("%v: half ticks %+v hold 0", changes, *got.HalfTicks)
				}
			}
		}
	}
	if found == 0 {
		t.Error("no sample found")
	}
	t.Logf("%d samples", found)
}
