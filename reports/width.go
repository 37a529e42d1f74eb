package reports

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// columnsOf is how many columns of a terminal a string takes: two for wide East
// Asian characters, none for combining marks.
func columnsOf(s string) int {
	n := 0
	for _, r := range s {
		n += columnsOfRune(r)
	}
	return n
}

func columnsOfRune(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// wrap breaks text at blanks into lines of at most a number of columns. A word
// that is longer is broken where the line ends. There is always a line.
func wrap(s string, columns int) []string {
	columns = max(columns, 2)
	var lines []string
	line, used := "", 0
	flush := func() { lines, line, used = append(lines, line), "", 0 }
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ' ' }) {
		w := columnsOf(word)
		if used > 0 && used+1+w > columns {
			flush()
		}
		if used > 0 {
			line, used = line+" ", used+1
		}
		for w > columns {
			head := prefix(word, columns-used)
			line += head
			flush()
			word = word[len(head):]
			w = columnsOf(word)
		}
		line, used = line+word, used+w
	}
	if line != "" || lines == nil {
		flush()
	}
	return lines
}

// wrapHanging is wrap with two columns less on every line but the first.
func wrapHanging(s string, columns int) []string {
	lines := wrap(s, columns)
	if len(lines) == 1 {
		return lines
	}
	rest := strings.TrimPrefix(strings.TrimLeft(s, " "), lines[0])
	return append(lines[:1], wrap(rest, columns-2)...)
}

// prefix is as much of a word as fits, at least one character.
func prefix(s string, columns int) string {
	used := 0
	for i, r := range s {
		used += columnsOfRune(r)
		if i > 0 && used > columns {
			return s[:i]
		}
	}
	return s
}

// longestWord is the width below which wrapping would break a word.
func longestWord(s string) int {
	longest := 0
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ' ' }) {
		longest = max(longest, columnsOf(word))
	}
	return longest
}

// padLeft and padRight fill a string with blanks to a number of columns.
func padLeft(s string, columns int) string {
	return strings.Repeat(" ", max(columns-columnsOf(s), 0)) + s
}

func padRight(s string, columns int) string {
	return s + strings.Repeat(" ", max(columns-columnsOf(s), 0))
}
