package quality

import (
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets"
	"github.com/cam-outcomes/cam/instruments"
)

// itemSet reads the answers to an instrument at a visit of a wide table, or at
// all visits of a long one.
type itemSet struct {
	outcome    string
	visit      string // "" in a long table, whose rows say it
	instrument *instruments.Instrument
	headers    []string               // by item; "" for an item without a column
	columns    []int                  // by item; -1 without one
	parsers    [2]*instruments.Parser // for decimal points, and for commas
	known      []map[string]instruments.Answer
	answers    []instruments.Answer
	counts     map[string]*itemCounts // by visit
	order      []string               // of the visits, as they appear
	straight   *straight
	scales     []*scaleSums
	moments    map[momentsKey]*itemMoments
}

// itemCounts counts answers at a visit.
type itemCounts struct {
	surveys           int64 // with any answer
	answered, invalid []int64
}

// invalidAnswer stands for a cell that is no answer.
const invalidAnswer = instruments.NoAnswer + 1

// addItemSets prepares to read the items of all outcomes.
func (e *evidence) addItemSets() {
	if e.cohort == nil {
		return
	}
	study := e.cohort.Study()
	for _, o := range study.Outcomes {
		in, ok := e.lookup(o.Instrument)
		if !ok {
			continue
		}
		for _, c := range o.Columns {
			if c.Items == nil || slices.ContainsFunc(e.sets, func(s *itemSet) bool { return s.instrument == in && slices.Equal(s.headers, c.Items) }) {
				continue
			}
			s := &itemSet{outcome: o.Scale.ID, visit: c.Visit, instrument: in, headers: c.Items, counts: make(map[string]*itemCounts), moments: make(map[momentsKey]*itemMoments)}
			if study.Layout == datasets.Long {
				s.visit = ""
			}
			var err error
			for i := range s.parsers {
				if s.parsers[i], err = in.Parser(instruments.Options{Decimals: 2, DecimalComma: i == 1, Codes: o.Codes}); err != nil {
					break
				}
			}
			if err != nil {
				continue // the study's codes, which loading refuses too
			}
			for _, h := range c.Items {
				s.columns = append(s.columns, e.column(h))
				s.known = append(s.known, make(map[string]instruments.Answer))
			}
			s.answers = make([]instruments.Answer, len(in.Items))
			s.straight = e.straightOf(s)
			s.scales = e.scalesOf(s)
			e.sets = append(e.sets, s)
		}
	}
}

// lookup finds an instrument, the user's own included.
func (e *evidence) lookup(id string) (*instruments.Instrument, bool) {
	if e.options.Instruments != nil {
		return e.options.Instruments.Lookup(id)
	}
	return instruments.Lookup(id)
}

// add looks at a row, at a visit where a column tells it.
func (s *itemSet) add(cells []string, visit string, all *answerHash) {
	any := false
	for i, c := range s.columns {
		s.answers[i] = instruments.NoAnswer
		if c < 0 || cells[c] == "" {
			continue
		}
		s.answers[i] = s.read(i, cells[c])
		any = any || s.answers[i] != instruments.NoAnswer
		all.add(s.answers[i])
	}
	if !any {
		return
	}
	if s.visit != "" {
		visit = s.visit
	}
	n := s.counts[visit]
	if n == nil {
		n = &itemCounts{answered: make([]int64, len(s.columns)), invalid: make([]int64, len(s.columns))}
		s.counts[visit] = n
		s.order = append(s.order, visit)
	}
	n.surveys++
	for i, a := range s.answers {
		switch a {
		case instruments.NoAnswer:
		case invalidAnswer:
			n.invalid[i]++
			s.answers[i] = instruments.NoAnswer
		default:
			n.answered[i]++
		}
	}
	s.straight.add(s)
	for _, scale := range s.scales {
		if scale.add(s.answers) {
			s.momentsOf(scale, visit).add(scale.values)
		}
	}
}

// read reads a cell, each text once.
func (s *itemSet) read(item int, cell string) instruments.Answer {
	if a, ok := s.known[item][cell]; ok {
		return a
	}
	p := s.parsers[0]
	if s.instrument.Items[item].Answers == nil && strings.Contains(cell, ",") {
		p = s.parsers[1]
	}
	a, reading := p.Parse(item, cell)
	switch {
	case reading == instruments.Blank:
		a = instruments.NoAnswer
	case !reading.Answered():
		a = invalidAnswer
	}
	const most = 4096
	if len(s.known[item]) < most {
		s.known[item][strings.Clone(cell)] = a
	}
	return a
}
