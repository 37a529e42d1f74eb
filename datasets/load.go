package datasets

import (
	"context"
	"fmt"
	"io"
	"math"
	"os"
	"slices"

	"github.com/cam-outcomes/cam/datasets/table"
)

// Load reads a cohort from one file or several of the same shape, which may
// order their columns differently; the path "-" is standard input. The rows are
// streamed once. progress, unless nil, is called now and then with the number
// of rows read so far.
//
// The answer does not depend on the order of the rows, nor on how they are
// split over files. Errors are [*UsageError], [*DataError], [*table.Error] or
// what reading failed with.
func Load(ctx context.Context, paths []string, stdin io.Reader, o Options, progress func(rows int64)) (*Cohort, error) {
	_, cohort, err := load(ctx, paths, stdin, o, progress)
	return cohort, err
}

func load(ctx context.Context, paths []string, stdin io.Reader, o Options, progress func(rows int64)) (*builder, *Cohort, error) {
	if len(paths) == 0 {
		return nil, nil, usage("name a file, or - for standard input", "there are no data")
	}
	if n := len(slices.DeleteFunc(slices.Clone(paths), func(p string) bool { return p != standardInput })); n > 1 {
		return nil, nil, usage("name - once", "standard input can be read once only")
	}
	s := &scan{options: o, progress: progress}
	for _, path := range paths {
		if err := s.file(ctx, path, stdin); err != nil {
			return nil, nil, err
		}
	}
	if progress != nil {
		progress(int64(s.rows))
	}
	b := &builder{scan: s}
	cohort, err := b.build()
	return b, cohort, err
}

// scan is one pass over the rows of all files.
type scan struct {
	options  Options
	progress func(rows int64)
	plan     *layoutPlan
	missing  missingCodes

	ids         *idTable
	participant []int32          // by row; -1 without an id
	scores      [][]*scoreColumn // by outcome, each header once
	texts       map[string]*textColumn
	time        *scoreColumn // irregular times; nil without
	places      rowPlaces
	inputs      []Input
	files       []os.FileInfo // of those opened by name
	notes       []table.Note
	sets        []*itemSet
	otherRows   int64 // of repeated forms that hold nothing of the outcomes
	previewRows int64 // trials of a survey's makers
	rows        int
}

func (s *scan) file(ctx context.Context, path string, stdin io.Reader) error {
	opened, err := s.openTable(path, stdin)
	if err != nil {
		return err
	}
	defer opened.Close()
	r := &replay{Reader: opened}
	perm, err := s.shape(ctx, path, r)
	if err != nil {
		return err
	}
	if err := s.read(ctx, r, perm); err != nil {
		return err
	}
	sum, rows := r.Sum()
	if err := s.takeInput(Input{Name: displayName(path), SHA256: sum, Rows: rows}); err != nil {
		return err
	}
	s.notes = append(s.notes, r.Notes()...)
	s.otherRows += r.skipped[DecisionOtherFormRows]
	s.previewRows += r.skipped[DecisionPreviewRows]
	return nil
}

// openTable opens a file that was not read yet.
func (s *scan) openTable(path string, stdin io.Reader) (table.Reader, error) {
	if path != standardInput {
		if err := s.readOnce(path); err != nil {
			return nil, err
		}
	}
	return s.options.OpenTable(path, stdin)
}

// shape resolves the request against the first file's header, and fits those of
// the others to it: column i of the first is column perm[i] of this file.
func (s *scan) shape(ctx context.Context, path string, r *replay) (perm []int, err error) {
	s.places.files = append(s.places.files, displayName(path))
	defer func() { r.skip = s.noSurveys(r.Header()) }()
	if s.plan != nil {
		perm, err = table.SameShape(s.plan.headers, r.Header())
		if err != nil {
			return nil, usage("give files of one shape together, others apart", "%s: %v", path, err)
		}
		return perm, nil
	}
	headers := slices.Clone(r.Header())
	s.plan, err = makePlan(ctx, s.options, headers, slices.Clone(r.Texts()), r.ahead, func(id []string) bool { return idsRepeat(r, id) })
	if err != nil {
		return nil, err
	}
	if err := s.start(); err != nil {
		return nil, err
	}
	perm = make([]int, len(headers))
	for i := range perm {
		perm[i] = i
	}
	return perm, nil
}

// idsRepeat reads on until an id occurs again.
func idsRepeat(r table.Reader, id []string) bool {
	at := make([]int, len(id))
	for i, h := range id {
		at[i] = slices.Index(r.Header(), h)
	}
	seen := newIDTable(len(id))
	for {
		row, err := r.Read()
		if err != nil {
			return false
		}
		before := seen.len()
		if n := seen.number(func(i int) string { return row.Fields[at[i]] }); n >= 0 && int(n) < before {
			return true
		}
	}
}

// read keeps the needed cells of every row of a file.
func (s *scan) read(ctx context.Context, r table.Reader, perm []int) error {
	commaFile := !slices.ContainsFunc(r.Notes(), func(n table.Note) bool { return n.Code == table.NoteDelimiter })
	file := len(s.places.files) - 1
	at := func(header string) int { return perm[slices.Index(s.plan.headers, header)] }
	var id []int
	for _, h := range s.plan.study.ID {
		id = append(id, at(h))
	}
	type scoreCell struct {
		column *scoreColumn
		at     int
	}
	var scores []scoreCell
	for _, columns := range s.scores {
		for _, c := range columns {
			if c.place > 0 {
				scores = append(scores, scoreCell{c, at(c.header)})
			}
		}
	}
	if s.time != nil {
		scores = append(scores, scoreCell{s.time, at(s.time.header)})
	}
	items := make([][]int, len(s.sets))
	for i, set := range s.sets {
		items[i] = set.cells(at)
		for _, w := range set.wanted {
			if w.stored != nil {
				scores = append(scores, scoreCell{w.stored, at(w.stored.header)})
			}
		}
	}
	type textCell struct {
		column *textColumn
		at     int // -1 where it comes from the side table
	}
	var texts []textCell
	for _, h := range sortedKeys(s.texts) {
		place := -1
		if slices.Contains(s.plan.headers, h) {
			place = at(h)
		}
		texts = append(texts, textCell{s.texts[h], place})
	}
	for row, err := range eachRow(r) {
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if s.rows == math.MaxInt32 || s.ids != nil && s.ids.full() {
			return &DataError{Problems: []Problem{{What: fmt.Sprintf("there are too many rows or ids after %d rows", s.rows)}}, Hint: "analyze them in parts"}
		}
		if s.rows%(1<<14) == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if s.progress != nil {
				s.progress(int64(s.rows))
			}
		}
		who := int32(s.rows)
		if s.ids != nil {
			who = s.ids.number(func(i int) string { return row.Fields[id[i]] })
		}
		s.places.add(s.rows, file, row.Line)
		s.participant = append(s.participant, who)
		for _, c := range scores {
			c.column.add(row.Fields[c.at], s.missing, commaFile)
		}
		for i, set := range s.sets {
			set.add(row.Fields, items[i], s.missing, commaFile)
		}
		for _, c := range texts {
			c.column.add(s.cell(row, c.at, who, c.column.header), s.missing)
		}
		s.rows++
	}
	return nil
}

// cell returns a cell of the row, or of its id in the side table.
func (s *scan) cell(row table.Row, at int, who int32, header string) string {
	switch {
	case at >= 0:
		return row.Fields[at]
	case who < 0:
		return ""
	}
	return s.plan.side.value(s.ids.bytes(int(who)), header)
}
