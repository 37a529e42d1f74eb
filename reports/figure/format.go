package figure

import (
	"fmt"
	"path/filepath"
	"strings"
)

// Format is a file format of figures.
type Format uint8

// Formats.
const (
	SVG Format = iota
	PNG
	PDF
)

var extensions = [...]string{SVG: ".svg", PNG: ".png", PDF: ".pdf"}

// String returns the format's extension without its dot.
func (f Format) String() string {
	if int(f) >= len(extensions) {
		return "unknown"
	}
	return extensions[f][1:]
}

// FormatOf returns the format that a file name's extension stands for.
func FormatOf(path string) (Format, error) {
	extension := filepath.Ext(path)
	for i, e := range extensions {
		if strings.EqualFold(e, extension) {
			return Format(i), nil
		}
	}
	return 0, fmt.Errorf("%s: a figure's file name ends in .svg, .png or .pdf", filepath.Base(path))
}
