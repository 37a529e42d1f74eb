package figure

import (
	"fmt"
	"math"

	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
)

// page is a figure laid out: where every panel stands, and all text in lines.
type page struct {
	width, height           vg.Length
	title, subtitle, notes  block
	columns                 int
	panelWidth              vg.Length
	heads                   []head // of the panels
	columnPlans             []columnPlan
	rowHead, rowPlot, rowAt []vg.Length
	rowBelow                []vg.Length // the part of rowPlot that columns take
}

// block is lines of one style.
type block struct {
	lines []string
	style text.Style
}

// head is the text above a panel, and the room that its marks want between that
// text and the plot.
type head struct {
	title, facts block
	above        vg.Length
}

func (b block) height(leading float64) vg.Length {
	return vg.Length(len(b.lines)) * b.style.Font.Size * vg.Length(leading)
}

// layout places the panels of a figure on a grid. It fails where they do not fit
// the size that was asked for.
func layout(f Figure) (page, theme, error) {
	least, natural := vg.Length(0), vg.Length(0)
	for _, p := range f.Panels {
		least, natural = max(least, vg.Length(p.Size.LeastWidth)), max(natural, vg.Length(p.Size.Width))
	}
	t := newTheme(1)
	g := page{width: vg.Length(f.Width), height: vg.Length(f.Height)}
	count := vg.Length(len(f.Panels))
	if g.width == 0 {
		columns := min(len(f.Panels), 2)
		if len(f.Panels) > 4 {
			columns = 3
		}
		g.width = max(natural*vg.Length(min(columns, 2)), least*vg.Length(columns)) + vg.Length(columns-1)*t.gap + 2*t.margin
	}
	// All panels in one row, each a third wider than it needs: a figure wider
	// than that is the same figure enlarged, as for a slide.
	if most := count*natural*4/3 + (count-1)*t.gap + 2*t.margin; g.width > most {
		t = newTheme(g.width / most)
		least, natural = least*t.unit, natural*t.unit
	}
	inner := g.width - 2*t.margin
	if inner < least {
		return page{}, t, fmt.Errorf("a figure %.0f points wide is too narrow; it needs %.0f", float64(g.width), float64(least+2*t.margin))
	}
	g.columns = columnsFor(len(f.Panels), int((inner+t.gap)/(least+t.gap)))
	g.panelWidth = (inner - vg.Length(g.columns-1)*t.gap) / vg.Length(g.columns)
	ink, quiet := t.tones[Ink], t.tones[Quiet]
	lines := func(s string, style text.Style, width vg.Length) block {
		if s == "" {
			return block{style: style}
		}
		return block{wrap(s, style, width), style}
	}
	g.title = lines(f.Title, t.style(t.titleSize, ink, true, -1, 1), inner)
	g.subtitle = lines(f.Subtitle, t.style(t.textSize, quiet, false, -1, 1), inner)
	g.notes.style = t.style(t.textSize, quiet, false, -1, 1)
	for _, n := range f.Notes {
		g.notes.lines = append(g.notes.lines, wrap(n, g.notes.style, inner)...)
	}
	for _, p := range f.Panels {
		h := head{title: lines(p.Title, t.style(t.headSize, ink, true, -1, 1), g.panelWidth), facts: block{style: t.style(t.textSize, quiet, false, -1, 1)}}
		for _, fact := range p.Facts {
			h.facts.lines = append(h.facts.lines, wrap(fact, h.facts.style, g.panelWidth)...)
		}
		for _, l := range p.Layers {
			if rules, ok := l.(Rules); ok {
				h.above = max(h.above, rulesHeight(rules, p.X, g.panelWidth, t))
			}
		}
		g.heads = append(g.heads, h)
	}
	g.planColumns(f, t)
	return g, t, g.rows(f, t, min(max(g.panelWidth/natural, 1), 4.0/3)*t.unit)
}

// planColumns plans what stands below the axes. What the vertical axes and the
// names on the right take is at most what they take in any panel, so that the
// axes are at least as long as they are planned for.
func (g *page) planColumns(f Figure, t theme) {
	var left, right vg.Length
	tick := t.style(t.textSize, t.tones[Ink], false, 1, 0)
	for _, p := range f.Panels {
		axis := vg.Length(0)
		for _, mark := range p.Y.Ticks {
			axis = max(axis, tick.Width(mark.Label))
		}
		left, right = max(left, axis+6*t.unit, rowsWidth(p.Columns, t)), max(right, asideWidth(p, t))
	}
	for _, p := range f.Panels {
		g.columnPlans = append(g.columnPlans, planColumns(p.Columns, p.X, max(g.panelWidth-left-right, t.textSize), t))
	}
}

// wrappedHeight is the height of what is said in place of a plot.
func wrappedHeight(s string, width vg.Length, t theme) vg.Length {
	style := t.style(t.textSize, t.tones[Quiet], false, -1, 1)
	return block{wrap(s, style, width), style}.height(t.leading)
}

// rows sets the height of every row and of the page. Where the height is free,
// plots are as much higher as they are wider.
func (g *page) rows(f Figure, t theme, grown vg.Length) error {
	count := (len(f.Panels) + g.columns - 1) / g.columns
	fixed := 2*t.margin + vg.Length(max(count-1, 0))*t.gap
	least := vg.Length(0)
	for _, b := range []block{g.title, g.subtitle, g.notes} {
		if len(b.lines) > 0 {
			fixed += b.height(t.leading)
		}
	}
	if len(g.title.lines)+len(g.subtitle.lines) > 0 {
		fixed += t.pageGap
	}
	if len(g.notes.lines) > 0 {
		fixed += t.pageGap
	}
	leasts := make([]vg.Length, count)
	g.rowHead, g.rowPlot, g.rowAt = make([]vg.Length, count), make([]vg.Length, count), make([]vg.Length, count)
	g.rowBelow = make([]vg.Length, count)
	for i, p := range g.columnPlans {
		g.rowBelow[i/g.columns] = max(g.rowBelow[i/g.columns], p.height)
	}
	natural := vg.Length(0)
	for i, p := range f.Panels {
		row := i / g.columns
		h := g.heads[i]
		g.rowHead[row] = max(g.rowHead[row], h.title.height(t.leading)+h.facts.height(t.leading)+t.headGap+h.above)
		low, plot := vg.Length(p.Size.LeastHeight)*t.unit, vg.Length(p.Size.Height)*grown
		if p.Empty != "" {
			low = wrappedHeight(p.Empty, g.panelWidth, t)
			plot = low
		}
		for _, l := range p.Layers {
			need := vg.Length(0)
			switch l := l.(type) {
			case Stacks:
				need = newStackPlan(l, g.panelWidth, t).least
			case Ends:
				_, names, _ := endNames(l, t)
				need = names + t.textSize
			}
			low, plot = max(low, need), max(plot, need)
		}
		if p.Empty == "" {
			low, plot = low+g.rowBelow[row], plot+g.rowBelow[row]
		}
		leasts[row], g.rowPlot[row] = max(leasts[row], low), max(g.rowPlot[row], plot)
	}
	for row := range count {
		fixed += g.rowHead[row]
		least += leasts[row]
		natural += g.rowPlot[row]
	}
	switch {
	case g.height == 0:
		// Whole pixels of 1/96 inch, so that no edge is half transparent.
		g.height = vg.Length(math.Ceil((fixed+natural).Points()/0.75) * 0.75)
	case g.height < fixed+least:
		return fmt.Errorf("%d panels do not fit %.0f × %.0f points; leave the height out or make it at least %.0f",
			len(f.Panels), float64(g.width), float64(g.height), float64(fixed+least)+0.5)
	default:
		// What there is beyond the least is shared out evenly.
		spare := (g.height - fixed - least) / vg.Length(count)
		for row := range count {
			g.rowPlot[row] = leasts[row] + spare
		}
	}
	y := g.height - t.margin - g.title.height(t.leading) - g.subtitle.height(t.leading)
	if len(g.title.lines)+len(g.subtitle.lines) > 0 {
		y -= t.pageGap
	}
	for row := range count {
		g.rowAt[row] = y
		y -= g.rowHead[row] + g.rowPlot[row] + t.gap
	}
	return nil
}

// columnsFor chooses the number of columns, at most that many, that leaves the
// fewest empty places, but never less than half of what fits.
func columnsFor(panels, most int) int {
	most = max(min(most, panels), 1)
	best, waste := most, panels
	for columns := most; columns >= (most+1)/2 && columns > 0; columns-- {
		rows := (panels + columns - 1) / columns
		if w := rows*columns - panels; w < waste {
			best, waste = columns, w
		}
	}
	return best
}
