package table

import (
	"errors"
	"fmt"
	"io"
	"slices"
)

// record is a row that is kept while others are read.
type record struct {
	fields []string
	line   int
	places [][2]int // line and column by field
}

func (r *record) place(i int) (line, column int) {
	if len(r.places) == 0 {
		return 0, 0
	}
	p := r.places[max(0, min(i, len(r.places)-1))]
	return p[0], p[1]
}

// keep copies the record that was read last. Its cells are strings of their own,
// which no reader writes over.
func keep(fields []string, line int, place func(i int) (line, column int)) record {
	kept := record{fields: slices.Clone(fields), line: line, places: make([][2]int, len(fields))}
	for i := range kept.fields {
		kept.places[i][0], kept.places[i][1] = place(i)
	}
	return kept
}

// beginning is what the first rows of a file say of its columns, and those of
// them that are yet to be handed out.
type beginning struct {
	columnNames
	texts      []string
	convention string
	rows       int   // that name the columns
	titles     []int // lines above them

	ahead   []record
	err     error   // what ended looking ahead
	current *record // the row handed out last, while it is one of those ahead
}

// begin reads ahead and finds the names of the columns.
func (b *beginning) begin(file string, o Options, read func() ([]string, int, error), place func(int) (int, int)) error {
	first, last, err := o.lines()
	if err != nil {
		return located(file, err)
	}
	for len(b.ahead) < lookAhead+max(0, last) {
		fields, line, err := read()
		if err != nil {
			b.err = err
			break
		}
		b.ahead = append(b.ahead, keep(fields, line, place))
	}
	switch {
	case len(b.ahead) == 0 && b.err == io.EOF:
		return &Error{Name: file, Problem: "the file is empty", Hint: "its first line must hold the names of the columns"}
	case len(b.ahead) == 0:
		return b.err
	}
	h, err := b.heading(first, last)
	if err != nil {
		return located(file, err)
	}
	for _, title := range b.ahead[:h.titles] {
		b.titles = append(b.titles, title.line)
	}
	b.ahead = b.ahead[h.titles:]
	names := b.ahead[0]
	b.texts, b.convention, b.rows = h.texts, h.convention, h.rows
	if b.columnNames, err = nameColumns(file, h.names, names.place); err != nil {
		return err
	}
	if b.texts != nil {
		b.texts = slices.Clip(append(b.texts, make([]string, max(0, len(b.header)-len(b.texts)))...))
	}
	b.ahead, b.current = b.ahead[h.rows:], &names
	return nil
}

// heading finds the names, on the lines named or by what the rows hold.
func (b *beginning) heading(first, last int) (heading, error) {
	var rows [][]string
	titles := 0
	for _, r := range b.ahead {
		switch {
		case first > 0 && r.line < first:
			titles++
		case first == 0 || r.line <= last:
			rows = append(rows, r.fields)
		}
	}
	if first == 0 {
		return findHeading(rows)
	}
	if len(rows) == 0 || b.ahead[titles].line != first {
		return heading{}, &contentError{fmt.Sprintf("there are no names of columns on line %d", first), "give --header the line on which they stand"}
	}
	h := headingAt(rows)
	h.titles = titles
	return h, nil
}

// next returns the next row: those read ahead, then further ones.
func (b *beginning) next(read func() ([]string, int, error)) (fields []string, line int, err error) {
	b.current = nil
	if len(b.ahead) > 0 {
		b.current = &b.ahead[0]
		b.ahead = b.ahead[1:]
		return b.current.fields, b.current.line, nil
	}
	if b.err != nil {
		return nil, 0, b.err
	}
	fields, line, err = read()
	if err != nil && !errors.Is(err, io.EOF) {
		b.err = err
	}
	return fields, line, err
}

// notes says how the columns were named.
func (b *beginning) notes() []Note {
	var notes []Note
	if n := len(b.titles); n > 0 {
		note := noteCount(NoteTitles, int64(n))
		note.Args["lines"] = ranges(b.titles)
		notes = append(notes, note)
	}
	if b.rows > 1 {
		note := noteCount(NoteHeaderRows, int64(b.rows))
		note.Args["convention"] = b.convention
		notes = append(notes, note)
	}
	if n := len(b.unnamed); n > 0 {
		note := noteCount(NoteUnnamed, int64(n))
		note.Args["columns"] = ranges(b.unnamed)
		notes = append(notes, note)
	}
	if b.again > 0 {
		notes = append(notes, noteCount(NoteAgain, int64(b.again)))
	}
	return notes
}
