package reports

import "github.com/cam-outcomes/cam/reports/text"

// Document is what people read, without any format. Its strings are plain
// Unicode as they came, from data too: a renderer escapes them for where they
// go. A no-break space (U+00A0) holds a number and what belongs to it together.
type Document struct {
	Language text.Language
	Title    string
	Blocks   []Block
}

// Block is one of [Heading], [Paragraph], [List], [Table], [Footnotes] and
// [Next].
type Block interface{ block() }

// Heading starts a section.
type Heading struct{ Text string }

// Paragraph is prose. Lead is what it is about, set apart where the format can.
type Paragraph struct {
	Lead string
	Text string
}

// List is a number of short statements, one an item.
type List struct{ Items []string }

// Table is rows of typed cells under named columns. The first column names the
// row.
type Table struct {
	Caption string
	Columns []Column
	Rows    []Row
}

// Column is one column of a table. Where a table is too wide for its medium,
// columns of one Panel stay together.
type Column struct {
	Head  string
	Panel int
}

// Row is one row of a table. A row without cells is a heading over those that
// follow.
type Row struct {
	Label  string
	Indent int
	Notes  []int // numbers of footnotes
	Cells  []Cell
}

// Footnotes explain the marks of table rows: what was decided automatically.
type Footnotes struct{ Items []Footnote }

// Footnote is one decision in words.
type Footnote struct {
	Number int
	Text   string
}

// Next names the commands that suggest themselves.
type Next struct{ Commands []Command }

// Command is a line to type and what it is good for.
type Command struct{ Line, Purpose string }

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Table) block()     {}
func (Footnotes) block() {}
func (Next) block()      {}

// withoutEmptyColumns returns the table without the columns in which no row has
// anything. A table of which nothing is left has no rows.
func (t Table) withoutEmptyColumns() Table {
	out := Table{Caption: t.Caption, Columns: t.Columns[:1:1]}
	var kept []int
	for j, column := range t.Columns[1:] {
		for _, row := range t.Rows {
			if j < len(row.Cells) && row.Cells[j] != nil && !row.Cells[j].Absent() {
				kept = append(kept, j)
				out.Columns = append(out.Columns, column)
				break
			}
		}
	}
	if len(kept) == 0 {
		return out
	}
	for _, row := range t.Rows {
		cells := row.Cells
		if cells != nil {
			row.Cells = make([]Cell, len(kept))
			for i, j := range kept {
				row.Cells[i] = cells[j]
			}
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
