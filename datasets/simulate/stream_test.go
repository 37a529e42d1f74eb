package simulate

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"
)

// The reference is R's qnorm, written by the script beside the file.
func TestQuantileAgreesWithR(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "ref", "qnorm", "quantiles.json"))
	if err != nil {
		t.Fatal(err)
	}
	var reference struct{ P, Quantile []float64 }
	if err := json.Unmarshal(data, &reference); err != nil {
		t.Fatal(err)
	}
	if len(reference.P) == 0 || len(reference.P) != len(reference.Quantile) {
		t.Fatalf("%d probabilities with %d quantiles", len(reference.P), len(reference.Quantile))
	}
	for i, p := range reference.P {
		if got, want := quantile(p), reference.Quantile[i]; math.Abs(got-want) > 1e-14*max(1, math.Abs(want)) {
			t.Errorf("quantile(%g) = %.17g, R says %.17g", p, got, want)
		}
	}
}

func TestLogarithm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(1e-300, 1e300).Draw(t, "x")
		if got, want := logarithm(x), math.Log(x); math.Abs(got-want) > 1e-15*max(1, math.Abs(want)) {
			t.Errorf("logarithm(%g) = %g, want %g", x, got, want)
		}
	})
}

// Sequences of neighbouring participants, visits and purposes must not be
// related: sums over many of them have the variance of independent numbers.
func TestNeighbouringStreamsAreUnrelated(t *testing.T) {
	const n = 200_000
	first := func(p purpose, index, visit int) float64 {
		s := stream{seed: 7}
		s.restart(p, index, visit)
		return s.normal()
	}
	for name, pair := range map[string]func(i int) (a, b float64){
		"participants": func(i int) (a, b float64) { return first(forPerson, i, 0), first(forPerson, i+1, 0) },
		"visits":       func(i int) (a, b float64) { return first(forAnswers, i, 1), first(forAnswers, i, 2) },
		"purposes":     func(i int) (a, b float64) { return first(forAnswers, i, 1), first(forGaps, i, 1) },
		"index, visit": func(i int) (a, b float64) { return first(forAnswers, i, 1), first(forAnswers, i+1, 0) },
		"draws": func(i int) (a, b float64) {
			s := stream{seed: 7}
			s.restart(forPerson, i, 0)
			return s.normal(), s.normal()
		},
	} {
		var sum, square, product float64
		for i := range n {
			a, b := pair(i)
			sum, square, product = sum+a, square+a*a, product+a*b
		}
		for what, z := range map[string]float64{
			"mean":        sum / math.Sqrt(n),
			"variance":    (square - n) / math.Sqrt(2*n),
			"correlation": product / math.Sqrt(n),
		} {
			if math.Abs(z) > 4 {
				t.Errorf("%s: %s is %.1f standard errors off", name, what, z)
			}
		}
	}
}
