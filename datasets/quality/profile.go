package quality

import (
	"github.com/cam-outcomes/cam/datasets/table"
)

// profile is what is known of a column by its cells.
type profile struct {
	header  string
	n       int64 // cells that are there
	numbers int64
	counts  map[int64]int64 // of whole numbers; nil once there are too many
	texts   map[string]bool // the first different ones
	high    float64         // the largest number
	likes   [numKinds]int64 // cells that look like identifiers
	long    int64           // cells with a sentence
}

const (
	mostValues = 64
	mostTexts  = 256
)

func newProfile(header string) *profile {
	return &profile{header: header, counts: make(map[int64]int64), texts: make(map[string]bool)}
}

// add looks at a cell.
func (p *profile) add(cell string) {
	if cell == "" {
		return
	}
	p.n++
	if len(p.texts) < mostTexts && !p.texts[cell] {
		p.texts[string([]byte(cell))] = true
	}
	if mantissa, decimals, status := table.ParseDecimal(cell, false); status == table.Exact || status == table.Rounded {
		p.numbers++
		value := float64(mantissa)
		for range decimals {
			value /= 10
		}
		if p.numbers == 1 || value > p.high {
			p.high = value
		}
		if p.counts != nil && decimals == 0 {
			if p.counts[mantissa]++; len(p.counts) > mostValues {
				p.counts = nil
			}
		} else {
			p.counts = nil
		}
	} else {
		p.counts = nil
	}
	p.look(cell)
}

// codes reports whether the column holds few whole numbers and nothing else.
func (p *profile) codes() bool { return p.counts != nil && p.n > 0 && p.numbers == p.n }
