package recognize

import (
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/instruments"
)

// tally is what the first rows say of columns as answers to items.
type tally struct {
	codes, labels  int // answers of the catalogue
	outside, other int // numbers beyond the codes, and texts that are no label
	lowest         int // of all whole numbers
	highest        int
	numbers        int
	zeros          int
}

func (t tally) answered() int { return t.codes + t.labels + t.outside + t.other }

func (t tally) coding() Coding {
	switch {
	case t.codes > 0 && t.labels > 0:
		return Both
	case t.labels > 0:
		return Labels
	case t.codes > 0:
		return Codes
	}
	return Empty
}

// cells calls each for the values of a column that are there.
func (r *recognizer) cells(column int, each func(cell string)) {
	for _, row := range r.Rows {
		if column >= len(row) {
			continue
		}
		cell := strings.TrimSpace(row[column])
		if cell != "" && !r.Missing(cell) {
			each(cell)
		}
	}
}

// count adds a column to the tally, as answers to an item.
func (t *tally) count(r *recognizer, p *instruments.Parser, item, column int) {
	r.cells(column, func(cell string) {
		n, isNumber := plainValue(cell)
		if isNumber {
			if t.numbers == 0 {
				t.lowest, t.highest = int(n), int(n)
			}
			t.numbers++
			t.lowest, t.highest = min(t.lowest, int(n)), max(t.highest, int(n))
			if n == 0 {
				t.zeros++
			}
		}
		switch _, reading := p.Parse(item, cell); {
		case reading.Answered() && isNumber:
			t.codes++
		case reading.Answered():
			t.labels++
		case reading == instruments.OutOfRange || isNumber:
			t.outside++
		case reading != instruments.Blank:
			t.other++
		}
	})
}

// span is what the first rows say of a column as a score.
type span struct {
	n, numbers, within int
	beyond             int // of those within the range, how many are no answer to an item
}

// asScore looks at a column as the scores of a scale, whose items' answers go
// up to high.
func (r *recognizer) asScore(column int, s *instruments.Scale, high float64) span {
	var t span
	low, top := s.Range.Low.Float(), s.Range.High.Float()
	r.cells(column, func(cell string) {
		t.n++
		v, ok := plainValue(cell)
		if !ok {
			return
		}
		t.numbers++
		if v >= low && v <= top {
			t.within++
			if v > high {
				t.beyond++
			}
		}
	})
	return t
}

// plainValue reads a number with a decimal point or comma.
func plainValue(s string) (float64, bool) {
	if len(s) == 0 || len(s) > 24 || !isDigit(rune(s[0])) && s[0] != '-' && s[0] != '+' && s[0] != '.' {
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	return v, err == nil && v < 1e9 && v > -1e9
}

// highestAnswer is the largest answer to an item of a scale.
func highestAnswer(k *known, s *instruments.Scale) float64 {
	high := 0.0
	for _, i := range s.Items {
		high = max(high, k.Items[i].High.Float())
	}
	return high
}
