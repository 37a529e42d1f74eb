package instruments

import (
	"fmt"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// Scored is the score of one scale.
type Scored struct {
	Score    summary.Score // in steps of the scale; [summary.Missing] where it is not scored
	Answered int           // how many of the scale's items were answered
	Prorated bool          // some were not, and the mean of the others stands for them
	// NotImputed says why there is no score: enough items were answered, but
	// one that is never imputed was not.
	NotImputed bool
}

// Result is what one person's answers say. Reusing one spares allocations.
type Result struct {
	Scales   []Scored // in the order of the instrument's scales
	Safety   Safety
	Warnings uint64 // bit n: the instrument's warning n applies
	filled   []Answer
}

// Scorer scores answers to an instrument. It is made once, never changes, and
// may be used by several goroutines, each with a [Result] of its own.
type Scorer struct {
	instrument *Instrument
	options    Options
	allowed    []allowed
	scales     []*compiledScale
	skips      []compiledSkip
	warnings   [][]compiledCondition
}

// Scorer compiles how the instrument is scored. It fails for negative decimals
// and where decimals make a scale's grid too fine, or a table useless.
func (i *Instrument) Scorer(o Options) (*Scorer, error) {
	if o.Decimals < 0 {
		return nil, fmt.Errorf("%s: answers cannot have %d decimals", i.ID, o.Decimals)
	}
	s := &Scorer{instrument: i, options: o}
	for item := range i.Items {
		s.allowed = append(s.allowed, i.allowed(item, o))
	}
	for _, scale := range i.Scales {
		c, err := i.compile(scale, o)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", scale.ID, err)
		}
		s.scales = append(s.scales, c)
	}
	for _, skip := range i.Skips {
		s.skips = append(s.skips, i.compileSkip(skip, o))
	}
	for _, w := range i.Warnings {
		var when []compiledCondition
		for _, c := range w.When {
			when = append(when, i.compileCondition(c, o))
		}
		s.warnings = append(s.warnings, when)
	}
	return s, nil
}

// Instrument returns the questionnaire that is scored.
func (s *Scorer) Instrument() *Instrument { return s.instrument }

// Step returns the grid of the scores of a scale.
func (s *Scorer) Step(scale int) summary.Step { return s.scales[scale].step }

// Score scores one person's answers, one for each item in the order of the
// instrument's items, into a result that it overwrites. It fails for an answer
// that an item does not allow, with an [*InvalidAnswerError].
//
// With S the sum of the values of a answered items out of k, a prorated sum is
// S·k/a, and a prorated mean S/a, as exact rationals, rounded once, half up, to
// the scale's step.
func (s *Scorer) Score(answers []Answer, into *Result) error {
	into.Scales = into.Scales[:0]
	into.Safety, into.Warnings = Safety{}, 0
	if len(answers) != len(s.allowed) {
		return fmt.Errorf("%s has %d items, and %d answers are given", s.instrument.ID, len(s.allowed), len(answers))
	}
	for item := range s.allowed {
		if !s.allowed[item].has(answers[item]) {
			return s.invalid(item, answers[item])
		}
	}
	into.Safety = s.instrument.safety(answers)
	for n, when := range s.warnings {
		if hold(when, answers) {
			into.Warnings |= 1 << n
		}
	}
	filled := answers
	if len(s.skips) > 0 {
		into.filled = append(into.filled[:0], answers...)
		filled = into.filled
		for n := range s.skips {
			s.skips[n].apply(filled)
		}
	}
	for _, c := range s.scales {
		into.Scales = append(into.Scales, c.score(answers, filled))
	}
	return nil
}

func (s *Scorer) invalid(item int, a Answer) error {
	it := &s.instrument.Items[item]
	grid := s.instrument.Grid(item, s.options)
	amount, _ := summary.NewAmount(int64(a), grid.Den)
	return &InvalidAnswerError{s.instrument.ID, it.ID, amount, it.Low, it.High}
}

// score scores a scale from the answers as given, and as filled in by skips.
func (c *compiledScale) score(given, filled []Answer) Scored {
	if c.quotient != nil {
		return c.quotient.score(given, filled)
	}
	r := Scored{Score: summary.Missing}
	var total, there int64
	held := false // an item that is never imputed is missing
	for n := range c.inputs {
		in := &c.inputs[n]
		if given[in.item] != NoAnswer {
			r.Answered++
		}
		a := filled[in.item]
		if a == NoAnswer {
			held = held || in.never
			continue
		}
		var v int64
		if in.few != nil {
			v = in.few[a-in.first]
		} else {
			v = in.value.of(a)
		}
		switch {
		case there == 0:
			total = v
		case c.combine == add:
			total += v
		case c.combine == greater:
			total = max(total, v)
		default:
			total *= v
		}
		there++
	}
	k := int64(len(c.inputs))
	if there < k {
		switch {
		case there == 0, c.rule == Complete:
			return r
		case c.rule == Decided && total < c.decided:
			return r
		case c.rule != Decided && there < int64(c.least):
			return r
		case c.rule == Prorate && held:
			r.NotImputed = true
			return r
		}
		// A mean over fewer items needs the same rescaling to its grid of 1/k.
		if c.rule == Prorate || c.isMean {
			total = floorDiv(2*total*k+there, 2*there)
		}
		r.Prorated = c.rule == Prorate
	}
	r.Score = summary.Score(total)
	if c.table != nil {
		r.Score = c.table[total-c.low]
	}
	return r
}

// floorDiv is ⌊a/b⌋ for positive b.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// Score scores one person's answers by the instrument's own rules, one for each
// item in order. To score many people, make a [Scorer].
func (i *Instrument) Score(answers []Answer) (Result, error) {
	var r Result
	s, err := i.Scorer(Options{})
	if err != nil {
		return r, err
	}
	return r, s.Score(answers, &r)
}
