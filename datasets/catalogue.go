package datasets

import (
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/instruments"
)

// knownScale is what is known of an outcome's scale beforehand.
type knownScale struct {
	scale   summary.Scale
	presets []summary.Reliable // criteria of reliable change by name
	entry   *instruments.Scale // of the catalogue; nil where something else knows the scale
}

// entry returns the catalogue's scale of an outcome: that of its name, else, where
// the study names an instrument, that of the instrument.
func (o outcomeRequest) entry() (*instruments.Scale, bool) {
	lookup := instruments.ScaleByID
	if o.catalog != nil {
		lookup = o.catalog.ScaleByID
	}
	s, ok := lookup(o.name)
	if o.instrument == "" {
		return s, ok
	}
	of, known := lookup(o.instrument)
	if !known || ok && s.Instrument() == of.Instrument() {
		return s, ok && known
	}
	return of, true
}

// knowScale looks an outcome's scale up: where the caller knows scales there,
// else in the catalogue. A scale that is counted in one of several units needs
// the study to say in which.
func (o Options) knowScale(r outcomeRequest) (knownScale, error) {
	if o.Scales != nil {
		s, ok := o.Scales(r.name)
		if !ok {
			return knownScale{}, nil
		}
		return knownScale{scale: s, presets: s.Reliable}, nil
	}
	entry, ok := r.entry()
	if !ok {
		return knownScale{}, nil
	}
	if len(entry.Units) > 1 {
		unit := r.scale.unit
		if unit == "" {
			return knownScale{}, usage("add "+eitherFlag("--unit", unitFlags(r.name, entry.Units))+", or unit: in a study file",
				"outcome %s is counted in %s, and nothing says in which", quoteName(r.name), strings.Join(entry.Units, " or ")).
				assuming(func(o *Options) { o.Units = append(slices.Clip(o.Units), r.name+"="+entry.Units[0]) })
		}
		in, err := entry.InUnit(unit)
		if err != nil {
			return knownScale{}, usage("add "+eitherFlag("--unit", unitFlags(r.name, entry.Units)), "outcome %s has no unit %s", quoteName(r.name), quoteValue(unit))
		}
		entry = in
	}
	k := knownScale{scale: entry.Summary("en"), presets: entry.Presets(), entry: entry}
	for _, e := range entry.ActiveEvents() {
		k.scale.Events = append(k.scale.Events, summary.Event{ID: e.ID, Label: e.Label.In("en"), Criterion: e.At})
	}
	return k, nil
}

func unitFlags(name string, units []string) []string {
	flags := make([]string, len(units))
	for i, u := range units {
		flags[i] = name + "=" + u
	}
	return flags
}

// overruled takes from a known scale what a request contradicts: with another
// direction or range it is another scale, whose cut-offs are not known. It
// returns what was contradicted.
func (k *knownScale) overruled(r scaleRequest) string {
	s := &k.scale
	what := ""
	switch {
	case k.entry == nil:
	case r.better != summary.Unknown && s.Better != summary.Unknown && r.better != s.Better:
		what = "better"
	case r.rng.IsSet() && s.Range.IsSet() && (r.rng.Low != s.Range.Low || r.rng.High != s.Range.High):
		what = "range"
	}
	if what != "" {
		s.Bands, s.Caseness, s.Reliable, s.Events = nil, nil, nil, nil
		s.Remission, s.MCID, s.Reliability = summary.Criterion{}, summary.Amount{}, 0
		k.presets = nil
	}
	return what
}

// unverified lists the numbers of the catalogue that are used in an outcome's
// scale, or in scoring it, and were not verified in a primary source. Numbers
// about change are not used where there is one visit.
func unverified(entry *instruments.Scale, s summary.Scale, scored, prorated, once bool) []summary.Decision {
	if once {
		s.Reliable, s.Reliability, s.Remission, s.MCID = nil, 0, summary.Criterion{}, summary.Amount{}
	}
	var out []summary.Decision
	add := func(f instruments.Flag) {
		args := map[string]string{"scale": entry.ID, "what": f.What, "value": f.Value, "source": strings.Join(f.Sources, " "), "confidence": string(f.Confidence)}
		if f.Secondary {
			args["secondary"] = "true"
		}
		out = append(out, summary.Decision{Code: DecisionUnverifiedNumber, Outcome: s.ID, Args: args})
	}
	asCatalogued := entry.Summary("en")
	for _, f := range entry.Flags() {
		used := false
		switch f.What {
		case "scoring", "table":
			used = scored
		case "missing_rule":
			used = prorated
		case "bands":
			used = slices.EqualFunc(s.Bands, asCatalogued.Bands, func(a, b summary.Band) bool { return a.ID == b.ID && a.From == b.From })
		case "caseness":
			used = slices.ContainsFunc(s.Caseness, func(c summary.Criterion) bool { return c.String() == f.Value })
		case "reliability":
			used = s.Reliability != 0 && s.Reliability == asCatalogued.Reliability
		case "remission":
			used = s.Remission.String() == f.Value
		case "mcid":
			used = s.MCID.IsSet() && s.MCID.String() == f.Value
		case "event":
			used = slices.ContainsFunc(s.Events, func(e summary.Event) bool { return e.ID+e.Criterion.String() == f.Value })
		}
		if used {
			add(f)
		}
	}
	for _, c := range s.Reliable {
		if f, needed := entry.PresetFlag(c.ID); needed {
			add(f)
		}
	}
	return out
}
