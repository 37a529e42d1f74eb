package reports

import (
	"strings"
	"unicode"
)

// replacement stands for a character that must not reach a terminal.
const replacement = '\uFFFD'

// printable makes text from data safe for a terminal and for one line: control
// characters (C0, DEL, C1) and marks that reorder text are replaced, white space
// becomes a blank. The no-break space stays.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case hidden(r):
			return replacement
		}
		return r
	}, strings.ToValidUTF8(s, string(replacement)))
}

// hidden reports whether a character acts on a terminal or on the order of the
// text instead of being shown.
func hidden(r rune) bool {
	return unicode.IsControl(r) || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\ufeff'
}
