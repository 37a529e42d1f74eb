package figure

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// pdfCanvas is a canvas on go-pdf. Gonum's own writes text in the code page 1252,
// which has neither the minus sign nor "≥" nor most scripts, and its dates can
// only be fixed for the whole program; this one embeds the used glyphs of a
// Unicode font and fixes the dates of its document.
type pdfCanvas struct {
	doc           *fpdf.Fpdf
	width, height vg.Length
	alpha         []float64 // of each nested state
	lineWidth     vg.Length
	images        int
}

// issued is the date of every document.
var issued = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

func newPDF(f Figure, g page) *pdfCanvas {
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: g.width.Points(), Ht: g.height.Points()}})
	doc.SetCreationDate(issued)
	doc.SetModificationDate(issued)
	doc.SetCatalogSort(true)
	doc.SetTitle(f.Title, true)
	doc.SetSubject(f.Alt, true)
	if f.Language != "" {
		doc.SetLang(f.Language)
	}
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	doc.SetLineJoinStyle("round")
	doc.AddPage()
	c := &pdfCanvas{doc: doc, width: g.width, height: g.height, alpha: []float64{1}}
	vg.Initialize(c)
	return c
}

// at turns a point into go-pdf's, which counts downwards.
func (c *pdfCanvas) at(p vg.Point) (x, y float64) {
	return p.X.Points(), (c.height - p.Y).Points()
}

func (c *pdfCanvas) Size() (w, h vg.Length) { return c.width, c.height }

func (c *pdfCanvas) SetLineWidth(w vg.Length) {
	c.lineWidth = w
	c.doc.SetLineWidth(w.Points())
}

func (c *pdfCanvas) SetLineDash(pattern []vg.Length, offset vg.Length) {
	dashes := make([]float64, len(pattern))
	for i, d := range pattern {
		dashes[i] = d.Points()
	}
	c.doc.SetDashPattern(dashes, offset.Points())
}

func (c *pdfCanvas) SetColor(tone color.Color) {
	v := color.NRGBAModel.Convert(tone).(color.NRGBA)
	r, g, b := int(v.R), int(v.G), int(v.B)
	c.doc.SetFillColor(r, g, b)
	c.doc.SetDrawColor(r, g, b)
	c.doc.SetTextColor(r, g, b)
	if alpha := float64(v.A) / math.MaxUint8; alpha != c.alpha[len(c.alpha)-1] {
		c.doc.SetAlpha(alpha, "Normal")
		c.alpha[len(c.alpha)-1] = alpha
	}
}

func (c *pdfCanvas) Rotate(angle float64) {
	sin, cos := math.Sincos(angle)
	c.doc.Transform(fpdf.TransformMatrix{A: cos, B: sin, C: -sin, D: cos})
}

func (c *pdfCanvas) Translate(p vg.Point) {
	c.doc.Transform(fpdf.TransformMatrix{A: 1, D: 1, E: p.X.Points(), F: p.Y.Points()})
}

func (c *pdfCanvas) Scale(x, y float64) { c.doc.Transform(fpdf.TransformMatrix{A: x, D: y}) }

func (c *pdfCanvas) Push() {
	c.doc.TransformBegin()
	c.alpha = append(c.alpha, c.alpha[len(c.alpha)-1])
}

func (c *pdfCanvas) Pop() {
	c.doc.TransformEnd()
	c.alpha = c.alpha[:len(c.alpha)-1]
}

// Stroke draws nothing where the line has no width, which in a PDF would be the
// thinnest line there is.
func (c *pdfCanvas) Stroke(p vg.Path) {
	if c.lineWidth > 0 {
		c.path(p, "D")
	}
}

func (c *pdfCanvas) Fill(p vg.Path) { c.path(p, "F") }

func (c *pdfCanvas) path(p vg.Path, style string) {
	for _, part := range p {
		x, y := c.at(part.Pos)
		switch part.Type {
		case vg.MoveComp:
			c.doc.MoveTo(x, y)
		case vg.LineComp:
			c.doc.LineTo(x, y)
		case vg.CurveComp:
			x0, y0 := c.at(part.Control[0])
			if len(part.Control) == 1 {
				c.doc.CurveTo(x0, y0, x, y)
				continue
			}
			x1, y1 := c.at(part.Control[1])
			c.doc.CurveBezierCubicTo(x0, y0, x1, y1, x, y)
		case vg.ArcComp:
			// Chords of two degrees at most, which no print tells from an arc.
			steps := int(math.Ceil(math.Abs(part.Angle) / (math.Pi / 90)))
			for i := range steps + 1 {
				sin, cos := math.Sincos(part.Start + part.Angle*float64(i)/float64(max(steps, 1)))
				c.doc.LineTo(c.at(vg.Point{X: part.Pos.X + part.Radius*vg.Length(cos), Y: part.Pos.Y + part.Radius*vg.Length(sin)}))
			}
		case vg.CloseComp:
			c.doc.ClosePath()
		}
	}
	c.doc.DrawPath(style)
}

func (c *pdfCanvas) FillString(face font.Face, at vg.Point, s string) {
	name := face.Name()
	if desc := c.doc.GetFontDesc(name, ""); desc.Ascent == 0 {
		var source bytes.Buffer
		if _, err := face.Face.WriteSourceTo(nil, &source); err != nil {
			c.doc.SetError(fmt.Errorf("font %s: %w", name, err))
			return
		}
		c.doc.AddUTF8FontFromBytes(name, "", source.Bytes())
	}
	c.doc.SetFont(name, "", face.Font.Size.Points())
	x, y := c.at(at)
	c.doc.Text(x, y, basicPlane(s))
}

// basicPlane replaces characters that go-pdf's fonts cannot index.
func basicPlane(s string) string {
	out := []rune(s)
	for i, r := range out {
		if r > math.MaxUint16 {
			out[i] = '□'
		}
	}
	return string(out)
}

func (c *pdfCanvas) DrawImage(rect vg.Rectangle, img image.Image) {
	var data bytes.Buffer
	if err := png.Encode(&data, img); err != nil {
		c.doc.SetError(err)
		return
	}
	c.images++
	name, options := fmt.Sprintf("image%d", c.images), fpdf.ImageOptions{ImageType: "png"}
	c.doc.RegisterImageOptionsReader(name, options, &data)
	x, y := c.at(vg.Point{X: rect.Min.X, Y: rect.Max.Y})
	c.doc.ImageOptions(name, x, y, rect.Size().X.Points(), rect.Size().Y.Points(), false, options, 0, "")
}

func (c *pdfCanvas) writeTo(w io.Writer) error { return c.doc.Output(w) }
