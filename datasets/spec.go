package datasets

import (
	"slices"
	"strings"
)

// splitSpec splits NAME=REST at the first '='. A spec without one is a name.
func splitSpec(spec string) (name, rest string, hasRest bool) {
	name, rest, hasRest = strings.Cut(spec, "=")
	return strings.TrimSpace(name), rest, hasRest
}

// maxReadings bounds how many readings of a spec are looked for: one is right,
// and a message lists a few.
const maxReadings = 4

// readings returns the ways in which the right side of an --outcome can be cut
// at its colons so that every piece is a header. Headers may hold colons and
// equal signs themselves. At most maxReadings are returned.
func readings(right string, headers []string) [][]string {
	known := make(map[string]bool, len(headers))
	for _, h := range headers {
		known[h] = true
	}
	// dead[i] says that no reading starts at byte i, so that every step of the
	// search below leads to a reading.
	dead := make(map[int]bool)
	var found [][]string
	var cut func(from int, pieces []string) bool
	cut = func(from int, pieces []string) bool {
		if dead[from] {
			return false
		}
		any := false
		for end := from; end <= len(right) && len(found) < maxReadings; end++ {
			if end < len(right) && right[end] != ':' {
				continue
			}
			header := strings.TrimSpace(right[from:end])
			if !known[header] {
				continue
			}
			next := append(slices.Clip(pieces), header)
			if end == len(right) {
				found = append(found, next)
				any = true
			} else if cut(end+1, next) {
				any = true
			}
		}
		if !any && len(found) < maxReadings {
			dead[from] = true
		}
		return any
	}
	cut(0, nil)
	return found
}

// outcomeColumns reads the right side of an --outcome SPEC against the headers:
// two or more columns for a wide table, one for a long one. It is an error
// unless there is exactly one reading.
func outcomeColumns(asked, right string, headers []string) ([]string, error) {
	found := readings(right, headers)
	switch {
	case len(found) == 1:
		return distinct(asked, found[0])
	case len(found) > 1:
		texts := make([]string, len(found))
		for i, r := range found {
			texts[i] = "[" + quoteNames(r) + "]"
		}
		return nil, usage("rename the columns, or list them under columns: in a study file",
			"%s has more than one reading: %s", asked, strings.Join(texts, ", "))
	case strings.TrimSpace(right) == "":
		return nil, usage("write NAME=PRE:POST for a table with a column a visit, NAME=COLUMN for one with a row a visit",
			"%s names no column", asked)
	}
	if piece := unreadable(right, headers); piece != "" {
		_, err := columnNamed(headers, piece, asked)
		return nil, err
	}
	return nil, usage(didYouMean(right, headers), "%s cannot be read as columns", asked)
}

// unreadable returns the piece at which reading a spec as headers gets stuck:
// the one that follows the longest run of headers.
func unreadable(right string, headers []string) string {
	reached := []int{0}
	furthest := 0
	for len(reached) > 0 {
		from := reached[0]
		reached = reached[1:]
		furthest = max(furthest, from)
		for _, h := range headers {
			if rest, ok := strings.CutPrefix(strings.TrimLeft(right[from:], " "), h+":"); ok {
				if next := len(right) - len(rest); !slices.Contains(reached, next) {
					reached = append(reached, next)
				}
			}
		}
	}
	piece, _, _ := strings.Cut(right[furthest:], ":")
	if piece = strings.TrimSpace(piece); slices.Contains(headers, piece) {
		return ""
	}
	return piece
}

// distinct refuses a column that is compared with itself.
func distinct(asked string, columns []string) ([]string, error) {
	for i, c := range columns {
		if slices.Contains(columns[:i], c) {
			return nil, usage("name each visit's own column", "%s names column %s twice", asked, quoteName(c))
		}
	}
	return columns, nil
}

// notAnInstrument answers a name without columns that no instrument has.
func notAnInstrument(name, asked string) error {
	hint := "name its columns: NAME=PRE:POST for a table with a column a visit, NAME=COLUMN for one with a row a visit"
	if near, ok := nearest(name, scaleNames()); ok {
		hint = "did you mean " + quoteName(near) + "? else " + hint
	}
	return usage(hint, "%s: no instrument is called %s", asked, quoteName(name))
}
