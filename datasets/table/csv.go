package table

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// csvReader reads delimited text with encoding/csv, strictly.
type csvReader struct {
	name   string
	source *source
	packed bool
	closer io.Closer

	text   *textReader
	lines  *lineReader
	buffer *bufio.Reader
	csv    *csv.Reader
	above  int // lines before the first that csv sees: 0, or 1 for sep=

	beginning

	cells   int // cells found in the current row
	lastEnd int // physical line on which the row before ended
	rows    int64
	sum     string
	err     error

	blankLines, emptyRows, extraCells int64
}

// start reads up to and with the header, and a little ahead.
func (r *csvReader) start(content *bufio.Reader, o Options) error {
	head, _ := content.Peek(signatureLength)
	r.text = newTextReader(content, utf16Of(head))
	r.lines = newLineReader(r.text)
	r.buffer = bufio.NewReaderSize(r.lines, bufferSize)
	head, err := r.buffer.Peek(bufferSize)
	if err := foreignText(head); err != nil {
		return located(r.name, err)
	}

	delimiter, length := separatorLine(head)
	if length > 0 {
		r.buffer.Discard(length)
		r.above, r.lastEnd = 1, 1
	} else {
		tabs := extension(r.name) == ".tsv" || extension(r.name) == ".tab"
		delimiter = delimiterOf(head, err == io.EOF, tabs)
	}
	r.lines.delimiter = delimiter
	r.csv = csv.NewReader(r.buffer)
	r.csv.Comma = rune(delimiter)
	r.csv.FieldsPerRecord = -1 // fit says more about a ragged row
	r.csv.ReuseRecord = true

	return r.begin(r.name, o, r.record, r.placeOf)
}

func (r *csvReader) Header() []string { return r.header }

func (r *csvReader) Texts() []string { return r.texts }

func (r *csvReader) Read() (Row, error) {
	if r.err != nil {
		return Row{}, r.err
	}
	fields, line, err := r.next(r.record)
	if r.current != nil {
		r.cells = len(fields)
	}
	if err == nil && len(fields) != len(r.header) {
		fields, err = r.fit(fields)
	}
	if err != nil {
		r.err = err
		return Row{}, err
	}
	r.rows++
	return Row{Line: line, Fields: fields}, nil
}

// record returns the next record that holds anything and its first line.
func (r *csvReader) record() (fields []string, line int, err error) {
	for {
		r.lines.nextRow()
		fields, err = r.csv.Read()
		r.cells = len(fields)
		if err != nil {
			return nil, 0, r.fail(fields, err)
		}
		line, _ = r.placeOf(0)
		r.blankLines += int64(line - r.lastEnd - 1)
		last := len(fields) - 1
		r.lastEnd, _ = r.placeOf(last)
		r.lastEnd += strings.Count(fields[last], "\n")
		if !allBlank(fields) {
			return fields, line, nil
		}
		r.emptyRows++
	}
}

// fit makes the number of cells that of the columns where nothing is lost by
// it: empty cells beyond the last column are dropped, and columns without a
// name at the end need not be there.
func (r *csvReader) fit(fields []string) ([]string, error) {
	want := len(r.header)
	if len(fields) > want && allBlank(fields[want:]) {
		r.extraCells++
		return fields[:want], nil
	}
	if len(fields) < want && len(fields) >= r.named {
		for len(fields) < want {
			fields = append(fields, "")
		}
		return fields, nil
	}
	e := &Error{
		Name: r.name,
		Problem: fmt.Sprintf("this row has %s, but the header has %s",
			plural(len(fields), "cell"), plural(want, "column")),
	}
	switch {
	case len(fields) < want:
		e.Line, e.Column = r.Position(len(fields) - 1)
		e.Hint = "the line may be cut short, or broken by a line end that is not in double quotes; " +
			"Excel leaves out empty last cells: fill a last column with 1 and export again"
	case want == 1:
		e.Line, e.Column = r.Position(want)
		e.Hint = "if a title stands above the header, say on which line the names of the columns stand, as in --header 2"
	default:
		e.Line, e.Column = r.Position(want)
		e.Hint = "text that contains " + delimiterName(r.csv.Comma) + " must be in double quotes"
	}
	return nil, e
}

func (r *csvReader) Position(i int) (line, column int) {
	if r.current != nil {
		return r.current.place(i)
	}
	return r.placeOf(i)
}

// placeOf is the place of field i of the record read last.
func (r *csvReader) placeOf(i int) (line, column int) {
	if r.cells == 0 {
		return 0, 0
	}
	line, column = r.csv.FieldPos(max(0, min(i, r.cells-1)))
	return line + r.above, column
}

func (r *csvReader) Notes() []Note {
	var notes []Note
	if r.packed {
		notes = append(notes, noteOf(NoteCompression, "compression", "gzip"))
	}
	if r.text.encoding != utf8Name {
		notes = append(notes, noteOf(NoteEncoding, "encoding", r.text.encoding))
	}
	if r.lines.ends != lineEndsPlain {
		notes = append(notes, noteOf(NoteLineEnds, "line_ends", r.lines.ends))
	}
	if r.csv.Comma != ',' {
		notes = append(notes, noteOf(NoteDelimiter, "delimiter", string(r.csv.Comma)))
	}
	notes = append(notes, r.beginning.notes()...)
	for _, count := range []struct {
		code string
		n    int64
	}{{NoteBlankLines, r.blankLines}, {NoteEmptyRows, r.emptyRows}, {NoteExtraCells, r.extraCells}} {
		if count.n > 0 {
			notes = append(notes, noteCount(count.code, count.n))
		}
	}
	return notes
}

func (r *csvReader) Sum() (sha256 string, rows int64) {
	if r.err != io.EOF {
		return "", r.rows // it is taken while looking ahead
	}
	return r.sum, r.rows
}

func (r *csvReader) Close() error {
	if r.err == nil {
		r.err = errors.New(r.name + ": read after close")
	}
	return r.closer.Close()
}
