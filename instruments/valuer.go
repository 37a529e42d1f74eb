package instruments

import (
	"fmt"
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// valuer turns an answer to one item into a number of steps.
type valuer struct {
	low, high int64 // possible values
	// One of the following, the first that is there.
	codes  []int64 // by answer − first
	first  Answer
	from   []Answer // ascending; the value of the last that the answer reaches
	values []int64
	factor int64 // answer·factor + add
	add    int64
	counts func(summary.Score) bool // 1 where it holds of that value, else 0; nil for the value
}

func (v *valuer) of(a Answer) int64 {
	var value int64
	switch {
	case v.codes != nil:
		value = v.codes[a-v.first]
	case v.from != nil:
		at := 0
		for at+1 < len(v.from) && v.from[at+1] <= a {
			at++
		}
		value = v.values[at]
	default:
		value = int64(a)*v.factor + v.add
	}
	if v.counts == nil {
		return value
	}
	if v.counts(summary.Score(value)) {
		return 1
	}
	return 0
}

// counted values an answer 1 where the criterion holds of its value, else 0.
func (v valuer) counted(holds func(summary.Score) bool) valuer {
	v.low, v.high, v.counts = 0, 1, holds
	return v
}

// few lays the values of an item with few answers out, by answer − a.low; nil
// where there are many.
func (v *valuer) few(a allowed) []int64 {
	const most = 64
	if a.high-a.low >= most {
		return nil
	}
	values := make([]int64, a.high-a.low+1)
	for at := range values {
		if answer := a.low + Answer(at); a.has(answer) {
			values[at] = v.of(answer)
		}
	}
	return values
}

// valueStep returns the coarsest grid of an item's values in a scale.
func (i *Instrument) valueStep(s *Scale, item int, o Options) summary.Step {
	m, mapped := s.mapOf(item)
	if !mapped {
		return i.Grid(item, o)
	}
	var step summary.Step
	for _, v := range m.Values {
		if common, _, _, err := step.Common(stepOf(v.Value)); err == nil {
			step = common
		}
	}
	if !step.IsSet() {
		return summary.Unit // every value is 0
	}
	return step
}

// valuer compiles how answers to an item are valued, in steps.
func (i *Instrument) valuer(s *Scale, item int, step summary.Step, o Options) (valuer, error) {
	it := &i.Items[item]
	grid := i.Grid(item, o)
	m, mapped := s.mapOf(item)
	if !mapped {
		low, okLow := inSteps(it.Low, step)
		high, okHigh := inSteps(it.High, step)
		factor, okFactor := inSteps(summary.Amount(grid), step)
		if !okLow || !okHigh || !okFactor {
			return valuer{}, fmt.Errorf("item %s does not lie on the grid of the scores", it.ID)
		}
		v := valuer{low: low, high: high, factor: factor}
		if it.Reverse {
			v.factor, v.add = -factor, low+high
		}
		return v, nil
	}
	var v valuer
	for n, mv := range m.Values {
		value, ok := inSteps(mv.Value, step)
		if !ok {
			return v, fmt.Errorf("the value %s of item %s does not lie on the grid of the scores", mv.Value, it.ID)
		}
		if n == 0 {
			v.low, v.high = value, value
		}
		v.low, v.high = min(v.low, value), max(v.high, value)
		if m.ByFrom {
			v.from = append(v.from, Answer(grid.Ceil(mv.Answer)))
			v.values = append(v.values, value)
			continue
		}
		code, _ := whole(mv.Answer)
		if n == 0 { // values are sorted by answer
			v.first = Answer(code)
			last, _ := whole(m.Values[len(m.Values)-1].Answer)
			v.codes = make([]int64, last-code+1)
		}
		v.codes[Answer(code)-v.first] = value
	}
	return v, nil
}

// allowed tells the answers to an item from those that it does not have.
type allowed struct {
	low, high Answer
	gaps      []bool // by answer − low; nil where every answer between is allowed
}

func (a *allowed) has(v Answer) bool {
	return v == NoAnswer || v >= a.low && v <= a.high && (a.gaps == nil || !a.gaps[v-a.low])
}

func (i *Instrument) allowed(item int, o Options) allowed {
	it := &i.Items[item]
	grid := i.Grid(item, o)
	a := allowed{low: Answer(grid.Ceil(it.Low)), high: Answer(grid.Floor(it.High))}
	if it.Answers == nil || len(it.Answers.Options) == int(a.high-a.low)+1 {
		return a
	}
	a.gaps = make([]bool, a.high-a.low+1)
	for at := range a.gaps {
		a.gaps[at] = !slices.Contains(it.Answers.codes(), a.low+Answer(at))
	}
	return a
}
