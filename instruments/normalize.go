package instruments

import (
	"strings"
	"unicode"
)

// normalize reduces a text to what tells answers apart: letters without case
// and accents, digits, and the signs + < > /, in words parted by single spaces.
// Points and commas stay between digits, and a minus sign before one that
// begins a word.
func normalize(s string) string {
	var b strings.Builder
	runes := []rune(s)
	isDigit := func(i int) bool { return i >= 0 && i < len(runes) && runes[i] >= '0' && runes[i] <= '9' }
	gap := false
	for i, c := range runes {
		if unicode.Is(unicode.Mn, c) || c == '\'' || c == '’' {
			continue // an accent that stands apart, or an apostrophe within a word
		}
		keep := unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune("+<>/", c)
		switch c {
		case '.', ',':
			keep = isDigit(i-1) && isDigit(i+1)
		case '-', '−':
			keep = isDigit(i+1) && (i == 0 || unicode.IsSpace(runes[i-1]) || runes[i-1] == '(')
			c = '-'
		}
		if !keep {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		b.WriteRune(plain(unicode.ToLower(c)))
	}
	return b.String()
}

// plain returns a letter without its accent.
func plain(c rune) rune {
	switch c {
	case 'á', 'à', 'â', 'ä', 'ã', 'å':
		return 'a'
	case 'é', 'è', 'ê', 'ë':
		return 'e'
	case 'í', 'ì', 'î', 'ï':
		return 'i'
	case 'ó', 'ò', 'ô', 'ö', 'õ':
		return 'o'
	case 'ú', 'ù', 'û', 'ü':
		return 'u'
	case 'ñ':
		return 'n'
	case 'ç':
		return 'c'
	}
	return c
}
