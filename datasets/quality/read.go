package quality

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets"
	"github.com/cam-outcomes/cam/datasets/table"
)

// read goes over the rows of all files once and gathers evidence.
func (e *evidence) read(ctx context.Context) error {
	for i, path := range e.paths {
		if err := e.file(ctx, path, i == 0); err != nil {
			return err
		}
	}
	return nil
}

func (e *evidence) file(ctx context.Context, path string, first bool) error {
	r, err := e.options.OpenTable(path, e.input())
	if err != nil {
		return err
	}
	name := datasets.DisplayName(path)
	defer r.Close()
	if first {
		e.begin(slices.Clone(r.Header()))
	}
	perm, err := table.SameShape(e.headers, r.Header())
	if err != nil {
		return nil // a remark says so already
	}
	cells := make([]string, len(e.headers))
	for {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if e.rows%(1<<12) == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		e.rows++
		for i, at := range perm {
			cells[i] = strings.TrimSpace(row.Fields[at])
			if e.isMissing(cells[i]) {
				cells[i] = ""
			}
		}
		e.row(cells, func() string { return fmt.Sprintf("%s:%d", name, row.Line) })
	}
	sum, rows := r.Sum()
	e.inputs = append(e.inputs, datasets.Input{Name: name, SHA256: sum, Rows: rows})
	return nil
}

// begin prepares for the columns of the first file.
func (e *evidence) begin(headers []string) {
	e.headers = headers
	e.missing = make(map[string]bool)
	codes := slices.Concat(datasets.DefaultMissing(), e.options.Missing)
	if e.cohort != nil {
		codes = append(codes, e.cohort.Study().Missing...)
	}
	for _, code := range codes {
		e.missing[strings.ToLower(strings.TrimSpace(code))] = true
	}
	for _, h := range headers {
		e.profiles = append(e.profiles, newProfile(h))
	}
	e.addItemSets()
	e.families = findFamilies(headers)
	e.visits = newVisitCounts(e)
	e.people = newSpellings(e)
	e.twins = new(twins)
	e.dates = newVisitDates(e)
}

func (e *evidence) isMissing(cell string) bool {
	const longest = 64
	return cell == "" || len(cell) <= longest && e.missing[strings.ToLower(cell)]
}

// row looks at a row, whose missing cells are empty.
func (e *evidence) row(cells []string, place func() string) {
	for i, p := range e.profiles {
		p.add(cells[i])
	}
	for _, f := range e.families {
		f.add(cells)
	}
	visit := e.visits.add(cells)
	answers := e.twins.start()
	for _, s := range e.sets {
		s.add(cells, visit, answers)
	}
	e.twins.end(answers, place)
	e.people.add(cells, place)
	e.dates.add(cells, visit)
}

// column is the place of a header, or -1.
func (e *evidence) column(header string) int { return slices.Index(e.headers, header) }
