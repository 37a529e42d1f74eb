package reports

import (
	"bufio"
	"io"
	"strconv"
	"strings"
)

// WriteMarkdown writes a document as GitHub-flavoured Markdown. What data could
// make of it (tables, links, HTML, formulas) is escaped.
func WriteMarkdown(w io.Writer, d Document) error {
	out := bufio.NewWriter(w)
	out.WriteString("# " + markdown(d.Title) + "\n")
	for _, b := range d.Blocks {
		out.WriteByte('\n')
		switch b := b.(type) {
		case Heading:
			out.WriteString("## " + markdown(b.Text) + "\n")
		case Paragraph:
			if b.Lead != "" {
				out.WriteString("**" + markdown(b.Lead) + ":** ")
			}
			out.WriteString(markdown(b.Text) + "\n")
		case List:
			for _, item := range b.Items {
				out.WriteString("- " + markdown(item) + "\n")
			}
		case Table:
			markdownTable(out, d, b)
		case Footnotes:
			for _, n := range b.Items {
				out.WriteString("[^" + strconv.Itoa(n.Number) + "]: " + markdown(n.Text) + "\n")
			}
		case Next:
			for i, c := range b.Commands {
				if i > 0 {
					out.WriteByte('\n')
				}
				out.WriteString(markdown(c.Purpose) + ":\n\n    " + printable(c.Line) + "\n")
			}
		}
	}
	return out.Flush()
}

func markdownTable(out *bufio.Writer, d Document, t Table) {
	if t.Caption != "" {
		out.WriteString("**" + markdown(t.Caption) + "**\n\n")
	}
	line := func(cells []string) { out.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	var heads, rule []string
	for j, c := range t.Columns {
		heads = append(heads, markdown(c.Head))
		if j == 0 {
			rule = append(rule, "---")
		} else {
			rule = append(rule, "---:")
		}
	}
	line(heads)
	line(rule)
	for _, row := range t.Rows {
		label := markdown(row.Label)
		if row.Cells == nil {
			label = "**" + label + "**"
		}
		label = strings.Repeat("&emsp;", row.Indent) + label
		for _, n := range row.Notes {
			label += "[^" + strconv.Itoa(n) + "]"
		}
		cells := make([]string, len(t.Columns))
		cells[0] = label
		for j, c := range row.Cells {
			switch {
			case c == nil:
			case c.Absent():
				cells[j+1] = nothing
			default:
				cells[j+1] = markdown(c.Text(d.Language))
			}
		}
		line(cells)
	}
}

// markdown escapes text so that Markdown shows it as it is: every character that
// starts something anywhere, those that do so only at the start of a block, and
// bare addresses.
func markdown(s string) string {
	s = printable(s)
	var out strings.Builder
	runes := []rune(s)
	at := func(i int) rune {
		if i < 0 || i >= len(runes) {
			return ' '
		}
		return runes[i]
	}
	for i, r := range runes {
		special := false
		switch r {
		case '\\', '`', '*', '|', '<', '>', '~', '&', '$', '@':
			special = true
		case '_': // within a word it is only an underscore
			special = !wordRune(at(i-1)) || !wordRune(at(i+1))
		case '[', ']':
			special = at(i+1) == '(' || at(i+1) == '[' || at(i+1) == ':' || at(i+1) == '^'
		case ':':
			special = at(i+1) == '/' && at(i+2) == '/'
		case '.': // "www." starts a link, "1. " a list
			special = at(i-1) == 'w' && at(i-2) == 'w' && at(i-3) == 'w' || at(i+1) == ' ' && digitsOnly(runes[:i])
		case ')':
			special = at(i+1) == ' ' && digitsOnly(runes[:i])
		case '#', '-', '+', '=':
			special = i == 0
		}
		if special {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return strings.TrimSpace(out.String())
}

func wordRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

func digitsOnly(runes []rune) bool {
	for _, r := range runes {
		if r < '0' || r > '9' {
			return false
		}
	}
	return len(runes) > 0
}
