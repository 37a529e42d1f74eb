package figure

import (
	"cmp"
	"math"
	"slices"

	"github.com/cam-outcomes/cam/analysis"
)

// visit is a time at which somebody was to be asked.
type visit struct {
	name string
	at   float64
}

// visitsOf are the visits of all groups in order of time, each once.
func visitsOf(courses []analysis.Course) []visit {
	var all []visit
	for _, c := range courses {
		for _, v := range c.Observed {
			if !slices.ContainsFunc(all, func(have visit) bool { return have.at == v.Time }) {
				all = append(all, visit{clean(v.Visit), v.Time})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b visit) int { return cmp.Compare(a.at, b.at) })
	return all
}

// axisRoom is the part of the time that is added on both sides: the more groups
// stand side by side, the more.
func axisRoom(groups []string) float64 { return 0.06 + 0.01*float64(len(groups)) }

// timeAxis covers all visits and fitted times, with room on both sides: a share
// of the whole.
func timeAxis(visits []visit, courses []analysis.Course, share float64) Axis {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range visits {
		low, high = min(low, v.at), max(high, v.at)
	}
	for _, c := range courses {
		for _, f := range c.Fitted {
			low, high = min(low, f.Time), max(high, f.Time)
		}
	}
	room := (high - low) * share
	if high-low < 1e-9*max(1e-3, math.Abs(low), math.Abs(high)) { // one time, or as good as one
		room = max(1, math.Abs(high)*1e-3)
	}
	return Axis{Min: low - room, Max: high + room}
}

// scoreAxis covers the instrument's range, wider where a mean lies outside it.
// Where no range is known, or the means take up less than a tenth of a wide one,
// whole is false and it covers the means with their intervals, but those of two
// people only as far as the others would allow.
func (t trajectory) scoreAxis(courses []analysis.Course) (axis Axis, whole bool) {
	low, high := math.Inf(1), math.Inf(-1)
	include := func(n analysis.Number) {
		if v, ok := n.Get(); ok {
			low, high = min(low, v), max(high, v)
		}
	}
	step := t.Scale.Step.Float()
	if step <= 0 {
		step = 1
	}
	var rangeLow, rangeHigh float64
	if t.Scale.Range.IsSet() {
		rangeLow, rangeHigh = t.Scale.Range.Low.Float(), t.Scale.Range.High.Float()
	}
	each := func(observed func(analysis.Observation), fitted func(analysis.Fitted)) {
		for _, c := range courses {
			for _, v := range c.Observed {
				observed(v)
			}
			for _, v := range c.Fitted {
				fitted(v)
			}
		}
	}
	each(func(v analysis.Observation) { include(v.Mean) }, func(v analysis.Fitted) { include(v.Mean) })
	wholeNumbers := t.Scale.Step.Den <= 1
	if t.Scale.Range.IsSet() && (high-low >= (rangeHigh-rangeLow)/10 || (rangeHigh-rangeLow)/step <= 100) {
		low, high = min(low, rangeLow), max(high, rangeHigh)
		return Axis{Min: low, Max: high, Ticks: rangeTicks(low, high, 6, wholeNumbers && high-low >= 3)}, true
	}
	each(func(v analysis.Observation) {
		if v.N > 2 {
			include(v.Low)
			include(v.High)
		}
	}, func(v analysis.Fitted) {
		include(v.Low)
		include(v.High)
	})
	if t.Scale.Range.IsSet() {
		low, high = max(low, rangeLow), min(high, rangeHigh)
	}
	if high-low < 4*step {
		low, high = low-2*step, high+2*step
	}
	room := (high - low) * 0.06
	low, high = low-room, high+room
	return Axis{Min: low, Max: high, Ticks: niceTicks(low, high, 6, wholeNumbers && high-low >= 3)}, false
}

// columns are the visits below the axis, with the number of people of each group.
func (t trajectory) columns(w Words, visits []visit, groups []string, axis Axis, minCell int64) Columns {
	var c Columns
	if t.Unit != "" {
		c.Label = fill(w.Time, "unit", clean(t.Unit))
	}
	var present []analysis.Course
	for _, course := range t.Groups {
		if len(course.Observed) > 0 {
			present = append(present, course)
			c.Rows = append(c.Rows, keyOf(course.Group, groups))
		}
	}
	if len(visits) == 0 {
		// The times of the lines, without the room beside them.
		share := axisRoom(groups)
		room := (axis.Max - axis.Min) * share / (1 + 2*share)
		low, high := axis.Min+room, axis.Max-room
		for _, tick := range niceTicks(low, high, 6, high-low >= 6) {
			c.Columns = append(c.Columns, Column{At: tick.At, Number: tick.Label})
		}
	}
	for _, v := range visits {
		column := Column{At: v.at, Name: v.name}
		if t.Unit != "" || v.name == "" {
			column.Number = exactly(v.at)
		}
		for _, course := range present {
			cell := ""
			if i := slices.IndexFunc(course.Observed, func(o analysis.Observation) bool { return o.Time == v.at }); i >= 0 {
				n := course.Observed[i].N
				cell = integer(n)
				if n > 0 && n < minCell {
					cell = "<\u00a0" + integer(minCell)
				}
			}
			column.Cells = append(column.Cells, cell)
		}
		c.Columns = append(c.Columns, column)
	}
	return c
}
