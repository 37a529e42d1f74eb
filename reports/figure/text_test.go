package figure

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// textCanvas is a canvas that only remembers where text was drawn.
type textCanvas struct {
	at    []matrix
	texts []drawnText
}

// matrix maps (x, y) to (a·x + c·y + e, b·x + d·y + f).
type matrix struct{ a, b, c, d, e, f float64 }

type drawnText struct {
	text           string
	x0, y0, x1, y1 float64
}

func newTextCanvas() *textCanvas { return &textCanvas{at: []matrix{{a: 1, d: 1}}} }

func (c *textCanvas) SetLineWidth(vg.Length)              {}
func (c *textCanvas) SetLineDash([]vg.Length, vg.Length)  {}
func (c *textCanvas) SetColor(color.Color)                {}
func (c *textCanvas) Stroke(vg.Path)                      {}
func (c *textCanvas) Fill(vg.Path)                        {}
func (c *textCanvas) DrawImage(vg.Rectangle, image.Image) {}
func (c *textCanvas) Push()                               { c.at = append(c.at, c.at[len(c.at)-1]) }
func (c *textCanvas) Pop()                                { c.at = c.at[:len(c.at)-1] }
func (c *textCanvas) Scale(x, y float64)                  { c.apply(matrix{a: x, d: y}) }
func (c *textCanvas) Translate(p vg.Point)                { c.apply(matrix{1, 0, 0, 1, p.X.Points(), p.Y.Points()}) }
func (c *textCanvas) Rotate(r float64) {
	c.apply(matrix{math.Cos(r), math.Sin(r), -math.Sin(r), math.Cos(r), 0, 0})
}
func (c *textCanvas) apply(n matrix) {
	m := &c.at[len(c.at)-1]
	*m = matrix{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b, m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

// FillString takes the height of capitals and a little of the descenders.
func (c *textCanvas) FillString(face font.Face, at vg.Point, s string) {
	if strings.TrimSpace(s) == "" {
		return
	}
	size := face.Font.Size.Points()
	width := face.Width(s).Points()
	m := c.at[len(c.at)-1]
	t := drawnText{s, math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, p := range [][2]float64{{0, -0.15 * size}, {width, -0.15 * size}, {0, 0.72 * size}, {width, 0.72 * size}} {
		x, y := at.X.Points()+p[0], at.Y.Points()+p[1]
		x, y = m.a*x+m.c*y+m.e, m.b*x+m.d*y+m.f
		t.x0, t.x1, t.y0, t.y1 = min(t.x0, x), max(t.x1, x), min(t.y0, y), max(t.y1, y)
	}
	c.texts = append(c.texts, t)
}

// collisions says which texts overlap or leave the page.
func collisions(f Figure) ([]string, error) {
	g, t, err := layout(f)
	if err != nil {
		return nil, err
	}
	c := newTextCanvas()
	paint(c, f, g, t)
	var found []string
	for i, a := range c.texts {
		if a.x0 < -0.1 || a.y0 < -0.1 || a.x1 > g.width.Points()+0.1 || a.y1 > g.height.Points()+0.1 {
			found = append(found, fmt.Sprintf("%q leaves the page of %.1f × %.1f at %.1f, %.1f to %.1f, %.1f", a.text, float64(g.width), float64(g.height), a.x0, a.y0, a.x1, a.y1))
		}
		for _, b := range c.texts[:i] {
			if a.x0 < b.x1-0.2 && b.x0 < a.x1-0.2 && a.y0 < b.y1-0.2 && b.y0 < a.y1-0.2 {
				found = append(found, fmt.Sprintf("%q overlaps %q", a.text, b.text))
			}
		}
	}
	return found, nil
}

// TestTextsStandApart draws every case narrow, in its own size and wide.
func TestTextsStandApart(t *testing.T) {
	for _, c := range testCases(t) {
		for _, k := range ofPairs() {
			f, err := k.Draw(c.report, c.options)
			if err != nil {
				continue // bands where there are none
			}
			for _, width := range []float64{260, 300, 0, 510, 900, 1200, 3000} {
				f.Width = width
				found, err := collisions(f)
				if err != nil {
					t.Fatal(err)
				}
				for _, one := range found {
					t.Errorf("%s/%s at width %g: %s", c.name, k.Name, width, one)
				}
			}
		}
	}
}

// TestAnyLabelsStandApart draws outcomes with arbitrary names, bands, cut-offs,
// ranges and people.
func TestAnyLabelsStandApart(t *testing.T) {
	word := rapid.StringOfN(rapid.RuneFrom([]rune("aeinrstWM.-_/&<{}éñßЖα中\t\u00a0")), 1, 30, -1)
	label := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(word, 1, 8).Draw(t, "words"), " ")
	})
	rapid.Check(t, func(t *rapid.T) {
		var all []pairs
		for i := range rapid.IntRange(1, 3).Draw(t, "outcomes") {
			step := rapid.SampledFrom([]summary.Step{{Num: 1, Den: 1}, {Num: 1, Den: 6}, {Num: 1, Den: 10}, {Num: 5, Den: 1}}).Draw(t, "step")
			high := rapid.Int64Range(1, 200).Draw(t, "high")
			shift := rapid.SampledFrom([]int64{0, 0, -high, 1_000_000, -5_000_000_000}).Draw(t, "shift")
			s := summary.Scale{ID: fmt.Sprint(i), Label: label.Draw(t, "label"), Step: step, Better: summary.Direction(rapid.IntRange(0, 2).Draw(t, "better"))}
			if shift == 0 && rapid.Bool().Draw(t, "range") {
				s.Range = summary.Range{Low: whole(0), High: whole(high * step.Num)}
			}
			for j := range rapid.IntRange(2, 7).Draw(t, "bands") {
				s.Bands = append(s.Bands, summary.Band{ID: fmt.Sprint(j), Label: label.Draw(t, "band"), From: whole(int64(j) * 5)})
			}
			for range rapid.IntRange(0, 3).Draw(t, "cut-offs") {
				s.Caseness = append(s.Caseness, summary.Criterion{Op: rapid.SampledFrom([]string{">=", "<="}).Draw(t, "op"), At: whole(rapid.Int64Range(0, 20).Draw(t, "at"))})
			}
			c := cells{}
			score := rapid.Int64Range(0, high)
			for range rapid.IntRange(0, 60).Draw(t, "cells") {
				c[[2]int64{score.Draw(t, "pre") + shift, score.Draw(t, "post") + shift}] += rapid.SampledFrom([]int64{1, 1, 2, 7, 5000}).Draw(t, "n")
			}
			all = append(all, pairs{s, c})
		}
		o := Options{Width: rapid.SampledFrom([]float64{0, 270, 400, 700, 2000}).Draw(t, "width"), Language: rapid.SampledFrom([]string{"en", "es"}).Draw(t, "language")}
		r, err := described(all...)
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range ofPairs() {
			f, err := k.Draw(r, o)
			if err != nil {
				t.Fatal(err)
			}
			found, err := collisions(f)
			if err != nil {
				t.Fatal(err)
			}
			if len(found) > 0 {
				t.Fatalf("%s: %s", k.Name, strings.Join(found, "\n"))
			}
		}
	})
}

// described is what figures take from a report, without the rest of the standard
// analysis.
func described(all ...pairs) (*analysis.Report, error) {
	r := &analysis.Report{}
	for _, p := range all {
		joint, err := summary.NewJoint(p.scale.ID, "baseline", "month3", p.scale.Step, func(yield func([]summary.Score, int64) bool) {
			for at, n := range p.cells {
				if !yield([]summary.Score{summary.Score(at[0]), summary.Score(at[1])}, n) {
					return
				}
			}
		})
		if err != nil {
			return nil, err
		}
		change, err := joint.Change()
		if err != nil {
			return nil, err
		}
		moments, err := change.Moments()
		if err != nil {
			return nil, err
		}
		description, err := analysis.Describe(joint, analysis.DescribeOptions{})
		if err != nil {
			return nil, err
		}
		test, err := analysis.PairedT(moments, analysis.PairedTOptions{})
		if err != nil {
			return nil, err
		}
		r.Scales = append(r.Scales, p.scale)
		r.Joints = append(r.Joints, analysis.Counted{Outcome: p.scale.ID, Joint: joint})
		for _, e := range description.Estimates() {
			e.Outcome, e.Method = p.scale.ID, "describe"
			r.Estimates = append(r.Estimates, e)
		}
		for _, e := range test.Estimates() {
			e.Outcome, e.Method = p.scale.ID, "paired_t"
			r.Estimates = append(r.Estimates, e)
		}
	}
	return r, nil
}
