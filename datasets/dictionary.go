package datasets

import (
	"strings"
)

// dictionary holds the distinct texts of a column; code 0 is no value.
type dictionary struct {
	codes map[string]int32
	texts []string // by code
}

func newDictionary() *dictionary {
	return &dictionary{codes: make(map[string]int32), texts: []string{""}}
}

// code returns the code of a text, which may be changed after the call.
func (d *dictionary) code(s string) int32 {
	if s == "" {
		return 0
	}
	c, ok := d.codes[s]
	if !ok {
		s = strings.Clone(s)
		c = int32(len(d.texts))
		d.codes[s] = c
		d.texts = append(d.texts, s)
	}
	return c
}

// textColumn is a column of text by row, as codes of its dictionary.
type textColumn struct {
	header string
	isID   bool // ids are text whatever they look like, and missing only when empty
	*dictionary
	rows ints
	last int32 // the code of the cell before: rows of one participant often agree
	// after is the code that last followed each code: visits often come in order.
	after []int32
}

func newTextColumn(header string, isID bool) *textColumn {
	return &textColumn{header: header, isID: isID, dictionary: newDictionary(), after: []int32{0}}
}

func (t *textColumn) add(cell string, missing missingCodes) {
	if cell != "" {
		for _, guess := range [...]int32{t.last, t.after[t.last]} {
			if cell == t.texts[guess] {
				t.rows.append(int64(guess))
				t.last = guess
				return
			}
		}
	}
	cell = strings.TrimSpace(cell)
	if cell == "" || (!t.isID && missing.text(cell)) {
		t.rows.append(0)
		return
	}
	code := t.code(cell)
	for len(t.after) < len(t.texts) {
		t.after = append(t.after, 0)
	}
	t.after[t.last], t.last = code, code
	t.rows.append(int64(code))
}

// at returns the code of a row.
func (t *textColumn) at(row int) int32 { return int32(t.rows.at(row)) }

// text returns the value of a row, "" where it has none.
func (t *textColumn) text(row int) string { return t.texts[t.at(row)] }
