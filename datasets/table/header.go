package table

import (
	"fmt"
	"strings"
	"unicode"
)

// maxColumns is the most columns that a table may have.
const maxColumns = 100_000

// setHeader keeps the names of the columns: trimmed, unique, and made up where
// there are none.
func (r *csvReader) setHeader(record []string) error {
	if len(record) > maxColumns {
		line, _ := r.Position(0)
		return &Error{
			Name: r.name, Line: line,
			Problem: fmt.Sprintf("the header has %d columns, more than the %d that can be read", len(record), maxColumns),
			Hint:    "export only the columns that are needed, one row a participant",
		}
	}
	at := make(map[string]int, len(record))
	for i, written := range record {
		name := strings.Clone(trim(written))
		if name == "" {
			name = fmt.Sprintf("column %d", i+1)
			r.unnamed = append(r.unnamed, i+1)
		} else {
			r.named = i + 1
		}
		if j, taken := at[name]; taken {
			e := &Error{
				Name:    r.name,
				Problem: fmt.Sprintf("columns %d and %d are both named %s", j+1, i+1, quoteName(name)),
				Hint:    "rename one of them",
			}
			e.Line, e.Column = r.Position(i)
			return e
		}
		at[name] = i
		r.header = append(r.header, name)
	}
	return nil
}

// trim removes white space at both ends, with what looks like it: no-break
// spaces and characters of no width.
func trim(s string) string { return strings.TrimFunc(s, isSpace) }

func isSpace(c rune) bool {
	switch c {
	case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return true
	}
	return unicode.IsSpace(c)
}

// allBlank reports whether no cell holds anything but space.
func allBlank(cells []string) bool {
	for _, s := range cells {
		if s != "" && trim(s) != "" {
			return false
		}
	}
	return true
}
