package datasets

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets/recognize"
	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/instruments"
)

// recognizeOutcomes finds the columns of outcomes that are asked for by name
// alone, or, without any outcome, those of every instrument of the catalogue.
// What is not certain is an error that says how to settle it.
func (p *layoutPlan) recognizeOutcomes(id []string, sample func() [][]string) error {
	r := &p.request
	all := len(r.outcomes) == 0
	if !all && !slices.ContainsFunc(r.outcomes, func(o outcomeRequest) bool { return o.find }) {
		return nil
	}
	coded := make(map[string]bool)
	for _, text := range p.options.Codes {
		name, _, _ := splitSpec(text)
		coded[instrumentOf(name)] = true
	}
	for _, o := range r.outcomes {
		if len(o.codes) > 0 {
			coded[instrumentOf(o.name)] = true
			coded[instrumentOf(o.instrument)] = true
		}
	}
	missing := newMissingCodes(r.missing)
	t := recognize.Table{
		Headers: p.headers, Texts: p.texts, Rows: sample(), Missing: missing.text,
		Coded: func(in string) bool { return coded[in] || p.codebook.knows(in, p.headers) },
		Taken: slices.Concat(id, headersAmong(p.headers, visitHeaders)), Long: r.layout == Long,
	}
	if r.visit != "" {
		t.Taken = append(t.Taken, r.visit)
	}
	if r.timeColumn != "" {
		t.Taken = append(t.Taken, r.timeColumn)
	}
	proposal := recognize.Recognize(t)
	if all {
		return p.takeAll(proposal, len(t.Rows))
	}
	for i := range r.outcomes {
		if o := &r.outcomes[i]; o.find {
			if err := p.takeNamed(o, proposal, len(t.Rows)); err != nil {
				return err
			}
		}
	}
	return nil
}

func instrumentOf(scale string) string {
	if s, ok := instruments.ScaleByID(scale); ok {
		return s.Instrument().ID
	}
	return ""
}

// takeAll makes an outcome of every finding, but for derived scales.
func (p *layoutPlan) takeAll(proposal recognize.Proposal, rows int) error {
	main := func(instrument, scale string) bool { return instrumentOf(scale) == instrument && instrument == scale }
	questions := slices.DeleteFunc(slices.Clone(proposal.Questions), func(q recognize.Question) bool { return !main(q.Instrument, q.Scale) })
	var found []recognize.Finding
	var names []string
	for _, f := range proposal.Findings {
		if !f.Derived {
			found = append(found, f)
			names = append(names, f.Scale)
		}
	}
	if len(questions) > 0 {
		return unsettled(questions, names)
	}
	if len(found) == 0 {
		return p.nothing(proposal, rows)
	}
	several := slices.ContainsFunc(found, func(f recognize.Finding) bool { return len(f.Visits) > 1 })
	for _, f := range found {
		o := outcomeRequest{name: f.Scale, asked: "outcome " + quoteName(f.Scale), find: true}
		if several && len(f.Visits) == 1 && !p.singleSurvey() {
			p.decided = append(p.decided, summary.Decision{Code: DecisionOneVisitLeftOut, Outcome: f.Scale})
			continue
		}
		if err := p.adopt(&o, f); err != nil {
			return err
		}
		p.outcomes = append(p.outcomes, o)
	}
	return nil
}

// unsettled is the error of what recognition leaves to the user.
func unsettled(questions []recognize.Question, others []string) error {
	var problems, hints []string
	var parts []*UsageError
	for _, q := range questions {
		parts = append(parts, usage(q.Hint, "%s", q.Problem))
		problems = append(problems, q.Problem)
		hints = append(hints, q.Hint)
	}
	if len(others) > 0 {
		flags := make([]string, len(others))
		for i, name := range others {
			flags[i] = "--outcome " + shellWord(name)
		}
		hints = append(hints, "for the others alone: "+strings.Join(flags, " "))
	}
	e := usage(strings.Join(hints, "; "), "%s", strings.Join(problems, "; "))
	e.parts = parts
	if len(others) > 0 {
		e.assume = func(o *Options) { o.Outcomes = others }
	}
	return e
}

// nothing says what was looked at in vain.
func (p *layoutPlan) nothing(proposal recognize.Proposal, rows int) error {
	var derived []string
	for _, f := range proposal.Findings {
		derived = append(derived, f.Scale)
	}
	if len(derived) > 0 {
		return usage("add --outcome "+shellWord(derived[0]), "no outcome is named, and the columns of %s are analyzed only when named", strings.Join(derived, ", "))
	}
	a, b := "PRE", "POST"
	free := slices.DeleteFunc(slices.Clone(p.headers), func(h string) bool {
		return slices.Contains(idHeaders, plainHeader(h)) || slices.Contains(visitHeaders, plainHeader(h))
	})
	if len(free) > 1 {
		a, b = free[0], free[1]
	}
	hint := "add --outcome " + shellWord("NAME="+a+":"+b) + " for a table with a column a visit"
	if len(headersAmong(p.headers, visitHeaders)) > 0 || p.visit != "" || p.request.visit != "" {
		hint = "add --outcome " + shellWord("NAME="+a) + " for a table with a row a visit"
	}
	return usage(hint+"; the columns are "+quoteNames(p.headers),
		"no outcome is named, and none of the %d columns, by their headers and the first %s, is recognised as one of the instruments that cam instruments list names", len(p.headers), plural(int64(rows), "row"))
}

// takeNamed finds the columns of an outcome that was asked for by its name.
// Answers beat totals, so that a derived scale comes from the instrument's
// items where these are there.
func (p *layoutPlan) takeNamed(o *outcomeRequest, proposal recognize.Proposal, rows int) error {
	entry, ok := o.entry()
	if !ok {
		return notAnInstrument(o.name, o.asked)
	}
	var own, items *recognize.Finding
	for i := range proposal.Findings {
		f := &proposal.Findings[i]
		if f.Scale == entry.ID {
			own = f
		}
		if f.Instrument == entry.Instrument().ID && !f.Derived && f.Kind == recognize.Items {
			items = f
		}
	}
	switch {
	case own != nil && own.Kind == recognize.Items:
		return p.adopt(o, *own)
	case items != nil:
		f := *items
		f.Stored = nil
		if own != nil {
			f.Stored = own.Visits
		}
		return p.adopt(o, f)
	case own != nil:
		return p.adopt(o, *own)
	}
	for _, q := range proposal.Questions {
		if q.Scale == entry.ID || q.Instrument == entry.Instrument().ID && q.Scale == q.Instrument {
			return unsettled([]recognize.Question{q}, nil)
		}
	}
	return usage("name its columns: "+shellWord(o.name+"=PRE:POST")+" for a table with a column a visit, "+shellWord(o.name+"=COLUMN")+" for one with a row a visit, or items as in "+
		shellWord(fmt.Sprintf("%s=D{1..%d}", o.name, len(entry.Items)))+"; the columns are "+quoteNames(p.headers),
		"%s: its columns are not recognised by their headers and the first %s", o.asked, plural(int64(rows), "row"))
}

// adopt gives an outcome the columns of a finding, its visits in order.
func (p *layoutPlan) adopt(o *outcomeRequest, f recognize.Finding) error {
	o.found, o.leftOut = &f, f.LeftOut
	if o.scale.unit == "" {
		o.scale.unit = f.Unit
	}
	columnOf := func(v recognize.Visit) Column {
		if f.Kind == recognize.Items {
			return Column{Visit: v.Name, Items: v.Items}
		}
		return Column{Visit: v.Name, Header: v.Total}
	}
	o.stored = make(map[string]string)
	for _, v := range f.Stored {
		o.stored[visitKey(v.Name)] = v.Total
	}
	if len(f.Visits) == 1 && f.Visits[0].Name == "" {
		o.every = columnOf(f.Visits[0])
		return nil
	}
	names := make([]string, len(f.Visits))
	for i, v := range f.Visits {
		names[i] = v.Name
	}
	if !f.Ordered || len(p.order) > 0 {
		order, _, err := orderVisits(names, p.request)
		if err != nil {
			return err
		}
		names = order
	}
	for _, name := range names {
		for _, v := range f.Visits {
			if visitKey(v.Name) == visitKey(name) {
				c := columnOf(v)
				c.Visit = name
				o.columns = append(o.columns, c)
			}
		}
	}
	return nil
}

// sameUnits refuses a unit that contradicts the headers: nothing is converted.
func (p *layoutPlan) sameUnits() error {
	for _, o := range p.outcomes {
		if o.found != nil && o.found.Unit != "" && o.scale.unit != o.found.Unit {
			return usage("leave out --unit, or name the columns with --outcome if the headers are wrong",
				"outcome %s: the headers say %s, and %s is asked for; nothing is converted", quoteName(o.name), o.found.Unit, quoteValue(o.scale.unit))
		}
	}
	return nil
}
