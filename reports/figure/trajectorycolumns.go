package figure

import (
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Columns stand below a horizontal axis in place of its ticks: at every position
// a heading, and under it numbers, one row a group. Its zero value is no columns.
type Columns struct {
	Columns []Column
	Label   string // under headings that are numbers
	Rows    []Key
}

// Column is what stands below one position, in ascending order.
type Column struct {
	At           float64
	Name, Number string // of which the number is taken where the names have no room
	Cells        []string
}

// columnPlan is how columns are written: headings in lines, and numbers either
// in line with them or, where these have no room, as running text.
type columnPlan struct {
	heads  [][]string
	widths []vg.Length
	led    bool     // moved apart from their positions, and joined to them
	names  []string // of columns where they stand in running text
	label  block    // under headings that are numbers
	key    block    // what headings stand for
	text   []block  // of every row, in place of its cells
	height vg.Length
}

const (
	columnGap   = 4   // between columns, in points
	columnAside = 5   // how far a column may stand aside from its position unjoined
	leadDepth   = 7   // of the lines that join columns to their positions
	tickDepth   = 2.5 // of ticks
)

// planColumns finds, for an axis of a length, the first way of writing the
// columns in which nothing meets: names, then numbers, at their positions or
// moved apart, then headings at every other position; and all of these with the
// cells as running text.
func planColumns(c Columns, axis Axis, length vg.Length, t theme) columnPlan {
	if len(c.Columns) == 0 {
		return columnPlan{}
	}
	style := t.style(t.textSize, t.tones[Ink], false, 0, 1)
	at := columnsAt(c, axis, 0, length)
	cells := make([]vg.Length, len(at))
	for i, column := range c.Columns {
		cells[i] = widest(column.Cells, style)
	}
	p, ok := headColumns(c, at, cells, length, t)
	if !ok {
		p, _ = headColumns(c, at, make([]vg.Length, len(at)), length, t)
		for row := range c.Rows {
			var all []string
			for i, column := range c.Columns {
				if cell := column.Cells[row]; cell != "" {
					all = append(all, p.names[i]+":\u00a0"+cell)
				}
			}
			left := t.style(t.textSize, t.tones[Ink], false, -1, 1)
			p.text = append(p.text, block{wrap(strings.Join(all, " · "), left, length), left})
		}
	}
	line := t.textSize * vg.Length(t.leading)
	lines := 0
	for _, h := range p.heads {
		lines = max(lines, len(h))
	}
	p.height = (tickDepth+2)*t.unit + vg.Length(lines)*line
	if p.led {
		p.height += leadDepth * t.unit
	}
	p.height += p.label.height(t.leading) + p.key.height(t.leading)
	if len(c.Rows) > 0 {
		p.height += 2 * t.unit
		for _, b := range p.text {
			p.height += b.height(t.leading)
		}
		if p.text == nil {
			p.height += vg.Length(len(c.Rows)) * line
		}
	}
	return p
}

func columnsAt(c Columns, axis Axis, low, high vg.Length) []vg.Length {
	at := make([]vg.Length, len(c.Columns))
	for i, column := range c.Columns {
		at[i] = low + vg.Length((column.At-axis.Min)/(axis.Max-axis.Min))*(high-low)
	}
	return at
}

// placeColumns puts columns as near to their positions as their widths allow.
func placeColumns(at, widths []vg.Length, low, high vg.Length, t theme) (stands []vg.Length, fits bool) {
	gap := columnGap * t.unit
	wide, sum := make([]vg.Length, len(at)), vg.Length(0)
	for i, w := range widths {
		if w > 0 {
			wide[i] = w + gap
		}
		sum += wide[i]
	}
	return apart(at, wide, low-gap/2, high+gap/2), sum <= high-low+gap
}

// inside is the middle nearest to at from which a half width reaches neither
// beyond low nor high.
func inside(at, half, low, high vg.Length) vg.Length { return max(min(at, high-half), low+half) }

func abs(v vg.Length) vg.Length { return max(v, -v) }

// drawColumns writes the columns below an axis that runs from low to high at a
// height.
func drawColumns(c draw.Canvas, columns Columns, p columnPlan, axis Axis, low, high, top vg.Length, t theme) {
	at := columnsAt(columns, axis, low, high)
	stands, _ := placeColumns(at, p.widths, low, high, t)
	line := t.textSize * vg.Length(t.leading)
	tick := t.line(t.tones[Ink], 0.6, false)
	for i := range at {
		c.StrokeLine2(tick, at[i], top, at[i], top-tickDepth*t.unit)
		if p.led {
			c.StrokeLine2(t.line(t.tones[Quiet], 0.4, false), at[i], top-tickDepth*t.unit, stands[i], top-(tickDepth+leadDepth)*t.unit)
		}
	}
	y := top - (tickDepth+2)*t.unit
	if p.led {
		y -= leadDepth * t.unit
	}
	style := t.style(t.textSize, t.tones[Ink], false, 0, 1)
	lines := 0
	for i, head := range p.heads {
		lines = max(lines, len(head))
		middle := inside(stands[i], widest(head, style)/2, low, high)
		for k, text := range head {
			c.FillText(style, vg.Point{X: middle, Y: y - vg.Length(k)*line}, text)
		}
	}
	y -= vg.Length(lines) * line
	y = drawBlock(c, p.label, (low+high)/2, y, t)
	y = drawBlock(c, p.key, low, y, t)
	y -= 2 * t.unit
	for row, key := range columns.Rows {
		edge := low - 4.5*t.unit
		if key.Grouped {
			mark{theme: t}.glyph(c, Points{Shape: key.Shape, Tone: key.Tone}, vg.Point{X: edge - 2*t.unit, Y: y - t.textSize*0.6}, 2.3*t.unit)
			edge -= 6.5 * t.unit
		}
		if row == 0 {
			quiet := t.style(t.textSize, t.tones[Quiet], false, 1, 1)
			c.FillText(quiet, vg.Point{X: edge, Y: y}, "n")
		}
		if p.text != nil {
			y = drawBlock(c, p.text[row], low, y, t)
			continue
		}
		for i, column := range columns.Columns {
			c.FillText(style, vg.Point{X: stands[i], Y: y}, column.Cells[row])
		}
		y -= line
	}
}

// rowsWidth is the room on the left that the marks of rows take.
func rowsWidth(c Columns, t theme) vg.Length {
	if len(c.Rows) == 0 {
		return 0
	}
	w := 4.5*t.unit + t.style(t.textSize, t.tones[Quiet], false, 1, 1).Width("n")
	if slices.ContainsFunc(c.Rows, func(k Key) bool { return k.Grouped }) {
		w += 6.5 * t.unit
	}
	return w
}
