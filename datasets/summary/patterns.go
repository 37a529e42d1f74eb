package summary

import (
	"fmt"
	"iter"
	"slices"
)

// Patterns holds, for every set of columns that some rows have observed and no
// others, the [Moments] of those rows over exactly those columns. It is all that
// a linear mixed model asks of rows whose columns are the same for everyone:
// numeric covariates first, then the score of one scale at each visit, by
// convention of whoever makes it. A missing covariate makes a pattern like a
// missing score does, so nothing is lost until a model chooses its sample.
//
// Patterns are sparse and kept in ascending order of their observed columns, as
// lists: {}, {0}, {0 1}, {0 2}, {1}. Two Patterns that say the same are
// [Patterns.Equal]. The zero Patterns has no columns and no rows; it is the
// identity of Merge.
type Patterns struct {
	columns []Column
	cells   []pattern
}

// pattern is the rows that have observed these columns and no others.
type pattern struct {
	observed []int // ascending
	moments  Moments
}

// Columns returns the columns in their order.
func (p Patterns) Columns() []Column { return slices.Clone(p.columns) }

// Len returns the number of patterns that occur.
func (p Patterns) Len() int { return len(p.cells) }

// N returns the number of rows. It cannot overflow: NewPatterns and Merge keep
// the total within an int64.
func (p Patterns) N() int64 {
	var n int64
	for _, c := range p.cells {
		n += c.moments.n
	}
	return n
}

// All yields the patterns in order: the observed columns, ascending, and their
// moments, which have those columns in that order. The slice must not be
// written to.
func (p Patterns) All() iter.Seq2[[]int, Moments] {
	return func(yield func([]int, Moments) bool) {
		for _, c := range p.cells {
			if !yield(c.observed, c.moments) {
				return
			}
		}
	}
}

// Equal reports whether both hold the same integers of the same patterns of the
// same columns.
func (p Patterns) Equal(q Patterns) bool {
	return slices.Equal(p.columns, q.columns) && slices.EqualFunc(p.cells, q.cells, func(a, b pattern) bool {
		return slices.Equal(a.observed, b.observed) && a.moments.Equal(b.moments)
	})
}

// Merge returns the patterns of the rows of both. The columns must have the
// same names in the same order; their steps may differ and are brought to the
// common one.
func (p Patterns) Merge(q Patterns) (Patterns, error) {
	if len(p.columns) == 0 {
		return q, nil
	}
	if len(q.columns) == 0 {
		return p, nil
	}
	if !slices.EqualFunc(p.columns, q.columns, func(a, b Column) bool { return a.Name == b.Name }) {
		return Patterns{}, fmt.Errorf("patterns of the columns %s cannot be merged with patterns of %s", columnNames(p.columns), columnNames(q.columns))
	}
	columns := slices.Clone(p.columns)
	for i := range columns {
		var err error
		if columns[i].Step, _, _, err = p.columns[i].Step.Common(q.columns[i].Step); err != nil {
			return Patterns{}, err
		}
	}
	return newPatterns(columns, slices.Concat(p.cells, q.cells))
}

// newPatterns brings patterns to the steps of columns, of which theirs must be
// whole multiples, sorts them, and joins those of the same observed columns.
func newPatterns(columns []Column, cells []pattern) (Patterns, error) {
	cells = slices.Clone(cells)
	for i, c := range cells {
		var err error
		if cells[i].moments, err = c.moments.onGrid(columns, c.observed); err != nil {
			return Patterns{}, err
		}
	}
	slices.SortStableFunc(cells, func(a, b pattern) int { return slices.Compare(a.observed, b.observed) })
	out := Patterns{columns: columns}
	var total int64
	for _, c := range cells {
		var ok bool
		if total, ok = add64(total, c.moments.n); !ok {
			return Patterns{}, &RangeError{Column: columns[0].Name, What: "count"}
		}
		last := len(out.cells) - 1
		if last < 0 || !slices.Equal(out.cells[last].observed, c.observed) {
			out.cells = append(out.cells, c)
			continue
		}
		joined, err := out.cells[last].moments.Merge(c.moments)
		if err != nil {
			return Patterns{}, err
		}
		out.cells[last].moments = joined
	}
	return out, nil
}

// onGrid expresses the moments in the steps of the columns at some places.
func (m Moments) onGrid(columns []Column, places []int) (Moments, error) {
	out := Moments{n: m.n, columns: make([]Column, len(places)), sum: slices.Clone(m.sum), cross: slices.Clone(m.cross)}
	factors := make([]int64, len(places))
	same := true
	for i, place := range places {
		out.columns[i] = columns[place]
		var err error
		if _, factors[i], _, err = m.columns[i].Step.Common(columns[place].Step); err != nil {
			return Moments{}, err
		}
		same = same && factors[i] == 1
	}
	if same {
		return out, nil
	}
	at := 0
	for i, f := range factors {
		var ok bool
		if out.sum[i], ok = m.sum[i].mul(f); !ok {
			return Moments{}, &RangeError{Column: out.columns[i].Name, What: "sum"}
		}
		for _, g := range factors[i:] {
			if out.cross[at], ok = scaledSum(m.cross[at], f, g, int128{}, 1, 1); !ok {
				return Moments{}, &RangeError{Column: out.columns[i].Name, What: "sum"}
			}
			at++
		}
	}
	return out, nil
}

// columnNames lists columns for a message.
func columnNames(columns []Column) string {
	s := ""
	for i, c := range columns {
		if i > 0 {
			s += ", "
		}
		s += c.Name
	}
	return s
}
