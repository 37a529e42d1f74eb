package figure

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"strings"

	"gonum.org/v1/plot/vg/vgsvg"
)

// svgCanvas writes text as text, so that it can be searched, read aloud and
// edited, in a font of which every system has a metrically equal one.
type svgCanvas struct {
	*vgsvg.Canvas
	title, alt, language string
}

func newSVG(f Figure, g page) svgCanvas {
	return svgCanvas{vgsvg.New(g.width, g.height), f.Title, f.Alt, f.Language}
}

// What gonum writes, and what belongs in its place. The quotation mark keeps
// text that reads like an attribute from being taken for one: in text it is
// escaped.
const (
	gonumFamily = `style="font-family:Liberation Sans;`
	ourFamily   = `style="font-family:'Liberation Sans', Arial, Helvetica, sans-serif;`
	gonumRoot   = `xmlns:xlink="http://www.w3.org/1999/xlink">`
)

func (c svgCanvas) writeTo(w io.Writer) error {
	var drawn bytes.Buffer
	if _, err := c.WriteTo(&drawn); err != nil {
		return err
	}
	text := strings.ReplaceAll(drawn.String(), gonumFamily, ourFamily)
	language := c.language
	if language == "" {
		language = "en"
	}
	root := fmt.Sprintf("%s xml:lang=\"%s\" role=\"img\" aria-labelledby=\"figure-title figure-alt\">\n<title id=\"figure-title\">%s</title>\n<desc id=\"figure-alt\">%s</desc>",
		strings.TrimSuffix(gonumRoot, ">"), html.EscapeString(language), html.EscapeString(c.title), html.EscapeString(c.alt))
	text = strings.Replace(text, gonumRoot, root, 1)
	_, err := io.WriteString(w, strings.Map(xmlRune, text))
	return err
}

// xmlRune replaces what XML 1.0 cannot hold.
func xmlRune(r rune) rune {
	if (r < 0x20 && r != '\t' && r != '\n') || r == 0xFFFE || r == 0xFFFF {
		return '□'
	}
	return r
}
