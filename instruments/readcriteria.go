package instruments

import (
	"go.yaml.in/yaml/v4"

	"github.com/cam-outcomes/cam/datasets/summary"
)

func (r reader) bands(s *Scale) field {
	return func(n *yaml.Node) error {
		list := r.each("bands", func(n *yaml.Node) error {
			var b Band
			err := r.mapping(n, "a band", need("id", r.id(&b.ID)), need("label", r.both(&b.Label)), need("from", r.amount(&b.From)))
			if err != nil {
				return err
			}
			for _, other := range s.Bands.List {
				if other.ID == b.ID {
					return r.fail(n, "", "band %s occurs twice", b.ID)
				}
				if compare(other.From, b.From) >= 0 {
					return r.fail(n, "write bands from the lowest up", "band %s does not lie above band %s", b.ID, other.ID)
				}
			}
			s.Bands.List = append(s.Bands.List, b)
			return nil
		})
		return r.sourced(n, "bands:", &s.Bands.Evidence, need("list", list))
	}
}

func (r reader) cutoff(what string, to *Cutoff) field {
	return func(n *yaml.Node) error {
		return r.sourced(n, what, &to.Evidence,
			need("at", parsed(r, &to.At, parseCriterion)),
			may("label", r.both(&to.Label)),
			may("optional", r.flag(&to.Optional)))
	}
}

func (r reader) caseness(s *Scale) field {
	return func(n *yaml.Node) error {
		var c Cutoff
		if err := r.cutoff("caseness", &c)(n); err != nil {
			return err
		}
		for _, other := range s.Caseness {
			if other.At.String() == c.At.String() {
				return r.fail(n, "name both sources in one", "caseness %s occurs twice", c.At)
			}
		}
		s.Caseness = append(s.Caseness, c)
		return nil
	}
}

func (r reader) preset(s *Scale) field {
	return func(n *yaml.Node) error {
		var p Preset
		var sd, rel summary.Amount
		err := r.sourced(n, "a criterion of reliable change", &p.Evidence,
			need("id", r.id(&p.ID)),
			may("change", r.amount(&p.Change)),
			may("sd", r.amount(&sd)),
			may("r", r.amount(&rel)),
			may("default", r.flag(&p.Default)))
		if err != nil {
			return err
		}
		switch {
		case p.Change.IsSet() && (sd.IsSet() || rel.IsSet()), !p.Change.IsSet() && !(sd.IsSet() && rel.IsSet()):
			return r.fail(n, "", "criterion %s needs either change:, or sd: and r:", p.ID)
		case p.Change.IsSet() && p.Change.Num <= 0, sd.IsSet() && sd.Num <= 0, rel.IsSet() && !isReliability(rel):
			return r.fail(n, "", "a number of criterion %s is out of bounds", p.ID)
		}
		if rel.IsSet() {
			p.SD, p.R = sd.Float(), rel.Float()
		}
		for _, other := range s.Reliable {
			if other.ID == p.ID {
				return r.fail(n, "", "criterion %s occurs twice", p.ID)
			}
		}
		s.Reliable = append(s.Reliable, p)
		return nil
	}
}

func isReliability(a summary.Amount) bool { return a.Num > 0 && a.Num < a.Den }

func (r reader) reliability(s *Scale) field {
	return func(n *yaml.Node) error {
		var v Reliability
		err := r.sourced(n, "a reliability", &v.Evidence,
			need("id", r.id(&v.ID)), need("r", r.amount(&v.R)), may("default", r.flag(&v.Default)))
		if err == nil && !isReliability(v.R) {
			return r.fail(n, "", "%s is not a reliability between 0 and 1", v.R)
		}
		s.Reliability = append(s.Reliability, v)
		return err
	}
}

func (r reader) response(s *Scale) field {
	return func(n *yaml.Node) error {
		return r.sourced(n, "response", &s.Response.Evidence, need("percent", r.percent(&s.Response.Value)))
	}
}

func (r reader) percent(to *summary.Amount) field {
	return func(n *yaml.Node) error {
		if err := r.amount(to)(n); err != nil {
			return err
		}
		if to.Num <= 0 || to.Num > 100*to.Den {
			return r.fail(n, "", "%s is not a percentage", to)
		}
		return nil
	}
}

func (r reader) mcid(s *Scale) field {
	return func(n *yaml.Node) error {
		var v Important
		err := r.sourced(n, "an important difference", &v.Evidence,
			need("id", r.id(&v.ID)),
			may("change", r.amount(&v.Change)),
			may("percent_of_baseline", r.percent(&v.Percent)),
			may("default", r.flag(&v.Default)))
		if err != nil {
			return err
		}
		switch {
		case v.Change.IsSet() == v.Percent.IsSet(), v.Change.IsSet() && v.Change.Num <= 0:
			return r.fail(n, "", "difference %s needs either change: or percent_of_baseline:", v.ID)
		case v.Default && v.Percent.IsSet():
			return r.fail(n, "", "difference %s is relative and cannot be the default", v.ID)
		}
		s.MCID = append(s.MCID, v)
		return nil
	}
}

func (r reader) event(s *Scale) field {
	return func(n *yaml.Node) error {
		var e Event
		err := r.sourced(n, "an event", &e.Evidence,
			need("id", r.id(&e.ID)),
			need("label", r.both(&e.Label)),
			need("at", parsed(r, &e.At, parseCriterion)),
			need("desirable", r.flag(&e.Desirable)),
			may("unit", r.text(&e.Unit)))
		for _, other := range s.Events {
			if err == nil && other.ID == e.ID {
				return r.fail(n, "", "event %s occurs twice", e.ID)
			}
		}
		s.Events = append(s.Events, e)
		return err
	}
}
