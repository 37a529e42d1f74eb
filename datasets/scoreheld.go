package datasets

import (
	"slices"
)

// heldRows are the rows of a long table whose participants become rows. Texts
// that occur often, such as scores, are kept once.
type heldRows struct {
	form    *scoreForm
	texts   map[string]string
	names   []string // of the visits, as first written
	visits  map[string]int
	people  [][]heldRow // in order of appearance
	rowOf   map[int32]int
	without int64 // rows that lack an id or a visit
}

type heldRow struct {
	visit int
	cells []string // after id and visit
}

// add keeps a row: its id, its visit and the rest.
func (h *heldRows) add(cells []string, who int32) {
	ids := len(h.form.id)
	visit := cells[ids]
	if who < 0 || visit == "" {
		h.without++
		return
	}
	if h.texts == nil {
		h.texts, h.rowOf = make(map[string]string), make(map[int32]int)
	}
	v, known := h.visits[visitKey(visit)]
	if !known {
		v = len(h.names)
		h.visits[visitKey(visit)] = v
		h.names = append(h.names, visit)
	}
	kept := slices.Clone(cells[ids+1:])
	for i, text := range kept {
		const most = 64
		if old, ok := h.texts[text]; ok {
			kept[i] = old
		} else if len(text) <= most {
			h.texts[text] = text
		}
	}
	at, known := h.rowOf[who]
	if !known {
		at = len(h.people)
		h.rowOf[who] = at
		h.people = append(h.people, nil)
	}
	h.people[at] = append(h.people[at], heldRow{v, kept})
}

// flush writes a row for each participant: columns in which nobody's rows differ
// once, the others by visit in order of time.
func (h *heldRows) flush(s *scoring) error {
	if len(h.names) == 0 {
		return &DataError{Problems: []Problem{{What: "no row has both an id and a visit"}}}
	}
	found := slices.SortedFunc(slices.Values(h.names), byVisitNumber)
	order, _, err := orderVisits(found, s.plan.request)
	if err != nil {
		return err
	}
	var visits []int // in order of time
	for _, v := range order {
		if at, ok := h.visits[visitKey(v)]; ok {
			visits = append(visits, at)
		}
	}
	others := len(h.form.others)
	varies := h.varying(others)
	header := slices.Clone(h.form.id)
	for i, o := range h.form.others {
		if !varies[i] {
			header = append(header, o.name)
		}
	}
	scores := h.form.scoreNames()
	for _, v := range visits {
		for i, o := range h.form.others {
			if varies[i] {
				header = append(header, withVisit(o.name, h.names[v]))
			}
		}
		for _, name := range scores {
			header = append(header, withVisit(name, h.names[v]))
		}
	}
	if twice, ok := repeated(header); ok {
		return usage("rename the column", "two columns of the wide table would be called %s", quoteName(twice))
	}
	if err := s.put(header); err != nil {
		return err
	}
	people := make([]int32, len(h.people))
	for who, at := range h.rowOf {
		people[at] = who
	}
	for at, rows := range h.people {
		cells := slices.Clone(s.ids.id(int(people[at])))
		for i := range others {
			if !varies[i] {
				cells = append(cells, firstText(rows, i))
			}
		}
		for _, v := range visits {
			j := slices.IndexFunc(rows, func(r heldRow) bool { return r.visit == v })
			for i := range others + len(scores) {
				switch {
				case i < others && !varies[i]:
				case j < 0:
					cells = append(cells, "")
				default:
					cells = append(cells, rows[j].cells[i])
				}
			}
		}
		if err := s.put(cells); err != nil {
			return err
		}
	}
	return nil
}

// varying reports for each of the first columns whether the rows of anyone
// differ in it; rows without a value do not.
func (h *heldRows) varying(columns int) []bool {
	varies := make([]bool, columns)
	for _, rows := range h.people {
		for i := range varies {
			first := firstText(rows, i)
			varies[i] = varies[i] || slices.ContainsFunc(rows, func(r heldRow) bool { return r.cells[i] != "" && r.cells[i] != first })
		}
	}
	return varies
}

func firstText(rows []heldRow, column int) string {
	for _, r := range rows {
		if r.cells[column] != "" {
			return r.cells[column]
		}
	}
	return ""
}
