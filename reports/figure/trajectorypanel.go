package figure

import (
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// panel draws one outcome. The groups are those of the whole figure.
func (t trajectory) panel(w Words, groups []string, minCell int64, seen *drawn) Panel {
	p := Panel{Title: outcome{scale: t.Scale}.name()}
	var courses []analysis.Course
	var withheld bool
	for _, c := range t.Groups {
		out, hidden := kept(c, minCell)
		courses, withheld = append(courses, out), withheld || hidden
	}
	empty := !slices.ContainsFunc(courses, func(c analysis.Course) bool { return len(c.Observed)+len(c.Fitted) > 0 })
	switch {
	case empty && withheld:
		p.Empty = fill(w.Withheld, "least", integer(minCell))
		return p
	case empty:
		p.Empty = w.NoScores
	}
	p.Facts = t.facts(w, courses, withheld)
	if empty {
		return p
	}
	visits := visitsOf(t.Groups)
	p.X = timeAxis(visits, courses, axisRoom(groups))
	var whole bool
	if p.Y, whole = t.scoreAxis(courses); !whole && t.Scale.Range.IsSet() {
		p.Facts = append(p.Facts, fill(w.RangeOf, "low", exactly(t.Scale.Range.Low.Float()), "high", exactly(t.Scale.Range.High.Float())))
	}
	p.Columns = t.columns(w, visits, groups, p.X, minCell)
	p.Layers = t.layers(courses, groups, visits, p.Y, seen)
	k := float64(len(p.Columns.Columns))
	p.Size = Size{LeastWidth: min(max(168, 70+14*k), 238), Width: min(max(250, 70+24*k), 330), LeastHeight: 90, Height: 150}
	if len(groups) > 0 {
		p.Size.LeastWidth, p.Size.Width = 238, max(310, p.Size.Width)
	}
	if len(groups) > 3 {
		p.Size.Width, p.Size.Height = 380, 210
	}
	return p
}

// facts are how many people and scores there are, and which way is better. With
// a number withheld, the sum of the others would tell it.
func (t trajectory) facts(w Words, courses []analysis.Course, withheld bool) []string {
	var people, scores int64
	for _, c := range courses {
		people += c.People
		for _, v := range c.Observed {
			scores += v.N
		}
	}
	var parts []string
	switch {
	case people == 0 || withheld:
	case scores == 0:
		parts = append(parts, fill(w.Count, "pairs", integer(people)))
	default:
		parts = append(parts, fill(w.CountScores, "people", integer(people), "scores", integer(scores)))
	}
	switch t.Scale.Better {
	case summary.Lower:
		parts = append(parts, w.LowerBetter)
	case summary.Higher:
		parts = append(parts, w.HigherBetter)
	}
	if parts == nil {
		return nil
	}
	return []string{strings.Join(parts, " · ")}
}

// keyOf is how a group is marked.
func keyOf(group string, groups []string) Key {
	i := slices.Index(groups, group)
	if i < 0 {
		return Key{Tone: Ink, Line: After}
	}
	tone := Group1 + Tone(i)
	return Key{Tone: tone, Line: tone, Shape: groupShapes[i], Dash: Dash(i), Grouped: true}
}

// groupShapes are the shapes of groups in their order.
var groupShapes = [mostGroups]Shape{Dot, Square, Triangle, Diamond, Hollow, Wedge}

// shortBar is the part of an axis below which a bar hides behind its point.
const shortBar = 0.05

// layers are the marks, from back to front: bands, lines, intervals, points and
// the groups' names.
func (t trajectory) layers(courses []analysis.Course, groups []string, visits []visit, y Axis, seen *drawn) []Layer {
	var bands, lines, bars, points []Layer
	var ends Ends
	var times []float64
	for _, v := range visits {
		times = append(times, v.at)
	}
	if seen.level.IsZero() {
		seen.level = t.ConfLevel
	}
	for _, c := range courses {
		key := keyOf(c.Group, groups)
		var ribbon Ribbon
		curve := Curve{Tone: key.Line, Dash: key.Dash, Width: 1.5}
		end := End{Name: clean(c.Group), Key: key}
		for _, f := range c.Fitted {
			mean, ok := f.Mean.Get()
			if !ok {
				continue
			}
			curve.Through = append(curve.Through, Point{f.Time, mean, 1})
			low, okLow := f.Low.Get()
			high, okHigh := f.High.Get()
			if okLow && okHigh {
				ribbon.Along = append(ribbon.Along, Interval{f.Time, low, high})
			}
			end.X, end.Y = f.Time, mean
		}
		ribbon.Tone, ribbon.Among = key.Line, len(groups)
		dots, intervals := Points{Shape: key.Shape, Tone: key.Tone, Size: 4.2}, Intervals{Tone: key.Tone, Point: 4.2}
		if key.Grouped {
			lane := Lane{Of: len(groups), At: slices.Index(groups, c.Group), Among: times}
			dots.Lane, intervals.Lane = lane, lane
		}
		for _, v := range c.Observed {
			mean, _ := v.Mean.Get()
			dots.Points = append(dots.Points, Point{v.Time, mean, 1})
			low, okLow := v.Low.Get()
			high, okHigh := v.High.Get()
			if okLow && okHigh && v.N > 1 {
				intervals.Intervals = append(intervals.Intervals, Interval{v.Time, low, high})
				seen.short = seen.short || high-low < shortBar*(y.Max-y.Min)
			} else {
				seen.single = seen.single || v.N == 1
			}
			if len(curve.Through) == 0 {
				end.X, end.Y = v.Time, mean
			}
		}
		seen.means, seen.intervals = seen.means || len(dots.Points) > 0, seen.intervals || len(intervals.Intervals) > 0
		if len(dots.Points)+len(curve.Through) == 0 {
			continue
		}
		seen.fits, seen.unfitted = seen.fits || len(curve.Through) > 0, seen.unfitted || len(curve.Through) == 0
		bands, lines, bars, points = append(bands, ribbon), append(lines, curve), append(bars, intervals), append(points, dots)
		seen.whole = seen.whole || !key.Grouped
		if key.Grouped {
			ends.Ends = append(ends.Ends, end)
		}
	}
	layers := slices.Concat(bands, lines, bars, points)
	if len(ends.Ends) > 0 {
		layers = append(layers, ends)
	}
	return layers
}
