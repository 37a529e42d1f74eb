package table

// A Reader yields the rows of one table in file order. It is not safe for
// concurrent use.
type Reader interface {
	// Header returns the column names as written, without surrounding space,
	// zero-width characters and byte order mark. They are unique and never
	// empty: a column without a name is called "column 7". The caller must not
	// change the slice.
	Header() []string

	// Texts returns what the file says of each column beside its name, such as
	// the text of a question: "" for a column of which it says nothing more, nil
	// where it does so for none. The caller must not change the slice.
	Texts() []string

	// Read returns the next row that holds anything, or io.EOF after the last.
	// Any other error is final and is returned again by further calls.
	Read() (Row, error)

	// Position returns the physical line and the column of field i of the row
	// read last, both from 1; before the first Read, of the header's name i. In
	// text files the column counts bytes of the line as UTF-8; in a workbook both
	// are those of the cell.
	Position(i int) (line, column int)

	// Notes returns what was decided while reading, complete after io.EOF. The
	// order of the rows does not change it.
	Notes() []Note

	// Sum returns the SHA-256, in hexadecimal, of all bytes of the file as it is
	// stored, and the number of rows returned by Read. The sum is empty until
	// Read has returned io.EOF.
	Sum() (sha256 string, rows int64)

	// Close releases the file. It does not close a reader given to OpenReader.
	Close() error
}

// Row is one row of a table.
type Row struct {
	// Line is the physical line on which the row starts, from 1.
	Line int
	// Fields holds one cell for each column of the header, verbatim but that
	// line ends inside a cell are "\n". The slice and its strings are valid only
	// until the next Read.
	Fields []string
}
