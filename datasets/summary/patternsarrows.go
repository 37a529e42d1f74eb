package summary

import (
	"fmt"
	"slices"
)

// Select returns the patterns on some of the columns, in the order given: rows
// that differ only in what is left out are together.
func (p Patterns) Select(columns ...int) (Patterns, error) {
	out, err := p.chosen(columns)
	if err != nil {
		return Patterns{}, err
	}
	cells := make([]pattern, 0, len(p.cells))
	for _, c := range p.cells {
		var to pattern
		var places []int
		for i, column := range columns {
			if place, ok := slices.BinarySearch(c.observed, column); ok {
				to.observed = append(to.observed, i)
				places = append(places, place)
			}
		}
		to.moments = c.moments.pick(places)
		cells = append(cells, to)
	}
	return newPatterns(out, cells)
}

// Complete returns the moments of some of the columns, in the order given, over
// the rows that have observed all of them. They are the zero Moments where no
// row has.
func (p Patterns) Complete(columns ...int) (Moments, error) {
	if _, err := p.chosen(columns); err != nil {
		return Moments{}, err
	}
	var sum Moments
	places := make([]int, len(columns))
	for _, c := range p.cells {
		all := true
		for i, column := range columns {
			place, ok := slices.BinarySearch(c.observed, column)
			places[i] = place
			all = all && ok
		}
		if !all {
			continue
		}
		var err error
		if sum, err = sum.Merge(c.moments.pick(places)); err != nil {
			return Moments{}, err
		}
	}
	return sum, nil
}

func (p Patterns) chosen(columns []int) ([]Column, error) {
	if len(columns) == 0 {
		return nil, fmt.Errorf("patterns need at least one column")
	}
	out := make([]Column, len(columns))
	for i, column := range columns {
		if column < 0 || column >= len(p.columns) {
			return nil, fmt.Errorf("there is no column %d among %d", column, len(p.columns))
		}
		if slices.Contains(columns[:i], column) {
			return nil, fmt.Errorf("column %s is chosen twice", p.columns[column].Name)
		}
		out[i] = p.columns[column]
	}
	return out, nil
}

// With returns the patterns with further columns that are the same in every
// row, such as a constant or the dummies of a stratum. They are put before
// column at, so that covariates stay before visits; at = len(Columns()) puts
// them last. A value that is Missing was observed by no row.
func (p Patterns) With(at int, columns []Column, values []Score) (Patterns, error) {
	if at < 0 || at > len(p.columns) {
		return Patterns{}, fmt.Errorf("there is no place %d among %d columns", at, len(p.columns))
	}
	if len(columns) != len(values) {
		return Patterns{}, fmt.Errorf("%d values for %d columns", len(values), len(columns))
	}
	var given []int // of the new columns, those with a value
	for i, v := range values {
		if !v.InRange() {
			return Patterns{}, &RangeError{Column: columns[i].Name, What: "score"}
		}
		if v.Observed() {
			given = append(given, i)
		}
	}
	cells := make([]pattern, len(p.cells))
	for i, c := range p.cells {
		before, _ := slices.BinarySearch(c.observed, at)
		var to pattern
		to.observed = append(to.observed, c.observed[:before]...)
		for _, k := range given {
			to.observed = append(to.observed, at+k)
		}
		for _, column := range c.observed[before:] {
			to.observed = append(to.observed, column+len(columns))
		}
		var err error
		if to.moments, err = c.moments.with(before, columns, values, given); err != nil {
			return Patterns{}, err
		}
		cells[i] = to
	}
	return newPatterns(slices.Insert(slices.Clone(p.columns), at, columns...), cells)
}

// pick returns the moments of some columns in another order.
func (m Moments) pick(places []int) Moments {
	k := len(places)
	out := Moments{n: m.n, columns: make([]Column, k), sum: make([]int128, k), cross: make([]int128, 0, k*(k+1)/2)}
	for i, a := range places {
		out.columns[i], out.sum[i] = m.columns[a], m.sum[a]
		for _, b := range places[i:] {
			out.cross = append(out.cross, m.crossAt(a, b))
		}
	}
	return out
}

// with returns the moments with the given ones of some constant columns put
// before column at.
func (m Moments) with(at int, columns []Column, values []Score, given []int) (Moments, error) {
	k := len(m.columns) + len(given)
	out := Moments{n: m.n, columns: make([]Column, k), sum: make([]int128, k), cross: make([]int128, 0, k*(k+1)/2)}
	// old is the column of m at a place, or -1 with the constant's value.
	old := func(i int) (int, int64) {
		switch {
		case i < at:
			return i, 0
		case i < at+len(given):
			return -1, int64(values[given[i-at]])
		}
		return i - len(given), 0
	}
	for i := range k {
		a, va := old(i)
		ok := true
		if a >= 0 {
			out.columns[i], out.sum[i] = m.columns[a], m.sum[a]
		} else {
			out.columns[i] = columns[given[i-at]]
			out.sum[i], ok = int128From(m.n).mul(va)
		}
		for j := i; j < k && ok; j++ {
			var x int128
			switch b, vb := old(j); {
			case a >= 0 && b >= 0:
				x = m.crossAt(a, b)
			case a >= 0:
				x, ok = m.sum[a].mul(vb)
			case b >= 0:
				x, ok = m.sum[b].mul(va)
			default:
				x, ok = out.sum[i].mul(vb)
			}
			out.cross = append(out.cross, x)
		}
		if !ok {
			return Moments{}, &RangeError{Column: out.columns[i].Name, What: "sum"}
		}
	}
	return out, nil
}
