package tails

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestStudentLaws: the tails add to one, mirror, fall with t, and the quantile
// inverts them.
func TestStudentLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-50, 50).Draw(t, "t")
		df := rapid.Float64Range(0.5, 1e7).Draw(t, "df")
		above, err := StudentSurvival(x, df)
		if err != nil {
			t.Fatal(err)
		}
		below, err := StudentCDF(x, df)
		if err != nil {
			t.Fatal(err)
		}
		both, err := StudentTwoSided(x, df)
		if err != nil {
			t.Fatal(err)
		}
		if sum := above.Value + below.Value; math.Abs(sum-1) > 1e-14 {
			t.Fatalf("tails add to %v", sum)
		}
		smaller := min(above.Value, below.Value)
		if smaller < 1e-300 {
			return // near the smallest float64 digits are lost
		}
		if diff := cmp.Diff(2*smaller, both.Value, relative(1e-13)); diff != "" {
			t.Fatal(diff)
		}
		if smaller > 0.49 {
			return // t ≈ 0: the quantile is ill-conditioned
		}
		inverse, err := StudentUpperQuantile(smaller, df)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(math.Abs(x), inverse, relative(1e-11)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestFContainsStudent: F with (1, df) degrees of freedom is t squared.
func TestFContainsStudent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(0.01, 30).Draw(t, "t")
		df := rapid.Float64Range(1, 1e5).Draw(t, "df")
		student, err := StudentTwoSided(x, df)
		if err != nil {
			t.Fatal(err)
		}
		f, err := FSurvival(x*x, 1, df)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(student.Log10, f.Log10, logScale(1e-11)); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestUnderflow: where the value is gone the logarithm is there.
func TestUnderflow(t *testing.T) {
	p, err := StudentTwoSided(1000, 1e7)
	if err != nil {
		t.Fatal(err)
	}
	if !p.Underflows() || !(p.Log10 < -1e5) {
		t.Errorf("got %+v", p)
	}
	if p := (Probability{Value: 0.75}).Twice(); p != (Probability{Value: 1}) {
		t.Errorf("twice .75 is %+v", p)
	}
}

func TestLimits(t *testing.T) {
	normal, err := NormalTwoSided(1.75)
	if err != nil {
		t.Fatal(err)
	}
	student, err := StudentTwoSided(1.75, math.Inf(1))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(normal, student, relative(1e-15)); diff != "" {
		t.Error(diff)
	}
	j, err := HedgesJ(math.Inf(1))
	if err != nil || j != 1 {
		t.Errorf("J(Inf) = %v, %v", j, err)
	}
	huge, err := StudentSurvival(1e200, 1)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(1/math.Pi*1e-200, huge.Value, relative(1e-13)); diff != "" {
		t.Error(diff)
	}
}

func TestBadInputIsAnError(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	_, e1 := StudentTwoSided(nan, 3)
	_, e2 := StudentSurvival(inf, 3)
	_, e3 := StudentSurvival(1, 0)
	_, e4 := StudentUpperQuantile(0, 3)
	_, e5 := StudentUpperQuantile(.1, nan)
	_, e6 := NormalSurvival(nan)
	_, e7 := NormalUpperQuantile(1)
	_, e8 := ChiSquareSurvival(1, inf)
	_, e9 := ChiSquareUpperQuantile(.5, -1)
	_, e10 := FSurvival(1, 2, nan)
	_, e11 := FUpperQuantile(.5, 0, 1)
	_, e12 := BetaLowerQuantile(.5, 0, 1)
	_, e13 := BetaUpperQuantile(2, 1, 1)
	_, e14 := BinomialAtMost(3, 2, .5)
	_, e15 := BinomialAtLeast(-1, 2, .5)
	_, e16 := BinomialMass(1, 2, 1)
	_, e17 := NewNoncentralT(.5, 1)
	_, e18 := NewNoncentralT(5, nan)
	_, _, e19 := NoncentralityInterval(1, 5, 1)
	_, _, e20 := NoncentralityInterval(nan, 5, .95)
	_, e21 := HedgesJ(1)
	_, e22 := FSurvival(nan, 1, 1)
	for i, err := range []error{e1, e2, e3, e4, e5, e6, e7, e8, e9, e10, e11, e12, e13, e14, e15, e16, e17, e18, e19, e20, e21, e22} {
		if err == nil {
			t.Errorf("case %d: no error", i+1)
		}
	}
}

func TestRoot(t *testing.T) {
	cubic := func(x float64) float64 { return x*x*x - 2 }
	for _, find := range []func() (float64, error){
		func() (float64, error) { return Root(cubic, 0, 4) },
		func() (float64, error) { return Root(cubic, 4, 0) },
		func() (float64, error) { return RootFrom(cubic, -50, 0.1) },
		func() (float64, error) { return RootFrom(cubic, 1e6, 1) },
	} {
		x, err := find()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(math.Cbrt(2), x, relative(1e-15)); diff != "" {
			t.Error(diff)
		}
	}
	if _, err := Root(cubic, 2, 4); !errors.Is(err, ErrNoBracket) {
		t.Errorf("no bracket: %v", err)
	}
	if _, err := Root(func(float64) float64 { return math.NaN() }, 0, 1); err == nil {
		t.Error("a function that is not a number has no root")
	}
}

func BenchmarkNoncentralityInterval(b *testing.B) {
	for b.Loop() {
		if _, _, err := NoncentralityInterval(42.6, 1499, 0.95); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStudentTwoSided(b *testing.B) {
	for b.Loop() {
		if _, err := StudentTwoSided(2.3, 719); err != nil {
			b.Fatal(err)
		}
	}
}
