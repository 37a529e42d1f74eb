package datasets

import (
	"context"
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/cam-outcomes/cam/datasets/table"
)

// readRows scores the rows of a file.
func (s *scoring) readRows(ctx context.Context, r table.Reader, perm []int) error {
	commaFile := !slices.ContainsFunc(r.Notes(), func(n table.Note) bool { return n.Code == table.NoteDelimiter })
	at := func(header string) int { return perm[slices.Index(s.plan.headers, header)] }
	places := s.form.bind(at)
	name := displayName(s.places.files[len(s.places.files)-1])
	for row, err := range eachRow(r) {
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if s.rows == math.MaxInt32 || s.ids != nil && s.ids.full() {
			return &DataError{Problems: []Problem{{What: fmt.Sprintf("there are too many rows or ids after %d rows", s.rows)}}, Hint: "score them in parts"}
		}
		if s.rows%(1<<14) == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if s.progress != nil {
				s.progress(int64(s.rows))
			}
		}
		s.rows++
		who := int32(s.rows - 1)
		if s.ids != nil {
			who = s.ids.number(func(i int) string { return row.Fields[places.id[i]] })
		}
		place := func() string { return fmt.Sprintf("%s:%d", name, row.Line) }
		s.checkOnce(row, who, places, place)
		if err := s.scoreRow(row, who, places, commaFile, place); err != nil {
			return err
		}
	}
	return nil
}

// checkOnce notes a participant who has two rows for a visit.
func (s *scoring) checkOnce(row table.Row, who int32, places scorePlaces, place func() string) {
	if who < 0 || s.ids == nil {
		return
	}
	visit := ""
	if places.visit >= 0 {
		visit = row.Fields[places.visit]
	}
	if s.seen.add(who, visitKey(visit)) {
		return
	}
	s.duplicates.add(func() string {
		text := place()
		if places.visit >= 0 {
			text += ": visit " + quoteValue(visit)
		}
		if s.options.ShowIDs {
			text += ", id " + quoteValue(fmt.Sprint(s.ids.id(int(who))))
		}
		return text
	})
}

// scoreRow scores the answers of a row, for each of its visits, and writes them
// or holds them until everyone's are known.
func (s *scoring) scoreRow(row table.Row, who int32, places scorePlaces, commaFile bool, place func() string) error {
	surveys := s.form.surveys
	for i := range surveys {
		for j, set := range surveys[i].sets {
			set.read(row.Fields, places.items[i][j], s.missing, commaFile)
			for k, fault := range set.faults {
				if s.options.Invalid != InvalidMissing {
					s.faults.answer(set, int(fault.item), fault.kind, set.texts[k], place)
				}
			}
			set.faults, set.texts = set.faults[:0], set.texts[:0]
		}
	}
	s.cells = s.cells[:0]
	if s.held != nil || s.form.wideOut() {
		s.lead(row, who, places, "")
		for i := range surveys {
			s.cells = surveys[i].append(s.cells, false)
		}
		if s.held != nil {
			s.held.add(s.cells, who)
			return nil
		}
		return s.put(s.cells)
	}
	for i := range surveys {
		s.cells = s.cells[:0]
		s.lead(row, who, places, surveys[i].visit)
		s.cells = surveys[i].append(s.cells, true)
		for _, at := range places.totals[i] {
			total := ""
			if at >= 0 {
				total = s.text(row.Fields[at])
			}
			s.cells = append(s.cells, total)
		}
		if err := s.put(s.cells); err != nil {
			return err
		}
	}
	return nil
}
