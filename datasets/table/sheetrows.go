package table

import (
	"io"
	"strconv"
	"strings"
)

// sheetRows streams the rows of a sheet that hold anything.
type sheetRows struct {
	book *workbook
	part io.ReadCloser
	x    *xmlText

	line   int // of the row read last, from 1
	cells  int // its cells
	fields []string
	buffer []byte // the texts of a row's own cells
	spans  [][2]int
	column int
	value  []byte
	ended  bool

	counts sheetCounts
}

// sheetCounts is what of a sheet is worth a note.
type sheetCounts struct {
	hidden, errors, dates, uncomputed int64
	merged                            []int // lines on which merged cells begin that go down
}

func (w *workbook) rows(s sheet) (*sheetRows, error) {
	part, err := w.open(s.part, maxPart)
	if err != nil {
		return nil, err
	}
	r := &sheetRows{book: w, part: part, x: newXMLText(part)}
	for {
		kind, err := r.x.next()
		if err == io.EOF {
			err = damagedXML("a sheet in it has no rows")
		}
		if err != nil {
			part.Close()
			return nil, err
		}
		if kind == xmlStart && r.x.is("sheetData") {
			return r, nil
		}
	}
}

// record returns the next row that holds anything. Its fields are valid until
// the next call.
func (r *sheetRows) record() ([]string, int, error) {
	for !r.ended {
		kind, err := r.x.next()
		if err == io.EOF {
			err = damagedXML("a sheet in it ends in the middle")
		}
		if err != nil {
			return nil, 0, err
		}
		switch {
		case kind == xmlEnd && r.x.is("sheetData"):
			r.ended = true
			if err := r.afterRows(); err != nil {
				return nil, 0, err
			}
		case kind == xmlStart && r.x.is("row"):
			if err := r.row(); err != nil {
				return nil, 0, err
			}
			if !allBlank(r.fields) {
				r.cells = len(r.fields)
				return r.fields, r.line, nil
			}
		}
	}
	return nil, 0, io.EOF
}

// row reads one row.
func (r *sheetRows) row() error {
	line := r.line + 1
	if raw := rawAttribute(r.x.tag, "r"); raw != nil {
		n, err := strconv.Atoi(string(raw))
		if err != nil || n <= r.line {
			return damagedXML("the rows of a sheet are out of order")
		}
		line = n
	}
	if r.line = line; line > maxSheetRows {
		return damagedXML("a sheet in it has more rows than a sheet can have")
	}
	hidden := rawAttribute(r.x.tag, "hidden")
	isHidden := string(hidden) == "1" || string(hidden) == "true"
	r.fields, r.buffer, r.spans, r.column = r.fields[:0], r.buffer[:0], r.spans[:0], 0
	for {
		kind, err := r.x.next()
		if err != nil {
			return r.short(err)
		}
		switch name := r.x.name(); {
		case kind == xmlEnd && string(name) == "row":
			own := string(r.buffer)
			for i, span := range r.spans {
				if span[1] > 0 {
					r.fields[i] = own[span[0]:span[1]]
				}
			}
			if isHidden && !allBlank(r.fields) {
				r.counts.hidden++
			}
			return nil
		case kind == xmlStart && string(name) == "c":
			if err := r.cell(); err != nil {
				return err
			}
		}
	}
}

func (r *sheetRows) short(err error) error {
	if err == io.EOF {
		return damagedXML("a sheet in it ends in the middle")
	}
	return err
}

// afterRows counts the merged cells that go down over rows, of which only the
// first has the value.
func (r *sheetRows) afterRows() error {
	for {
		kind, err := r.x.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if kind == xmlStart && r.x.is("mergeCell") {
			from, to, found := strings.Cut(r.x.attribute("ref"), ":")
			if found && lineOf(to) > lineOf(from) && len(r.counts.merged) < maxSheetRows {
				r.counts.merged = append(r.counts.merged, lineOf(from))
			}
		}
	}
}

func lineOf(ref string) int {
	n, _ := strconv.Atoi(strings.TrimLeft(strings.ToUpper(ref), "$ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	return n
}
