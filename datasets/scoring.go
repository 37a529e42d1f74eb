package datasets

import (
	"context"
	"io"
)

// Scoring accounts for what [ScoreRows] wrote.
type Scoring struct {
	Inputs  []Input // the side table last
	Rows    int64   // written
	Skipped int64   // rows without an id or a visit, which have no place in a wide table
	Scores  []string
	Renamed []Renaming // columns that give their name to a score
	Units   []ScoreUnit
}

// ScoreUnit is the unit of a score that could have another, which whoever reads
// the scores has to be told.
type ScoreUnit struct{ Score, Unit string }

// Renaming is a column of the data that is called otherwise among the scores.
type Renaming struct{ From, To string }

// ScoreRows turns answers into scores and hands them over as rows of text, the
// names of the columns first: the id, the visit, the columns that are no items,
// and for each score its id, the number of items answered (phq9_answered) and
// whether the mean of these stands for the others (phq9_prorated, 0 or 1). What
// is missing is empty. Instruments are those that [Load] finds, with all scales
// that are no derived ones; a derived one has to be named as an outcome.
//
// A Long layout has a row for each participant and visit, a Wide one for each
// participant: names of what was taken by visit then end in _ and the visit, and
// other columns stay single where nobody's rows differ in them. Scores that
// stand in a column for each visit are laid out like those of answers.
//
// Rows are written as they are read, with memory for ids alone, unless a long
// table is laid out wide. Every row counts: there is no --where, and a
// participant with two rows for a visit is an error. Scores are exact decimals
// of at most ten places; a mean of six items is rounded to the tenth.
//
// The slice that write gets is valid during the call. An error may come after
// rows were handed over, so that whoever writes a file should drop it.
func ScoreRows(ctx context.Context, paths []string, stdin io.Reader, o Options, layout Layout, write func(cells []string) error, progress func(rows int64)) (*Scoring, error) {
	if len(paths) == 0 {
		return nil, usage("name a file, or - for standard input", "there are no data")
	}
	o.OneVisit = true
	s := &scoring{scan: scan{options: o, progress: progress}, write: write, layout: layout}
	for _, path := range paths {
		if err := s.file(ctx, path, stdin); err != nil {
			return nil, err
		}
	}
	if err := s.finish(); err != nil {
		return nil, err
	}
	if progress != nil {
		progress(int64(s.rows))
	}
	if s.plan.side != nil {
		s.inputs = append(s.inputs, s.plan.side.input)
	}
	done := &Scoring{Inputs: s.inputs, Rows: s.written, Scores: s.form.scoreNames(), Renamed: s.form.renamed}
	for i, o := range s.plan.study.Outcomes {
		if entry, ok := s.plan.outcomes[i].entry(); ok && len(entry.Units) > 1 && o.Instrument != "" {
			done.Units = append(done.Units, ScoreUnit{o.Scale.ID, o.Scale.Unit})
		}
	}
	if s.held != nil {
		done.Skipped = s.held.without
	}
	return done, nil
}

// scoring is one pass over the rows of all files that keeps none.
type scoring struct {
	scan
	layout  Layout
	write   func(cells []string) error
	form    *scoreForm
	seen    visitsSeen
	held    *heldRows // of a long table that is laid out wide
	cells   []string
	written int64

	faults     faults
	duplicates Problem
}

func (s *scoring) file(ctx context.Context, path string, stdin io.Reader) error {
	opened, err := s.openTable(path, stdin)
	if err != nil {
		return err
	}
	defer opened.Close()
	r := &replay{Reader: opened}
	first := s.plan == nil
	perm, err := s.shape(ctx, path, r)
	if err != nil {
		return err
	}
	if first {
		if err := s.begin(); err != nil {
			return err
		}
	}
	if err := s.readRows(ctx, r, perm); err != nil {
		return err
	}
	sum, rows := r.Sum()
	return s.takeInput(Input{Name: displayName(path), SHA256: sum, Rows: rows})
}

// begin lays the columns out and writes their names.
func (s *scoring) begin() (err error) {
	if s.form, err = newScoreForm(&s.scan, s.layout); err != nil {
		return err
	}
	if s.form.collects() {
		s.held = &heldRows{form: s.form, visits: make(map[string]int)}
		return nil
	}
	return s.put(s.form.header())
}

func (s *scoring) put(cells []string) error {
	s.written++
	return s.write(cells)
}

// finish writes what was held, and says what is wrong with the data.
func (s *scoring) finish() error {
	b := &builder{scan: &s.scan}
	b.reportFaults(s.faults)
	if s.duplicates.N > 0 {
		s.duplicates.What = plural(s.duplicates.N, "row") + " of a participant who has another for the visit:"
		b.problems = append(b.problems, s.duplicates)
		b.hints = append(b.hints, "keep one row for each participant and visit, or name the column that tells a participant's rows apart with --visit COL")
	}
	if len(b.problems) > 0 {
		return &DataError{Problems: b.problems, Hint: joinHints(b.hints)}
	}
	if s.held == nil {
		s.written-- // the names
		return nil
	}
	err := s.held.flush(s)
	s.written--
	return err
}
