package figure

import (
	"cmp"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Ribbon is the light strip of intervals along a curve, to lie behind marks.
type Ribbon struct {
	Along []Interval
	Tone  Tone
	Among int // how many may lie upon each other: the more, the lighter
}

// Curve is a line through points, whose weights it does not use.
type Curve struct {
	Through []Point
	Tone    Tone
	Dash    Dash
	Width   float64 // in points
}

// Ends name curves on the right of a panel, each joined to where its curve ends.
type Ends struct{ Ends []End }

// End is the name of the curve that ends at (X, Y).
type End struct {
	X, Y float64
	Name string
	Key  Key
}

func (Ribbon) layer() {}
func (Curve) layer()  {}
func (Ends) layer()   {}

// Key is how the marks of a group look.
type Key struct {
	Tone    Tone // of points
	Line    Tone // of curves
	Shape   Shape
	Dash    Dash
	Grouped bool // there are others to be told from
}

// Lane sets marks that have the same position side by side: lane At of Of. With
// fewer than two lanes nothing moves.
type Lane struct {
	Of, At int
	Among  []float64 // all positions, of which the nearest bounds the room of each
}

// pitch is how far lanes are apart at a position: at most 6 points, less where
// there are many lanes or another position is near; 0 without lanes.
func (l Lane) pitch(at float64, x func(float64) vg.Length, t theme) vg.Length {
	if l.Of < 2 {
		return 0
	}
	pitch := vg.Length(7-0.4*float64(l.Of)) * t.unit
	for _, other := range l.Among {
		if other != at {
			pitch = min(pitch, max(0.75*abs(x(other)-x(at))/vg.Length(l.Of), 1.6*t.unit))
		}
	}
	return pitch
}

// shift is how far to the right the marks of a lane go.
func (l Lane) shift(pitch vg.Length) vg.Length {
	return pitch * (vg.Length(l.At) - vg.Length(l.Of-1)/2)
}

// radius is that of points which have room at their usual size, or the one that
// the nearest lanes leave, since points of different sizes would say something.
func (l Lane) radius(usual vg.Length, points []Point, x func(float64) vg.Length, t theme) vg.Length {
	for _, p := range points {
		if pitch := l.pitch(p.X, x, t); pitch > 0 {
			usual = min(usual, max(pitch*0.6, 1.7*t.unit))
		}
	}
	return usual
}

func (m mark) ribbon(c draw.Canvas, r Ribbon, x, y func(float64) vg.Length) {
	if len(r.Along) < 2 {
		return
	}
	var outline []vg.Point
	for _, i := range r.Along {
		outline = append(outline, vg.Point{X: x(i.X), Y: y(i.High)})
	}
	for _, i := range slices.Backward(r.Along) {
		outline = append(outline, vg.Point{X: x(i.X), Y: y(i.Low)})
	}
	opacity := 0.2
	if r.Among > 1 {
		opacity = max(0.2-0.02*float64(r.Among), 0.08)
	}
	if inside := c.ClipPolygonY(outline); len(inside) > 2 {
		c.FillPolygon(faded(m.theme.tones[r.Tone], opacity), inside)
	}
}

func (m mark) curve(c draw.Canvas, l Curve, x, y func(float64) vg.Length) {
	var through []vg.Point
	for _, p := range l.Through {
		through = append(through, vg.Point{X: x(p.X), Y: y(p.Y)})
	}
	style := m.theme.line(faded(m.theme.tones[l.Tone], 0.75), vg.Length(l.Width), false)
	for _, d := range dashes[l.Dash] {
		style.Dashes = append(style.Dashes, d*m.theme.unit)
	}
	c.StrokeLines(style, c.ClipLinesY(through)...)
}

// endWidth is the widest that a line of a name at the right becomes.
const endWidth = 66

// endGap is the room between a panel and the names on its right, and keyWidth
// that of the point before a name.
const endGap, keyWidth = 7, 8

// endNames are the names in lines, and how high and wide they are together.
func endNames(l Ends, t theme) (names [][]string, height, width vg.Length) {
	style := t.style(t.textSize, t.tones[Ink], false, -1, 0)
	for _, e := range l.Ends {
		lines := wrap(e.Name, style, endWidth*t.unit)
		names = append(names, lines)
		height += vg.Length(len(lines))*t.textSize*vg.Length(t.leading) + t.labelGap
		width = max(width, widest(lines, style)+(endGap+keyWidth)*t.unit)
	}
	return names, height, width
}

// ends writes the names, each as near to the end of its curve as the others let
// it.
func (m mark) ends(c draw.Canvas, l Ends, x, y func(float64) vg.Length) {
	sorted := Ends{slices.SortedStableFunc(slices.Values(l.Ends), func(a, b End) int { return cmp.Compare(a.Y, b.Y) })}
	names, _, _ := endNames(sorted, m.theme)
	t := m.theme
	line := t.textSize * vg.Length(t.leading)
	var middles, heights []vg.Length
	for i, e := range sorted.Ends {
		middles = append(middles, min(max(y(e.Y), c.Min.Y), c.Max.Y))
		heights = append(heights, vg.Length(len(names[i]))*line+t.labelGap)
	}
	style := t.style(t.textSize, t.tones[Ink], false, -1, 0)
	for i, at := range apart(middles, heights, c.Min.Y, c.Max.Y) {
		e := sorted.Ends[i]
		left := c.Max.X + endGap*t.unit
		c.StrokeLine2(t.line(faded(t.tones[e.Key.Line], 0.7), 0.6, false), x(e.X), middles[i], left-t.unit, at)
		m.glyph(c, Points{Shape: e.Key.Shape, Tone: e.Key.Tone}, vg.Point{X: left + 2.5*t.unit, Y: at}, 2.5*t.unit)
		up := at + vg.Length(len(names[i])-1)*line/2
		for _, text := range names[i] {
			c.FillText(style, centred(left+keyWidth*t.unit, up, style), text)
			up -= line
		}
	}
}
