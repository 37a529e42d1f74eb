package datasets

import (
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// resolveOutcomes gives every outcome its scale and its columns among the
// headers. The layout is known; in a long table the visits are not yet, so that
// an outcome has a column without a visit, after that of its baseline.
func (p *layoutPlan) resolveOutcomes(layout Layout) error {
	for _, req := range p.outcomes {
		known, err := p.options.knowScale(req)
		if err != nil {
			return err
		}
		if what := known.overruled(req.scale); what != "" {
			p.decided = append(p.decided, summary.Decision{Code: DecisionScaleOverruled, Outcome: req.name, Args: map[string]string{"what": what, "scale": known.entry.ID}})
		}
		scale, err := resolveScale(req, known)
		if err != nil {
			return err
		}
		columns, err := p.resolveColumns(req, layout)
		if err != nil {
			return err
		}
		o := Outcome{Scale: scale, Columns: columns, Primary: req.primary}
		if entry, ok := req.entry(); ok && columns[len(columns)-1].Items != nil {
			o.Instrument, o.Codes = entry.Instrument().ID, req.codes
		}
		p.study.Outcomes = append(p.study.Outcomes, o)
		p.known = append(p.known, known)
	}
	return nil
}

// baselineVisit names the visit of a baseline that has a column of its own.
const baselineVisit = "baseline"

func (p *layoutPlan) resolveColumns(o outcomeRequest, layout Layout) ([]Column, error) {
	headers := p.headers
	if layout == Long {
		every := o.every
		if every.Items == nil && every.Header == "" {
			header, err := o.longColumn(headers)
			if err != nil {
				return nil, err
			}
			every.Header = header
		}
		columns := []Column{every}
		if o.baseline != "" {
			if _, err := columnNamed(headers, o.baseline, "baseline of outcome "+quoteName(o.name)); err != nil {
				return nil, err
			}
			if o.baseline == every.Header {
				return nil, usage("name the column that repeats the baseline in every row", "outcome %s: the baseline has the same column as the score", quoteName(o.name))
			}
			columns = slices.Insert(columns, 0, Column{Visit: baselineVisit, Header: o.baseline})
		}
		return columns, nil
	}
	if o.baseline != "" {
		return nil, usage("list the baseline's column first among the outcome's columns", "outcome %s: a table with a column a visit has no baseline column apart", quoteName(o.name))
	}
	if len(o.columns) > 0 {
		return p.namedColumns(o)
	}
	if o.every.Items != nil || o.every.Header != "" {
		return p.once(o, o.every)
	}
	found, err := outcomeColumns(o.asked, o.spec, headers)
	if err != nil {
		return nil, err
	}
	if len(found) < 2 && p.options.OneVisit {
		return p.once(o, Column{Header: found[0]})
	}
	if len(found) < 2 {
		return nil, usage("write --outcome "+shellWord(o.name+"="+found[0]+":POST"), "%s names one column, and a table with a column a visit needs two or more", o.asked)
	}
	columns := make([]Column, len(found))
	for i, h := range found {
		columns[i] = Column{Visit: h, Header: h}
	}
	return columns, nil
}

// onlyVisit names the visit of an outcome that was taken once.
const onlyVisit = "survey"

// once gives an outcome its only column, where that is allowed.
func (p *layoutPlan) once(o outcomeRequest, c Column) ([]Column, error) {
	if !p.options.OneVisit {
		return nil, usage("add --visit COL for a table with a row a visit, or name the columns of two or more visits", "%s has the columns of one visit only", o.asked)
	}
	if c.Visit == "" {
		c.Visit = onlyVisit
	}
	return []Column{c}, nil
}

func (o outcomeRequest) longColumn(headers []string) (string, error) {
	if !o.hasSpec {
		if len(o.columns) > 0 {
			return "", usage("give column: instead of columns:, or leave out layout: long", "%s: a table with a row a visit has one column for the outcome", o.asked)
		}
		_, err := columnNamed(headers, o.column, o.asked)
		return o.column, err
	}
	found, err := outcomeColumns(o.asked, o.spec, headers)
	if err != nil {
		return "", err
	}
	if len(found) > 1 {
		return "", usage("name one column, or leave out --visit", "%s names %d columns, and a table with a row a visit has one", o.asked, len(found))
	}
	return found[0], nil
}

// namedColumns are the wide columns of a study file, by the order of its visits.
func (p *layoutPlan) namedColumns(o outcomeRequest) ([]Column, error) {
	order := p.order
	at := func(c Column) int {
		return slices.IndexFunc(order, func(v string) bool { return visitKey(v) == visitKey(c.Visit) })
	}
	columns := slices.Clone(o.columns)
	for i, c := range columns {
		if c.Items == nil {
			if _, err := columnNamed(p.headers, c.Header, o.asked); err != nil {
				return nil, err
			}
		}
		if len(order) == 0 {
			continue
		}
		place := at(c)
		if place < 0 {
			return nil, usage(didYouMean(c.Visit, order), "%s: visit %s is not in the order of visits", o.asked, quoteName(c.Visit))
		}
		columns[i].Visit = order[place]
	}
	if len(order) > 0 {
		slices.SortStableFunc(columns, func(a, b Column) int { return at(a) - at(b) })
	}
	if len(columns) < 2 && !p.options.OneVisit {
		return nil, usage("give two or more visits their columns", "%s has a column for one visit only", o.asked)
	}
	return columns, nil
}

// wideRequest reports whether an outcome asks for several columns; known only
// where its request reads as columns at all.
func (o outcomeRequest) wideRequest(headers []string) (wide, known bool) {
	if !o.hasSpec {
		return len(o.columns) > 0, true
	}
	found, err := outcomeColumns(o.asked, o.spec, headers)
	return len(found) > 1, err == nil
}
