package summary

import (
	"fmt"
	"iter"
	"slices"
)

// NewPatterns sums the rows it is given with their multiplicities, in any order
// and with repetitions. A row has a value for each column, [Missing] where it
// was not observed; it is not kept, so the caller may fill one slice again and
// again. It fails without columns, for a row of another length, for a negative
// multiplicity, and with a [*RangeError] for a value beyond [MaxTicks] and for a
// sum that does not fit.
func NewPatterns(columns []Column, rows iter.Seq2[[]Score, int64]) (Patterns, error) {
	if len(columns) == 0 {
		return Patterns{}, fmt.Errorf("patterns need at least one column")
	}
	s := patternScan{columns: columns, find: make(map[string]int), key: make([]byte, (len(columns)+7)/8)}
	for row, n := range rows {
		if err := s.add(row, n); err != nil {
			return Patterns{}, err
		}
	}
	for i := range s.cells {
		if err := s.flush(i); err != nil {
			return Patterns{}, err
		}
	}
	return newPatterns(slices.Clone(columns), s.cells)
}

// patternScan sums rows by their pattern. Small products are added up in 64 bits
// and moved to 128 before they could overflow, which makes a row cost little more
// than its products.
type patternScan struct {
	columns []Column
	find    map[string]int // cell by the bits of the observed columns
	key     []byte
	cells   []pattern
	small   []smallSums // by cell
}

// smallSums are the parts of a cell's sums that have not been moved yet.
type smallSums struct {
	n    int64
	all  []int64 // the sums, then the upper triangle of the cross-products by rows
	rows int
}

const (
	smallScore = 1 << 20 // magnitude of the values that are added up in 64 bits
	smallRows  = 1 << 22 // of which so many products of two cannot overflow
)

func (s *patternScan) add(row []Score, n int64) error {
	if len(row) != len(s.columns) {
		return fmt.Errorf("a row has %d values, its patterns have %d columns", len(row), len(s.columns))
	}
	if n <= 0 {
		if n < 0 {
			return fmt.Errorf("a row of %s occurs %d times", s.columns[0].Name, n)
		}
		return nil
	}
	clear(s.key)
	small := n == 1
	for i, x := range row {
		if x == Missing {
			continue
		}
		s.key[i/8] |= 1 << (i % 8)
		if x > smallScore || x < -smallScore {
			small = false
			if !x.InRange() {
				return &RangeError{Column: s.columns[i].Name, What: "score"}
			}
		}
	}
	at, ok := s.find[string(s.key)]
	if !ok {
		at = s.newCell()
	}
	if !small {
		return s.addLarge(at, row, n)
	}
	to, observed := &s.small[at], s.cells[at].observed
	to.n++
	sums, cross := to.all[:len(observed)], to.all[len(observed):]
	for i, column := range observed {
		x := int64(row[column])
		sums[i] += x
		for j, other := range observed[i:] {
			cross[j] += x * int64(row[other])
		}
		cross = cross[len(observed)-i:]
	}
	if to.rows++; to.rows == smallRows {
		return s.flush(at)
	}
	return nil
}

// newCell makes the cell of the observed columns in the key.
func (s *patternScan) newCell() int {
	var c pattern
	for i, column := range s.columns {
		if s.key[i/8]&(1<<(i%8)) != 0 {
			c.observed = append(c.observed, i)
			c.moments.columns = append(c.moments.columns, column)
		}
	}
	k := len(c.observed)
	c.moments.sum, c.moments.cross = make([]int128, k), make([]int128, k*(k+1)/2)
	s.find[string(s.key)] = len(s.cells)
	s.cells = append(s.cells, c)
	s.small = append(s.small, smallSums{all: make([]int64, k+k*(k+1)/2)})
	return len(s.cells) - 1
}

func (s *patternScan) addLarge(at int, row []Score, n int64) error {
	c := &s.cells[at]
	observed := make([]Score, len(c.observed))
	for i, column := range c.observed {
		observed[i] = row[column]
	}
	return c.moments.add(observed, n)
}

// flush moves the small sums of a cell to its moments.
func (s *patternScan) flush(at int) error {
	from, to := &s.small[at], &s.cells[at].moments
	var ok bool
	if to.n, ok = add64(to.n, from.n); !ok {
		return &RangeError{Column: s.columns[0].Name, What: "count"}
	}
	k := len(to.sum)
	for i, v := range from.all {
		sum := to.sum
		j := i
		if i >= k {
			sum, j = to.cross, i-k
		}
		if sum[j], ok = sum[j].add(int128From(v)); !ok {
			return &RangeError{Column: s.columns[0].Name, What: "sum"}
		}
	}
	from.n, from.rows = 0, 0
	clear(from.all)
	return nil
}
