package datasets

import (
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets/table"
)

// replay is a table whose first rows were read ahead, so that what its columns
// hold is known before they are read in earnest. Standard input cannot be read
// twice.
type replay struct {
	table.Reader
	rows []table.Row
	next int
	err  error // that ended reading ahead
	// skip tells rows that are no part of the table, by the decision that says so;
	// nil where all are.
	skip    func(fields []string) (code string)
	skipped map[string]int64
}

const (
	aheadRows  = 2000
	aheadBytes = 4 << 20
)

// ahead reads the first rows, once, and returns their cells.
func (r *replay) ahead() [][]string {
	size := 0
	for r.next == 0 && r.err == nil && len(r.rows) < aheadRows && size < aheadBytes {
		row, err := r.Reader.Read()
		if err != nil {
			r.err = err
			break
		}
		fields := slices.Clone(row.Fields)
		for i, f := range fields {
			fields[i] = strings.Clone(f)
			size += len(f) + 1
		}
		r.rows = append(r.rows, table.Row{Line: row.Line, Fields: fields})
	}
	cells := make([][]string, len(r.rows))
	for i, row := range r.rows {
		cells[i] = row.Fields
	}
	return cells
}

// Read returns the rows that were read ahead, then the others, without those to
// be skipped.
func (r *replay) Read() (table.Row, error) {
	for {
		row, err := r.read()
		if err != nil || r.skip == nil {
			return row, err
		}
		code := r.skip(row.Fields)
		if code == "" {
			return row, nil
		}
		if r.skipped == nil {
			r.skipped = make(map[string]int64)
		}
		r.skipped[code]++
	}
}

func (r *replay) read() (table.Row, error) {
	if r.next < len(r.rows) {
		row := r.rows[r.next]
		r.rows[r.next] = table.Row{}
		r.next++
		return row, nil
	}
	if r.err != nil {
		return table.Row{}, r.err
	}
	return r.Reader.Read()
}
