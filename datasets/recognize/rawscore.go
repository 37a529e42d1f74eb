package recognize

import (
	"fmt"
	"math"

	"github.com/cam-outcomes/cam/instruments"
)

// mayBeRaw asks about scores that may not have been turned into published ones:
// those of the SWEMWBS, say, or sums of the WHO-5 not times 4. Where all are
// whole numbers within the raw range, nothing in the column tells the two apart.
func (r *recognizer) mayBeRaw(k *known, s *instruments.Scale, visits []Visit, totals []score) *Question {
	raw, ok := k.Scale(s.ID + "_raw")
	if !ok {
		return nil
	}
	var columns []int
	low, high := raw.Range.Low.Float(), raw.Range.High.Float()
	n, other := 0, 0
	for _, t := range totals {
		columns = append(columns, t.column)
		r.cells(t.column, func(cell string) {
			v, isNumber := plainValue(cell)
			if n++; !isNumber || v < low || v > high || v != math.Trunc(v) {
				other++
			}
		})
	}
	if n == 0 || other > 0 {
		return nil
	}
	return &Question{
		Problem: fmt.Sprintf("%s may hold scores of %s or raw sums, which go from %s to %s", r.names(columns), s.ID, raw.Range.Low, raw.Range.High),
		Hint:    "if they are raw sums, add " + nameThem(raw, visits) + ", else " + nameThem(s, visits),
	}
}
