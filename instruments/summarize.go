package instruments

import "github.com/cam-outcomes/cam/datasets/summary"

// Summary returns what later stages need to know of the scale, with labels in
// a language, "en" or "es". Only numbers that may be used unasked are in it:
// none that is unverified, none that is optional, and of the criteria of
// reliable change only the default one. See [Scale.Presets] for the others and
// [Scale.Flags] for what to say about those that are in.
func (s *Scale) Summary(language string) summary.Scale {
	out := summary.Scale{
		ID: s.ID, Label: s.Label.In(language), Unit: s.Unit(),
		Step: s.Step, Range: s.Range, Better: s.Better,
	}
	if s.Bands.on() {
		for _, b := range s.Bands.List {
			out.Bands = append(out.Bands, summary.Band{ID: b.ID, Label: b.Label.In(language), From: b.From})
		}
	}
	for _, c := range s.Caseness {
		if c.on() && !c.Optional {
			out.Caseness = append(out.Caseness, c.At)
		}
	}
	for _, p := range s.Reliable {
		if p.Default {
			out.Reliable = append(out.Reliable, p.Reliable)
		}
	}
	for _, r := range s.Reliability {
		if r.Default {
			out.Reliability = r.R.Float()
		}
	}
	if s.Remission.on() {
		out.Remission = s.Remission.At
	}
	for _, m := range s.MCID {
		if m.Default {
			out.MCID = m.Change
		}
	}
	return out
}

// Presets returns every named criterion of reliable change, the default one
// first, for studies that ask for one by name.
func (s *Scale) Presets() []summary.Reliable {
	var first, rest []summary.Reliable
	for _, p := range s.Reliable {
		if p.Default {
			first = append(first, p.Reliable)
		} else {
			rest = append(rest, p.Reliable)
		}
	}
	return append(first, rest...)
}

// Flags returns a warning for every number in [Scale.Summary], for the rules by
// which the scale is scored and for the events that apply, where it was not
// verified in a primary source.
func (s *Scale) Flags() []Flag {
	return s.flags(func(used bool) bool { return used })
}

// Withheld returns a warning for every number that the scale carries and that
// is not used unasked.
func (s *Scale) Withheld() []Flag {
	return s.flags(func(used bool) bool { return !used })
}

// PresetFlag returns the warning about a criterion of reliable change, and
// whether it needs one.
func (s *Scale) PresetFlag(id string) (Flag, bool) {
	for _, p := range s.Reliable {
		if p.ID == id {
			return s.catalog.flag("reliable_change", p.ID, p.Evidence)
		}
	}
	return Flag{}, false
}

func (s *Scale) flags(want func(used bool) bool) []Flag {
	var all []Flag
	add := func(used bool, what, value string, e Evidence) {
		if len(e.Sources) == 0 || !want(used) {
			return
		}
		if f, needed := s.catalog.flag(what, value, e); needed || !used {
			all = append(all, f)
		}
	}
	add(true, "scoring", string(s.Operation), s.Scoring)
	add(len(s.Table) > 0, "table", "", s.TableFrom)
	add(true, "missing_rule", s.Missing.String(), s.Missing.Evidence)
	add(s.Bands.on(), "bands", "", s.Bands.Evidence)
	for _, c := range s.Caseness {
		add(c.on() && !c.Optional, "caseness", c.At.String(), c.Evidence)
	}
	for _, p := range s.Reliable {
		add(p.Default, "reliable_change", p.ID, p.Evidence)
	}
	for _, r := range s.Reliability {
		add(r.Default, "reliability", r.R.String(), r.Evidence)
	}
	add(s.Remission.on(), "remission", s.Remission.At.String(), s.Remission.Evidence)
	for _, m := range s.MCID {
		value := m.Change.String()
		if m.Percent.IsSet() {
			value = m.Percent.String() + "%"
		}
		add(m.Default, "mcid", value, m.Evidence)
	}
	for _, e := range s.ActiveEvents() {
		add(true, "event", e.ID+e.At.String(), e.Evidence)
	}
	for _, e := range s.Events {
		if !s.active(e) {
			add(false, "event", e.ID+e.At.String(), e.Evidence)
		}
	}
	return all
}

// ActiveEvents returns the events that may be reported unasked: those that are
// not unverified and are meant in the scale's unit.
func (s *Scale) ActiveEvents() []Event {
	var all []Event
	for _, e := range s.Events {
		if s.active(e) {
			all = append(all, e)
		}
	}
	return all
}

func (s *Scale) active(e Event) bool {
	return e.on() && (e.Unit == "" || e.Unit == s.Unit())
}
