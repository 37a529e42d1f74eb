package quality

import (
	"strings"
	"unicode"

	"github.com/cam-outcomes/cam/datasets"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// spellings finds ids that differ only in how they are written: P01, p1, P-1.
type spellings struct {
	columns []int
	folded  map[string]spelling
	seen    map[string]bool
	n       int64
	places  []string
}

type spelling struct{ id, place string }

// mostIDs bounds the ids that are compared.
const mostIDs = 1 << 19

func newSpellings(e *evidence) *spellings {
	s := &spellings{folded: make(map[string]spelling), seen: make(map[string]bool)}
	if e.cohort != nil {
		for _, h := range e.cohort.Study().ID {
			s.columns = append(s.columns, e.column(h))
		}
	}
	return s
}

func (s *spellings) add(cells []string, place func() string) {
	if len(s.columns) == 0 || len(s.folded) >= mostIDs {
		return
	}
	id, folded := "", ""
	for _, c := range s.columns {
		if c < 0 {
			return
		}
		id += cells[c] + "\x00"
		folded += fold(cells[c]) + "\x00"
	}
	if s.seen[id] {
		return
	}
	s.seen[id] = true
	other, ok := s.folded[folded]
	if !ok {
		s.folded[folded] = spelling{id, place()}
		return
	}
	s.n++
	if len(s.places) < listedPlaces {
		s.places = append(s.places, other.place+", "+place())
	}
}

// fold leaves of an id its letters, in lower case, and its digits without zeros
// in front of a number.
func fold(id string) string {
	var b strings.Builder
	number := false // within one, after its first digit other than 0
	runes := []rune(strings.ToLower(id))
	for i, r := range runes {
		switch {
		case unicode.IsDigit(r):
			ends := i+1 == len(runes) || !unicode.IsDigit(runes[i+1])
			if r == '0' && !number && !ends {
				continue
			}
			number = true
			b.WriteRune(r)
		case unicode.IsLetter(r):
			number = false
			b.WriteRune(r)
		default:
			// 1-12 and 11-2 are not the same, so that a mark between digits stays.
			if i > 0 && i+1 < len(runes) && unicode.IsDigit(runes[i-1]) && unicode.IsDigit(runes[i+1]) {
				b.WriteRune('-')
			}
			number = false
		}
	}
	return b.String()
}

// spellingsOfIDs reports ids that may be one person's.
func spellingsOfIDs(e *evidence) []summary.Remark {
	if e.people.n == 0 {
		return nil
	}
	return []summary.Remark{{Severity: summary.SeverityWarning, Code: "id_spellings", Column: strings.Join(e.cohort.Study().ID, ", "), N: e.people.n, Of: int64(len(e.people.seen)), Places: e.people.places}}
}

// visitCounts counts the rows of each visit of a long table.
type visitCounts struct {
	column int      // -1 without one
	order  []string // the study's, those not in it behind
	name   map[string]string
	rows   map[string]int64
}

func newVisitCounts(e *evidence) *visitCounts {
	v := &visitCounts{column: -1, name: make(map[string]string), rows: make(map[string]int64)}
	if e.cohort == nil {
		return v
	}
	study := e.cohort.Study()
	v.order = study.Visits.Order
	if study.Layout != datasets.Long {
		for _, o := range study.Outcomes {
			for _, c := range o.Columns {
				v.know(c.Visit)
			}
		}
		return v
	}
	v.column = e.column(study.Visits.Column)
	for _, visit := range v.order {
		v.name[datasets.VisitKey(visit)] = visit
	}
	return v
}

func (v *visitCounts) know(visit string) {
	key := datasets.VisitKey(visit)
	if _, known := v.name[key]; !known {
		v.name[key] = visit
		v.order = append(v.order, visit)
	}
}

// add counts a row and returns its visit, as the study calls it.
func (v *visitCounts) add(cells []string) string {
	if v.column < 0 || cells[v.column] == "" {
		return ""
	}
	visit, ok := v.name[cells[v.column]] // most are written as the study has them
	if !ok {
		if visit, ok = v.name[datasets.VisitKey(cells[v.column])]; !ok {
			visit = strings.Clone(cells[v.column])
		}
		v.name[strings.Clone(cells[v.column])] = visit
	}
	v.rows[visit]++
	return visit
}
