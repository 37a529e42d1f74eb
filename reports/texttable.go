package reports

import (
	"strings"
)

const (
	gap       = 2  // blanks between columns
	leastName = 14 // a narrower first column leaves no room for names
	mostName  = 34 // a wider first column is wrapped where columns are short of room

	mostPanels = 3 // more, or one a column, turn the table into a list
)

// table writes a table: on one line a row where it fits; else with the names of
// the rows wrapped; else in panels, one below the other, each with the names
// again; else as a list of facts a row.
func (p *textPrinter) table(t Table) {
	if t.Caption != "" {
		p.wrapped("", "", printable(t.Caption))
	}
	grid := p.measure(t)
	panels := grid.panels(p.width)
	if n := len(panels); n == 0 || n > mostPanels || n > 1 && n == len(grid.widths) {
		p.facts(t, grid)
		return
	}
	for i, panel := range panels {
		if i > 0 {
			p.line("")
		}
		p.panel(t, grid, panel)
	}
}

// textGrid is a table as text, with the width that each column needs.
type textGrid struct {
	heads  []string
	labels []string
	cells  [][]string // nil for a row that is a heading
	widths []int      // of the columns after the first
	groups []int      // the panel of each
	name   int        // what the first column would like
}

func (p *textPrinter) measure(t Table) textGrid {
	g := textGrid{}
	for _, c := range t.Columns {
		g.heads = append(g.heads, printable(c.Head))
	}
	for j, c := range t.Columns[1:] {
		g.widths = append(g.widths, longestWord(g.heads[j+1]))
		g.groups = append(g.groups, c.Panel)
	}
	g.name = longestWord(g.heads[0])
	for _, row := range t.Rows {
		label := strings.Repeat(nbsp, 2*row.Indent) + printable(row.Label) + marks(row.Notes)
		g.labels = append(g.labels, label)
		if row.Cells == nil {
			g.cells = append(g.cells, nil)
			continue
		}
		g.name = max(g.name, columnsOf(label))
		cells := make([]string, len(row.Cells))
		for j, c := range row.Cells {
			if c != nil {
				cells[j] = printable(c.Text(p.language))
				if c.Absent() {
					cells[j] = nothing
				}
			}
			g.widths[j] = max(g.widths[j], columnsOf(cells[j]))
		}
		g.cells = append(g.cells, cells)
	}
	return g
}

// textPanel is some of a table's columns, beside the names of the rows.
type textPanel struct {
	name    int
	columns []int
}

// panels distributes the columns over as few panels as the width allows, without
// breaking a group of columns that fits. There are none where one column does
// not fit.
func (g textGrid) panels(width int) []textPanel {
	all := make([]int, len(g.widths))
	for j := range all {
		all[j] = j
	}
	if room := width - g.need(all); room >= min(g.name, mostName) {
		return []textPanel{{min(g.name, room), all}}
	}
	least := min(g.name, leastName)
	var panels []textPanel
	var current []int
	flush := func() {
		if current != nil {
			panels = append(panels, textPanel{columns: current})
		}
		current = nil
	}
	for at := 0; at < len(all); {
		end := at
		for end < len(all) && g.groups[end] == g.groups[at] {
			end++
		}
		group := all[at:end]
		switch preferred := min(g.name, mostName); {
		case g.need(group)+least <= width && g.need(append(current[:len(current):len(current)], group...))+preferred <= width:
			current = append(current[:len(current):len(current)], group...)
		case g.need(group)+least <= width:
			flush()
			current = group
		default:
			for _, j := range group {
				if g.need(append(current[:len(current):len(current)], j))+least > width {
					flush()
				}
				if g.need([]int{j})+least > width {
					return nil
				}
				current = append(current[:len(current):len(current)], j)
			}
		}
		at = end
	}
	flush()
	name := g.name
	for _, panel := range panels {
		name = min(name, width-g.need(panel.columns))
	}
	for i := range panels {
		panels[i].name = name
	}
	return panels
}

// need is the width of some columns with the gaps before them.
func (g textGrid) need(columns []int) int {
	sum := 0
	for _, j := range columns {
		sum += gap + g.widths[j]
	}
	return sum
}

func (p *textPrinter) panel(t Table, g textGrid, panel textPanel) {
	total := panel.name + g.need(panel.columns)
	head := [][]string{wrap(g.heads[0], panel.name)}
	deepest := len(head[0])
	for _, j := range panel.columns {
		lines := wrap(g.heads[j+1], g.widths[j])
		head, deepest = append(head, lines), max(deepest, len(lines))
	}
	for k := range deepest {
		line := padRight(lineFromBottom(head[0], k, deepest), panel.name)
		for i, j := range panel.columns {
			line += strings.Repeat(" ", gap) + padLeft(lineFromBottom(head[i+1], k, deepest), g.widths[j])
		}
		p.line(p.emphasis(line))
	}
	p.line(strings.Repeat("─", total))
	for i, row := range t.Rows {
		if g.cells[i] == nil {
			p.wrapped("", "  ", g.labels[i])
			continue
		}
		indent := strings.Repeat(" ", 2*row.Indent)
		name := wrapHanging(strings.TrimLeft(g.labels[i], nbsp), panel.name-len(indent))
		for k, part := range name {
			line := padRight(indent+part, panel.name)
			for _, j := range panel.columns {
				if k == 0 {
					line += strings.Repeat(" ", gap) + padLeft(g.cells[i][j], g.widths[j])
				}
			}
			p.line(line)
			indent = strings.Repeat(" ", 2*row.Indent+2)
		}
	}
}

// lineFromBottom sets the lines of a head on the rule below it.
func lineFromBottom(lines []string, k, deepest int) string {
	if at := k - (deepest - len(lines)); at >= 0 {
		return lines[at]
	}
	return ""
}

// facts writes a table as a list, for a medium too narrow for columns.
func (p *textPrinter) facts(t Table, g textGrid) {
	for i, row := range t.Rows {
		indent := strings.Repeat(" ", 2*row.Indent)
		p.wrapped(indent, indent+"  ", strings.TrimLeft(g.labels[i], nbsp))
		for j, cell := range g.cells[i] {
			if cell != "" {
				p.wrapped(indent+"  ", indent+"    ", g.heads[j+1]+": "+cell)
			}
		}
	}
}

var superscripts = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// marks writes footnote numbers behind a name.
func marks(notes []int) string {
	s := ""
	for _, n := range notes {
		s += nbsp + superscripts.Replace(integer(int64(n)))
	}
	return s
}
