package datasets

import (
	"fmt"
	"path/filepath"
	"sort"
)

// rowPlaces tells file and line of a row. Lines mostly follow each other, so it
// keeps only where they do not.
type rowPlaces struct {
	files  []string
	breaks []placeBreak
}

// placeBreak says that from this row on, lines of a file are row + offset.
type placeBreak struct{ row, file, offset int }

func (p *rowPlaces) add(row, file, line int) {
	offset := line - row
	if n := len(p.breaks); n > 0 && p.breaks[n-1].file == file && p.breaks[n-1].offset == offset {
		return
	}
	p.breaks = append(p.breaks, placeBreak{row, file, offset})
}

// of returns the name of the file and the line of a row.
func (p *rowPlaces) of(row int) (file string, line int) {
	i := sort.Search(len(p.breaks), func(i int) bool { return p.breaks[i].row > row }) - 1
	if i < 0 {
		return "", 0
	}
	b := p.breaks[i]
	return p.files[b.file], row + b.offset
}

// text writes the place of a row as file:line.
func (p *rowPlaces) text(row int) string {
	file, line := p.of(row)
	return fmt.Sprintf("%s:%d", file, line)
}

// in writes the place of a row as its line, with the file only where there are
// several.
func (p *rowPlaces) in(row int) string {
	if len(p.files) > 1 {
		return "at " + p.text(row)
	}
	_, line := p.of(row)
	return fmt.Sprintf("on line %d", line)
}

// lines writes the places of several rows of one problem.
func (p *rowPlaces) lines(rows []int32) string {
	const most = 4
	s := ""
	for i, row := range rows[:min(len(rows), most)] {
		if i > 0 {
			s += ", "
		}
		s += p.text(int(row))
	}
	if more := len(rows) - most; more > 0 {
		s += fmt.Sprintf(" and %d more", more)
	}
	return s
}

// displayName is how a file is called in messages and in provenance.
func displayName(path string) string {
	if path == standardInput {
		return "standard input"
	}
	return filepath.Base(path)
}

// standardInput is the path that stands for it.
const standardInput = "-"
