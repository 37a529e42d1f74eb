package signedrank

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// drawChanges draws survey-like changes: a few values, ties and zeros.
func drawChanges(t *rapid.T, most int) []Group {
	width := rapid.SampledFrom([]int64{2, 4, 10, 1000}).Draw(t, "width")
	shift := rapid.Int64Range(-width, width).Draw(t, "shift")
	return groups(rapid.SliceOfN(rapid.Int64Range(-width+shift, width+shift), 1, most).Draw(t, "changes"))
}

func groups(values []int64) []Group {
	n := map[int64]int64{}
	low, high := values[0], values[0]
	for _, v := range values {
		n[v]++
		low, high = min(low, v), max(high, v)
	}
	var out []Group
	for v := low; v <= high; v++ {
		if n[v] > 0 {
			out = append(out, Group{v, n[v]})
		}
	}
	return out
}

// bruteP enumerates all sign assignments of the changes minus quarter/4, with
// mid-ranks by counting, and returns the two-sided p-value.
func bruteP(changes []Group, quarter int64, pratt bool) float64 {
	var values []int64
	for _, g := range changes {
		for range g.N {
			values = append(values, 4*g.Value-quarter)
		}
	}
	abs := func(v int64) int64 { return max(v, -v) }
	var ranks []int64 // doubled
	var observed, total int64
	for _, v := range values {
		if v == 0 {
			continue
		}
		rank := int64(1) // 2·(1 + below + (ties − 1)/2) − … doubled mid-rank
		for _, w := range values {
			if w == 0 && !pratt {
				continue
			}
			switch {
			case abs(w) < abs(v):
				rank += 2
			case abs(w) == abs(v):
				rank++
			}
		}
		ranks = append(ranks, rank)
		total += rank
		if v > 0 {
			observed += rank
		}
	}
	deviation := abs(2*observed - total)
	extreme := 0
	for signs := range 1 << len(ranks) {
		var sum int64
		for i, r := range ranks {
			if signs>>i&1 == 1 {
				sum += r
			}
		}
		if abs(2*sum-total) >= deviation {
			extreme++
		}
	}
	return float64(extreme) / float64(int(1)<<len(ranks))
}

func TestPAgreesWithEnumeration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		changes := drawChanges(t, 11)
		pratt := rapid.Bool().Draw(t, "pratt")
		r := Rank(changes, pratt)
		p, err := r.P(Exact)
		if err != nil {
			t.Fatal(err)
		}
		if want := bruteP(changes, 0, pratt); p.Value != want {
			t.Fatalf("p = %v, enumeration says %v", p.Value, want)
		}
		if r.NonZero > 0 {
			f, err := fourier(r)
			if err != nil {
				t.Fatal(err)
			}
			if g := subsetSum(r); math.Abs(f.Value-g.Value) > 1e-12*g.Value {
				t.Fatalf("Fourier %v, counting %v", f.Value, g.Value)
			}
		}
	})
}

// The two exact algorithms share nothing but the ranks.
func TestFourierAgreesWithCounting(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 5))
	for range 60 {
		n, width := 2+rng.IntN(300), 1+rng.IntN(40)
		shift := rng.IntN(2*width+1) - width
		values := make([]int64, n)
		for i := range values {
			values[i] = int64(rng.IntN(2*width+1) - width + shift)
		}
		for _, pratt := range []bool{false, true} {
			r := Rank(groups(values), pratt)
			if r.NonZero == 0 {
				continue
			}
			want := subsetSum(r)
			got, err := fourier(r)
			if err != nil {
				t.Fatal(err)
			}
			if math.Abs(got.Log10-want.Log10) > 2e-12*math.Max(1, -want.Log10) {
				t.Fatalf("n = %d, width %d, shift %d: log10 p is %v by Fourier, %v by counting", n, width, shift, got.Log10, want.Log10)
			}
		}
	}
}

// bruteHull looks at every location that could matter.
func bruteHull(changes []Group, pratt bool, alpha float64) (low, high int64, beyond float64, any bool) {
	first, last := 4*changes[0].Value-1, 4*changes[len(changes)-1].Value+1
	p := map[int64]float64{}
	for q := first; q <= last; q++ {
		p[q] = bruteP(changes, q, pratt)
		if p[q] > alpha {
			if !any {
				low = q
			}
			high, any = q, true
		}
	}
	for q, v := range p {
		if q < low || q > high {
			beyond = max(beyond, v)
		}
	}
	return low, high, beyond, any
}

func TestConfidenceAgreesWithEnumeration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.SampledFrom([]int64{2, 4, 9}).Draw(t, "width")
		shift := rapid.Int64Range(-width, width).Draw(t, "shift")
		changes := groups(rapid.SliceOfN(rapid.Int64Range(-width+shift, width+shift), 1, 9).Draw(t, "changes"))
		pratt := rapid.Bool().Draw(t, "pratt")
		level := rapid.SampledFrom([]float64{0.5, 0.8, 0.9, 0.95}).Draw(t, "level")
		got, err := confidence(changes, pratt, level)
		if err != nil {
			t.Fatal(err)
		}
		alpha := 1 - level
		low, high, beyond, _ := bruteHull(changes, pratt, alpha)
		if got.Unattainable {
			if bruteP(changes, 4*changes[0].Value-1, pratt) <= alpha {
				t.Fatal("the level is attainable")
			}
			return
		}
		if !got.Cut && (got.Low != low-odd(low) || got.High != high+odd(high) || math.Abs(got.Level-(1-beyond)) > 1e-12) {
			t.Fatalf("hull [%d, %d] at %v, enumeration says [%d, %d] at %v", got.Low, got.High, got.Level, low, high, 1-beyond)
		}
		if covers := got.Low <= 0 && 0 <= got.High; covers != (bruteP(changes, 0, pratt) > alpha) {
			t.Fatalf("[%d, %d] covers 0: %v, p(0) = %v", got.Low, got.High, covers, bruteP(changes, 0, pratt))
		}
	})
}

// For larger samples the search looks at few locations; a scan of all of them
// must find no other hull.
func TestSearchAgreesWithScan(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 13))
	for range 40 {
		n, width := 61+rng.IntN(60), 1+rng.IntN(30)
		shift := rng.IntN(width+1) - width/2
		values := make([]int64, n)
		for i := range values {
			values[i] = int64(rng.IntN(2*width+1) + rng.IntN(2*width+1) - 2*width + shift)
		}
		changes := groups(values)
		for _, pratt := range []bool{false, true} {
			got, err := confidence(changes, pratt, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			s := &search{changes: changes, pratt: pratt, method: Exact, alpha: 0.05, known: map[int64]float64{}, untied: map[int64][]float64{}}
			var low, high int64
			found := false
			for q := 4*changes[0].Value - 1; q <= 4*changes[len(changes)-1].Value+1; q++ {
				p, err := s.p(q)
				if err != nil {
					t.Fatal(err)
				}
				if p > 0.05 {
					if !found {
						low, found = q, true
					}
					high = q
				}
			}
			if !got.Cut && (got.Low != low-odd(low) || got.High != high+odd(high)) {
				t.Errorf("n = %d, width %d, pratt %v: search [%d, %d], scan [%d, %d]", n, width, pratt, got.Low, got.High, low, high)
			}
		}
	}
}

func TestPseudomedianAgreesWithEnumeration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		changes := drawChanges(t, 20)
		var values, sums []int64
		for _, g := range changes {
			for range g.N {
				values = append(values, g.Value)
			}
		}
		for i, v := range values {
			for _, w := range values[i:] {
				sums = append(sums, v+w)
			}
		}
		slices.Sort(sums)
		want := sums[(len(sums)-1)/2] + sums[len(sums)/2]
		if got, ok := Pseudomedian(changes); !ok || got != want {
			t.Fatalf("pseudomedian %d quarters, enumeration says %d", got, want)
		}
	})
}

// confidence tests and inverts the test, as callers do.
func confidence(changes []Group, pratt bool, level float64) (Interval, error) {
	p, err := Rank(changes, pratt).P(Exact)
	if err != nil {
		return Interval{}, err
	}
	return Confidence(changes, pratt, Exact, p.Value, level)
}
