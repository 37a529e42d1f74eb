package table

import (
	"fmt"
	"strings"
	"unicode"
)

// maxColumns is the most columns that a table may have.
const maxColumns = 100_000

// columnNames are the names of the columns: trimmed, unique, and made up where
// there are none.
type columnNames struct {
	header  []string
	unnamed []int // columns without a name, from 1
	named   int   // columns up to the last that has a name
	again   int   // columns whose name an export gives to several, and that were told apart
}

// nameColumns settles the names of the columns; place says where the name of
// column i is written, for errors.
func nameColumns(file string, written []string, place func(i int) (line, column int)) (columnNames, error) {
	var c columnNames
	if len(written) > maxColumns {
		line, _ := place(0)
		return c, &Error{
			Name: file, Line: line,
			Problem: fmt.Sprintf("the header has %d columns, more than the %d that can be read", len(written), maxColumns),
			Hint:    "export only the columns that are needed, one row a participant",
		}
	}
	at := make(map[string]int, len(written))
	for i, name := range written {
		name = strings.Clone(trim(name))
		if name == "" {
			name = fmt.Sprintf("column %d", i+1)
			c.unnamed = append(c.unnamed, i+1)
		} else {
			c.named = i + 1
		}
		j, taken := at[name]
		if taken && isRepeatedByExport(name) {
			name = fmt.Sprintf("%s (column %d)", name, i+1)
			c.again++
			j, taken = at[name]
		}
		if taken {
			e := &Error{
				Name:    file,
				Problem: fmt.Sprintf("columns %d and %d are both named %s", j+1, i+1, quoteName(name)),
				Hint:    "rename one of them",
			}
			e.Line, e.Column = place(i)
			return c, e
		}
		at[name] = i
		c.header = append(c.header, name)
	}
	return c, nil
}

// isRepeatedByExport knows the columns that REDCap's export with labels has once
// for each form, under one name.
func isRepeatedByExport(name string) bool {
	switch name {
	case "Complete?", "Survey Timestamp", "Survey Identifier", "Repeat Instrument", "Repeat Instance":
		return true
	}
	return false
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
