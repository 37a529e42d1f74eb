package exact

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestIntervalsReference(t *testing.T) {
	var file struct {
		K, N       []int64
		Level      []float64
		ExactLow   []float64 `json:"exact_low"`
		ExactHigh  []float64 `json:"exact_high"`
		WilsonLow  []float64 `json:"wilson_low"`
		WilsonHigh []float64 `json:"wilson_high"`
	}
	readReference(t, "proportion/intervals", &file)
	got := file
	got.ExactLow, got.ExactHigh, got.WilsonLow, got.WilsonHigh = nil, nil, nil, nil
	for i, k := range file.K {
		exact, err := ClopperPearson(k, file.N[i], file.Level[i])
		if err != nil {
			t.Fatal(err)
		}
		wilson, err := Wilson(k, file.N[i], file.Level[i])
		if err != nil {
			t.Fatal(err)
		}
		got.ExactLow, got.ExactHigh = append(got.ExactLow, exact.Low), append(got.ExactHigh, exact.High)
		got.WilsonLow, got.WilsonHigh = append(got.WilsonLow, wilson.Low), append(got.WilsonHigh, wilson.High)
	}
	// R's prop.test takes a difference of roots: it is right to 1e-15 absolutely
	if diff := cmp.Diff(file, got, within(1e-12, 2e-16)); diff != "" {
		t.Error(diff)
	}
}

func TestMcNemarReference(t *testing.T) {
	var file struct {
		B, C       []int64
		Exact, Mid []float64
	}
	readReference(t, "proportion/mcnemar", &file)
	got := file
	got.Exact, got.Mid = nil, nil
	for i, b := range file.B {
		exact, mid, err := McNemar(b, file.C[i])
		if err != nil {
			t.Fatal(err)
		}
		sign, _, err := SignTest(b, file.C[i], 0.95)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(exact, sign); diff != "" {
			t.Errorf("sign test: %s", diff)
		}
		got.Exact, got.Mid = append(got.Exact, exact.Value), append(got.Mid, mid.Value)
		if diff := cmp.Diff(mid.Value, math.Pow(10, mid.Log10), within(1e-13, 0)); diff != "" {
			t.Errorf("value and logarithm: %s", diff)
		}
	}
	if diff := cmp.Diff(file, got, within(1e-12, 0)); diff != "" {
		t.Error(diff)
	}
}

func TestNewcombeReference(t *testing.T) {
	var file struct {
		Both             []int64
		BeforeOnly       []int64 `json:"before_only"`
		AfterOnly        []int64 `json:"after_only"`
		Neither          []int64
		Level            []float64
		Value, Low, High []float64
	}
	readReference(t, "proportion/newcombe", &file)
	got := file
	got.Value, got.Low, got.High = nil, nil, nil
	for i := range file.Both {
		d, err := Newcombe(Fourfold{file.Both[i], file.BeforeOnly[i], file.AfterOnly[i], file.Neither[i]}, file.Level[i])
		if err != nil {
			t.Fatal(err)
		}
		got.Value, got.Low, got.High = append(got.Value, d.Value), append(got.Low, d.Low), append(got.High, d.High)
	}
	if diff := cmp.Diff(file, got, within(1e-12, 1e-15)); diff != "" {
		t.Error(diff)
	}
}

// TestSignTestCoherent: the interval covers ½ exactly when p > 1 − level, also
// where they meet.
func TestSignTestCoherent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.Int64Range(0, 60).Draw(t, "positive")
		b := rapid.Int64Range(0, 60).Draw(t, "negative")
		if a+b == 0 {
			return
		}
		level := rapid.Float64Range(0.5, 0.999).Draw(t, "level")
		if exact, _, err := McNemar(a, b); err == nil && exact.Value < 0.5 && exact.Value > 1e-12 && rapid.Bool().Draw(t, "edge") {
			level = 1 - exact.Value
		}
		p, share, err := SignTest(a, b, level)
		if err != nil {
			t.Fatal(err)
		}
		if covers := share.Low <= 0.5 && share.High >= 0.5; covers != (p.Value > 1-level) {
			t.Fatalf("p = %v, level %v beside %+v", p.Value, level, share)
		}
	})
}

// TestNewcombeLaws: before and after swapped turn the sign; limits stay in
// [−1, 1] around the difference.
func TestNewcombeLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.Int64Range(0, 40)
		f := Fourfold{cell.Draw(t, "both"), cell.Draw(t, "before"), cell.Draw(t, "after"), cell.Draw(t, "neither")}
		if f.N() == 0 {
			return
		}
		d, err := Newcombe(f, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		swapped, err := Newcombe(Fourfold{f.Both, f.AfterOnly, f.BeforeOnly, f.Neither}, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		want := Difference{Value: -d.Value, Low: -d.High, High: -d.Low, Level: 0.95}
		if diff := cmp.Diff(want, swapped, within(0, 1e-14)); diff != "" {
			t.Fatal(diff)
		}
		if !(d.Low >= -1 && d.Low <= d.Value && d.Value <= d.High && d.High <= 1) {
			t.Fatalf("%+v", d)
		}
	})
}
