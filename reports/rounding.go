package reports

import (
	"math"
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/reports/text"
)

// This is the only file that rounds and that chooses glyphs for numbers.
//
// A number is rounded half away from zero on its shortest decimal
// representation, the digits that JSON and CSV carry: 2.675 becomes 2.68, though
// the float64 next to it lies a little below. So what people read is the
// rounding of what programs read. The minus sign is U+2212; −0 is never written;
// five digits or more before the point are grouped by commas. The decimal sign
// is a point in every language, as it is in the Spanish of the Americas.
const (
	minus   = "\u2212"
	nbsp    = "\u00a0"
	nothing = "\u2013"
)

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

// grouped sets commas between thousands of five digits or more.
func grouped(whole string) string {
	if len(whole) < 5 {
		return whole
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return whole
}

func integer(n int64) string {
	if n < 0 {
		return minus + grouped(strconv.FormatInt(n, 10)[1:])
	}
	return grouped(strconv.FormatInt(n, 10))
}

// unitPlaces is how many decimals means, deviations and changes of a scale are
// shown with: enough for three significant digits of the largest standard
// deviation, but two where it is between 0.1 and 10, as is usual for
// questionnaires. Without any deviation (one pair) the scale's step decides, at
// most two.
func unitPlaces(step float64, sds ...analysis.Number) int {
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

// amount shows a number in units, and a dash for none.
func amount(n analysis.Number, places int) string {
	v, ok := n.Get()
	if !ok {
		return nothing
	}
	return decimal(v, places)
}

// size shows the magnitude of a number in units.
func size(n analysis.Number, places int) string {
	v, _ := n.Get()
	return decimal(math.Abs(v), places)
}

// limits shows a confidence interval. Where it excludes 0 but a rounded limit
// would read 0, it gets more decimals.
func limits(low, high analysis.Number, places int, between string) string {
	l, okL := low.Get()
	h, okH := high.Get()
	if !okL || !okH {
		return ""
	}
	if l > 0 || h < 0 {
		for extra := places; extra < places+6; extra++ {
			if !isZeroText(decimal(l, extra)) && !isZeroText(decimal(h, extra)) {
				places = extra
				break
			}
		}
	}
	return decimal(l, places) + between + decimal(h, places)
}

func isZeroText(s string) bool { return strings.Trim(s, "0.") == "" }

// bracket is the form of an interval in tables and beside estimates.
func bracket(low, high analysis.Number, places int) string {
	s := limits(low, high, places, ","+nbsp)
	if s == "" {
		return ""
	}
	return nbsp + "[" + s + "]"
}

// p shows a p-value: three decimals, two significant digits below 0.01, "<
// 0.0001" below that, "> 0.999" for what is not quite 1. It never reads 0.05
// unless it is: what would round to it gets more decimals.
func p(value float64) string {
	switch {
	case value < 0.0001:
		return "<" + nbsp + "0.0001"
	case value < 1 && value >= 0.9995:
		return ">" + nbsp + "0.999"
	}
	places := 3
	for bound := 0.01; places < 5 && value < bound; bound /= 10 {
		places++
	}
	s := decimal(value, places)
	// 0.00996 rounds up to two significant digits of the next size: 0.010.
	for places > 3 && s[places-1] != '0' {
		places--
		s = decimal(value, places)
	}
	for value != 0.05 && places < 8 && strings.TrimRight(s, "0") == "0.05" {
		places++
		s = decimal(value, places)
	}
	return s
}

// pRelation shows a p-value after the letter p: "= 0.032", "< 0.0001".
func pRelation(c PValue) string {
	s := c.Text(text.English)
	if strings.HasPrefix(s, "<") || strings.HasPrefix(s, ">") {
		return s
	}
	return "=" + nbsp + s
}

// percent shows a share k of n: whole percents below 200 people, else one
// decimal; never 0% of somebody nor 100% of fewer than all.
func percent(share float64, of int64) string {
	places, least, most := 0, 0.5, 99.5
	if of >= 200 {
		places, least, most = 1, 0.05, 99.95
	}
	value := hundredfold(share)
	smallest := "1"
	if places == 1 {
		smallest = "0.1"
	}
	switch {
	case value > 0 && value < least:
		return "<" + nbsp + smallest + "%"
	case value < 100 && value >= most:
		return ">" + nbsp + decimal(100-math.Pow10(-places), places) + "%"
	}
	return decimal(value, places) + "%"
}

// degrees shows degrees of freedom: whole ones as such, else one decimal.
func degrees(n analysis.Number) string {
	v, ok := n.Get()
	if !ok {
		return ""
	}
	if v == math.Trunc(v) {
		return decimal(v, 0)
	}
	return decimal(v, 1)
}

func times100(n analysis.Number) analysis.Number {
	v, ok := n.Get()
	if !ok {
		return n
	}
	return analysis.Num(hundredfold(v))
}

// hundredfold moves the decimal point of the shortest representation, so that
// 0.145 is 14.5 and not the 14.499… of a product of float64s.
func hundredfold(v float64) float64 {
	mantissa, exponent, ok := strings.Cut(strconv.FormatFloat(v, 'e', -1, 64), "e")
	e, err := strconv.Atoi(exponent)
	if !ok || err != nil {
		return v * 100
	}
	moved, err := strconv.ParseFloat(mantissa+"e"+strconv.Itoa(e+2), 64)
	if err != nil {
		return v * 100
	}
	return moved
}

// levelText shows a confidence level, as in "95%".
func levelText(level float64) string {
	return strconv.FormatFloat(hundredfold(level), 'f', -1, 64) + "%"
}
