package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// mark draws a layer as a plotter of gonum's.
type mark struct {
	layer Layer
	theme theme
}

// Plot draws the layer on the part of the canvas that is the panel's data.
func (m mark) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	switch l := m.layer.(type) {
	case Boxes:
		for _, b := range l.Boxes {
			rectangle(c, m.theme.tones[l.Tone], x(b.X0), x(b.X1), y(b.Y0), y(b.Y1))
		}
	case Lines:
		m.lines(c, l, x, y)
	case Points:
		radius := l.Lane.radius(vg.Length(l.Size/2)*m.theme.unit, l.Points, x, m.theme)
		for _, p := range l.Points {
			m.glyph(c, l, vg.Point{X: x(p.X) + l.Lane.shift(l.Lane.pitch(p.X, x, m.theme)), Y: y(p.Y)}, radius*vg.Length(math.Sqrt(p.Weight)))
		}
	case Intervals:
		for _, i := range l.Intervals {
			pitch := l.Lane.pitch(i.X, x, m.theme)
			m.interval(c, i, l, pitch, x(i.X)+l.Lane.shift(pitch), y)
		}
	case Rules:
		m.rules(c, l, x)
	case Labels:
		for _, label := range l.Labels {
			style := m.theme.style(m.theme.textSize, m.theme.tones[l.Tone], label.Emphasised, label.AnchorX, label.AnchorY)
			at := vg.Point{X: x(label.X), Y: y(label.Y)}
			box := style.Rectangle(label.Text).Add(at)
			rectangle(c, m.theme.paper, box.Min.X-m.theme.unit, box.Max.X+m.theme.unit, box.Min.Y, box.Max.Y)
			c.FillText(style, at, label.Text)
		}
	case Ruler:
		m.ruler(c, l, y)
	case Stacks:
		m.stacks(c, l)
	case Ribbon:
		m.ribbon(c, l, x, y)
	case Curve:
		m.curve(c, l, x, y)
	case Ends:
		m.ends(c, l, x, y)
	}
}

func rectangle(c draw.Canvas, fill color.Color, x0, x1, y0, y1 vg.Length) {
	c.FillPolygon(fill, []vg.Point{{X: x0, Y: y0}, {X: x1, Y: y0}, {X: x1, Y: y1}, {X: x0, Y: y1}})
}

func (m mark) lines(c draw.Canvas, l Lines, x, y func(float64) vg.Length) {
	for _, line := range l.Lines {
		tone, width := m.theme.tones[l.Tone], vg.Length(l.Width)
		switch {
		case l.Wide:
			width *= vg.Length(line.Weight)
			tone = faded(tone, 0.8)
		case line.Weight < 1 || l.Tone == Pairs:
			tone = faded(tone, line.Weight*m.theme.pairsOpacity)
		}
		if tone.A == 0 {
			continue // lighter than can be printed
		}
		c.StrokeLine2(m.theme.line(tone, width, l.Dashed), x(line.X0), y(line.Y0), x(line.X1), y(line.Y1))
	}
}

// glyph draws a point with a rim of paper, so that it stands out from lines.
func (m mark) glyph(c draw.Canvas, l Points, at vg.Point, radius vg.Length) {
	tone := m.theme.tones[l.Tone]
	if l.Shape == Ring {
		c.SetLineStyle(m.theme.line(tone, 1, false))
		c.Stroke(circle(at, radius))
		return
	}
	shape := outlines[l.Shape]
	c.SetColor(m.theme.paper)
	c.Fill(shape(at, radius+0.6*m.theme.unit))
	c.SetColor(tone)
	c.Fill(shape(at, radius))
	if l.Shape == Hollow {
		c.SetColor(m.theme.paper)
		c.Fill(shape(at, radius*0.55))
	}
}

// outlines are the forms of filled points, of about equal areas.
var outlines = [...]func(vg.Point, vg.Length) vg.Path{
	Dot: circle, Ring: circle, Hollow: circle, Diamond: diamond,
	Square: func(at vg.Point, r vg.Length) vg.Path {
		return polygon(at, r*0.89, [][2]vg.Length{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}})
	},
	Triangle: func(at vg.Point, r vg.Length) vg.Path {
		return polygon(at, r*1.3, [][2]vg.Length{{-0.9, -0.6}, {0.9, -0.6}, {0, 0.95}})
	},
	Wedge: func(at vg.Point, r vg.Length) vg.Path {
		return polygon(at, r*1.3, [][2]vg.Length{{-0.9, 0.6}, {0.9, 0.6}, {0, -0.95}})
	},
}

// polygon has corners in units of a radius.
func polygon(at vg.Point, radius vg.Length, corners [][2]vg.Length) vg.Path {
	var p vg.Path
	for i, corner := range corners {
		to := vg.Point{X: at.X + radius*corner[0], Y: at.Y + radius*corner[1]}
		if i == 0 {
			p.Move(to)
			continue
		}
		p.Line(to)
	}
	p.Close()
	return p
}

func circle(at vg.Point, radius vg.Length) vg.Path {
	var p vg.Path
	p.Move(vg.Point{X: at.X + radius, Y: at.Y})
	// Four cubic curves, within 0.03% of a circle; the formats' own arcs differ.
	const k = 0.5522847498
	quarter := func(cos, sin vg.Length) {
		p.CubeTo(
			vg.Point{X: at.X + radius*(cos-k*sin), Y: at.Y + radius*(sin+k*cos)},
			vg.Point{X: at.X + radius*(-sin+k*cos), Y: at.Y + radius*(cos+k*sin)},
			vg.Point{X: at.X - radius*sin, Y: at.Y + radius*cos})
	}
	quarter(1, 0)
	quarter(0, 1)
	quarter(-1, 0)
	quarter(0, -1)
	p.Close()
	return p
}

func diamond(at vg.Point, radius vg.Length) vg.Path {
	return polygon(at, radius, [][2]vg.Length{{1, 0}, {0, 1}, {-1, 0}, {0, -1}})
}

// interval draws a line with caps, or with an arrow where it leaves the axis. In
// lanes it is thinner, and it has caps only where these have room.
func (m mark) interval(c draw.Canvas, i Interval, l Intervals, pitch, at vg.Length, y func(float64) vg.Length) {
	style := m.theme.line(m.theme.tones[l.Tone], 1.4, false)
	half, head := 2.5*m.theme.unit, 3.5*m.theme.unit
	if pitch > 0 {
		style.Width *= 0.7
		half = min(half, pitch*0.42)
		head = min(head, 2*half)
	}
	low, high := y(i.Low), y(i.High)
	bottom, top := max(low, c.Min.Y), min(high, c.Max.Y)
	c.StrokeLine2(style, at, bottom, at, top)
	capped := (pitch == 0 || half > 1.2*m.theme.unit) && (l.Point == 0 || top-bottom > vg.Length(l.Point+1.8)*m.theme.unit)
	end := func(y vg.Length, beyond bool, sign vg.Length) {
		if beyond {
			c.StrokeLine2(style, at-half, y-sign*head, at, y)
			c.StrokeLine2(style, at+half, y-sign*head, at, y)
			return
		}
		if capped {
			c.StrokeLine2(style, at-half, y, at+half, y)
		}
	}
	end(bottom, low < c.Min.Y, -1)
	end(top, high > c.Max.Y, 1)
}

// ruler draws a second axis on the right edge.
func (m mark) ruler(c draw.Canvas, r Ruler, y func(float64) vg.Length) {
	line, style := m.theme.line(m.theme.tones[Ink], 0.6, false), m.theme.style(m.theme.textSize, m.theme.tones[Ink], false, -1, 0)
	edge := c.Max.X
	var low, high vg.Length
	for i, t := range r.Ticks {
		at := y(r.Zero + t.At)
		if i == 0 {
			low = at
		}
		high = at
		c.StrokeLine2(line, edge, at, edge+2.5*m.theme.unit, at)
		c.FillText(style, centred(edge+4.5*m.theme.unit, at, style), t.Label)
	}
	c.StrokeLine2(line, edge, low, edge, high)
}

// asideWidth is the room that a panel's ruler or the names of its curves take on
// the right.
func asideWidth(p Panel, t theme) vg.Length {
	var w vg.Length
	for _, l := range p.Layers {
		switch l := l.(type) {
		case Ruler:
			for _, tick := range l.Ticks {
				w = max(w, 4.5*t.unit+t.style(t.textSize, t.tones[Ink], false, -1, 0).Width(tick.Label))
			}
		case Ends:
			_, _, width := endNames(l, t)
			w = max(w, width)
		}
	}
	return w
}
