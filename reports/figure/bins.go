package figure

import (
	"math"
	"math/big"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// bins groups the scores of a grid into classes of equally many scores each, so
// that no class is fuller only because it spans more of the grid.
type bins struct {
	step  summary.Step
	width int64 // scores in a class
}

// newBins takes classes of one score where those between low and high are at
// most that many, and else of the least round width in units that leaves so few.
func newBins(step summary.Step, low, high summary.Score, most int64) bins {
	span := int64(high) - int64(low) + 1
	if span <= most {
		return bins{step, 1}
	}
	least := (span + most - 1) / most
	for width := niceStep(float64(least)*step.Float(), 1, false); ; width = niceStep(width*1.01, 1, false) {
		// A round width is a whole number of steps, exactly.
		r, ok := new(big.Rat).SetString(exactlyText(width))
		if !ok {
			break
		}
		if n := r.Quo(r, step.Rat()); n.IsInt() && n.Num().IsInt64() {
			return bins{step, n.Num().Int64()}
		}
		if width > float64(least)*step.Float()*100 {
			break
		}
	}
	return bins{step, least}
}

// start returns the first score of the class of t.
func (b bins) start(t summary.Score) summary.Score {
	q := int64(t) / b.width
	if int64(t)%b.width < 0 {
		q--
	}
	return summary.Score(q * b.width)
}

// edges returns the limits of a class in units, half a step outside its scores.
func (b bins) edges(start summary.Score) (low, high float64) {
	twice := new(big.Rat).Quo(b.step.Rat(), big.NewRat(2, 1))
	at := func(half int64) float64 { return exactFloat(new(big.Rat).Mul(twice, new(big.Rat).SetInt64(half))) }
	return at(2*int64(start) - 1), at(2*(int64(start)+b.width) - 1)
}

// middle returns the centre of a class in units.
func (b bins) middle(start summary.Score) float64 {
	low, high := b.edges(start)
	return low + (high-low)/2
}

// size is the width of a class in units.
func (b bins) size() float64 { return b.step.Float() * float64(b.width) }

// histogram counts the scores by class, in ascending order.
func (b bins) histogram(h summary.Histogram) []bin {
	var all []bin
	for t, n := range h.All() {
		start := b.start(t)
		if len(all) == 0 || all[len(all)-1].start != start {
			all = append(all, bin{start, 0})
		}
		all[len(all)-1].n += n
	}
	return all
}

// bin is a class and the people in it.
type bin struct {
	start summary.Score
	n     int64
}

func exactlyText(v float64) string {
	if v >= 1 {
		return new(big.Float).SetFloat64(v).Text('f', 1)
	}
	places := int(math.Ceil(-math.Log10(v))) + 1
	return new(big.Float).SetFloat64(v).Text('f', places)
}

// exactFloat is the float64 next to a rational number.
func exactFloat(r *big.Rat) float64 {
	f, _ := r.Float64()
	return f
}
