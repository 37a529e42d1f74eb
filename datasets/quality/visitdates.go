package quality

import (
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets"
	"github.com/cam-outcomes/cam/datasets/recognize"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// visitDates are the days of people's visits, from a column of dates in a long
// table, or one for each visit of a wide one.
type visitDates struct {
	id      []int
	sources []*dateSource
	visits  []string
	index   map[string]int
}

// dateSource is a column of dates, or several that belong together.
type dateSource struct {
	name    string
	columns map[int]string // with their visit; "" where the row says it
	days    []map[string]int64
	cells   int64
	dates   int64
}

var dateWords = []string{"date", "fecha", "timestamp", "datetime", "startdate", "enddate", "recordeddate", "completed", "day of"}

func newVisitDates(e *evidence) *visitDates {
	d := &visitDates{index: make(map[string]int)}
	if e.cohort == nil || len(e.cohort.Study().ID) == 0 {
		return d
	}
	study := e.cohort.Study()
	for _, h := range study.ID {
		d.id = append(d.id, e.column(h))
	}
	d.visits = e.visits.order
	for i, v := range d.visits {
		d.index[v] = i
	}
	for i, h := range e.headers {
		plain := plainWords(h)
		if kindBirthDate.says(h) || !slices.ContainsFunc(dateWords, func(w string) bool { return strings.Contains(plain, " "+w+" ") }) {
			continue
		}
		if study.Layout == datasets.Long {
			d.sources = append(d.sources, d.source(h, map[int]string{i: ""}))
			continue
		}
		visit := recognize.VisitOf(h)
		at := slices.IndexFunc(d.visits, func(v string) bool {
			return visit != "" && (datasets.VisitKey(v) == datasets.VisitKey(visit) || datasets.VisitKey(recognize.VisitOf(v)) == datasets.VisitKey(visit))
		})
		if at < 0 {
			continue
		}
		if len(d.sources) == 0 {
			d.sources = append(d.sources, d.source(h, map[int]string{}))
		}
		d.sources[0].columns[i] = d.visits[at]
	}
	return d
}

func (d *visitDates) source(name string, columns map[int]string) *dateSource {
	s := &dateSource{name: name, columns: columns, days: make([]map[string]int64, len(d.visits))}
	for i := range s.days {
		s.days[i] = make(map[string]int64)
	}
	return s
}

func (d *visitDates) add(cells []string, visit string) {
	if len(d.sources) == 0 {
		return
	}
	id := ""
	for _, c := range d.id {
		if c < 0 || cells[c] == "" {
			return
		}
		id += cells[c] + "\x00"
	}
	for _, s := range d.sources {
		for c, own := range s.columns {
			if cells[c] == "" {
				continue
			}
			s.cells++
			at, ok := d.index[visit]
			if own != "" {
				at, ok = d.index[own]
			}
			day, isDate := parseDate(cells[c])
			if !isDate || !ok {
				continue
			}
			s.dates++
			s.days[at][id] = day
		}
	}
}

// intervals measure the time between visits that follow each other.
func (e *evidence) intervals() []summary.Interval {
	all := []summary.Interval{}
	for _, s := range e.dates.sources {
		if 10*s.dates < 9*s.cells || s.dates == 0 {
			continue // not a column of dates
		}
		for from := range s.days {
			for to := from + 1; to < len(s.days); to++ {
				if x, ok := s.between(from, to); ok {
					x.From, x.To = e.dates.visits[from], e.dates.visits[to]
					all = append(all, x)
				}
			}
		}
	}
	return all
}

// between measures the days from a visit to the next that people came to.
func (s *dateSource) between(from, to int) (summary.Interval, bool) {
	x := summary.Interval{Column: s.name}
	var days []int64
next:
	for id, first := range s.days[from] {
		last, came := s.days[to][id]
		if !came {
			continue
		}
		for _, amid := range s.days[from+1 : to] {
			if _, came := amid[id]; came {
				continue next
			}
		}
		days = append(days, last-first)
		if last < first {
			x.Reversed++
		}
	}
	if len(days) == 0 {
		return x, false
	}
	slices.Sort(days)
	x.People = int64(len(days))
	x.Shortest, x.Median, x.Longest = days[0], days[(len(days)-1)/2], days[len(days)-1]
	return x, true
}

// visitOrder reports people whose later visit has the earlier date: the order of
// the visits is wrong where most have, single dates are otherwise.
func visitOrder(e *evidence) []summary.Remark {
	var found []summary.Remark
	for _, x := range e.intervals() {
		if x.Reversed == 0 {
			continue
		}
		r := summary.Remark{Severity: summary.SeverityWarning, Code: "date_reversed", Column: x.Column, N: x.Reversed, Of: x.People, Args: map[string]string{"from": x.From, "to": x.To}}
		const least = 5 // people from whom the order of visits can be told
		if x.People >= least && 2*x.Reversed > x.People {
			r.Severity, r.Code = summary.SeverityError, "visits_reversed"
		}
		found = append(found, r)
	}
	return found
}
