package figure

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean makes a label that came from data fit to be drawn: line breaks and tabs
// become blanks; control characters, characters that reorder text, and what is
// not Unicode become □, so that it is seen that something was there.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case r == '\u200d' || r == '\u200c':
			return r // joiners are part of words
		case r == utf8.RuneError || !unicode.IsGraphic(r) || r > 0xFFFF && !unicode.IsPrint(r):
			return '□'
		}
		return r
	}, s)
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }), " ")
}

// shown writes a stratum's key for people: "site=A;sex=F" as "site = A, sex = F".
func shown(stratum string) string {
	var out strings.Builder
	escaped := false
	for _, r := range stratum {
		switch {
		case escaped:
			out.WriteRune(r)
			escaped = false
		case r == '\\':
			escaped = true
		case r == ';':
			out.WriteString(", ")
		case r == '=':
			out.WriteString("\u00a0=\u00a0")
		default:
			out.WriteRune(r)
		}
	}
	return clean(out.String())
}
