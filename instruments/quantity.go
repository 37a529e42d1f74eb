package instruments

import (
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// quantity reads numbers with units, as in "45 min", "1.5 hours" and "1 hr 30
// min", and ranges of them, as in "30-45" and "30 to 45 minutes", which are
// taken at their middle.
func (ip *itemParser) quantity(text string) (Answer, Reading) {
	low, high, isRange := cutRange(strings.ToLower(text))
	if !isRange {
		all := tokens(text)
		m, decimals, ok := ip.measure(all)
		if !ok {
			return NoAnswer, Unreadable
		}
		if factor, _ := ip.factor(all[len(all)-1]); factor == 1 && len(all) == 2 {
			return ip.number(m, decimals) // in the item's own unit
		}
		return ip.interpreted(m, decimals)
	}
	from, to := tokens(low), tokens(high)
	if len(from) == 1 && len(to) > 1 {
		from = append(from, to[1:]...) // the unit stands once, behind the range
	}
	a, aDecimals, okA := ip.measure(from)
	b, bDecimals, okB := ip.measure(to)
	if !okA || !okB {
		return NoAnswer, Unreadable
	}
	decimals := max(aDecimals, bDecimals)
	a *= powerOfTen(decimals - aDecimals)
	b *= powerOfTen(decimals - bDecimals)
	if a > b {
		return NoAnswer, Unreadable
	}
	for _, end := range []int64{a, b} {
		if _, reading := ip.number(end, decimals); reading == OutOfRange {
			return NoAnswer, OutOfRange
		}
	}
	return ip.interpreted(5*(a+b), decimals+1)
}

// interpreted is a number that does not stand in the text as it is.
func (ip *itemParser) interpreted(mantissa int64, decimals int) (Answer, Reading) {
	a, reading := ip.number(mantissa, decimals)
	if reading == Read {
		reading = Interpreted
	}
	return a, reading
}

// cutRange parts "30-45", "30 – 45 min", "30 to 45" and "30 a 45".
func cutRange(text string) (low, high string, ok bool) {
	for _, sign := range []string{"-", "–", "—", " to ", " a "} {
		if low, high, ok = strings.Cut(text, sign); ok {
			return low, high, strings.TrimSpace(low) != ""
		}
	}
	return text, "", false
}

// tokens parts a text into numbers and words.
func tokens(text string) []string {
	isNumeric := func(c rune) bool { return c >= '0' && c <= '9' || c == '.' }
	var all []string
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		if word = strings.TrimRight(word, ".,;"); word == "" { // "hr." is short for "hour"
			continue
		}
		start, last := 0, false
		for i, c := range word {
			if is := isNumeric(c); i > 0 && is != last {
				all = append(all, word[start:i])
				start, last = i, is
			} else {
				last = is
			}
		}
		all = append(all, word[start:])
	}
	return all
}

// measure adds numbers with their units; a single number needs none.
func (ip *itemParser) measure(all []string) (mantissa int64, decimals int, ok bool) {
	const digits = 6 // of a number with a unit: safe to multiply and to add
	switch len(all) {
	case 0:
		return 0, 0, false
	case 1:
		all = append(all[:1:1], "")
	}
	total, step := int64(0), 0
	for ; len(all) >= 2; all = all[2:] {
		m, d, isNumber := scanDecimal(all[0])
		factor, isUnit := ip.factor(all[1])
		if !isNumber || !isUnit || m < 0 || m > mostLimit || d > digits {
			return 0, 0, false
		}
		if d > step {
			total *= powerOfTen(d - step)
			step = d
		}
		total += m * factor * powerOfTen(step-d)
		if total > summary.MaxTicks/powerOfTen(digits) {
			return 0, 0, false
		}
	}
	return total, step, len(all) == 0
}

func (ip *itemParser) factor(word string) (int64, bool) {
	if word == "" {
		return 1, true
	}
	for _, u := range ip.item.Units {
		if u.Word == normalize(word) {
			return u.Factor, true
		}
	}
	return 0, false
}
