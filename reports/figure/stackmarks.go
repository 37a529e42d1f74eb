package figure

import (
	"image/color"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// stackPlan is how two stacks share the width of a panel: names, bar, gap, bar,
// names. Counts stand inside the bars where all of a panel's fit their width.
type stackPlan struct {
	bar, gap, names vg.Length
	labels          [2][]stackLabel
	least           vg.Length // height with which no label meets another
	inner, outer    text.Style
	lane            vg.Length // below the bars, for their names
}

// stackLabel is the text beside a segment.
type stackLabel struct {
	lines  []string
	within bool // the count stands inside
	height vg.Length
}

func newStackPlan(s Stacks, width vg.Length, t theme) stackPlan {
	p := stackPlan{
		inner: t.style(t.textSize, t.tones[Ink], false, 0, 0), outer: t.style(t.textSize, t.tones[Ink], false, 1, 0),
		gap: min(max(width/10, 16*t.unit), 44*t.unit),
	}
	line := t.textSize * vg.Length(t.leading)
	p.lane = line + 2*t.unit
	var count vg.Length
	for _, stack := range s.Stacks {
		for _, seg := range stack.Segments {
			count = max(count, p.inner.Width(seg.Count))
		}
	}
	p.bar = max(count+6*t.unit, p.inner.Width(s.Stacks[0].Name), p.inner.Width(s.Stacks[1].Name))
	fits := p.bar <= width*0.24
	p.bar = min(max(p.bar, width*0.15), width*0.24)
	p.names = (width-p.gap-2*p.bar)/2 - t.leader
	for i, stack := range s.Stacks {
		least := vg.Length(0)
		for _, seg := range stack.Segments {
			label := stackLabel{within: fits}
			label.lines = wrap(seg.Name+" "+nonBreaking(seg, fits), p.outer, p.names)
			label.height = vg.Length(len(label.lines))*line + t.labelGap
			p.labels[i] = append(p.labels[i], label)
			// A segment too thin for its count moves it outside: room for one more line.
			least += vg.Length(len(wrap(seg.Name+" "+nonBreaking(seg, false), p.outer, p.names)))*line + t.labelGap
		}
		p.least = max(p.least, least+p.lane)
	}
	return p
}

// nonBreaking is what is written after a segment's name.
func nonBreaking(seg Segment, within bool) string {
	if within {
		return seg.Percent
	}
	return seg.Count + "\u00a0(" + seg.Percent + ")"
}

func (m mark) stacks(c draw.Canvas, s Stacks) {
	width := c.Max.X - c.Min.X
	p := newStackPlan(s, width, m.theme)
	line := m.theme.textSize * vg.Length(m.theme.leading)
	floor, ceiling := c.Min.Y+p.lane, c.Max.Y
	left := [2]vg.Length{c.Min.X + p.names + m.theme.leader, c.Min.X + p.names + m.theme.leader + p.bar + p.gap}
	var tops [2][]vg.Length
	for i, stack := range s.Stacks {
		bottom := floor
		middles := make([]vg.Length, len(stack.Segments))
		for j, seg := range stack.Segments {
			top := bottom + vg.Length(seg.Share)*(ceiling-floor)
			fill := m.theme.shade(seg.Depth)
			if seg.Share > 0 {
				rectangle(c, fill, left[i], left[i]+p.bar, bottom, top)
			}
			label := &p.labels[i][j]
			if label.within && top-bottom >= line {
				style := p.inner
				style.Color = m.theme.on(fill)
				c.FillText(style, centred(left[i]+p.bar/2, (bottom+top)/2, style), seg.Count)
			} else {
				label.lines = wrap(seg.Name+" "+nonBreaking(seg, false), p.outer, p.names)
				label.height = vg.Length(len(label.lines))*line + m.theme.labelGap
			}
			middles[j] = (bottom + top) / 2
			tops[i] = append(tops[i], top)
			bottom = top
		}
		m.outline(c, tops[i], left[i], p.bar, floor)
		c.FillText(m.theme.style(m.theme.textSize, m.theme.tones[Ink], true, 0, 1), vg.Point{X: left[i] + p.bar/2, Y: floor - 2*m.theme.unit}, stack.Name)
		m.stackLabels(c, p, i, middles, left[i], floor, ceiling)
	}
	for j := range len(tops[0]) - 1 {
		c.StrokeLine2(m.theme.line(m.theme.tones[Faint], 0.6, false), left[0]+p.bar, tops[0][j], left[1], tops[1][j])
	}
}

// outline draws the edges of the segments, so that neighbours are told apart
// whatever their shades.
func (m mark) outline(c draw.Canvas, tops []vg.Length, left, width, floor vg.Length) {
	style := m.theme.line(m.theme.tones[Ink], 0.5, false)
	ceiling := floor
	for _, y := range tops {
		c.StrokeLine2(style, left, y, left+width, y)
		ceiling = y
	}
	c.StrokeLines(style, []vg.Point{{X: left, Y: ceiling}, {X: left, Y: floor}, {X: left + width, Y: floor}, {X: left + width, Y: ceiling}})
}

// stackLabels writes the names beside one bar, each as near to its segment as
// the others let it.
func (m mark) stackLabels(c draw.Canvas, p stackPlan, side int, middles []vg.Length, left, floor, ceiling vg.Length) {
	labels := p.labels[side]
	heights := make([]vg.Length, len(labels))
	for j, l := range labels {
		heights[j] = l.height
	}
	at := apart(middles, heights, floor, ceiling)
	line := m.theme.textSize * vg.Length(m.theme.leading)
	var ink color.Color = m.theme.tones[Ink]
	for j, l := range labels {
		edge, anchor, sign := left, 1, vg.Length(-1)
		if side == 1 {
			edge, anchor, sign = left+p.bar, -1, 1
		}
		style := m.theme.style(m.theme.textSize, ink, false, anchor, 0)
		y := at[j] + vg.Length(len(l.lines)-1)*line/2
		for _, text := range l.lines {
			c.FillText(style, centred(edge+sign*m.theme.leader, y, style), text)
			y -= line
		}
		c.StrokeLine2(m.theme.line(m.theme.tones[Quiet], 0.4, false), edge, middles[j], edge+sign*(m.theme.leader*0.8), at[j])
	}
}

// apart moves the middles of blocks, which are in ascending order, as little as
// is needed for none to overlap and all to lie between low and high: blocks that
// touch move together, by their mean displacement.
func apart(middles, heights []vg.Length, low, high vg.Length) []vg.Length {
	type group struct {
		from, to     int
		height, want vg.Length // want is the bottom at which the group is nearest to all
	}
	var groups []group
	for j, m := range middles {
		g := group{j, j + 1, heights[j], m - heights[j]/2}
		g.want = min(max(g.want, low), max(high-g.height, low))
		for len(groups) > 0 {
			last := groups[len(groups)-1]
			if last.want+last.height <= g.want {
				break
			}
			var sum, offset vg.Length
			for k := last.from; k < g.to; k++ {
				sum += middles[k] - heights[k]/2 - offset
				offset += heights[k]
			}
			g = group{last.from, g.to, offset, sum / vg.Length(g.to-last.from)}
			g.want = min(max(g.want, low), max(high-g.height, low))
			groups = groups[:len(groups)-1]
		}
		groups = append(groups, g)
	}
	at := make([]vg.Length, len(middles))
	for _, g := range groups {
		bottom := g.want
		for k := g.from; k < g.to; k++ {
			at[k] = bottom + heights[k]/2
			bottom += heights[k]
		}
	}
	return at
}
