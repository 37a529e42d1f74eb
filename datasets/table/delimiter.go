package table

import (
	"bytes"
	"slices"
	"strings"
)

// delimiters are those that are looked for, the most usual first.
const delimiters = ",;\t|"

// delimiterOf tells the delimiter from the start of a text: of those that stand
// in the first record, the one for which most records have as many fields as
// the first. Ties go to the comma, then to the order of [delimiters]. With a
// single column there is none, and the comma serves. whole says that the text
// ends where head does; otherwise its last record is cut and does not count.
func delimiterOf(head []byte, whole, preferTab bool) byte {
	best, share := byte(0), -1.0
	fallback := byte(',')
	for i := range len(delimiters) {
		d := delimiters[i]
		counts := fieldCounts(head, d, whole)
		if len(counts) == 0 {
			continue
		}
		first, rest := counts[0], counts[1:]
		if first < 2 {
			// A title above the header hides every delimiter. The one that all
			// other lines agree on leads to the message that says so.
			if len(rest) > 1 && rest[0] > 1 && slices.Min(rest) == slices.Max(rest) && fallback == ',' {
				fallback = d
			}
			continue
		}
		if d == '\t' && preferTab {
			return d
		}
		if s := agreement(first, rest); s > share {
			best, share = d, s
		}
	}
	if best != 0 {
		return best
	}
	return fallback
}

// agreement is the share of records that have as many fields as the first.
func agreement(first int, rest []int) float64 {
	if len(rest) == 0 {
		return 1
	}
	same := 0
	for _, n := range rest {
		if n == first {
			same++
		}
	}
	return float64(same) / float64(len(rest))
}

// fieldCounts counts the fields of each record that is not blank, minding
// quotes: one opens at the start of a field and closes at the next that is not
// doubled. After it only the delimiter may stand; a record in which something
// else does counts 0 fields, which is how a wrong delimiter shows.
func fieldCounts(text []byte, delimiter byte, whole bool) []int {
	var counts []int
	fields, blank, wrong := 1, true, false
	starts, quoted, closed := true, false, false // at a field's start, in quotes, just after them
	end := func() {
		if wrong {
			fields = 0
		}
		if !blank {
			counts = append(counts, fields)
		}
		fields, blank, wrong = 1, true, false
	}
	for _, b := range text {
		switch {
		case quoted:
			quoted, closed = b != '"', b == '"'
			continue
		case b == '"' && (starts || closed):
			quoted, blank = true, false
		case b == '\n':
			end()
		case b == delimiter:
			fields++
			blank = false
		case b != '\r':
			blank = false
			wrong = wrong || closed
		}
		starts, closed = b == '\n' || b == delimiter, closed && b == '\r'
	}
	if whole {
		end()
	}
	return counts
}

// separatorLine reads the line sep=; with which Excel names the delimiter. It
// returns the line's length, 0 where there is none.
func separatorLine(head []byte) (delimiter byte, length int) {
	line, _, ended := bytes.Cut(head, []byte("\n"))
	if !ended {
		return 0, 0
	}
	text := strings.Trim(strings.TrimSuffix(string(line), "\r"), `"`)
	if len(text) != 5 || !strings.EqualFold(text[:4], "sep=") || !strings.Contains(delimiters+" :^~#!/", text[4:]) {
		return 0, 0
	}
	return text[4], len(line) + 1
}
