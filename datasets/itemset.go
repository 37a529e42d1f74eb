package datasets

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/instruments"
)

// itemSet reads the answers to one instrument at one visit, or at all visits of
// a long table, and scores them row by row. Outcomes that need the same answers,
// such as PHQ-9 and PHQ-8, share it.
type itemSet struct {
	instrument *instruments.Instrument
	key        string
	outcome    string   // the first that needs it
	headers    []string // by item; "" for an item without a column
	places     []int    // among the first file's columns, from 1, for messages
	scorer     *instruments.Scorer
	parsers    [2]*instruments.Parser // for decimal points, and for commas
	wanted     []wantedScale

	answers []instruments.Answer
	result  instruments.Result
	known   []map[string]decodedAnswer // by item
	short   [][128]decodedAnswer       // by item, for cells of one byte
	rows    []rowMark                  // by row
	faults  []answerFault
	texts   []string // of the first faults
}

// wantedScale is a scale that an outcome takes from the answers.
type wantedScale struct {
	outcome int
	scale   int    // among the instrument's
	visit   string // of a wide table
	column  *scoreColumn
	marks   []scoreMark  // by row
	stored  *scoreColumn // totals that stand beside the answers; nil without
}

// keptDecimals is how many decimals are kept of answers that are numbers.
const keptDecimals = 6

// newItemSet compiles how the answers of columns are read and scored.
func newItemSet(o outcomeRequest, entry *instruments.Scale, c Column, p *layoutPlan) (*itemSet, error) {
	in := entry.Instrument()
	options := instruments.Options{Prorate: p.options.Prorate, Decimals: keptDecimals, Codes: o.codes}
	s := &itemSet{instrument: in, outcome: o.name, headers: c.Items, answers: make([]instruments.Answer, len(in.Items))}
	var err error
	if s.scorer, err = in.Scorer(options); err != nil {
		return nil, usage("", "%s: %v", o.asked, err)
	}
	for i := range s.parsers {
		options.DecimalComma = i == 1
		if s.parsers[i], err = in.Parser(options); err != nil {
			return nil, usage("write what each code means, as in --codes "+o.name+"=1:0,2:1", "%s: %v", o.asked, err)
		}
	}
	for _, h := range c.Items {
		s.places = append(s.places, slices.Index(p.headers, h)+1)
		s.known = append(s.known, make(map[string]decodedAnswer))
	}
	s.short = make([][128]decodedAnswer, len(in.Items))
	return s, nil
}

// scored returns the column of the scores of an outcome, of which the answers
// stand in the columns of c.
func (s *scan) scored(outcome int, c Column) (*scoreColumn, error) {
	p := s.plan
	req := p.outcomes[outcome]
	entry, _ := req.entry()
	key := entry.Instrument().ID + "\x00" + strings.Join(c.Items, "\x00") + "\x00" + fmt.Sprint(req.codes)
	at := slices.IndexFunc(s.sets, func(set *itemSet) bool { return set.key == key })
	if at < 0 {
		set, err := newItemSet(req, entry, c, p)
		if err != nil {
			return nil, err
		}
		set.key = key
		at = len(s.sets)
		s.sets = append(s.sets, set)
	}
	set := s.sets[at]
	w := wantedScale{outcome: outcome, visit: c.Visit, column: &scoreColumn{header: set.text()}}
	w.scale = slices.IndexFunc(set.instrument.Scales, func(x *instruments.Scale) bool { return x.ID == entry.ID })
	if entry.Step.IsSet() {
		w.column.grid = set.scorer.Step(w.scale)
	}
	if h := cmp.Or(req.stored[visitKey(c.Visit)], req.stored[""]); h != "" {
		w.stored = &scoreColumn{header: h, place: slices.Index(p.headers, h) + 1}
	}
	set.wanted = append(set.wanted, w)
	return w.column, nil
}

// cells are the places of the items' cells in a row, -1 without one.
func (s *itemSet) cells(at func(header string) int) []int {
	places := make([]int, len(s.headers))
	for i, h := range s.headers {
		places[i] = -1
		if h != "" {
			places[i] = at(h)
		}
	}
	return places
}

// text names the columns for messages.
func (s *itemSet) text() string {
	named := slices.DeleteFunc(slices.Clone(s.headers), func(h string) bool { return h == "" })
	return named[0] + " … " + named[len(named)-1]
}

// add reads, scores and keeps a row; at has the places of the items' cells.
func (s *itemSet) add(fields []string, at []int, missing missingCodes, commaFile bool) {
	s.rows = append(s.rows, s.read(fields, at, missing, commaFile))
	for i := range s.wanted {
		s.wanted[i].add(s.result.Scales, s.scorer)
	}
}

// read reads the answers of a row and scores them into s.result.
func (s *itemSet) read(fields []string, at []int, missing missingCodes, commaFile bool) rowMark {
	var mark rowMark
	for item := range s.answers {
		s.answers[item] = instruments.NoAnswer
		if at[item] < 0 {
			continue
		}
		cell := fields[at[item]]
		if cell == "" {
			continue
		}
		d := s.decode(item, cell, missing, commaFile)
		if d.bad {
			s.addFault(item, cell, d.fault)
			continue
		}
		s.answers[item] = d.answer
		mark |= d.mark
	}
	if err := s.scorer.Score(s.answers, &s.result); err != nil {
		// The parser has the scorer's limits, so that this cannot be; if it were,
		// the row would have no answers.
		for i := range s.answers {
			s.answers[i] = instruments.NoAnswer
		}
		_ = s.scorer.Score(s.answers, &s.result)
	}
	for w := range min(maxWarnings, len(s.instrument.Warnings)) {
		if s.result.Warnings&(1<<w) != 0 {
			mark |= firstWarning << w
		}
	}
	return mark
}

func (w *wantedScale) add(scored []instruments.Scored, scorer *instruments.Scorer) {
	var mark scoreMark
	r := scored[w.scale]
	switch {
	case r.NotImputed:
		mark = neverImputed
	case !r.Score.Observed() && r.Answered > 0:
		mark = tooFewAnswers
	case r.Prorated:
		mark = proratedScore
	}
	w.marks = append(w.marks, mark)
	switch {
	case !r.Score.Observed():
		w.column.values.append(noScore)
	case w.column.grid.IsSet():
		w.column.values.append(int64(r.Score))
	default:
		mantissa, decimals := int64(r.Score), decimalsOf(scorer.Step(w.scale).Den)
		for decimals > 0 && mantissa%10 == 0 {
			mantissa /= 10
			decimals--
		}
		w.column.addNumber(mantissa, decimals)
	}
}

// decimalsOf is the logarithm of a power of ten.
func decimalsOf(n int64) int {
	d := 0
	for n > 1 {
		n /= 10
		d++
	}
	return d
}
