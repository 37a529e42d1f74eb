package datasets

import (
	"context"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// layoutPlan is the request resolved against the headers: which columns to keep
// and what for. Only the visits of a long table are still to be found.
type layoutPlan struct {
	request
	options  Options
	headers  []string // of the data
	texts    []string // of the columns, beside their headers; nil without
	codebook *codebook
	side     *sideTable
	study    Study
	where    *condition
	visit    string // long only
	decided  []summary.Decision
	known    []knownScale // of the outcomes
	rowIsOne bool         // a row is a participant
}

// makePlan resolves a request against the headers of the first file. sample gives
// the cells of its first rows; repeats reads on in that file, for a message that
// depends on its content.
func makePlan(ctx context.Context, o Options, headers, texts []string, sample func() [][]string, repeats func(id []string) bool) (*layoutPlan, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	r, err := o.request()
	if err != nil {
		return nil, err
	}
	p := &layoutPlan{request: r, options: o, headers: headers}
	if p.codebook, err = readCodebook(o.Dictionary); err != nil {
		return nil, err
	}
	p.texts = p.codebook.texts(headers, texts)
	if len(o.Outcomes) == 0 {
		for _, name := range r.leftOut {
			p.decided = append(p.decided, summary.Decision{Code: DecisionOneVisitLeftOut, Outcome: name})
		}
	}
	id, err := findID(r.id, headers)
	if err != nil {
		return nil, err
	}
	if o.Join != "" {
		if p.side, err = readSide(ctx, o.Join, id, o.ShowIDs); err != nil {
			return nil, err
		}
	}
	if err := p.recognizeOutcomes(id, sample); err != nil {
		return nil, err
	}
	if err := o.describe(p.outcomes); err != nil {
		return nil, err
	}
	if err := p.sameUnits(); err != nil {
		return nil, err
	}
	if err := p.resolveItems(headers); err != nil {
		return nil, err
	}
	if err := p.giveAllCodes(); err != nil {
		return nil, err
	}
	layout, err := p.findLayout()
	if err != nil {
		return nil, err
	}
	p.study = Study{
		Name: r.name, ID: id, Layout: layout, Pre: r.pre, Post: r.post,
		Visits: Visits{Order: r.order, Months: r.times, Unit: r.timeUnit, Time: r.timeColumn}, Strata: r.by, Covariates: r.covariates,
		Cluster: r.cluster, Attendance: r.attendance, Missing: furtherCodes(r.missing), Adjust: r.adjust,
	}
	if layout == Long {
		err = p.planLong(repeats)
	} else {
		p.rowIsOne = len(id) == 0
	}
	if err != nil {
		return nil, err
	}
	if err := p.resolveOutcomes(layout); err != nil {
		return nil, err
	}
	if layout == Wide {
		if err := p.planWide(); err != nil {
			return nil, err
		}
	}
	if err := p.checkColumns(); err != nil {
		return nil, err
	}
	if strings.TrimSpace(o.Where) != "" {
		if p.where, err = parseWhere(o.Where, p.allHeaders()); err != nil {
			return nil, err
		}
	}
	if layout == Wide && r.layout != Wide && p.study.once() {
		err = p.hiddenVisits(sample())
	}
	return p, err
}

// planLong finds the columns of ids and visits, without which rows cannot be
// paired.
func (p *layoutPlan) planLong(repeats func(id []string) bool) error {
	if p.study.Visits.Time != "" {
		return p.planTimes()
	}
	outcome := p.outcomes[0]
	has, form := outcome.oneVisitForm()
	visit, recognised, err := findVisit(p.request, p.headers)
	if err != nil {
		return err
	}
	switch {
	case visit == "" && len(p.study.ID) > 0 && repeats(p.study.ID):
		return outcome.severalRows()
	case visit == "":
		return usage("write --outcome "+shellWord(form)+" for a table with a column a visit, or add --visit COL for one with a row a visit",
			"%s%s, and no column of visits is known", outcome.asked, has)
	case len(p.study.ID) == 0:
		return usage("add --id COL with the column that names the participant; there are "+quoteNames(p.headers),
			"a table with a row a participant and visit needs a column of ids, and none is recognised")
	}
	if slices.Contains(p.study.ID, visit) {
		return usage("name different columns", "column %s cannot be both id and visit", quoteName(visit))
	}
	p.visit = visit
	p.study.Visits.Column = visit
	if recognised || p.visitFound {
		p.decided = append(p.decided, summary.Decision{Code: DecisionVisitColumn, Args: map[string]string{"column": visit}})
	}
	return nil
}

// planWide fixes the visits of a wide table: they are its columns.
func (p *layoutPlan) planWide() error {
	if err := p.differentVisits(); err != nil {
		return err
	}
	if len(p.options.VisitOrder) > 0 && !slices.ContainsFunc(p.outcomes, func(o outcomeRequest) bool { return len(o.columns) > 0 }) {
		return usage("name the columns of each outcome in order of the visits", "--visit-order says nothing of a table with a column a visit")
	}
	if n, visits := len(p.times), len(p.order); n > 0 && visits > 0 && n != visits {
		return usage("give each visit its time, in this order: "+quoteNames(p.order), "there are %d times for %d visits", n, visits)
	}
	var named []string
	for i := range p.study.Outcomes {
		o := &p.study.Outcomes[i]
		for _, c := range o.Columns {
			if !containsVisit(named, c.Visit) {
				named = append(named, c.Visit)
			}
		}
		if n := len(p.times); n > 0 && len(p.order) == 0 && len(o.Columns) > 1 && n != len(o.Columns) {
			return usage("give each visit its time", "there are %d times for the %d visits of outcome %s", n, len(o.Columns), quoteName(o.Scale.ID))
		}
	}
	for _, v := range []struct{ flag, visit string }{{"--pre", p.pre}, {"--post", p.post}} {
		if v.visit != "" && !containsVisit(named, v.visit) {
			return usage("the visits are "+quoteNames(named), "%s: there is no visit %s", v.flag, quoteName(v.visit))
		}
	}
	for i := range p.study.Outcomes {
		if err := p.choosePair(&p.study.Outcomes[i], false); err != nil {
			return err
		}
	}
	return nil
}

// choosePair sets the visits that are compared: those asked for, else the first
// and the last. In a wide table whose visits are called by their headers, a
// visit asked for is that of one outcome, and the others keep theirs.
func (p *layoutPlan) choosePair(o *Outcome, long bool) error {
	if len(o.Columns) < 2 && p.options.OneVisit {
		o.Pre = o.Columns[0].Visit
		return nil
	}
	if len(o.Columns) < 2 {
		return &DataError{Problems: []Problem{{What: "outcome " + quoteName(o.Scale.ID) + " has one visit only, " + quoteName(o.Columns[0].Visit)}},
			Hint: "name the column of visits with --visit COL, or check --where"}
	}
	o.Pre, o.Post = o.Columns[0].Visit, o.Columns[len(o.Columns)-1].Visit
	byHeader := !long && !slices.ContainsFunc(o.Columns, func(c Column) bool { return c.Visit != c.Header })
	for _, v := range []struct {
		flag, visit string
		to          *string
	}{{"--pre", p.pre, &o.Pre}, {"--post", p.post, &o.Post}} {
		if v.visit == "" {
			continue
		}
		i := o.visitIndex(v.visit)
		switch {
		case i >= 0:
			*v.to = o.Columns[i].Visit
		case !byHeader && !(long && p.baselineNamed(v.visit)):
			return usage("its visits are "+quoteNames(visitsOf(*o)), "outcome %s has no visit %s for %s", quoteName(o.Scale.ID), quoteName(v.visit), v.flag)
		}
	}
	if o.Pre == o.Post {
		return usage("add --pre or --post with another of its visits: "+quoteNames(visitsOf(*o)), "outcome %s is compared with itself at visit %s", quoteName(o.Scale.ID), quoteName(o.Pre))
	}
	return nil
}

func visitsOf(o Outcome) []string {
	visits := make([]string, len(o.Columns))
	for i, c := range o.Columns {
		visits[i] = c.Visit
	}
	return visits
}
