package instruments

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"github.com/cam-outcomes/cam/datasets/summary"
)

func (r reader) scale(i *Instrument) field {
	return func(n *yaml.Node) error {
		s := &Scale{instrument: i, line: n.Line}
		var better string
		var times int
		var missing, maps *yaml.Node
		err := r.mapping(n, "a scale",
			need("id", r.id(&s.ID)),
			need("label", r.both(&s.Label)),
			may("note", r.both(&s.Note)),
			need("unit", r.texts(&s.Units)),
			may("derived", r.flag(&s.Derived)),
			need("operation", one(r, &s.Operation, Sum, Mean, Product, Max, Count, Quotient)),
			may("counts", parsed(r, &s.Counts, parseCriterion)),
			may("times", r.count(&times, 1, mostLimit)),
			may("power", r.count(&s.Power, 1, 2)),
			may("items", r.itemList(i, &s.Items)),
			may("map", later(&maps)),
			may("table", r.table(s)),
			need("scoring", func(n *yaml.Node) error { return r.sourced(n, "scoring", &s.Scoring) }),
			may("loinc", r.loinc(&s.LOINC)),
			need("step", parsed(r, &s.Step, parseStep)),
			need("range", r.rangeOf(&s.Range.Low, &s.Range.High)),
			need("better", one(r, &better, "lower", "higher", "unknown")),
			need("missing", later(&missing)),
			may("bands", r.bands(s)),
			may("caseness", r.each("caseness", r.caseness(s))),
			may("reliable_change", r.each("reliable_change", r.preset(s))),
			may("reliability", r.each("reliability", r.reliability(s))),
			may("remission", r.cutoff("remission", &s.Remission)),
			may("response", r.response(s)),
			may("mcid", r.each("mcid", r.mcid(s))),
			may("events", r.each("events", r.event(s))))
		if err != nil {
			return err
		}
		if s.Times = int64(times); s.Times > 0 {
			s.Power = max(s.Power, 1)
		}
		if better != "unknown" {
			s.Better, _ = summary.ParseDirection(better)
		}
		if len(s.Items) == 0 {
			for at := range i.Items {
				s.Items = append(s.Items, at)
			}
		}
		if maps != nil {
			if err := r.each("map", r.mapOf(i, s))(maps); err != nil {
				return err
			}
		}
		if err := r.missing(i, s)(missing); err != nil {
			return err
		}
		if (s.Operation == Count) != s.Counts.IsSet() {
			return r.fail(n, "counts: belongs to operation: count", "scale %s must say what it counts, or nothing", s.ID)
		}
		if problem, hint := s.checkQuotient(i); problem != "" {
			return r.fail(n, hint, "%s", problem)
		}
		if _, taken := i.Scale(s.ID); taken {
			return r.fail(n, "give each scale its own id", "scale %s occurs twice", s.ID)
		}
		i.Scales = append(i.Scales, s)
		return nil
	}
}

func (r reader) itemList(i *Instrument, to *[]int) field {
	return r.each("items", func(n *yaml.Node) error {
		at, err := r.itemNamed(i, n)
		if err == nil && slices.Contains(*to, at) {
			return r.fail(n, "name it once", "item %s occurs twice", i.Items[at].ID)
		}
		*to = append(*to, at)
		return err
	})
}

// mapOf reads the replacements of some items' answers: codes: {1: 0, 2: 1}, or
// from: {0: 0, 120: 1} for everything from an answer up to the next.
func (r reader) mapOf(i *Instrument, s *Scale) field {
	return func(n *yaml.Node) error {
		var m Map
		values := func(byFrom bool) field {
			return func(n *yaml.Node) error {
				m.ByFrom = byFrom
				if len(m.Values) > 0 {
					return r.fail(n, "keep one", "a map has either codes or from")
				}
				return r.pairs(n, "a map", func(k, v *yaml.Node) error {
					var mv MapValue
					if err := r.amount(&mv.Answer)(k); err != nil {
						return err
					}
					err := r.amount(&mv.Value)(v)
					m.Values = append(m.Values, mv)
					return err
				})
			}
		}
		err := r.mapping(n, "a map", may("items", r.itemList(i, &m.Items)), may("codes", values(false)), may("from", values(true)))
		if err != nil {
			return err
		}
		if len(m.Items) == 0 {
			m.Items = s.Items
		}
		slices.SortFunc(m.Values, func(a, b MapValue) int { return compare(a.Answer, b.Answer) })
		for _, at := range m.Items {
			if err := r.mapFits(n, &i.Items[at], m); err != nil {
				return err
			}
			if !slices.Contains(s.Items, at) {
				return r.fail(n, "", "item %s is mapped and not part of the scale", i.Items[at].ID)
			}
			if _, twice := s.mapOf(at); twice {
				return r.fail(n, "map it once", "item %s is mapped twice", i.Items[at].ID)
			}
		}
		s.Maps = append(s.Maps, m)
		return nil
	}
}

// mapFits verifies that every answer to an item is replaced.
func (r reader) mapFits(n *yaml.Node, it *Item, m Map) error {
	switch {
	case it.Reverse:
		return r.fail(n, "write the map reversed", "item %s is both reversed and mapped", it.ID)
	case len(m.Values) == 0:
		return r.fail(n, "add codes: or from:", "a map replaces nothing")
	case m.ByFrom && compare(m.Values[0].Answer, it.Low) > 0:
		return r.fail(n, "begin with "+it.Low.String(), "the map of item %s does not say what becomes of %s", it.ID, it.Low)
	case m.ByFrom:
		return nil
	case it.Answers == nil:
		return r.fail(n, "use from:", "item %s is a number, and its map names single answers", it.ID)
	}
	for _, c := range it.Answers.codes() {
		if !slices.ContainsFunc(m.Values, func(v MapValue) bool { a, ok := whole(v.Answer); return ok && Answer(a) == c }) {
			return r.fail(n, "add it", "the map of item %s does not say what becomes of %d", it.ID, c)
		}
	}
	for _, v := range m.Values {
		if !it.allows(v.Answer) {
			return r.fail(n, "", "%s is no answer to item %s", v.Answer, it.ID)
		}
	}
	return nil
}

// table reads the replacements of raw scores, with their evidence.
func (r reader) table(s *Scale) field {
	return func(n *yaml.Node) error {
		rows := func(n *yaml.Node) error {
			return r.pairs(n, "the rows", func(k, v *yaml.Node) error {
				var row TableRow
				if err := r.amount(&row.Raw)(k); err != nil {
					return err
				}
				err := r.amount(&row.Value)(v)
				s.Table = append(s.Table, row)
				return err
			})
		}
		if err := r.sourced(n, "a table", &s.TableFrom, need("rows", rows)); err != nil {
			return err
		}
		slices.SortFunc(s.Table, func(a, b TableRow) int { return compare(a.Raw, b.Raw) })
		if len(s.Table) == 0 {
			return r.fail(n, "", "a table needs rows")
		}
		return nil
	}
}

func (r reader) missing(i *Instrument, s *Scale) field {
	return func(n *yaml.Node) error {
		m := &s.Missing
		var rounding string
		var numbered *yaml.Node
		keys := []key{
			need("rule", one(r, &m.Kind, Complete, Prorate, Available, Decided)),
			may("min_answered", func(n *yaml.Node) error {
				numbered = n
				return r.count(&m.MinAnswered, 1, len(s.Items))(n)
			}),
			may("rounding", one(r, &rounding, "half_up")),
			may("never_impute", r.itemList(i, &m.NeverImpute)),
			may("by", parsed(r, &m.By, parseCriterion)),
		}
		var err error
		if len(n.Content) == 2 { // rule: complete has no number that needs a source
			err = r.mapping(n, "missing", keys...)
		} else {
			err = r.sourced(n, "missing", &m.Evidence, keys...)
		}
		if err != nil {
			return err
		}
		counted := m.Kind == Prorate || m.Kind == Available
		switch {
		case counted != (numbered != nil):
			return r.fail(n, "min_answered: belongs to rule: prorate and rule: available", "missing must say how many answers are enough, or not")
		case (m.Kind == Prorate) != (rounding != ""):
			return r.fail(n, "add rounding: half_up to rule: prorate, and to no other", "missing must say how a prorated score is rounded")
		case m.Kind != Prorate && len(m.NeverImpute) > 0:
			return r.fail(n, "", "never_impute belongs to rule: prorate")
		case (m.Kind == Decided) != m.By.IsSet():
			return r.fail(n, "by: belongs to rule: decided", "missing must say which scores are decided, or not")
		case m.Kind == Decided && m.By.Op != ">=":
			return r.fail(n, "", "only >= can be decided by some answers")
		case m.Kind == Prorate && s.Operation == Max, counted && s.Operation == Product:
			return r.fail(n, "use rule: complete", "a %s cannot be made from some of the items", s.Operation)
		case m.Kind == Decided && (s.Operation == Mean || s.Operation == Product):
			return r.fail(n, "use rule: complete", "a %s is not decided by some of the items", s.Operation)
		}
		return nil
	}
}
