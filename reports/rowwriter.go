package reports

import (
	"encoding/csv"
	"io"
	"strings"
)

// RowWriter writes rows of text as CSV, numbers as they are and other text as
// [WriteCSV] does, so that no cell is executed by a spreadsheet.
type RowWriter struct {
	out   *csv.Writer
	cells []string
}

// NewRowWriter returns a writer of rows to w.
func NewRowWriter(w io.Writer) *RowWriter { return &RowWriter{out: csv.NewWriter(w)} }

// Write writes a row.
func (r *RowWriter) Write(cells []string) error {
	r.cells = r.cells[:0]
	for _, c := range cells {
		if !plainDecimal(c) {
			c = csvText(c)
		}
		r.cells = append(r.cells, c)
	}
	return r.out.Write(r.cells)
}

// Flush writes what is buffered and returns the first error of all.
func (r *RowWriter) Flush() error {
	r.out.Flush()
	return r.out.Error()
}

// QuoteArg writes an argument of a command as a POSIX shell reads it.
func QuoteArg(s string) string { return quoteArg(s) }

// plainDecimal reports whether a cell is digits with at most a sign before and
// one point among them, which a spreadsheet reads as a number.
func plainDecimal(s string) bool {
	digits := strings.TrimPrefix(strings.TrimPrefix(s, "-"), "+")
	if len(s)-len(digits) > 1 {
		return false
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	return whole+fraction != "" && strings.Trim(whole+fraction, "0123456789") == ""
}
