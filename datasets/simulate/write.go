package simulate

import (
	"bufio"
	"io"
	"strconv"
	"strings"
)

// Write simulates a cohort and writes it as a CSV file with a header. Rows are
// written as participants are made, so that any number of them takes the same
// memory. The same options give the same bytes on every machine.
//
// The columns of a participant are participant_id (P0001, …), synthetic (always
// yes, so that the label travels with every row), site, coaching_group (each
// group belongs to one site), age, sex, language and sessions_attended; those
// of a survey are the items, named like phq9_1, gad7_7, ucla3_3, evs_days and
// as the catalogue of instruments names them. A long file has one row for every
// survey that was returned, with its visit (baseline, month1, …) in a column
// after the id; a wide file has one row for every participant, with columns
// such as phq9_1_baseline, empty for surveys that were not returned.
//
// Options that cannot be simulated give an [*OptionError].
func Write(w io.Writer, o Options) error {
	m, err := newModel(o)
	if err != nil {
		return err
	}
	columns, err := m.columns()
	if err != nil {
		return err
	}
	f := newFile(w, m, columns)
	if err := f.header(); err != nil {
		return err
	}
	r := newRecruiter(m)
	for i := range m.n {
		if err := f.participant(r.participant(i)); err != nil {
			return err
		}
	}
	return f.out.Flush()
}

// file writes participants.
type file struct {
	*model
	columns []column
	visits  []string // labels
	sites   []string // labels
	out     *bufio.Writer
	row     []byte
}

func newFile(w io.Writer, m *model, columns []column) *file {
	f := &file{model: m, columns: columns, out: bufio.NewWriterSize(w, 1<<16)}
	for month := range m.months + 1 {
		f.visits = append(f.visits, visitLabel(month))
	}
	for site := range m.sites {
		f.sites = append(f.sites, siteLabel(site))
	}
	return f
}

func (f *file) header() error {
	names := []string{"participant_id"}
	if f.layout == Long {
		names = append(names, "visit")
	}
	names = append(names, "synthetic", "site", "coaching_group", "age", "sex", "language", "sessions_attended")
	if f.layout == Long {
		for _, c := range f.columns {
			names = append(names, c.name)
		}
	} else {
		for _, v := range f.visits {
			for _, c := range f.columns {
				names = append(names, c.name+"_"+v)
			}
		}
	}
	_, err := f.out.WriteString(strings.Join(names, ",") + "\n")
	return err
}

func (f *file) participant(p *participant) error {
	f.row = f.row[:0]
	if f.layout == Wide {
		f.person(p, "")
		for i := range p.surveys {
			f.survey(p, &p.surveys[i])
		}
		f.row = append(f.row, '\n')
	} else {
		for i := range p.surveys {
			if !p.surveys[i].returned {
				continue
			}
			f.person(p, f.visits[i])
			f.survey(p, &p.surveys[i])
			f.row = append(f.row, '\n')
		}
	}
	_, err := f.out.Write(f.row)
	return err
}

// person appends what is known of a participant, and the visit in a long file.
func (f *file) person(p *participant, visit string) {
	f.row = appendNumbered(f.row, 'P', p.index+1, 4)
	if visit != "" {
		f.row = append(append(f.row, ','), visit...)
	}
	f.row = append(f.row, ",yes,"...)
	f.row = append(f.row, f.sites[p.site]...)
	f.row = appendNumbered(append(f.row, ','), 'G', p.group+1, 3)
	f.row = strconv.AppendInt(append(f.row, ','), int64(p.age), 10)
	f.row = append(f.row, word(p.female, ",F", ",M")...)
	f.row = append(f.row, word(p.spanish, ",es", ",en")...)
	f.row = strconv.AppendInt(append(f.row, ','), int64(p.sessions), 10)
}

func (f *file) survey(p *participant, s *survey) {
	language := english
	if p.spanish {
		language = spanish
	}
	for i, a := range s.answers {
		f.row = append(f.row, ',')
		if s.returned && a != unanswered {
			f.row = append(f.row, f.columns[i].answers[language][a]...)
		}
	}
}

func word(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}

// appendNumbered appends a letter and a number of at least so many digits.
func appendNumbered(row []byte, letter byte, n, digits int) []byte {
	row = append(row, letter)
	for limit, d := 10, 1; d < digits; limit, d = limit*10, d+1 {
		if n < limit {
			row = append(row, '0')
		}
	}
	return strconv.AppendInt(row, int64(n), 10)
}
