package table

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// fail says what ended the reading. fields are those of the row before the
// failure. At the end of the file the fingerprint is taken.
func (r *csvReader) fail(fields []string, err error) error {
	var content *contentError
	var syntax *csv.ParseError
	switch {
	case err == io.EOF:
		if r.sum, err = r.source.finish(); err != nil {
			return located(r.name, err)
		}
		return io.EOF
	case errors.As(err, &content):
		// What was read ends just before the problem.
		e := &Error{Name: r.name, Problem: content.problem, Hint: content.hint}
		e.Line, e.Column = r.lines.place()
		return e
	case errors.Is(err, errTooLarge):
		line := r.lastEnd + 1
		if len(fields) > 0 {
			line, _ = r.placeOf(0)
		}
		return &Error{
			Name: r.name, Line: line,
			Problem: fmt.Sprintf("the row that starts here is too large: over %d MiB or %d cells", maxRow>>20, maxColumns),
			Hint:    "a double quote in it may never be closed; write a quote inside a cell twice (\"\")",
		}
	case errors.As(err, &syntax):
		return r.quoteError(fields, syntax)
	}
	return located(r.name, err)
}

// quoteError explains the ways in which a double quote can be out of place.
func (r *csvReader) quoteError(fields []string, syntax *csv.ParseError) error {
	e := &Error{Name: r.name, Line: syntax.Line + r.above, Column: syntax.Column}
	if errors.Is(syntax, csv.ErrBareQuote) {
		e.Problem = "a double quote stands inside a cell that is not in double quotes"
		e.Hint = "put the cell in double quotes and write the quote inside it twice (\"\")"
		return e
	}
	opened := syntax.StartLine + r.above
	if last := len(fields) - 1; last >= 0 {
		opened, _ = r.placeOf(last)
		opened += strings.Count(fields[last], "\n")
	}
	// At the end of the file encoding/csv points behind its last line.
	if r.lines.eof && r.buffer.Buffered() == 0 && syntax.Column >= r.lines.lastLine() {
		e.Line, e.Column = opened, 0
		e.Problem = "a double quote that opens on this line is never closed"
		e.Hint = "close it, or write a quote inside a cell twice (\"\")"
		return e
	}
	e.Problem = "a cell goes on after its closing double quote"
	if opened != e.Line {
		e.Problem += fmt.Sprintf("; it opened on line %d", opened)
	}
	e.Hint = "write a quote inside a cell twice (\"\")"
	return e
}

// delimiterName names a delimiter in a sentence.
func delimiterName(d rune) string {
	switch d {
	case ',':
		return "a comma"
	case ';':
		return "a semicolon"
	case '\t':
		return "a tab"
	}
	return fmt.Sprintf("the delimiter %q", d)
}
