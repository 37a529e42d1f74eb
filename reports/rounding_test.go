package reports

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/reports/text"
)

func TestDecimal(t *testing.T) {
	for _, c := range []struct {
		value  float64
		places int
		want   string
	}{
		{2.675, 2, "2.68"}, {-2.675, 2, "−2.68"}, {1.005, 2, "1.01"}, {0.5, 0, "1"}, {-0.5, 0, "−1"}, {0.4999, 0, "0"},
		{-0.004, 2, "0.00"}, {math.Copysign(0, -1), 2, "0.00"}, {9.995, 2, "10.00"}, {99999.5, 0, "100,000"}, {1234.5, 1, "1234.5"},
		{12345.678, 2, "12,345.68"}, {1e-9, 3, "0.000"}, {1e21, 0, "1,000,000,000,000,000,000,000"}, {3, 2, "3.00"}, {0.05, 1, "0.1"},
		{-1234567, 0, "−1,234,567"}, {5e-324, 2, "0.00"},
	} {
		if got := decimal(c.value, c.places); got != c.want {
			t.Errorf("decimal(%v, %d) = %q, want %q", c.value, c.places, got, c.want)
		}
	}
}

// Rounding never changes a sign, never writes −0, moves by at most half a unit of
// the last place, keeps order, and leaves alone what is rounded.
func TestDecimalLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64Range(-1e12, 1e12).Draw(t, "v")
		if rapid.Bool().Draw(t, "short") {
			v = float64(rapid.Int64Range(-1e9, 1e9).Draw(t, "mantissa")) / math.Pow10(rapid.IntRange(0, 8).Draw(t, "decimals"))
		}
		places := rapid.IntRange(0, 8).Draw(t, "places")
		s := decimal(v, places)
		negative := strings.HasPrefix(s, minus)
		if negative && v >= 0 || !negative && !isZeroText(s) && v < 0 {
			t.Fatalf("decimal(%v, %d) = %q changes the sign", v, places, s)
		}
		if negative && isZeroText(strings.TrimPrefix(s, minus)) {
			t.Fatalf("decimal(%v, %d) = %q is −0", v, places, s)
		}
		exact, _ := new(big.Rat).SetString(strconv.FormatFloat(v, 'f', -1, 64))
		back := parsed(t, s)
		half := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))
		half.Mul(half, big.NewRat(1, 2))
		if distance := new(big.Rat).Sub(back, exact); distance.Abs(distance).Cmp(half) > 0 {
			t.Fatalf("decimal(%v, %d) = %q is more than half a unit away", v, places, s)
		}
		f, _ := back.Float64()
		if again := decimal(f, places); again != s {
			t.Fatalf("decimal(%v, %d) = %q, rounded again %q", v, places, s, again)
		}
		w := rapid.Float64Range(-1e12, 1e12).Draw(t, "w")
		if o := parsed(t, decimal(w, places)); v < w && back.Cmp(o) > 0 || v > w && back.Cmp(o) < 0 {
			t.Fatalf("%v and %v change order with %d places", v, w, places)
		}
	})
}

func parsed(t *rapid.T, s string) *big.Rat {
	r, ok := new(big.Rat).SetString(strings.NewReplacer(minus, "-", ",", "").Replace(s))
	if !ok {
		t.Fatalf("%q is no number", s)
	}
	return r
}

func TestP(t *testing.T) {
	for _, c := range []struct {
		value float64
		want  string
	}{
		{0.032, "0.032"}, {0.0325, "0.033"}, {0.0028, "0.0028"}, {0.00284, "0.0028"}, {0.00996, "0.010"}, {0.000996, "0.0010"},
		{0.00012, "0.00012"}, {0.0001, "0.00010"}, {0.00009999, "< 0.0001"}, {0, "< 0.0001"}, {1, "1.000"}, {0.9996, "> 0.999"}, {0.9994, "0.999"},
		{0.05, "0.050"}, {0.0496, "0.0496"}, {0.0502, "0.0502"}, {0.04999, "0.04999"}, {0.0495, "0.0495"}, {0.0494, "0.049"}, {0.287, "0.287"},
	} {
		if got := strings.ReplaceAll(p(c.value), nbsp, " "); got != c.want {
			t.Errorf("p(%v) = %q, want %q", c.value, got, c.want)
		}
	}
}

// A p-value never reads 0, and never crosses 0.05.
func TestPLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Float64Range(0, 1).Draw(t, "p")
		if rapid.Bool().Draw(t, "near 0.05") {
			v = 0.05 + rapid.Float64Range(-0.001, 0.001).Draw(t, "distance")
		}
		s := p(v)
		relation, digits, bounded := strings.Cut(s, nbsp)
		if !bounded {
			relation, digits = "", s
		}
		shown, err := strconv.ParseFloat(digits, 64)
		if err != nil || shown == 0 {
			t.Fatalf("p(%v) = %q", v, s)
		}
		if math.Abs(v-0.05) > 1e-7 && relation == "" && (shown < 0.05) != (v < 0.05) {
			t.Fatalf("p(%v) = %q is on the other side of 0.05", v, s)
		}
	})
}

func TestPercent(t *testing.T) {
	for _, c := range []struct {
		k, n int64
		want string
	}{
		{31, 43, "72%"}, {0, 43, "0%"}, {43, 43, "100%"}, {29, 200, "14.5%"}, {1, 150, "1%"}, {1, 300, "0.3%"}, {1, 10000, "< 0.1%"},
		{149, 150, "99%"}, {198, 199, "99%"}, {9999, 10000, "> 99.9%"}, {1, 8, "13%"},
	} {
		if got := strings.ReplaceAll(percent(float64(c.k)/float64(c.n), c.n), nbsp, " "); got != c.want {
			t.Errorf("percent(%d of %d) = %q, want %q", c.k, c.n, got, c.want)
		}
	}
}

// An interval that excludes 0 is never shown as one that touches it.
func TestLimitsKeepTheirSide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(1e-5, 1).Draw(t, "low")
		s := limits(analysis.Num(low), analysis.Num(low+1), rapid.IntRange(0, 2).Draw(t, "places"), " ")
		if l, _, _ := strings.Cut(s, " "); isZeroText(l) {
			t.Fatalf("the lower limit %v reads %q", low, l)
		}
	})
}

func TestUnitPlaces(t *testing.T) {
	for _, c := range []struct {
		step, sd float64
		want     int
	}{{1, 4.9, 2}, {1, 0.8, 2}, {1, 15, 1}, {1, 52, 1}, {1, 312, 0}, {1, 2957, 0}, {0.1, 0, 1}, {1, 0, 0}, {1. / 6, 0, 2}, {0.001, 0.02, 4}, {0, 0, 2}} {
		if got := unitPlaces(c.step, analysis.Num(c.sd)); got != c.want {
			t.Errorf("unitPlaces(%v, %v) = %d, want %d", c.step, c.sd, got, c.want)
		}
	}
}

func TestCells(t *testing.T) {
	n := analysis.Num
	none := analysis.Number{}
	for _, c := range []struct {
		cell Cell
		want string
	}{
		{Of{43, 60}, "43 of 60"}, {Count(12345), "12,345"}, {Mean{n(12.414), n(5.2), 2}, "12.41 (5.20)"}, {Mean{n(12.414), none, 2}, "12.41"},
		{Interval{n(-4.31), n(-5.62), n(-3.008), 2}, "−4.31 [−5.62, −3.01]"}, {Interval{n(-1), n(-2), n(-0.001), 2}, "−1.00 [−2.000, −0.001]"},
		{Statistic{n(-6.634), n(42)}, "−6.63 (42)"}, {Statistic{n(2), n(11.24)}, "2.00 (11.2)"}, {PValue{none, true}, "< 0.0001"}, {PValue{}, "–"},
		{Share{n(31), n(43), none, none}, "31 of 43 (72%)"}, {Share{n(31), n(43), n(0.57), n(0.834)}, "31 of 43 (72%) [57, 83]"}, {Share{n(0), n(0), none, none}, "0 of 0"},
		{Expected{n(0.346), 30}, "35% of 30"}, {Points{n(-0.42), n(-0.56), n(-0.24)}, "−42 [−56, −24]"}, {Effect{n(-0.885)}, "−0.89"},
	} {
		if got := strings.ReplaceAll(c.cell.Text(text.English), nbsp, " "); got != c.want {
			t.Errorf("%#v reads %q, want %q", c.cell, got, c.want)
		}
	}
}
