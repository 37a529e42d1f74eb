package figure

import (
	"strings"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// wrap breaks text at blanks into lines that fit a width. A word that is longer
// is broken where the line ends. There is always a line.
func wrap(s string, style text.Style, width vg.Length) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ' ' }) {
		joined := word
		if line != "" {
			joined = line + " " + word
		}
		if style.Width(joined) <= width {
			line = joined
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for word != "" && style.Width(word) > width {
			head := fitting(word, style, width)
			lines = append(lines, head)
			word = word[len(head):]
		}
		line = word
	}
	if line != "" || lines == nil {
		lines = append(lines, line)
	}
	return lines
}

// fitting is as much of a word as fits, at least one character. It prefers to
// end after a hyphen, a slash or an underscore in its second half.
func fitting(word string, style text.Style, width vg.Length) string {
	end, at := 0, 0
	for i, r := range word {
		next := i + len(string(r))
		if i > 0 && style.Width(word[:next]) > width {
			break
		}
		end = next
		if strings.ContainsRune("-/_\u00a0\u2013", r) {
			at = next
		}
	}
	if at > end/2 {
		return word[:at]
	}
	return word[:end]
}

// widest is the width of the widest line.
func widest(lines []string, style text.Style) vg.Length {
	var w vg.Length
	for _, l := range lines {
		w = max(w, style.Width(l))
	}
	return w
}
