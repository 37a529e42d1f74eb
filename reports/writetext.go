package reports

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/reports/text"
)

// TextStyle says how text is laid out.
type TextStyle struct {
	Width int  // columns of the terminal; 0 is 100, less than 20 is 20
	Color bool // headings bold; colour never carries a meaning
}

// defaultWidth is the width of text that goes to a file or a pipe.
const defaultWidth = 100

// WriteText writes a document for a terminal. No line is wider than the style's
// width. Control characters in text from data are replaced.
func WriteText(w io.Writer, d Document, style TextStyle) error {
	if style.Width == 0 {
		style.Width = defaultWidth
	}
	p := &textPrinter{out: bufio.NewWriter(w), width: max(style.Width, 20), bold: style.Color, language: d.Language}
	p.heading(d.Title)
	for i, b := range d.Blocks {
		if i > 0 && !followsClosely(d.Blocks[i-1], b) {
			p.line("")
		}
		p.block(b)
	}
	return p.out.Flush()
}

// followsClosely reports whether a block stands under the one before it without
// an empty line.
func followsClosely(before, b Block) bool {
	_, heading := before.(Heading)
	t, table := b.(Table)
	return heading && !(table && t.Caption != "")
}

// textPrinter writes blocks as lines. Errors of the writer come out at Flush.
type textPrinter struct {
	out      *bufio.Writer
	width    int
	bold     bool
	language text.Language
}

func (p *textPrinter) block(b Block) {
	switch b := b.(type) {
	case Heading:
		// Capitals set headings apart where there is no bold.
		p.heading(strings.ToUpper(b.Text))
	case Paragraph:
		p.wrapped("  ", "    ", printable(runIn(b)))
	case List:
		for _, item := range b.Items {
			p.wrapped("  ", "    ", printable(item))
		}
	case Table:
		p.table(b)
	case Footnotes:
		for _, n := range b.Items {
			mark := strconv.Itoa(n.Number) + ". "
			p.wrapped("  "+mark, strings.Repeat(" ", 2+len(mark)), printable(n.Text))
		}
	case Next:
		for _, c := range b.Commands {
			p.wrapped("  ", "  ", printable(c.Purpose)+":")
			// A command is never broken: it is there to be copied.
			p.line("    " + printable(c.Line))
		}
	}
}

// runIn is a paragraph with what it is about before it.
func runIn(b Paragraph) string {
	if b.Lead == "" {
		return b.Text
	}
	return b.Lead + ": " + b.Text
}

func (p *textPrinter) heading(s string) {
	for _, line := range wrap(printable(s), p.width) {
		p.line(p.emphasis(line))
	}
}

// emphasis sets a line in bold where the style has colour.
func (p *textPrinter) emphasis(s string) string {
	s = strings.TrimRight(s, " ")
	if !p.bold || s == "" {
		return s
	}
	return "\x1b[1m" + s + "\x1b[0m"
}

// wrapped writes text over as many lines as it takes.
func (p *textPrinter) wrapped(first, rest, s string) {
	lead := first
	for _, line := range wrap(s, p.width-columnsOf(rest)) {
		p.line(lead + line)
		lead = rest
	}
}

// line writes one line without trailing blanks; a no-break space has done its
// work and becomes a blank.
func (p *textPrinter) line(s string) {
	p.out.WriteString(strings.TrimRight(strings.ReplaceAll(s, nbsp, " "), " "))
	p.out.WriteByte('\n')
}
