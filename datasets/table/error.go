package table

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Error says that the content of a file cannot be read as a table. Failures of
// the file system are other errors and keep their cause. An Error never holds
// the contents of a cell, only names of columns.
type Error struct {
	Name         string // the file, as it was given
	Line, Column int    // from 1; 0 where the problem has no place
	Problem      string // what was found
	Hint         string // what to do next; may be empty
}

// Error writes the error as name:line:column: problem; hint.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Name)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
		if e.Column > 0 {
			fmt.Fprintf(&b, ":%d", e.Column)
		}
	}
	b.WriteString(": ")
	b.WriteString(e.Problem)
	if e.Hint != "" {
		b.WriteString("; ")
		b.WriteString(e.Hint)
	}
	return b.String()
}

// A contentError is a problem met by a stage that knows neither the file's name
// nor the place; the format's reader makes an [Error] of it.
type contentError struct{ problem, hint string }

func (e *contentError) Error() string { return e.problem }

// quoteName writes a column's name for a message. Exports that use whole
// questions as names make it worth shortening.
func quoteName(name string) string {
	const most = 60
	if utf8.RuneCountInString(name) > most {
		name = string([]rune(name)[:most-1]) + "…"
	}
	return fmt.Sprintf("%q", name)
}

// plural writes a count with its noun: 1 cell, 2 cells.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
