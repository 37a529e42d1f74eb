package recognize

import (
	"strconv"
	"strings"
	"unicode"
)

// token is a word or a number of a header.
type token struct {
	text       string // in lower case, without accents
	number     int    // -1 for a word
	chunk      int    // tokens of one chunk have nothing between them
	start, end int    // bytes in the header
}

func (t token) isNumber() bool { return t.number >= 0 }

// maxTokens bounds how much of a header is looked at.
const maxTokens = 80

// tokenize cuts a header where something else than letters and digits stands,
// where letters meet digits, and where a capital begins a word: PHQ9_01 is phq,
// 9, 1, and phqTotal is phq, total.
func tokenize(header string) []token {
	var all []token
	chunk := 0
	open := false // the last token may go on
	var last, before rune
	for at, c := range header {
		width := len(string(c))
		switch {
		case unicode.Is(unicode.Mn, c): // an accent that stands apart
			if open {
				all[len(all)-1].end = at + width
			}
			continue
		case !unicode.IsLetter(c) && !isDigit(c):
			if open {
				chunk++
			}
			open, last, before = false, 0, 0
			continue
		}
		if open && endsBefore(before, last, c) {
			open = false
		}
		// PHQTotal: the T belongs to the word that it begins.
		if open && unicode.IsLower(c) && unicode.IsUpper(last) && unicode.IsUpper(before) {
			if n := len(all) - 1; all[n].end-all[n].start > len(string(last)) {
				cut := all[n].end - len(string(last))
				all[n].end = cut
				all = append(all, token{chunk: chunk, start: cut, end: cut + len(string(last))})
			}
		}
		if !open {
			if len(all) == maxTokens {
				break
			}
			all = append(all, token{chunk: chunk, start: at})
			open = true
		}
		all[len(all)-1].end = at + width
		before, last = last, c
	}
	for i := range all {
		t := &all[i]
		t.text, t.number = fold(header[t.start:t.end]), -1
		if n, err := strconv.Atoi(t.text); err == nil && n < 1_000_000 {
			t.number = n
		}
	}
	return all
}

func isDigit(c rune) bool { return c >= '0' && c <= '9' }

// endsBefore reports whether a token ends before c.
func endsBefore(before, last, c rune) bool {
	return isDigit(last) != isDigit(c) || unicode.IsUpper(c) && unicode.IsLower(last)
}

// fold writes letters in lower case and without their accents.
func fold(s string) string {
	return strings.Map(func(c rune) rune {
		c = unicode.ToLower(c)
		switch {
		case c < 0x80:
			return c
		case unicode.Is(unicode.Mn, c):
			return -1
		}
		if at := strings.IndexRune(accented, c); at >= 0 {
			return rune(unaccented[len([]rune(accented[:at]))])
		}
		return c
	}, s)
}

const (
	accented   = "áàâäãåéèêëíìîïóòôöõúùûüñç"
	unaccented = "aaaaaaeeeeiiiiooooouuuunc"
)

// words writes tokens parted by single spaces, as a text to search in.
func words(tokens []token) string {
	var b strings.Builder
	for i, t := range tokens {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.text)
	}
	return b.String()
}
