package datasets

import (
	"slices"
)

// resolveOutcomes gives every outcome its scale and its columns among the
// headers. The layout is known; in a long table the visits are not yet, so that
// an outcome has a column without a visit, after that of its baseline.
func resolveOutcomes(r request, o Options, headers []string, layout Layout) ([]Outcome, error) {
	if len(r.outcomes) == 0 {
		return nil, usage("add --outcome NAME=PRE:POST for a table with a column a visit, or --outcome NAME=COLUMN for one with a row a visit",
			"no outcome is named")
	}
	outcomes := make([]Outcome, 0, len(r.outcomes))
	for _, req := range r.outcomes {
		scale, err := resolveScale(req, o.Scales)
		if err != nil {
			return nil, err
		}
		columns, err := req.resolveColumns(headers, layout, r.order)
		if err != nil {
			return nil, err
		}
		outcomes = append(outcomes, Outcome{Scale: scale, Columns: columns, Primary: req.primary})
	}
	return outcomes, nil
}

// baselineVisit names the visit of a baseline that has a column of its own.
const baselineVisit = "baseline"

func (o outcomeRequest) resolveColumns(headers []string, layout Layout, order []string) ([]Column, error) {
	if layout == Long {
		header, err := o.longColumn(headers)
		if err != nil {
			return nil, err
		}
		columns := []Column{{Header: header}}
		if o.baseline != "" {
			if _, err := columnNamed(headers, o.baseline, "baseline of outcome "+quoteName(o.name)); err != nil {
				return nil, err
			}
			if o.baseline == header {
				return nil, usage("name the column that repeats the baseline in every row", "outcome %s: the baseline has the same column as the score", quoteName(o.name))
			}
			columns = slices.Insert(columns, 0, Column{baselineVisit, o.baseline})
		}
		return columns, nil
	}
	if o.baseline != "" {
		return nil, usage("list the baseline's column first among the outcome's columns", "outcome %s: a table with a column a visit has no baseline column apart", quoteName(o.name))
	}
	if len(o.columns) > 0 {
		return o.namedColumns(headers, order)
	}
	found, err := outcomeColumns(o.asked, o.spec, headers)
	if err != nil {
		return nil, err
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
func (o outcomeRequest) namedColumns(headers, order []string) ([]Column, error) {
	at := func(c Column) int {
		return slices.IndexFunc(order, func(v string) bool { return visitKey(v) == visitKey(c.Visit) })
	}
	columns := slices.Clone(o.columns)
	for i, c := range columns {
		if _, err := columnNamed(headers, c.Header, o.asked); err != nil {
			return nil, err
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
	if len(columns) < 2 {
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
