package instruments

import (
	"fmt"
	"slices"
	"strings"
)

// describer collects the sources that a description names.
type describer struct {
	catalog *Catalog
	sources []string
}

// Describe returns everything that is known of the instrument.
func (i *Instrument) Describe() Description {
	d := &describer{catalog: i.Scales[0].catalog}
	out := Description{
		ID: i.ID, Name: i.Name.EN, Construct: i.Construct.EN, Recall: i.Recall.EN, Note: i.Note.EN,
		Licence: LicenceText{i.Licence.Status, i.Licence.Wording, i.Licence.Text, d.proof(i.Licence.Evidence)},
		Panel:   d.code(i.Panel), Citations: []CitationText{},
	}
	for _, c := range i.Citations {
		out.Citations = append(out.Citations, CitationText(c))
	}
	if len(i.ItemCodes.Sources) > 0 {
		p := d.proof(i.ItemCodes)
		out.ItemCodes = &p
	}
	for n := range i.Items {
		it := &i.Items[n]
		item := ItemText{ID: it.ID, Label: it.Label.EN, Reverse: it.Reverse, Safety: it.Safety, LOINC: it.LOINC}
		if it.Answers == nil {
			p := d.proof(it.Limits)
			item.Answers, item.Limits = fmt.Sprintf("%s to %s", it.Low, it.High), &p
		} else {
			item.Answers = it.Answers.ID
			if !slices.ContainsFunc(out.Answers, func(a AnswerText) bool { return a.ID == it.Answers.ID }) {
				out.Answers = append(out.Answers, d.answers(it.Answers))
			}
		}
		out.Items = append(out.Items, item)
	}
	for _, s := range i.Skips {
		for _, t := range s.Set {
			out.Skips = append(out.Skips, fmt.Sprintf("%s %s %s sets %s to %s", i.Items[s.When.Item].ID, s.When.Op, s.When.At, i.Items[t.Item].ID, t.To))
		}
	}
	for _, w := range i.Warnings {
		out.Warnings = append(out.Warnings, d.number("warning", w.ID, w.Label.EN, w.on(), false, w.Evidence))
	}
	if s := i.Safety; s != nil {
		out.Safety = &SafetyText{i.Items[s.Item].ID, s.From, s.Notice.EN, d.proof(s.Evidence)}
	}
	for _, s := range i.Scales {
		out.Scales = append(out.Scales, d.scale(s))
	}
	slices.Sort(d.sources)
	for _, key := range d.sources {
		s := d.catalog.sources[key]
		out.Sources = append(out.Sources, SourceText(s))
	}
	return out
}

func (d *describer) proof(e Evidence) Proof {
	for _, key := range e.Sources {
		if !slices.Contains(d.sources, key) {
			d.sources = append(d.sources, key)
		}
	}
	return Proof(e)
}

func (d *describer) code(l LOINC) *Code {
	if l.Code == "" {
		return nil
	}
	return &Code{l.Code, d.proof(l.Evidence)}
}

func (d *describer) answers(set *AnswerSet) AnswerText {
	out := AnswerText{ID: set.ID, Proof: d.proof(set.Evidence)}
	for _, o := range set.Options {
		out.Options = append(out.Options, OptionText(o))
	}
	return out
}

func (d *describer) number(what, value, label string, used, isDefault bool, e Evidence) Number {
	f, _ := d.catalog.flag(what, value, e)
	return Number{what, value, label, isDefault, used, d.proof(e), f.Secondary}
}

func (d *describer) scale(s *Scale) ScaleDescription {
	out := ScaleDescription{
		ID: s.ID, Label: s.Label.EN, Note: s.Note.EN, Units: s.Units, Derived: s.Derived, Operation: s.Operation,
		Low: s.Range.Low.String(), High: s.Range.High.String(), Better: s.Better.String(), Missing: s.MissingText(), Code: d.code(s.LOINC),
	}
	if out.Better == "" {
		out.Better = "unknown"
	}
	if s.Step.IsSet() {
		out.Step = stepText(s.Step)
	}
	for _, item := range s.Items {
		out.Items = append(out.Items, s.instrument.Items[item].ID)
	}
	for _, row := range s.Table {
		out.Table = append(out.Table, RowText{row.Raw.String(), row.Value.String()})
	}
	out.Numbers = d.numbers(s)
	return out
}

// numbers lists every number of a scale, used unasked or not.
func (d *describer) numbers(s *Scale) []Number {
	var all []Number
	add := func(what, value, label string, used, isDefault bool, e Evidence) {
		if len(e.Sources) > 0 {
			all = append(all, d.number(what, value, label, used, isDefault, e))
		}
	}
	add("scoring", string(s.Operation), "", true, false, s.Scoring)
	add("table", "", "", true, false, s.TableFrom)
	add("missing_rule", s.Missing.String(), "", true, false, s.Missing.Evidence)
	var bands []string
	for _, b := range s.Bands.List {
		bands = append(bands, b.Label.EN+" from "+b.From.String())
	}
	add("bands", strings.Join(bands, ", "), "", s.Bands.on(), false, s.Bands.Evidence)
	for _, c := range s.Caseness {
		add("caseness", c.At.String(), c.Label.EN, c.on() && !c.Optional, false, c.Evidence)
	}
	for _, p := range s.Reliable {
		value := p.Change.String()
		if !p.Change.IsSet() {
			value = fmt.Sprintf("sd:%v,r:%v", p.SD, p.R)
		}
		add("reliable_change", value, p.ID, p.Default, p.Default, p.Evidence)
	}
	for _, r := range s.Reliability {
		add("reliability", r.R.String(), r.ID, r.Default, r.Default, r.Evidence)
	}
	if s.Remission.At.IsSet() {
		add("remission", s.Remission.At.String(), "", s.Remission.on(), false, s.Remission.Evidence)
	}
	if s.Response.Value.IsSet() {
		add("response", s.Response.Value.String()+"%", "", s.Response.on(), false, s.Response.Evidence)
	}
	for _, m := range s.MCID {
		value := m.Change.String()
		if m.Percent.IsSet() {
			value = m.Percent.String() + "% of baseline"
		}
		add("mcid", value, m.ID, m.Default, m.Default, m.Evidence)
	}
	for _, e := range s.Events {
		add("event", e.At.String(), e.Label.EN, s.active(e), false, e.Evidence)
	}
	return all
}
