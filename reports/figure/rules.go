package figure

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// rules draws dashed vertical lines with their labels above the panel, each in
// the lowest row where it meets no other.
func (m mark) rules(c draw.Canvas, l Rules, x func(float64) vg.Length) {
	style := m.theme.style(m.theme.textSize, m.theme.tones[l.Tone], false, 0, -1)
	at := make([]vg.Length, len(l.Rules))
	for i, r := range l.Rules {
		at[i] = x(r.At)
	}
	rows := rowsOf(l.Rules, at, c.Min.X, c.Max.X, m.theme)
	unit := m.theme.unit
	for i := range l.Rules {
		rise := vg.Length(rows[i]) * m.theme.textSize * vg.Length(m.theme.leading)
		c.StrokeLine2(m.theme.line(m.theme.tones[l.Tone], 0.8, true), at[i], c.Min.Y, at[i], c.Max.Y+rise)
	}
	for i, r := range l.Rules {
		rise := vg.Length(rows[i]) * m.theme.textSize * vg.Length(m.theme.leading)
		half := style.Width(r.Label) / 2
		middle := min(max(at[i], c.Min.X+half), c.Max.X-half)
		rectangle(c, m.theme.paper, middle-half-unit, middle+half+unit, c.Max.Y+rise+unit, c.Max.Y+rise+m.theme.textSize+unit)
		c.FillText(style, vg.Point{X: middle, Y: c.Max.Y + rise + unit}, r.Label)
	}
}

// rowsOf gives every label a row above the panel, from 0.
func rowsOf(rules []Rule, at []vg.Length, low, high vg.Length, t theme) []int {
	style := t.style(t.textSize, t.tones[Ink], false, 0, -1)
	rows := make([]int, len(rules))
	type extent struct{ low, high vg.Length }
	var taken []extent
	for i, r := range rules {
		half := style.Width(r.Label) / 2
		middle := min(max(at[i], low+half), high-half)
		taken = append(taken, extent{middle - half - 2*t.unit, middle + half + 2*t.unit})
		for j := 0; j < i; j++ {
			if rows[j] == rows[i] && taken[j].low < taken[i].high && taken[i].low < taken[j].high {
				rows[i]++
				j = -1 // the next row may be taken by an earlier one
			}
		}
	}
	return rows
}

// rulesHeight is the room above a panel of about that width.
func rulesHeight(l Rules, x Axis, width vg.Length, t theme) vg.Length {
	most := 0
	// How long the axis will be depends on what stands beside it, which is not
	// known here: the labels get the rows that they need at any length it may have.
	for share := vg.Length(0.5); share < 1; share += 0.05 {
		at := make([]vg.Length, len(l.Rules))
		for i, r := range l.Rules {
			at[i] = vg.Length((r.At-x.Min)/(x.Max-x.Min)) * width * share
		}
		for _, row := range rowsOf(l.Rules, at, 0, width*share, t) {
			most = max(most, row+1)
		}
	}
	return vg.Length(most)*t.textSize*vg.Length(t.leading) + 2*t.unit
}
