package datasets

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/cam-outcomes/cam/datasets/table"
)

// rowsThatFail is a table that ends with an error after some rows, and spoils
// the cells of a row when the next is read.
type rowsThatFail struct {
	table.Reader
	n, of  int
	fields []string
	err    error
}

func (r *rowsThatFail) Read() (table.Row, error) {
	if r.n == r.of {
		return table.Row{}, r.err
	}
	r.n++
	r.fields[0], r.fields[1] = fmt.Sprint(r.n), strings.Repeat("é,", r.n%7)
	return table.Row{Line: r.n + 1, Fields: r.fields}, nil
}

func TestEachRow(t *testing.T) {
	failed := errors.New("a damaged file")
	for _, of := range []int{0, 1, batchRows - 1, batchRows, 10*batchRows + 3} {
		for _, end := range []error{io.EOF, failed} {
			n := 0
			var got error
			for row, err := range eachRow(&rowsThatFail{of: of, err: end, fields: make([]string, 2)}) {
				if err != nil {
					got = err
					continue
				}
				n++
				if row.Line != n+1 || row.Fields[0] != fmt.Sprint(n) || row.Fields[1] != strings.Repeat("é,", n%7) {
					t.Fatalf("row %d is %+v", n, row)
				}
			}
			if n != of || got != end {
				t.Errorf("%d of %d rows, then %v", n, of, got)
			}
		}
	}
	// Who stops early does not leave the goroutine behind, nor wait for the end.
	r := &rowsThatFail{of: 1 << 30, err: io.EOF, fields: make([]string, 2)}
	for range eachRow(r) {
		break
	}
	if r.n > 100*batchRows {
		t.Errorf("%d rows were read for one", r.n)
	}
}
