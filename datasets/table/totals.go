package table

import (
	"io"
	"slices"
	"strings"
)

// IsTotal reports whether a cell is what people write beside the sums or means
// under a table, in English or Spanish, and never the name of a person.
func IsTotal(cell string) bool {
	var letters [maxTotal]byte
	switch string(plainLetters(&letters, cell)) {
	case "total", "totals", "grand total", "average", "avg", "mean", "median", "std dev", "st dev", "standard deviation",
		"totales", "total general", "promedio", "media", "mediana", "desviación estándar", "desviacion estandar":
		return true
	}
	return false
}

// isWeakTotal knows words that may be names or initials too. They count beside
// others, or where ids have digits.
func isWeakTotal(cell string) bool {
	var letters [maxTotal]byte
	switch string(plainLetters(&letters, cell)) {
	case "sum", "suma", "sd", "count", "min", "max", "minimum", "maximum", "n", "de", "mín", "máx", "mínimo", "máximo", "minimo", "maximo", "std", "%":
		return true
	}
	return false
}

const maxTotal = 32

// plainLetters writes a short cell in lower case and without what stands around
// it. Most cells are looked at here, so that nothing is allocated.
func plainLetters(to *[maxTotal]byte, cell string) []byte {
	cell = strings.Trim(cell, " \t.:=")
	if len(cell) > maxTotal {
		return nil
	}
	for i := range len(cell) {
		c := cell[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		to[i] = c
	}
	return to[:len(cell)]
}

// below says what a row may be that stands under a table.
type below uint8

const (
	aPerson below = iota
	mayBeTotal
	isTotal
	aRemark
)

// belowTable looks at one row.
func belowTable(fields []string) below {
	// No label and no remark is one word with digits in front, as most ids are.
	if first := fields[0]; first != "" && first[0] >= '0' && first[0] <= '9' && strings.IndexByte(first, ' ') < 0 {
		return aPerson
	}
	label := -1
	for i, cell := range fields {
		if trim(cell) != "" {
			label = i
			break
		}
	}
	if label < 0 || label > 2 {
		return aPerson
	}
	cell := fields[label]
	kind := aPerson
	switch {
	case label == 0 && len(fields) > 2 && strings.Count(cell, " ") > 1 && len(strings.Fields(cell)) > 2:
		kind = aRemark
	case IsTotal(cell):
		kind = isTotal
	case isWeakTotal(cell):
		kind = mayBeTotal
	}
	if kind == aPerson {
		return aPerson
	}
	numbers := 0
	for _, cell := range fields[label+1:] {
		if cell = trim(cell); cell == "" {
			continue
		}
		if !isNumeric(cell) && !strings.HasPrefix(cell, "#") {
			return aPerson
		}
		numbers++
	}
	switch {
	case kind == aRemark && numbers > 0 && IsTotal(cell):
		return isTotal
	case (kind == aRemark) != (numbers == 0):
		return aPerson
	}
	return kind
}

// body is a table without the totals and remarks that stand below it.
type body struct {
	Reader
	digits  bool // the label of the first row has digits, as ids have
	held    []record
	out     []record // held rows that turned out to be no totals
	current *record
	err     error // what followed the rows held
	dropped int64
	rows    int64
}

func (b *body) Read() (Row, error) {
	for {
		if len(b.out) > 0 {
			b.current = &b.out[0]
			b.out = b.out[1:]
			b.rows++
			return Row{Line: b.current.line, Fields: b.current.fields}, nil
		}
		b.current = nil
		if b.err != nil {
			return Row{}, b.err
		}
		row, err := b.Reader.Read()
		if err != nil {
			b.end(err)
			continue
		}
		if len(b.held) == 0 && belowTable(row.Fields) == aPerson {
			if b.rows++; b.rows == 1 {
				b.digits = strings.ContainsAny(firstFilled(row.Fields), "0123456789")
			}
			return row, nil
		}
		b.held = append(b.held, keep(row.Fields, row.Line, b.Reader.Position))
		if belowTable(row.Fields) == aPerson || len(b.held) > lookAhead {
			b.out, b.held = b.held, nil
		}
	}
}

// end settles what the last rows are.
func (b *body) end(err error) {
	b.err = err
	sure := func(r record) bool { return b.digits || belowTable(r.fields) != mayBeTotal }
	if err == io.EOF && slices.ContainsFunc(b.held, sure) {
		b.dropped = int64(len(b.held))
	} else {
		b.out = b.held
	}
	b.held = nil
}

func (b *body) Position(i int) (line, column int) {
	if b.current != nil {
		return b.current.place(i)
	}
	return b.Reader.Position(i)
}

func (b *body) Notes() []Note {
	notes := b.Reader.Notes()
	if b.dropped > 0 {
		notes = append(notes, noteCount(NoteTotals, b.dropped))
	}
	return notes
}

func (b *body) Sum() (sha256 string, rows int64) {
	sha256, _ = b.Reader.Sum()
	if b.err != io.EOF || len(b.out) > 0 {
		sha256 = ""
	}
	return sha256, b.rows
}
