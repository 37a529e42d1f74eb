package summary

import (
	"cmp"
	"slices"
)

// Audit accounts for every row and participant: what was read, what was kept,
// and why the rest was not. Nothing is lost silently: RowsRead is RowsKept plus
// the rows of all Dropped.
type Audit struct {
	RowsRead     int64
	RowsKept     int64
	Participants int64
	Dropped      []Dropped // by reason, sorted
}

// Dropped counts rows left out for one reason, such as "where" or "no_id".
type Dropped struct {
	Reason string
	Rows   int64
}

// Equal reports whether both give the same account.
func (a Audit) Equal(b Audit) bool {
	return a.RowsRead == b.RowsRead && a.RowsKept == b.RowsKept && a.Participants == b.Participants && slices.Equal(a.Dropped, b.Dropped)
}

// Drop returns the account with rows left out for a reason.
func (a Audit) Drop(reason string, rows int64) Audit {
	if rows == 0 {
		return a
	}
	a.Dropped = slices.Clone(a.Dropped)
	i, found := slices.BinarySearchFunc(a.Dropped, reason, func(d Dropped, r string) int { return cmp.Compare(d.Reason, r) })
	if found {
		a.Dropped[i].Rows += rows
		return a
	}
	a.Dropped = slices.Insert(a.Dropped, i, Dropped{reason, rows})
	return a
}

// Merge adds two accounts of different rows and people.
func (a Audit) Merge(b Audit) (Audit, error) {
	total := []struct{ to, add *int64 }{{&a.RowsRead, &b.RowsRead}, {&a.RowsKept, &b.RowsKept}, {&a.Participants, &b.Participants}}
	for _, t := range total {
		sum, ok := add64(*t.to, *t.add)
		if !ok {
			return Audit{}, &RangeError{Column: "rows", What: "count"}
		}
		*t.to = sum
	}
	for _, d := range b.Dropped {
		a = a.Drop(d.Reason, d.Rows)
	}
	return a, nil
}
