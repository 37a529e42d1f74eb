package figure

import (
	"math"
	"strconv"
	"strings"
)

// niceStep returns the smallest of 1, 2, 2.5 and 5 times a power of ten by which
// span is covered in at most that many steps. Where whole, 2.5 is left out below
// 10 and nothing is below 1.
func niceStep(span float64, most int, whole bool) float64 {
	if span <= 0 {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(span/float64(most))))
	for {
		for _, m := range []float64{1, 2, 2.5, 5} {
			s := m * power
			if span <= s*float64(most)*(1+1e-9) && (!whole || s == math.Trunc(s)) {
				return s
			}
		}
		power *= 10
	}
}

// niceTicks returns labelled multiples of a nice step from low to high.
func niceTicks(low, high float64, most int, whole bool) []Tick {
	step := niceStep(high-low, most, whole)
	first, last := math.Ceil(low/step-1e-9), math.Floor(high/step+1e-9)
	var at []float64
	for i := first; i <= last && len(at) <= most+1; i++ {
		at = append(at, i*step)
	}
	return labelled(at, step)
}

// rangeTicks are nice ticks that always include both ends.
func rangeTicks(low, high float64, most int, whole bool) []Tick {
	step := niceStep(high-low, most, whole)
	at := []float64{low}
	for _, t := range niceTicks(low, high, most, whole) {
		if t.At > low+0.6*step && t.At < high-0.6*step {
			at = append(at, t.At)
		}
	}
	if high > low {
		at = append(at, high)
	}
	return labelled(at, step)
}

// labelled writes tick labels with as many decimals as the values need, and
// large round values as powers of ten.
func labelled(at []float64, step float64) []Tick {
	places, largest := 0, 0.0
	for _, v := range at {
		largest = max(largest, math.Abs(v))
		for places < 6 && math.Abs(v-roundTo(v, places)) > step*1e-3 {
			places++
		}
	}
	var ticks []Tick
	for _, v := range at {
		label := decimal(v, places)
		if largest >= 1e7 && step >= largest/1000 && v != 0 {
			label = powerOfTen(v)
		}
		ticks = append(ticks, Tick{v, label})
	}
	return ticks
}

func roundTo(v float64, places int) float64 {
	scale := math.Pow(10, float64(places))
	return math.Round(v*scale) / scale
}

// powerOfTen writes 2.5e8 as "2.5×10^8"; the font lacks most raised digits.
func powerOfTen(v float64) string {
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'e', 3, 64), "e")
	mantissa = strings.TrimRight(strings.TrimRight(mantissa, "0"), ".")
	e, _ := strconv.Atoi(exponent)
	return strings.Replace(mantissa, "-", minus, 1) + "×10^" + strconv.Itoa(e)
}
