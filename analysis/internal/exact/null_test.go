package exact

import (
	"math"
	"testing"

	"github.com/cam-outcomes/cam/analysis/internal/tails"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// lnClose compares natural logarithms of tails: the tails agree to the
// tolerance relatively.
func lnClose(tolerance float64) cmp.Option {
	return cmp.Comparer(func(x, y tails.Probability) bool {
		return math.Abs(x.Log10-y.Log10)*math.Ln10 <= tolerance
	})
}

// compareWays computes one tail by counting and by both inversions.
func compareWays(t fataler, groups []rankGroup, w int64, tolerance float64) {
	t.Helper()
	d, divisor := newNull(groups)
	w /= divisor
	counted, err := d.countAtMost(w)
	if err != nil {
		t.Fatalf("%v", err)
	}
	tilted, err := newTilted(d, w)
	if err != nil {
		t.Fatalf("%v", err)
	}
	transformed, err := tilted.tail(tilted.transformFrequencies())
	if err != nil {
		t.Fatalf("%v", err)
	}
	nested := transformed
	if tilted.nestedSteps() < 1e8 { // it is not meant for many small groups
		if nested, err = tilted.tail(tilted.nestedFrequencies()); err != nil {
			t.Fatalf("%v", err)
		}
	}
	want := []tails.Probability{counted, counted}
	if diff := cmp.Diff(want, []tails.Probability{transformed, nested}, lnClose(tolerance)); diff != "" {
		t.Fatalf("n %d, w %d of %d, counted and inverted differ: %s", d.n, w, d.total, diff)
	}
}

// TestWaysAgree: counting and both inversions give the same tail, wherever it
// lies and however the ranks are tied.
func TestWaysAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rankAround(tally(likert(20, 150).Draw(t, "values")), Quarters(rapid.IntRange(-8, 8).Draw(t, "center")), zeroRule().Draw(t, "zeros"), nil)
		w := int64(rapid.Float64Range(0, 0.5).Draw(t, "share") * float64(r.total))
		if w < 2*r.total/int64(r.nonzero()+1) {
			return // counting's own ground
		}
		compareWays(t, r.groups, w, 1e-11)
	})
}

// TestWaysAgreeAtThousand goes down to tails near 2⁻¹⁰⁰⁰.
func TestWaysAgreeAtThousand(t *testing.T) {
	var untied []rankGroup
	for i := range int64(1000) {
		untied = append(untied, rankGroup{rank: 2*i + 2, n: 1})
	}
	likert := []rankGroup{{201, 200}, {501, 100}, {901, 300}, {1351, 150}, {1650, 149}, {1850, 51}, {1951, 50}}
	lopsided := []rankGroup{{901, 900}, {1802, 1}, {1804, 1}, {1806, 1}, {1900, 91}, {1994, 6}}
	for _, groups := range [][]rankGroup{untied, likert, lopsided, {{501, 500}, {1501, 500}}, {{1001, 1000}}} {
		var total int64
		for _, g := range groups {
			total += g.n * g.rank
		}
		for _, share := range []float64{0.47, 0.2, 0.02} {
			compareWays(t, groups, int64(share*float64(total)), 1e-12)
		}
	}
}

// TestManyObservations compares the inversion with sums over two binomials,
// which share nothing with it.
func TestManyObservations(t *testing.T) {
	for _, c := range []struct {
		n     [2]int64
		share float64
	}{{[2]int64{1500, 700}, 0.49}, {[2]int64{40000, 9000}, 0.497}, {[2]int64{60000, 60000}, 0.45}, {[2]int64{20000, 20}, 0.499}} {
		first := rankGroup{rank: c.n[0] + 1, n: c.n[0]}
		second := rankGroup{rank: 2*c.n[0] + c.n[1] + 1, n: c.n[1]}
		d, divisor := newNull([]rankGroup{first, second})
		w := int64(c.share * float64(d.total))
		largest := math.Inf(-1)
		var lns []float64
		for k := range second.n + 1 {
			left := w - k*second.rank/divisor
			if left < 0 {
				break
			}
			mass, err := tails.BinomialMass(k, second.n, 0.5)
			if err != nil {
				t.Fatal(err)
			}
			rest, err := tails.BinomialAtMost(min(left/(first.rank/divisor), first.n), first.n, 0.5)
			if err != nil {
				t.Fatal(err)
			}
			lns = append(lns, (mass.Log10+rest.Log10)*math.Ln10)
			largest = max(largest, lns[len(lns)-1])
		}
		var sum float64
		for _, ln := range lns {
			sum += math.Exp(ln - largest)
		}
		want, err := tails.FromLog(largest + math.Log(sum))
		if err != nil {
			t.Fatal(err)
		}
		e, err := d.atMost(w)
		if err != nil {
			t.Fatal(err)
		}
		got, err := e.run()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, lnClose(1e-10)); diff != "" {
			t.Errorf("n %v: %s", c.n, diff)
		}
	}
}
