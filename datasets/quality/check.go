package quality

import (
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/cam-outcomes/cam/datasets"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// Check reads data, twice or more, and says what is known of them. It fails only
// where there is no table to read.
// The path "-" is standard input, which is kept in memory meanwhile.
func Check(ctx context.Context, paths []string, stdin io.Reader, o datasets.Options, progress func(rows int64)) (*summary.Check, []datasets.Input, error) {
	e := &evidence{paths: paths}
	for _, path := range paths {
		if path == "-" && stdin != nil {
			data, err := io.ReadAll(stdin)
			if err != nil {
				return nil, nil, err
			}
			e.stdin = data
		}
	}
	if err := e.load(ctx, o, progress); err != nil {
		return nil, nil, err
	}
	if err := e.read(ctx); err != nil {
		return nil, nil, err
	}
	if e.cohort != nil && !e.standIn {
		if err := e.lookAtScores(ctx); err != nil {
			return nil, nil, err
		}
	}
	c := e.report()
	var err error
	if c.ItemMoments, err = e.itemMoments(); err != nil {
		return nil, nil, err
	}
	return c, e.inputs, nil
}

// evidence is everything that remarks are made of.
type evidence struct {
	paths   []string
	stdin   []byte
	options datasets.Options // with what was assumed
	cohort  *datasets.Cohort // nil where the data cannot be loaded whatever is assumed
	standIn bool             // the cohort's outcome is any column
	refused []summary.Remark

	inputs   []datasets.Input
	rows     int64
	headers  []string
	missing  map[string]bool
	profiles []*profile
	families []*family
	sets     []*itemSet
	sums     []*scaleSums
	visits   *visitCounts
	people   *spellings
	twins    *twins
	dates    *visitDates
	scores   []outcomeScores
}

// load loads the data as an analysis would, and assumes an answer to whatever it
// asks, until nothing is refused or nothing can be assumed.
func (e *evidence) load(ctx context.Context, o datasets.Options, progress func(rows int64)) error {
	o.OneVisit = true
	if err := e.attempt(ctx, o, progress); err != nil || e.cohort != nil {
		return err
	}
	return e.loadSkeleton(ctx, o)
}

func (e *evidence) attempt(ctx context.Context, o datasets.Options, progress func(rows int64)) error {
	const most = 20 // more questions than options can raise
	for range most {
		cohort, err := datasets.Load(ctx, e.paths, e.input(), o, progress)
		e.options = o
		var asked *datasets.UsageError
		var wrong *datasets.DataError
		switch {
		case err == nil:
			e.cohort = cohort
			return nil
		case errors.As(err, &asked):
			for _, part := range asked.Parts() {
				e.refuse(part.Problem, part.Hint, 0, nil)
			}
			assumed, ok := asked.Assume(o)
			if !ok {
				return nil
			}
			o = assumed
		case errors.As(err, &wrong):
			for i, p := range wrong.Problems {
				hint := ""
				if i == len(wrong.Problems)-1 {
					hint = wrong.Hint
				}
				e.refuse(p.What, hint, p.N, p.Places)
			}
			if o.Duplicates == datasets.DuplicatesMean {
				return nil
			}
			o.Invalid, o.Duplicates = datasets.InvalidMissing, datasets.DuplicatesMean
		default:
			return err
		}
	}
	return nil
}

func (e *evidence) input() io.Reader {
	if e.stdin == nil {
		return nil
	}
	return bytes.NewReader(e.stdin)
}

func (e *evidence) refuse(problem, hint string, n int64, places []string) {
	e.refused = append(e.refused, summary.Remark{
		Severity: summary.SeverityError, Code: "refused", N: n, Args: map[string]string{"problem": problem, "hint": hint}, Places: places,
	})
}

// refusals are what an analysis would stop at.
func refusals(e *evidence) []summary.Remark { return e.refused }
