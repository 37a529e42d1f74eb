package figure

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"
)

const (
	headBreak  = 48 // the room from which a long word may be broken
	headLines  = 3  // that a heading may have
	movedLines = 6  // that it may have where columns share the whole axis evenly
	manyNames  = 6  // from more of which columns of broken names are no longer read
	fewHeads   = 3  // that have to be left where not all are written
)

// heading is one way of writing the headings of columns.
type heading struct {
	text   func(int) string    // of a column
	room   func(int) vg.Length // that it may take; 0 leaves it out
	lines  int                 // that it may have
	moved  bool                // columns may stand aside from their positions
	spread bool                // it may reach over columns that have none
	label  string
	key    string // what the headings stand for
}

// headings are the ways of writing headings, from the best to one that always has
// room where the cells have: names, then numbers, at their positions; numbers,
// then names, of columns that are moved apart; some of them; numerals with a key.
func headings(c Columns, at []vg.Length, length vg.Length, t theme) []heading {
	name := func(i int) string { return c.Columns[i].Name }
	number := func(i int) string { return c.Columns[i].Number }
	numbered := !slices.ContainsFunc(c.Columns, func(c Column) bool { return c.Number == "" })
	named := !slices.ContainsFunc(c.Columns, func(c Column) bool { return c.Name == "" })
	gap := columnGap * t.unit
	// every is the room of a heading where only one in so many is written.
	every := func(k int) func(int) vg.Length {
		return func(i int) vg.Length {
			if i%k != 0 {
				return 0
			}
			room := length
			if i >= k {
				room = min(room, at[i]-at[i-k])
			}
			if i+k < len(at) {
				room = min(room, at[i+k]-at[i])
			}
			return max(room-gap, 1)
		}
	}
	free := func(int) vg.Length { return length }
	share := func(int) vg.Length { return max(length/vg.Length(len(at))-gap, 1) }
	text, label := name, ""
	var all []heading
	if named {
		lines := headLines
		if numbered && len(at) > manyNames {
			lines = 1
		}
		all = append(all, heading{text: name, room: every(1), lines: lines})
	}
	if numbered {
		text, label = number, c.Label
		all = append(all, heading{text: number, room: free, lines: 1, label: label}, heading{text: number, room: free, lines: 1, moved: true, label: label})
	} else if named && len(at) <= manyNames {
		all = append(all, heading{text: name, room: share, lines: movedLines, moved: true})
	}
	for k := 2; (len(at)+k-1)/k >= fewHeads; k *= 2 {
		all = append(all, heading{text: text, room: every(k), lines: headLines, moved: true, spread: true, label: label})
	}
	if named {
		numeral := func(i int) string { return strconv.Itoa(i + 1) }
		var key []string
		for i := range at {
			key = append(key, numeral(i)+"\u00a0= "+name(i))
		}
		all = append(all, heading{text: numeral, room: free, lines: 1, moved: true, key: strings.Join(key, " · ")})
	}
	return append(all, heading{text: text, room: func(int) vg.Length { return 0 }, moved: true})
}

// headColumns writes the first headings that have room above columns at least as
// wide as their cells; ok is false where not even the cells have it.
func headColumns(c Columns, at, cells []vg.Length, length vg.Length, t theme) (p columnPlan, ok bool) {
	for _, h := range headings(c, at, length, t) {
		if p, ok = h.plan(at, cells, length, t); ok {
			break
		}
	}
	return p, ok
}

// plan places columns below their headings, and fails where they do not fit.
func (h heading) plan(at, cells []vg.Length, length vg.Length, t theme) (columnPlan, bool) {
	style, quiet := t.style(t.textSize, t.tones[Ink], false, 0, 1), t.style(t.textSize, t.tones[Quiet], false, 0, 1)
	p := columnPlan{heads: make([][]string, len(at)), names: make([]string, len(at)), widths: slices.Clone(cells), label: block{style: quiet}}
	for i := range at {
		p.names[i] = h.text(i)
		room := h.room(i)
		if room == 0 {
			continue
		}
		lines, ok := headingLines(p.names[i], room, h.lines, t)
		if !ok {
			return p, false
		}
		p.heads[i] = lines
		if !h.spread {
			p.widths[i] = max(p.widths[i], widest(lines, style))
		}
	}
	stands, fits := placeColumns(at, p.widths, 0, length, t)
	end := vg.Length(math.Inf(-1))
	for i, head := range p.heads {
		p.led = p.led || abs(stands[i]-at[i]) > columnAside*t.unit
		if head != nil {
			half := widest(head, style) / 2
			middle := inside(stands[i], half, 0, length)
			fits = fits && middle-half >= end
			end = middle + half + 0.9*columnGap*t.unit
		}
	}
	if h.label != "" {
		p.label.lines = wrap(h.label, quiet, length)
	}
	if h.key != "" {
		quiet := t.style(t.textSize, t.tones[Quiet], false, -1, 1)
		p.key = block{wrap(h.key, quiet, length), quiet}
	}
	return p, fits && (h.moved || !p.led)
}

// headingLines breaks a heading between words and, where there is much room,
// within long ones. It fails where the lines are too many.
func headingLines(s string, room vg.Length, most int, t theme) ([]string, bool) {
	style := t.style(t.textSize, t.tones[Ink], false, 0, 1)
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' })
	if room < headBreak*t.unit && widest(words, style) > room {
		return nil, false
	}
	lines := wrap(s, style, room)
	return lines, len(lines) <= most
}
