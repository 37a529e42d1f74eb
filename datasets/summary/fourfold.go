package summary

import "fmt"

// Fourfold counts pairs by whether an event holds before and after. It is all
// that McNemar's test needs.
type Fourfold struct {
	Event   string // how the event is written in results, as in ">=10"
	Both    int64  // before and after
	Lost    int64  // before only
	Gained  int64  // after only
	Neither int64
}

// N returns the number of pairs.
func (f Fourfold) N() int64 { return f.Both + f.Lost + f.Gained + f.Neither }

// Before returns the number of pairs in which the event holds before.
func (f Fourfold) Before() int64 { return f.Both + f.Lost }

// After returns the number of pairs in which the event holds after.
func (f Fourfold) After() int64 { return f.Both + f.Gained }

// Equal reports whether both are the same.
func (f Fourfold) Equal(g Fourfold) bool { return f == g }

// Merge adds the pairs of g, which must be about the same event.
func (f Fourfold) Merge(g Fourfold) (Fourfold, error) {
	switch {
	case f == Fourfold{}:
		return g, nil
	case g == Fourfold{}:
		return f, nil
	case f.Event != g.Event:
		return Fourfold{}, fmt.Errorf("the event %s cannot be merged with the event %s", f.Event, g.Event)
	}
	total := f.N()
	for _, n := range []int64{g.Both, g.Lost, g.Gained, g.Neither} {
		var ok bool
		if total, ok = add64(total, n); !ok {
			return Fourfold{}, &RangeError{Column: f.Event, What: "count"}
		}
	}
	return Fourfold{f.Event, f.Both + g.Both, f.Lost + g.Lost, f.Gained + g.Gained, f.Neither + g.Neither}, nil
}
