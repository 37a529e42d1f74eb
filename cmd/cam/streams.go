package main

import (
	"io"
	"os"

	"golang.org/x/term"

	"github.com/cam-outcomes/cam/reports"
)

// streams are what the program reads and writes. Tests hand in buffers.
type streams struct {
	args     []string // the command line, without the program's name
	in       io.Reader
	out, err io.Writer
	// Of out and err: whether a person watches, and how wide it is for them.
	outTerminal, errTerminal bool
	width                    int // columns; 0 where unknown
	color                    bool
}

// system returns the process's own streams. Colour is for terminals, and never
// where NO_COLOR is set (no-color.org) or the terminal is dumb.
func system() streams {
	s := streams{in: os.Stdin, out: os.Stdout, err: os.Stderr}
	s.outTerminal = term.IsTerminal(int(os.Stdout.Fd()))
	s.errTerminal = term.IsTerminal(int(os.Stderr.Fd()))
	if s.outTerminal {
		if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil {
			s.width = w
		}
	}
	s.color = s.outTerminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return s
}

// style is how people see text: as wide as their terminal, within what reads
// well, and plain in a file.
func (s streams) style(output string) reports.Style {
	style := reports.Style{}
	if output == "" || output == "-" {
		style.Text.Color = s.color
		if s.width > 0 {
			style.Text.Width = max(40, min(s.width, 120))
		}
	}
	return style
}
