package quality

import (
	"context"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets"
	"github.com/cam-outcomes/cam/datasets/table"
)

// loadSkeleton looks for what is wrong with ids, visits and duplicates where no
// outcome could be loaded: any column of numbers stands in for one, and nothing
// is said about it.
func (e *evidence) loadSkeleton(ctx context.Context, o datasets.Options) error {
	column, err := e.anyNumbers()
	if err != nil || column == "" {
		return err
	}
	known := slices.Clone(e.refused)
	o.Study, o.Better, o.Caseness, o.ReliableChange, o.Range, o.Units, o.Codes = nil, nil, nil, nil, nil, nil, nil
	o.Outcomes = []string{column + "=" + column}
	o.Invalid = datasets.InvalidMissing
	if err := e.attempt(ctx, o, nil); err != nil {
		return err
	}
	e.standIn = e.cohort != nil
	refused := known
	for _, r := range e.refused[len(known):] {
		if text := r.Args["problem"] + r.Args["hint"]; !strings.Contains(text, "outcome") {
			refused = append(refused, r)
		}
	}
	e.refused = refused
	return nil
}

// anyNumbers finds a column of numbers among the first rows.
func (e *evidence) anyNumbers() (string, error) {
	if len(e.paths) == 0 {
		return "", nil
	}
	r, err := e.options.OpenTable(e.paths[0], e.input())
	if err != nil {
		return "", err
	}
	defer r.Close()
	headers := slices.Clone(r.Header())
	numbers := make([]int, len(headers))
	const enough = 200
	rows := 0
	for ; rows < enough; rows++ {
		row, err := r.Read()
		if err != nil {
			break // the pass over all rows says so
		}
		for i, cell := range row.Fields {
			if _, _, status := table.ParseDecimal(cell, false); status == table.Exact {
				numbers[i]++
			}
		}
	}
	// The last such column: ids and visits stand in front.
	for i := len(headers) - 1; i >= 0; i-- {
		if 2*numbers[i] > rows && !strings.ContainsAny(headers[i], ":={}") {
			return headers[i], nil
		}
	}
	return "", nil
}
