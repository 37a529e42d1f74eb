package exact

import "fmt"

const (
	// MaxTicks bounds a change, so that four times any difference of two
	// changes fits an int64.
	MaxTicks = 1 << 59
	// MaxChanges bounds the number of changes, so that counts of pairs fit.
	MaxChanges = 1 << 30
)

// Change is a distinct change and how many participants have it.
type Change struct {
	Value int64 // in ticks of the scale
	N     int64 // participants, 1 or more
}

// Quarters is a position on the scale in quarter ticks: the median of an even
// number of Walsh averages of whole ticks is a multiple of ¼.
type Quarters int64

// Ticks returns the position in ticks.
func (q Quarters) Ticks() float64 { return float64(q) / 4 }

// Zeros says what the signed-rank test does with changes of 0.
type Zeros int

const (
	// DropZeros leaves zeros out before ranking (Wilcoxon 1945).
	DropZeros Zeros = iota
	// RankZeros ranks zeros with the rest and drops them then (Pratt 1959).
	RankZeros
)

// count checks the changes and returns how many participants they hold.
func count(changes []Change) (int64, error) {
	if len(changes) == 0 {
		return 0, fmt.Errorf("signed-rank: no changes")
	}
	var total int64
	for i, c := range changes {
		switch {
		case c.N < 1:
			return 0, fmt.Errorf("signed-rank: change %d has %d participants, want 1 or more", c.Value, c.N)
		case c.Value > MaxTicks || c.Value < -MaxTicks:
			return 0, fmt.Errorf("signed-rank: change of %d ticks, want at most 2^59 in size; use a coarser step", c.Value)
		case i > 0 && c.Value <= changes[i-1].Value:
			return 0, fmt.Errorf("signed-rank: change %d after %d, want distinct values in increasing order", c.Value, changes[i-1].Value)
		case c.N > MaxChanges-total:
			return 0, fmt.Errorf("signed-rank: more than %d changes", MaxChanges)
		}
		total += c.N
	}
	return total, nil
}

// mirror returns the changes with all signs turned, in increasing order.
func mirror(changes []Change) []Change {
	turned := make([]Change, len(changes))
	for i, c := range changes {
		turned[len(changes)-1-i] = Change{Value: -c.Value, N: c.N}
	}
	return turned
}
