package tails

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestNoncentralTails(t *testing.T) {
	c := columns(t, "noncentral_t/tails")
	for _, column := range []string{"ln_cdf", "ln_survival"} {
		got := compute(t, len(c["t"]), func(i int) (float64, error) {
			d, err := NewNoncentralT(c["df"][i], c["ncp"][i])
			if err != nil {
				return 0, err
			}
			if column == "ln_cdf" {
				return ln(t)(d.CDF(c["t"][i]))
			}
			return ln(t)(d.Survival(c["t"][i]))
		})
		if diff := cmp.Diff(c[column], got, logScale(1e-12)); diff != "" {
			t.Errorf("%s: %s", column, diff)
		}
	}
}

// TestNoncentralAgreesWithR covers R's own domain, to R's own accuracy.
func TestNoncentralAgreesWithR(t *testing.T) {
	c := columns(t, "noncentral_t/r_pt")
	got := compute(t, len(c["t"]), func(i int) (float64, error) {
		d, err := NewNoncentralT(c["df"][i], c["ncp"][i])
		if err != nil {
			return 0, err
		}
		p, err := d.CDF(c["t"][i])
		return p.Value, err
	})
	absolute := cmp.Comparer(func(x, y float64) bool { return math.Abs(x-y) < 1e-11 })
	if diff := cmp.Diff(c["cdf"], got, absolute); diff != "" {
		t.Error(diff)
	}
}

func TestNoncentralityInterval(t *testing.T) {
	c := columns(t, "noncentral_t/interval")
	for i, statistic := range c["t"] {
		low, high, err := NoncentralityInterval(statistic, c["df"][i], c["level"][i])
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]float64{c["low"][i], c["high"][i]}, []float64{low, high}, relative(1e-11)); diff != "" {
			t.Errorf("t %g, df %g: %s", statistic, c["df"][i], diff)
		}
	}
}

// TestNoncentralityIntervalCoherent puts t on the critical value and within
// some last bits of it.
func TestNoncentralityIntervalCoherent(t *testing.T) {
	for _, df := range []float64{1, 2, 5, 9, 29, 99, 1499, 1e6} {
		for _, level := range []float64{0.5, 0.8, 0.9, 0.95, 0.99, 0.999999} {
			critical, err := StudentUpperQuantile((1-level)/2, df)
			if err != nil {
				t.Fatal(err)
			}
			for _, ulps := range []int{-1000000, -3, -2, -1, 0, 1, 2, 3, 1000000} {
				for _, sign := range []float64{1, -1} {
					checkCoherent(t, sign*critical*(1+float64(ulps)*0x1p-52), df, level)
				}
			}
		}
	}
}

func TestNoncentralityIntervalLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		statistic := rapid.Float64Range(-60, 60).Draw(t, "t")
		df := float64(rapid.IntRange(1, 3000).Draw(t, "df"))
		level := rapid.Float64Range(0.5, 0.999).Draw(t, "level")
		checkCoherent(t, statistic, df, level)
		low, high, err := NoncentralityInterval(statistic, df, level)
		if err != nil {
			t.Fatal(err)
		}
		mirrorLow, mirrorHigh, err := NoncentralityInterval(-statistic, df, level)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]float64{low, high}, []float64{-mirrorHigh, -mirrorLow}); diff != "" {
			t.Fatalf("not antisymmetric: %s", diff)
		}
		if !(low < statistic && statistic < high || df < 3) {
			t.Fatalf("[%g, %g] does not hold t = %g", low, high, statistic)
		}
	})
}

// TestNoncentralExtremes: whatever the arguments, an answer or an error, soon.
func TestNoncentralExtremes(t *testing.T) {
	for _, df := range []float64{1, 1.5, 40, 1e8, 1e15} {
		for _, statistic := range []float64{0, 1e-300, 1e-5, 3, 1e4, 1e8, 1e200} {
			for _, level := range []float64{0.01, 0.95, 1 - 1e-12} {
				low, high, err := NoncentralityInterval(statistic, df, level)
				if err == nil && (math.IsNaN(low+high) || math.IsInf(low, 0) || math.IsInf(high, 0) || low > high) {
					t.Errorf("t %g, df %g, level %g: [%g, %g]", statistic, df, level, low, high)
				}
				if (err != nil) != (statistic > maxNoncentral) {
					t.Errorf("t %g, df %g, level %g: %v", statistic, df, level, err)
				}
			}
		}
	}
}

// checkCoherent fails unless the interval covers 0 exactly when p ≥ 1 − level.
func checkCoherent(t interface{ Fatalf(string, ...any) }, statistic, df, level float64) {
	p, err := StudentTwoSided(statistic, df)
	if err != nil {
		t.Fatalf("%v", err)
	}
	low, high, err := NoncentralityInterval(statistic, df, level)
	if err != nil {
		t.Fatalf("t %v, df %v, level %v: %v", statistic, df, level, err)
	}
	if covers := low <= 0 && high >= 0; covers != (p.Value >= 1-level) {
		t.Fatalf("t %v, df %v, level %v: p = %v beside [%v, %v]", statistic, df, level, p.Value, low, high)
	}
}
