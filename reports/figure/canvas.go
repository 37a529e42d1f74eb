package figure

import (
	"fmt"
	"io"

	"gonum.org/v1/plot/vg"
)

// canvas is what a figure is drawn on.
type canvas interface {
	vg.CanvasSizer
	writeTo(io.Writer) error
}

// mostPixels bounds the memory of a PNG.
const mostPixels = 200e6

func newCanvas(f Figure, g page, format Format) (canvas, error) {
	switch format {
	case SVG:
		return newSVG(f, g), nil
	case PDF:
		return newPDF(f, g), nil
	case PNG:
		dpi := f.DPI
		if dpi == 0 {
			dpi = 200
		}
		pixels := g.width.Dots(float64(dpi)) * g.height.Dots(float64(dpi))
		if dpi < 0 || pixels > mostPixels {
			return nil, fmt.Errorf("a PNG of %.0f × %.0f points at %d dots per inch is too large; choose fewer", float64(g.width), float64(g.height), dpi)
		}
		return newPNG(f, g, dpi), nil
	}
	return nil, fmt.Errorf("figures have no format %d", format)
}
