package datasets

import (
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/datasets/table"
)

// scoreColumn is a column of scores by row, as integers at the finest number of
// decimals seen so far: 12.5 is 125 once the column has one decimal.
type scoreColumn struct {
	header   string
	place    int // among the first file's columns, from 1, for messages
	decimals int
	// grid is that of scores which are no decimals; unset where decimals say it.
	grid    summary.Step
	values  ints
	bad     []badCell
	rounded int64 // values with more decimals than are kept
	commas  int64 // values with a decimal comma
	points  int64 // values with a decimal point
	// overflow says that a value needs more digits than can be counted.
	overflow bool
}

// badCell is a cell that could not be read. Its text is kept for the first of
// them only: they may turn out to be in rows that --where leaves out.
type badCell struct {
	row  int32
	kind badKind
	text string
}

type badKind uint8

const (
	notNumber badKind = iota
	thousands         // 1,234 in a file with commas: 1234, or 1.234?
	tooLarge
	outOfRange // a number that is no answer to an item
)

const maxBadCells = 100_000

// add reads a cell. In files that are delimited by something else, a comma is a
// decimal comma; in comma-separated files, where it must have been quoted, only
// if it cannot separate thousands.
func (c *scoreColumn) add(cell string, missing missingCodes, commaFile bool) {
	if cell == "" {
		c.values.append(noScore)
		return
	}
	comma := strings.IndexByte(cell, ',') >= 0
	if comma && commaFile && looksLikeThousands(cell) && !missing.text(strings.TrimSpace(cell)) {
		c.addBad(cell, thousands)
		return
	}
	mantissa, decimals, status := table.ParseDecimal(cell, comma)
	switch status {
	case table.NotNumber, table.OutOfRange:
		if text := strings.TrimSpace(cell); missing.text(text) {
			c.values.append(noScore)
		} else if status == table.OutOfRange {
			c.addBad(text, tooLarge)
		} else {
			c.addBad(text, notNumber)
		}
		return
	case table.Rounded:
		c.rounded++
	}
	if len(missing.numbers) > 0 && missing.number(mantissa, decimals) {
		c.values.append(noScore)
		return
	}
	if comma {
		c.commas++
	} else if strings.IndexByte(cell, '.') >= 0 {
		c.points++
	}
	c.addNumber(mantissa, decimals)
}

func (c *scoreColumn) addNumber(mantissa int64, decimals int) {
	if decimals > c.decimals {
		c.refine(decimals)
	}
	c.values.append(c.scaled(mantissa, c.decimals-decimals))
}

func (c *scoreColumn) addBad(text string, kind badKind) {
	if len(c.bad) < maxBadCells {
		const most = 160
		c.bad = append(c.bad, badCell{int32(c.values.len()), kind, strings.Clone(text[:min(len(text), most)])})
	}
	c.values.append(badScore)
}

// refine brings the values so far to more decimals.
func (c *scoreColumn) refine(decimals int) {
	for i := range c.values.len() {
		if v := c.values.at(i); v > badScore {
			c.values.set(i, c.scaled(v, decimals-c.decimals))
		}
	}
	c.decimals = decimals
}

// scaled returns v·10^n.
func (c *scoreColumn) scaled(v int64, n int) int64 {
	if n == 0 {
		return v
	}
	factor := powerOfTen(n)
	if v > summary.MaxTicks/factor || v < -summary.MaxTicks/factor {
		c.overflow = true
		return noScore
	}
	return v * factor
}

// step is the grid of the column.
func (c *scoreColumn) step() summary.Step {
	if c.grid.IsSet() {
		return c.grid
	}
	return summary.Step{Num: 1, Den: powerOfTen(c.decimals)}
}

// looksLikeThousands reports whether a number with commas may have them between
// thousands: 1,234 and 12,345.6 may, 3,5 and 0,500 cannot.
func looksLikeThousands(s string) bool {
	s = strings.TrimLeft(strings.TrimSpace(s), "+-\u2212")
	whole, _, _ := strings.Cut(s, ".")
	groups := strings.Split(whole, ",")
	if first := groups[0]; len(first) < 1 || len(first) > 3 || first[0] == '0' || !allDigits(first) {
		return false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 || !allDigits(g) {
			return false
		}
	}
	return len(groups) > 1
}

func allDigits(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}
