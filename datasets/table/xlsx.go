package table

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// sheetReader reads one sheet of an Excel workbook.
type sheetReader struct {
	name        string
	closer      io.Closer
	packed      bool
	book        *workbook
	sheet       sheet
	rows        *sheetRows
	fingerprint func() (string, error)

	beginning
	lastLine int // of the header
	count    int64
	sum      string
	err      error
}

// start chooses the sheet and reads up to and with the header.
func (r *sheetReader) start(o Options) error {
	var err error
	if r.sheet, err = r.book.choose(o.Sheet); err != nil {
		return err
	}
	if r.rows, err = r.book.rows(r.sheet); err != nil {
		return err
	}
	err = r.begin(r.name, o, r.rows.record, r.placeOf)
	if err != nil {
		r.rows.part.Close()
		return err
	}
	first, _ := r.current.place(0)
	r.lastLine = first + r.beginning.rows - 1
	return nil
}

// choose returns the sheet of a name, or the only one with a table that is not
// hidden.
func (w *workbook) choose(name string) (sheet, error) {
	var names []string
	for _, s := range w.sheets {
		names = append(names, s.name)
	}
	if name != "" {
		same := func(s sheet) bool { return s.name == name }
		if !slices.ContainsFunc(w.sheets, same) {
			same = func(s sheet) bool { return strings.EqualFold(trim(s.name), trim(name)) }
		}
		i := slices.IndexFunc(w.sheets, same)
		if i < 0 {
			return sheet{}, &contentError{"there is no sheet " + quoteName(name), "the sheets are " + listSome(names, 12)}
		}
		return w.sheets[i], nil
	}
	if len(w.sheets) == 1 {
		return w.sheets[0], nil
	}
	var tables []sheet
	names = names[:0]
	for _, s := range w.sheets {
		if s.hidden {
			continue
		}
		is, err := w.holdsTable(s)
		if err != nil {
			return sheet{}, err
		}
		if is {
			tables = append(tables, s)
			names = append(names, s.name)
		}
	}
	switch len(tables) {
	case 0:
		return sheet{}, &contentError{fmt.Sprintf("none of the %d sheets of this workbook holds a table", len(w.sheets)), "choose with --sheet " + shellQuote(w.sheets[0].name)}
	case 1:
		return tables[0], nil
	}
	return sheet{}, &contentError{
		fmt.Sprintf("%d sheets of this workbook hold tables: %s", len(tables), listSome(names, 12)),
		"choose with --sheet " + shellQuote(tables[0].name) + ", or another of them",
	}
}

// holdsTable reports whether a sheet has two rows of several cells.
func (w *workbook) holdsTable(s sheet) (bool, error) {
	rows, err := w.rows(s)
	if err != nil {
		return false, err
	}
	defer rows.part.Close()
	wide := 0
	for range lookAhead {
		fields, _, err := rows.record()
		if err == io.EOF {
			break
		}
		if err != nil {
			return false, err
		}
		if filled(fields) > 1 {
			wide++
		}
	}
	return wide > 1, nil
}

func listSome(names []string, most int) string {
	quoted := make([]string, 0, most)
	for _, name := range names[:min(len(names), most)] {
		quoted = append(quoted, quoteName(name))
	}
	list := strings.Join(quoted, ", ")
	if more := len(names) - most; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return list
}

// shellQuote writes a name so that it can be typed as shown.
func shellQuote(name string) string {
	return "'" + strings.ReplaceAll(strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f {
			return '?'
		}
		return c
	}, name), "'", `'\''`) + "'"
}

func (r *sheetReader) Header() []string { return r.header }

func (r *sheetReader) Texts() []string { return r.texts }

func (r *sheetReader) Read() (Row, error) {
	if r.err != nil {
		return Row{}, r.err
	}
	fields, line, err := r.next(r.rows.record)
	if err == nil {
		fields, err = r.fit(fields, line)
	}
	if err == io.EOF {
		if r.sum, err = r.fingerprint(); err == nil {
			err = io.EOF
		}
	}
	if err != nil {
		if err != io.EOF {
			err = r.explain(err)
		}
		r.err = err
		return Row{}, err
	}
	r.count++
	return Row{Line: line, Fields: fields}, nil
}

// explain gives an error the place after which it was met.
func (r *sheetReader) explain(err error) error {
	if content := (*contentError)(nil); errors.As(err, &content) {
		return &Error{Name: r.name, Line: r.rows.line, Problem: content.problem, Hint: content.hint}
	}
	if whole := (*Error)(nil); errors.As(err, &whole) {
		return err
	}
	return located(r.name, err)
}

// fit makes the number of cells that of the columns. A sheet leaves out empty
// cells at the end; what stands beside the table has no column.
func (r *sheetReader) fit(fields []string, line int) ([]string, error) {
	want := len(r.header)
	for len(fields) < want {
		fields = append(fields, "")
	}
	for i, cell := range fields[want:] {
		if trim(cell) != "" {
			return nil, &Error{
				Name: r.name, Line: line, Column: want + i + 1,
				Problem: fmt.Sprintf("this row has a value in column %d, but the header names %s", want+i+1, plural(want, "column")),
				Hint:    "give the column a name, or remove what stands beside the table; if a title stands above the header, say where the names stand, as in --header 2",
			}
		}
	}
	return fields[:want], nil
}

func (r *sheetReader) Position(i int) (line, column int) {
	line, column = r.placeOf(i)
	if r.current != nil {
		line, _ = r.current.place(0)
	}
	return line, column
}

func (r *sheetReader) placeOf(i int) (line, column int) { return r.rows.line, i + 1 }

func (r *sheetReader) Notes() []Note {
	var notes []Note
	if r.packed {
		notes = append(notes, noteOf(NoteCompression, "compression", "gzip"))
	}
	if n := len(r.book.sheets); n > 1 {
		note := noteOf(NoteSheet, "sheet", r.sheet.name)
		note.Args["n"] = strconv.Itoa(n)
		notes = append(notes, note)
	}
	notes = append(notes, r.beginning.notes()...)
	counts := r.rows.counts
	var merged int64
	for _, line := range counts.merged {
		if line > r.lastLine {
			merged++
		}
	}
	for _, count := range []struct {
		code string
		n    int64
	}{{NoteDates, counts.dates}, {NoteErrorCells, counts.errors}, {NoteUncomputed, counts.uncomputed}, {NoteMerged, merged}, {NoteHidden, counts.hidden}} {
		if count.n > 0 {
			notes = append(notes, noteCount(count.code, count.n))
		}
	}
	return notes
}

func (r *sheetReader) Sum() (sha256 string, rows int64) { return r.sum, r.count }

func (r *sheetReader) Close() error {
	if r.err == nil {
		r.err = errors.New(r.name + ": read after close")
	}
	r.rows.part.Close()
	return r.closer.Close()
}
