package datasets

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-gota/gota/dataframe"
	gota "github.com/go-gota/gota/series"

	"github.com/cam-outcomes/cam/datasets/table"
)

// sideTable is a table with one row per id, such as demographics or attendance,
// that gives rows further columns. All its columns are text, so that an id
// stays 007 and NA stays NA.
type sideTable struct {
	frame   dataframe.DataFrame
	ids     *idTable // participant i of it is row i of the frame
	headers []string // without those of the id
	columns map[string][]string
	noID    int64
	input   Input
}

// readSide reads a side table by the id columns of the data, or by a known
// header where the data's id is a single column of another name.
func readSide(ctx context.Context, path string, id []string, showIDs bool) (*sideTable, error) {
	r, err := table.Open(path)
	if err != nil {
		return nil, opening(path, err)
	}
	defer r.Close()
	headers := r.Header()
	at, err := sideIDs(path, id, headers)
	if err != nil {
		return nil, err
	}
	s := &sideTable{ids: newIDTable(len(at)), columns: make(map[string][]string)}
	cells := make([][]string, len(headers))
	var lines []int
	twice := Problem{What: "ids that occur more than once in " + path}
	for {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n := s.ids.number(func(i int) string { return row.Fields[at[i]] })
		switch {
		case n < 0:
			s.noID++
			continue
		case int(n) < len(lines):
			twice.add(func() string {
				place := fmt.Sprintf("lines %d and %d", lines[n], row.Line)
				if showIDs {
					place += ": id " + quoteValue(strings.Join(s.ids.id(int(n)), " "))
				}
				return place
			})
			continue
		}
		lines = append(lines, row.Line)
		for j, cell := range row.Fields {
			cells[j] = append(cells[j], strings.Clone(strings.TrimSpace(cell)))
		}
	}
	if twice.N > 0 {
		return nil, &DataError{Problems: []Problem{twice}, Hint: "a side table has one row per id: keep one of each"}
	}
	columns := make([]gota.Series, len(headers))
	for j, h := range headers {
		columns[j] = gota.New(cells[j], gota.String, h)
		if !slices.Contains(at, j) {
			s.headers = append(s.headers, h)
		}
	}
	if s.frame = dataframe.New(columns...); s.frame.Error() != nil {
		return nil, fmt.Errorf("%s: %w", path, s.frame.Error())
	}
	sum, rows := r.Sum()
	s.input = Input{Name: filepath.Base(path), SHA256: sum, Rows: rows}
	return s, nil
}

// sideIDs finds the id columns of a side table.
func sideIDs(path string, id, headers []string) ([]int, error) {
	if len(id) == 0 {
		return nil, usage("add --id COL", "--join %s: the data have no column of ids to join by", shellWord(path))
	}
	at := make([]int, len(id))
	for i, h := range id {
		if at[i] = slices.Index(headers, h); at[i] >= 0 {
			continue
		}
		known := headersAmong(headers, idHeaders)
		if len(id) > 1 || len(known) != 1 {
			return nil, usage("rename its column of ids to "+quoteName(h), "--join %s: there is no column %s; there are %s", shellWord(path), quoteName(h), quoteNames(headers))
		}
		at[i] = slices.Index(headers, known[0])
	}
	return at, nil
}

// value returns the cell of a joined column for an id of the data, "" where the
// side table has no such id.
func (s *sideTable) value(id []byte, header string) string {
	n := s.ids.lookup(id)
	if n < 0 {
		return ""
	}
	column, ok := s.columns[header]
	if !ok {
		column = s.frame.Col(header).Records()
		s.columns[header] = column
	}
	return column[n]
}

// opening gives a failure to open a file the words of a wrong request; what
// table finds wrong with the content stays as it is.
func opening(path string, err error) error {
	if problem := fileProblem(err); problem != "" {
		return usage("check the name", "%s cannot be opened: %s", path, problem)
	}
	return err
}
