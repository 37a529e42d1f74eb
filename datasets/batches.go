package datasets

import (
	"iter"

	"github.com/cam-outcomes/cam/datasets/table"
)

// eachRow yields the rows of a table, which a goroutine of its own reads ahead
// in batches: taking a file apart costs about as much as keeping its cells. The
// last pair has the error that ended the table, io.EOF included. The goroutine
// has ended when the loop has. Rows are valid during their step.
func eachRow(r table.Reader) iter.Seq2[table.Row, error] {
	return func(yield func(table.Row, error) bool) {
		full, free, stop := make(chan *batch, 2), make(chan *batch, 4), make(chan struct{})
		for range cap(free) {
			free <- new(batch)
		}
		go func() {
			defer close(full)
			for {
				select {
				case b := <-free:
					b.fill(r)
					full <- b // has room for all but one, and that one is awaited
					if b.err != nil {
						return
					}
				case <-stop:
					return
				}
			}
		}()
		defer func() {
			close(stop)
			for range full { // until the goroutine has ended
			}
		}()
		for b := range full {
			for _, row := range b.rows {
				if !yield(row, nil) {
					return
				}
			}
			if b.err != nil {
				yield(table.Row{}, b.err)
				return
			}
			free <- b
		}
	}
}

// batch is some rows with their cells in one string.
type batch struct {
	rows []table.Row
	err  error // that follows the rows

	bytes  []byte
	ends   []int // of each cell among bytes
	fields []string
}

const (
	batchRows  = 512
	batchBytes = 256 << 10
)

// fill reads rows until the batch is full or the table ends.
func (b *batch) fill(r table.Reader) {
	b.rows, b.bytes, b.ends, b.fields = b.rows[:0], b.bytes[:0], b.ends[:0], b.fields[:0]
	width := 0
	for len(b.rows) < batchRows && len(b.bytes) < batchBytes {
		var row table.Row
		if row, b.err = r.Read(); b.err != nil {
			break
		}
		width = len(row.Fields) // every row has a cell for each column
		for _, f := range row.Fields {
			b.bytes = append(b.bytes, f...)
			b.ends = append(b.ends, len(b.bytes))
		}
		b.rows = append(b.rows, table.Row{Line: row.Line})
	}
	text, start := string(b.bytes), 0
	for _, end := range b.ends {
		b.fields = append(b.fields, text[start:end])
		start = end
	}
	for i := range b.rows {
		b.rows[i].Fields = b.fields[i*width : (i+1)*width : (i+1)*width]
	}
}
