package figure

import (
	"image/color"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	xfont "golang.org/x/image/font"
)

// Tone is a colour by its role.
type Tone uint8

// Tones. Any two that meet in a figure differ in lightness, so that it can be
// read in greyscale and with any colour vision.
const (
	Ink    Tone = iota // text, axes, means
	Quiet              // what is said aside
	Faint              // guides
	Pairs              // lines from person to person
	Before             // baseline
	After              // follow-up
	Accent             // the estimate
	Group1             // groups, in their order
	Group2
	Group3
	Group4
	Group5
	Group6
)

// Dash is how a curve is dashed, so that curves are told apart without colour.
type Dash uint8

// dashes are the lengths of the dashes and gaps of each [Dash] in points; the
// first is a whole line.
var dashes = [...][]vg.Length{nil, {6, 2.5}, {1.5, 1.8}, {7, 2, 1.5, 2}, {10, 3}, {3, 1.5}}

// theme is how every figure looks. It is a value: plots get copies of its styles
// and nothing of gonum/plot's own defaults is changed.
type theme struct {
	tones             [13]color.NRGBA
	mild, mid, severe color.NRGBA // of severity bands
	paper             color.NRGBA
	typeface          font.Font
	handler           text.Handler
	titleSize         vg.Length
	headSize          vg.Length // of a panel's title
	textSize          vg.Length
	leading           float64   // line height over font size
	unit              vg.Length // what a point of the theme is: 1 but in figures wider than their panels can use
	margin            vg.Length
	gap               vg.Length // between panels
	headGap           vg.Length // between a panel's text and its plot
	pageGap           vg.Length // between title, panels and notes
	leader            vg.Length // between a stacked bar and its labels
	labelGap          vg.Length // between labels of a stacked bar
	pairsOpacity      float64
}

// newTheme returns the theme with all its lengths multiplied.
func newTheme(unit vg.Length) theme {
	return theme{
		unit: unit,
		tones: [13]color.NRGBA{
			Ink:    {0x1c, 0x20, 0x24, 0xff},
			Quiet:  {0x54, 0x5b, 0x62, 0xff},
			Faint:  {0xc9, 0xcf, 0xd4, 0xff},
			Pairs:  {0x5f, 0x6b, 0x75, 0xff},
			Before: {0x9f, 0xb4, 0xc4, 0xff},
			After:  {0x1f, 0x62, 0x8c, 0xff},
			Accent: {0xb0, 0x43, 0x06, 0xff},
			Group1: {0x0b, 0x4f, 0x7d, 0xff},
			Group2: {0xd1, 0x66, 0x0a, 0xff},
			Group3: {0x00, 0x80, 0x6a, 0xff},
			Group4: {0x1c, 0x20, 0x24, 0xff},
			Group5: {0xa0, 0x47, 0x8f, 0xff},
			Group6: {0x4f, 0x8f, 0xc4, 0xff},
		},
		mild: color.NRGBA{0xe2, 0xec, 0xf1, 0xff}, mid: color.NRGBA{0x7f, 0xb2, 0xcb, 0xff}, severe: color.NRGBA{0x10, 0x33, 0x4f, 0xff},
		paper:     color.NRGBA{0xff, 0xff, 0xff, 0xff},
		typeface:  font.Font{Typeface: "Liberation", Variant: "Sans"},
		handler:   plot.DefaultTextHandler,
		titleSize: 11 * unit, headSize: 8.5 * unit, textSize: 7.5 * unit,
		margin: 10 * unit, gap: 16 * unit, headGap: 4 * unit, pageGap: 9 * unit, leader: 9 * unit, labelGap: 2 * unit,
		leading: 1.22, pairsOpacity: 0.6,
	}
}

// style is text of a size and tone, anchored as in [Label].
func (t theme) style(size vg.Length, tone color.Color, bold bool, anchorX, anchorY int) text.Style {
	f := font.From(t.typeface, size)
	if bold {
		f.Weight = xfont.WeightBold
	}
	return text.Style{
		Color: tone, Font: f, Handler: t.handler,
		XAlign: text.XAlignment(-(float64(anchorX) + 1) / 2),
		YAlign: text.YAlignment(-(float64(anchorY) + 1) / 2),
	}
}

// centred is where text whose anchor is its middle is drawn, so that its digits
// and capitals, rather than its box with room for descenders, stand about y.
func centred(x, y vg.Length, s text.Style) vg.Point {
	return vg.Point{X: x, Y: y + s.Font.Size*0.105}
}

func (t theme) line(tone color.Color, width vg.Length, dashed bool) draw.LineStyle {
	s := draw.LineStyle{Color: tone, Width: width * t.unit}
	if dashed {
		s.Dashes = []vg.Length{2 * t.unit, 2 * t.unit}
	}
	return s
}

// shade is the colour of a severity band, from mild (0) to severe (1).
func (t theme) shade(depth float64) color.NRGBA {
	if depth <= 0.5 {
		return between(t.mild, t.mid, depth*2)
	}
	return between(t.mid, t.severe, depth*2-1)
}

// on is the tone of text that is readable on a fill: paper or black, of which one
// has a contrast of 4.58 at least with whatever colour.
func (t theme) on(fill color.NRGBA) color.NRGBA {
	black := color.NRGBA{A: 0xff}
	if contrast(t.paper, fill) > contrast(black, fill) {
		return t.paper
	}
	return black
}

func between(a, b color.NRGBA, at float64) color.NRGBA {
	mix := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*at + 0.5) }
	return color.NRGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 0xff}
}

// faded is a tone with an opacity, in steps of a sixty-fourth.
func faded(c color.NRGBA, opacity float64) color.NRGBA {
	steps := min(max(opacity, 0), 1) * 64
	c.A = uint8(float64(int(steps+0.5)) * 255 / 64)
	return c
}
