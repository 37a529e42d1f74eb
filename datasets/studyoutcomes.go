package datasets

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v4"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// outcomes reads the outcomes of a study file.
func (r studyReader) outcomes(to *[]outcomeRequest) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		if n.Kind != yaml.SequenceNode {
			return r.fail(n, "write outcomes: [{name: phq9, column: phq9_total}]", "outcomes must be a list")
		}
		for _, item := range n.Content {
			o, err := r.outcome(item)
			if err != nil {
				return err
			}
			if slices.ContainsFunc(*to, func(x outcomeRequest) bool { return x.name == o.name }) {
				return r.fail(item, "give each outcome its own name", "outcome %s occurs twice", quoteName(o.name))
			}
			*to = append(*to, o)
		}
		return nil
	}
}

func (r studyReader) outcome(n *yaml.Node) (outcomeRequest, error) {
	var o outcomeRequest
	s := &o.scale
	err := r.mapping(n, "an outcome", []key{
		{"name", r.text(&o.name)},
		{"column", r.text(&o.column)},
		{"columns", r.columns(&o.columns)},
		{"baseline_column", r.text(&o.baseline)},
		{"primary", r.flag(&o.primary)},
		{"label", r.text(&s.label)},
		{"unit", r.text(&s.unit)},
		{"better", parsed(r, &s.better, summary.ParseDirection)},
		{"range", r.rangeOf(&s.rng)},
		{"step", parsed(r, &s.step, parseStep)},
		{"bands", r.bands(&s.bands)},
		{"caseness", r.caseness(s)},
		{"reliable_change", r.list(&s.reliable)},
		{"reliability", parsed(r, &s.reliability, func(t string) (float64, error) { f, _, err := parseReliability(t); return f, err })},
		{"remission", parsed(r, &s.remission, parseCriterion)},
		{"mcid", parsed(r, &s.mcid, parsePositive)},
		{"instrument", r.instrument(&o)},
		{"items", r.items(&o.items)},
		{"totals", r.totals(&o.stored)},
		{"left_out", r.leftOut(&o.leftOut)},
		{"codes", r.codes(&o.codes)},
	})
	if err != nil {
		return o, err
	}
	ways := 0
	for _, given := range []bool{o.column != "", len(o.columns) > 0, o.items.isSet()} {
		if given {
			ways++
		}
	}
	switch {
	case (o.stored != nil || o.leftOut != nil) && !o.items.isSet():
		return o, r.fail(n, "add items:, or leave them out", "totals and left_out are columns beside items, and the outcome has none")
	case ways > 1 && o.items.isSet():
		return o, r.fail(n, "keep one", "an outcome has either items or column or columns")
	case ways == 0 && o.instrument != "":
		o.find = true
	case ways != 1:
		return o, r.fail(n, "give column: for a table with a row a visit, columns: for one with a column a visit", "an outcome needs either column or columns")
	}
	if o.name == "" {
		o.name = o.instrument
	}
	if o.name == "" {
		o.name = o.column
	}
	o.asked = fmt.Sprintf("%s:%d: outcome %s", r.name, n.Line, quoteName(o.name))
	if o.name == "" {
		return o, r.fail(n, "add name:", "an outcome has no name")
	}
	return o, checkOutcomeName(o.name, o.asked)
}

// parseStep reads a grid such as 1, 0.5 or 1/6.
func parseStep(s string) (summary.Step, error) {
	num, den, err := cutFraction(s)
	if err != nil {
		return summary.Step{}, err
	}
	a, err := summary.NewAmount(num, den)
	if err != nil {
		return summary.Step{}, err
	}
	return summary.NewStep(a.Num, a.Den)
}

// columns reads the columns of a wide outcome by visit, in the order written.
func (r studyReader) columns(to *[]Column) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		return r.pairs(n, "columns", func(k, v *yaml.Node) error {
			c := Column{Visit: k.Value}
			if err := r.text(&c.Header)(v); err != nil {
				return err
			}
			for _, other := range *to {
				if visitKey(other.Visit) == visitKey(c.Visit) {
					return r.fail(k, "keep one", "visits %s and %s are the same", quoteName(other.Visit), quoteName(c.Visit))
				}
				if other.Header == c.Header {
					return r.fail(v, "name each visit's own column", "column %s is given to two visits", quoteName(c.Header))
				}
			}
			*to = append(*to, c)
			return nil
		})
	}
}

func (r studyReader) caseness(s *scaleRequest) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		var list []string
		if err := r.list(&list)(n); err != nil {
			return err
		}
		for _, text := range list {
			if err := s.addCaseness(text); err != nil {
				return r.fail(n, "", "%v", err)
			}
		}
		return nil
	}
}

// criteria are the criteria that a study file gives by the outcome's name.
type criteria struct {
	caseness, reliable map[string]criterionList
}

type criterionList struct {
	texts []string
	node  *yaml.Node
}

func newCriteria() criteria {
	return criteria{make(map[string]criterionList), make(map[string]criterionList)}
}

func (r studyReader) criteria(to map[string]criterionList) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		return r.pairs(n, "the criteria", func(k, v *yaml.Node) error {
			var list []string
			err := r.list(&list)(v)
			to[k.Value] = criterionList{list, k}
			return err
		})
	}
}

// apply hands the criteria to their outcomes.
func (c criteria) apply(r studyReader, outcomes []outcomeRequest) error {
	find := func(name string, list criterionList) (*scaleRequest, error) {
		for i := range outcomes {
			if outcomes[i].name == name {
				return &outcomes[i].scale, nil
			}
		}
		return nil, r.fail(list.node, didYouMean(name, outcomeNames(outcomes)), "there is no outcome %s", quoteName(name))
	}
	for _, name := range sortedKeys(c.caseness) {
		list := c.caseness[name]
		s, err := find(name, list)
		if err != nil {
			return err
		}
		if len(s.caseness) > 0 {
			return r.fail(list.node, "keep one", "caseness of outcome %s is given twice", quoteName(name))
		}
		for _, text := range list.texts {
			if err := s.addCaseness(text); err != nil {
				return r.fail(list.node, "", "%v", err)
			}
		}
	}
	for _, name := range sortedKeys(c.reliable) {
		list := c.reliable[name]
		s, err := find(name, list)
		if err != nil {
			return err
		}
		if len(s.reliable) > 0 {
			return r.fail(list.node, "keep one", "reliable change of outcome %s is given twice", quoteName(name))
		}
		s.reliable = list.texts
	}
	return nil
}
