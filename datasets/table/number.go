package table

import "strings"

// NumberStatus says how a text was read as a number.
type NumberStatus uint8

const (
	Exact      NumberStatus = iota // the number is that of the text
	Rounded                        // it had more than MaxDecimals decimals and was rounded to that many
	OutOfRange                     // a number, but too large to be counted exactly
	NotNumber                      // no number at all
)

const (
	// MaxDecimals is the most decimals that a number keeps.
	MaxDecimals = 10
	// MaxMantissa is the largest magnitude of a mantissa.
	MaxMantissa = 1_000_000_000_000_000

	// maxExponent bounds the exponents that are taken for those of a number: a
	// larger one is a code, such as 1e400, and no measurement.
	maxExponent = 308
)

// ParseDecimal reads a decimal number exactly, never through a float:
//
//	number = mantissa / 10^decimals
//
// Space around it is ignored, no-break space included. The sign is +, - or the
// minus sign U+2212; there may be an exponent, as in 1.5E+02, but no thousands
// separators. With comma set, a single comma is the decimal sign and the full
// stop is none, so that 1.234 is not taken for a number where it may mean 1234.
//
// Trailing zeros of the decimals are dropped, so that 1.50 is 15/10 and the
// grid on which a column's numbers lie stays coarse. More than [MaxDecimals]
// decimals are rounded half away from zero. Where the mantissa then exceeds
// [MaxMantissa] in magnitude, the status is [OutOfRange]. Everything else,
// empty text, NaN, infinities and exponents beyond ±308 included, is
// [NotNumber]. With these two the numbers returned are 0.
func ParseDecimal(s string, comma bool) (mantissa int64, decimals int, status NumberStatus) {
	if len(s) == 1 && s[0]-'0' <= 9 { // most cells are answers to one item
		return int64(s[0] - '0'), 0, Exact
	}
	return parseShort(s, comma)
}

// parseShort reads digits with at most a minus sign and a decimal sign.
func parseShort(s string, comma bool) (mantissa int64, decimals int, status NumberStatus) {
	const safe = 15 // digits that cannot exceed MaxMantissa
	digits, negative := s, false
	if len(s) > 0 && s[0] == '-' {
		digits, negative = s[1:], true
	}
	if len(digits) == 0 || len(digits) > safe {
		return parseLong(s, comma)
	}
	point := -1
	for i := 0; i < len(digits); i++ {
		d := digits[i] - '0'
		if d > 9 {
			if point >= 0 || digits[i] != decimalSign(comma) {
				return parseLong(s, comma)
			}
			point = i
			continue
		}
		mantissa = mantissa*10 + int64(d)
	}
	if point >= 0 {
		decimals = len(digits) - 1 - point
		if decimals > MaxDecimals || len(digits) == 1 {
			return parseLong(s, comma)
		}
		for decimals > 0 && mantissa%10 == 0 {
			mantissa /= 10
			decimals--
		}
	}
	if negative {
		mantissa = -mantissa
	}
	return mantissa, decimals, Exact
}

func decimalSign(comma bool) byte {
	if comma {
		return ','
	}
	return '.'
}

// parseLong reads whatever is no short plain number.
func parseLong(s string, comma bool) (mantissa int64, decimals int, status NumberStatus) {
	if s == "" || 'A' <= s[0]&^0x20 && s[0]&^0x20 <= 'Z' { // missing or text, without a closer look
		return 0, 0, NotNumber
	}
	d, ok := scanDecimal(trim(s), comma)
	if !ok {
		return 0, 0, NotNumber
	}
	magnitude, decimals, status := d.round()
	if status == OutOfRange {
		return 0, 0, OutOfRange
	}
	if d.negative {
		magnitude = -magnitude
	}
	return magnitude, decimals, status
}

// decimal is a scanned number, ± 0.d₁d₂… · 10^point, where the digits dᵢ are
// those of whole followed by those of fraction, without leading zeros.
type decimal struct {
	negative        bool
	whole, fraction string
	point           int
}

func scanDecimal(s string, comma bool) (d decimal, ok bool) {
	for _, sign := range [...]string{"+", "-", "\u2212"} {
		if rest, found := strings.CutPrefix(s, sign); found {
			s, d.negative = rest, sign != "+"
			break
		}
	}
	d.whole, s = cutDigits(s)
	if len(s) > 0 && s[0] == decimalSign(comma) {
		d.fraction, s = cutDigits(s[1:])
	}
	if d.whole == "" && d.fraction == "" {
		return d, false
	}
	exponent := 0
	if len(s) > 0 && s[0]|0x20 == 'e' {
		if exponent, ok = parseExponent(s[1:]); !ok {
			return d, false
		}
		s = ""
	}
	d.whole = strings.TrimLeft(d.whole, "0")
	d.point = len(d.whole) + exponent
	if d.whole == "" {
		zeros := len(d.fraction)
		d.fraction = strings.TrimLeft(d.fraction, "0")
		d.point -= zeros - len(d.fraction)
	}
	return d, s == ""
}

func cutDigits(s string) (digits, rest string) {
	i := 0
	for i < len(s) && s[i]-'0' <= 9 {
		i++
	}
	return s[:i], s[i:]
}

func parseExponent(s string) (exponent int, ok bool) {
	sign := 1
	if len(s) > 0 && (s[0] == '+' || s[0] == '-') {
		if s[0] == '-' {
			sign = -1
		}
		s = s[1:]
	}
	digits, rest := cutDigits(s)
	if digits == "" || rest != "" {
		return 0, false
	}
	for i := range len(digits) {
		if exponent = exponent*10 + int(digits[i]-'0'); exponent > maxExponent {
			return 0, false
		}
	}
	return sign * exponent, true
}

// round rounds the magnitude to MaxDecimals and drops trailing zeros.
func (d decimal) round() (mantissa int64, decimals int, status NumberStatus) {
	const most = 16 // digits of MaxMantissa
	n := len(d.whole) + len(d.fraction)
	if n == 0 {
		return 0, 0, Exact
	}
	if d.point > most {
		return 0, 0, OutOfRange
	}
	keep := d.point + MaxDecimals // digits up to the last decimal that is kept
	// One digit more than can be kept stays in front, for a carry.
	var kept [1 + most + MaxDecimals]byte
	for i := range min(keep, n) {
		kept[1+i] = d.digit(i)
	}
	for i := max(keep, 0); i < n; i++ {
		if d.digit(i) != 0 {
			status = Rounded
			break
		}
	}
	if keep >= 0 && keep < n && d.digit(keep) >= 5 {
		i := keep
		for kept[i]++; kept[i] > 9; kept[i]++ {
			kept[i] = 0
			i--
		}
	}
	last := max(keep, 0) // index in kept of the last decimal's digit
	for decimals = MaxDecimals; decimals > 0 && kept[last] == 0; decimals-- {
		if last == 0 {
			return 0, 0, status
		}
		last--
	}
	for _, digit := range kept[:last+1] {
		if mantissa = mantissa*10 + int64(digit); mantissa > MaxMantissa {
			return 0, 0, OutOfRange
		}
	}
	return mantissa, decimals, status
}

// digit returns the i'th digit, from 0.
func (d decimal) digit(i int) byte {
	if i < len(d.whole) {
		return d.whole[i] - '0'
	}
	return d.fraction[i-len(d.whole)] - '0'
}
