package figure

import (
	"math"
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/analysis"
)

// Numbers are written as in the reports: rounded half away from zero on the
// shortest decimal representation, with the minus sign U+2212, never −0, five
// digits or more before the point grouped by commas.
const minus = "\u2212"

// decimal rounds v to a number of decimal places.
func decimal(v float64, places int) string {
	digits := strconv.FormatFloat(math.Abs(v), 'f', -1, 64)
	whole, fraction, _ := strings.Cut(digits, ".")
	up := false
	if len(fraction) > places {
		up = fraction[places] >= '5'
		fraction = fraction[:places]
	}
	kept := []byte(whole + fraction)
	for i := len(kept) - 1; up && i >= 0; i-- {
		if up = kept[i] == '9'; up {
			kept[i] = '0'
		} else {
			kept[i]++
		}
	}
	if up {
		kept = append([]byte{'1'}, kept...)
	}
	point := len(kept) - len(fraction)
	s := grouped(string(kept[:point]))
	if places > 0 {
		s += "." + string(kept[point:]) + strings.Repeat("0", places-len(fraction))
	}
	if v < 0 && strings.Trim(string(kept), "0") != "" {
		return minus + s
	}
	return s
}

func grouped(whole string) string {
	if len(whole) < 5 {
		return whole
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return whole
}

func integer(n int64) string { return grouped(strconv.FormatInt(n, 10)) }

// placesFor is how many decimals means and changes are written with: three
// significant digits of the larger standard deviation, but two where it is
// between 0.1 and 10. Without a deviation the step decides, at most two.
func placesFor(step float64, sds ...analysis.Number) int {
	largest := 0.0
	for _, n := range sds {
		sd, _ := n.Get()
		largest = max(largest, sd)
	}
	switch {
	case largest == 0 && step > 0:
		_, fraction, _ := strings.Cut(strconv.FormatFloat(step, 'f', -1, 64), ".")
		return min(len(fraction), 2)
	case largest == 0 || (largest >= 0.1 && largest < 10):
		return 2
	}
	return min(max(2-int(math.Floor(math.Log10(largest))), 0), 12)
}

// limitPlaces is how many decimals both limits of an interval need so that one
// which excludes 0 does not read 0.
func limitPlaces(low, high float64, places int) int {
	for extra := places; extra < places+6 && (low > 0 || high < 0); extra++ {
		if !readsZero(decimal(low, extra)) && !readsZero(decimal(high, extra)) {
			return extra
		}
	}
	return places
}

func readsZero(s string) bool { return strings.Trim(s, "0.") == "" }

// percent writes k of n: whole percents below 200 people, else one decimal;
// never 0% of somebody nor 100% of fewer than all.
func percent(k, n int64) string {
	places, least := 0, "1"
	if n >= 200 {
		places, least = 1, "0.1"
	}
	s := decimal(float64(k)/float64(n)*100, places)
	switch {
	case k > 0 && readsZero(s):
		return "<\u00a0" + least + "%"
	case k < n && strings.HasPrefix(s, "100"):
		return ">\u00a0" + decimal(100-math.Pow10(-places), places) + "%"
	}
	return s + "%"
}

// levelText writes a confidence level, as in "95%".
func levelText(level analysis.Number) string {
	v, ok := level.Get()
	if !ok {
		v = 0.95
	}
	return strings.TrimRight(strings.TrimRight(decimal(v*100, 6), "0"), ".") + "%"
}

// exactly writes a value of a scale's grid, with at most four decimals.
func exactly(v float64) string {
	s := decimal(v, 4)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}
