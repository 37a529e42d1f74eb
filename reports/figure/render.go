package figure

import (
	"errors"
	"io"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Write draws a figure in a format. The same figure gives the same bytes. It
// fails for a figure without panels and for one whose panels do not fit its size.
func Write(w io.Writer, f Figure, format Format) error {
	if len(f.Panels) == 0 {
		return errors.New("a figure without panels cannot be drawn")
	}
	g, t, err := layout(f)
	if err != nil {
		return err
	}
	canvas, err := newCanvas(f, g, format)
	if err != nil {
		return err
	}
	paint(canvas, f, g, t)
	return canvas.writeTo(w)
}

// paint draws a figure that is laid out.
func paint(on vg.Canvas, f Figure, g page, t theme) {
	c := draw.NewCanvas(on, g.width, g.height)
	c.SetColor(t.paper)
	c.Fill(c.Rectangle.Path())
	top := c.Max.Y - t.margin
	for _, b := range []block{g.title, g.subtitle} {
		top = drawBlock(c, b, c.Min.X+t.margin, top, t)
	}
	drawPanels(c, f, g, t)
	drawBlock(c, g.notes, c.Min.X+t.margin, c.Min.Y+t.margin+g.notes.height(t.leading), t)
}

// drawBlock draws lines downwards from a corner and returns where they end.
func drawBlock(c draw.Canvas, b block, x, top vg.Length, t theme) vg.Length {
	for _, line := range b.lines {
		c.FillText(b.style, vg.Point{X: x, Y: top}, line)
		top -= b.style.Font.Size * vg.Length(t.leading)
	}
	return top
}

// drawPanels draws every panel with its text, the axes of a column in line.
func drawPanels(c draw.Canvas, f Figure, g page, t theme) {
	plots := make([]*plot.Plot, len(f.Panels))
	areas := make([]draw.Canvas, len(f.Panels))
	left, right := make([]vg.Length, g.columns), make([]vg.Length, g.columns)
	insets := make([][2]vg.Length, len(f.Panels))
	for i, p := range f.Panels {
		row, column := i/g.columns, i%g.columns
		x := c.Min.X + t.margin + vg.Length(column)*(g.panelWidth+t.gap)
		top := g.rowAt[row]
		top = drawBlock(c, g.heads[i].title, x, top, t)
		drawBlock(c, g.heads[i].facts, x, top, t)
		area := c
		area.Min = vg.Point{X: x, Y: g.rowAt[row] - g.rowHead[row] - g.rowPlot[row] + g.rowBelow[row]}
		area.Max = vg.Point{X: x + g.panelWidth, Y: g.rowAt[row] - g.rowHead[row]}
		areas[i] = area
		if p.Empty != "" {
			style := t.style(t.textSize, t.tones[Quiet], false, -1, 1)
			drawBlock(area, block{wrap(p.Empty, style, g.panelWidth), style}, x, area.Max.Y, t)
			continue
		}
		plots[i] = toPlot(p, t, area)
		inner := plots[i].DataCanvas(area)
		insets[i] = [2]vg.Length{inner.Min.X - area.Min.X, area.Max.X - inner.Max.X + asideWidth(p, t)}
		left[column], right[column] = max(left[column], insets[i][0], rowsWidth(p.Columns, t)), max(right[column], insets[i][1])
	}
	for i, p := range plots {
		if p != nil {
			column := i % g.columns
			area := draw.Crop(areas[i], left[column]-insets[i][0], insets[i][1]-right[column]-asideWidth(f.Panels[i], t), 0, 0)
			// Only now is it known how long the axes are.
			inner := p.DataCanvas(area)
			p.X.Tick.Marker = fitTicks(f.Panels[i].X, p.X.Tick.Label, inner.Max.X-inner.Min.X, false)
			p.Y.Tick.Marker = fitTicks(f.Panels[i].Y, p.Y.Tick.Label, inner.Max.Y-inner.Min.Y, true)
			p.Draw(area)
			drawColumns(c, f.Panels[i].Columns, g.columnPlans[i], f.Panels[i].X, inner.Min.X, inner.Max.X, area.Min.Y, t)
		}
	}
}

// toPlot makes a panel a plot of gonum's: axes, and each layer as a plotter.
func toPlot(p Panel, t theme, area draw.Canvas) *plot.Plot {
	out := plot.New()
	out.BackgroundColor = nil
	out.TextHandler = t.handler
	out.X.Min, out.X.Max, out.Y.Min, out.Y.Max = p.X.Min, p.X.Max, p.Y.Min, p.Y.Max
	if p.X.Hidden {
		out.X.Min, out.X.Max = 0, 1
	}
	if p.Y.Hidden {
		out.Y.Min, out.Y.Max = 0, 1
	}
	dress := func(axis *plot.Axis, from Axis, length vg.Length, vertical bool) {
		axis.LineStyle = t.line(t.tones[Ink], 0.6, false)
		axis.Tick.LineStyle = axis.LineStyle
		axis.Tick.Length, axis.Padding = 2.5*t.unit, 2*t.unit
		tick, label := t.style(t.textSize, t.tones[Ink], false, 0, 1), t.style(t.textSize, t.tones[Quiet], false, 0, -1)
		if vertical {
			tick = t.style(t.textSize, t.tones[Ink], false, 1, 0)
		}
		axis.Tick.Label, axis.Label.TextStyle = tick, label
		axis.Label.Text, axis.Label.Padding = from.Label, 2*t.unit
		axis.Tick.Marker = fitTicks(from, tick, length, vertical)
		if from.Hidden {
			axis.LineStyle.Width, axis.Tick.Length, axis.Padding = 0, 0, 0
		}
	}
	width := area.Max.X - area.Min.X - asideWidth(p, t)
	dress(&out.Y, p.Y, (area.Max.Y-area.Min.Y)*0.8, true)
	dress(&out.X, p.X, width-yWidth(out), false)
	for _, l := range p.Layers {
		out.Add(mark{l, t})
	}
	return out
}

// yWidth is about how wide the vertical axis is.
func yWidth(p *plot.Plot) vg.Length {
	w := p.Y.Tick.Length + p.Y.Padding
	for _, t := range p.Y.Tick.Marker.Ticks(p.Y.Min, p.Y.Max) {
		w = max(w, p.Y.Tick.Length+p.Y.Padding+p.Y.Tick.Label.Width(t.Label))
	}
	if p.Y.Label.Text != "" {
		w += p.Y.Label.TextStyle.Height(p.Y.Label.Text) + p.Y.Label.Padding
	}
	return w
}

// fitTicks leaves out what would overlap: first second lines, then labels of
// every other tick, until those that stay are apart.
func fitTicks(a Axis, style text.Style, length vg.Length, vertical bool) plot.ConstantTicks {
	var ticks []plot.Tick
	for _, t := range a.Ticks {
		ticks = append(ticks, plot.Tick{Value: t.At, Label: t.Label})
	}
	slices.SortFunc(ticks, func(x, y plot.Tick) int { return int(math.Copysign(1, x.Value-y.Value)) })
	extent := func(label string) vg.Length {
		if vertical {
			return style.Height(label) * 0.9
		}
		return widest(strings.Split(label, "\n"), style)
	}
	overlap := func() bool {
		last := -1
		for i, t := range ticks {
			if t.Label == "" {
				continue
			}
			if last >= 0 {
				apart := vg.Length((t.Value-ticks[last].Value)/(a.Max-a.Min)) * length
				if apart < (extent(t.Label)+extent(ticks[last].Label))/2+2 {
					return true
				}
			}
			last = i
		}
		return false
	}
	if overlap() {
		for i := range ticks {
			ticks[i].Label, _, _ = strings.Cut(ticks[i].Label, "\n")
		}
	}
	for every := 2; overlap() && every <= len(ticks)*2; every *= 2 {
		for i := range ticks {
			if i%every != 0 {
				ticks[i].Label = ""
			}
		}
	}
	return ticks
}
