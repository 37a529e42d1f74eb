package datasets

import (
	"slices"

	"github.com/cam-outcomes/cam/instruments"
)

// Finding says what was understood of an outcome.
type Finding struct {
	Outcome    string
	Instrument string   // its id; empty for an outcome that is no instrument's
	Items      bool     // scored from answers; else the columns hold scores
	Asked      bool     // the columns were named by the user; else they were recognised
	Columns    []Column // by visit
	Coding     string   // of answers: "codes", "labels", "codes and labels" or "own codes"
	Confidence string   // of what was recognised: "certain" or "likely"
	Reasons    []string // for it: the codes of package recognize
	LeftOut    []string // columns among the items that belong to no score
	Totals     []string // columns of totals that stand beside the items and were compared
}

// First and Last are the headers between which the columns of the first visit
// lie.
func (f Finding) First() string { return f.headers()[0] }

// Last is described at [Finding.First].
func (f Finding) Last() string { h := f.headers(); return h[len(h)-1] }

func (f Finding) headers() []string {
	c := f.Columns[0]
	if c.Items == nil {
		return []string{c.Header}
	}
	return slices.DeleteFunc(slices.Clone(c.Items), func(h string) bool { return h == "" })
}

// findings says what was understood of the outcomes.
func (b *builder) findings() []Finding {
	all := make([]Finding, len(b.plan.study.Outcomes))
	for i, o := range b.plan.study.Outcomes {
		req := b.plan.outcomes[i]
		f := Finding{Outcome: o.Scale.ID, Asked: req.found == nil, Columns: slices.Clone(o.Columns), Items: o.Instrument != ""}
		if entry, ok := req.entry(); ok {
			f.Instrument = entry.Instrument().ID
		}
		if r, ok := b.readsOf(i); ok && f.Items {
			switch {
			case len(o.Codes) > 0:
				f.Coding = "own codes"
			case r.labels > 0 && r.codes > 0 && hasLabels(f.Instrument):
				f.Coding = "codes and labels"
			case r.labels > 0:
				f.Coding = "labels"
			case r.codes > 0:
				f.Coding = "codes"
			}
		}
		if found := req.found; found != nil {
			f.Confidence, f.Reasons = string(found.Confidence), found.Reasons
		}
		for _, l := range req.leftOut {
			f.LeftOut = append(f.LeftOut, l.Header)
		}
		for _, visit := range sortedKeys(req.stored) {
			f.Totals = append(f.Totals, req.stored[visit])
		}
		all[i] = f
	}
	return all
}

// readsOf returns how the answers of an outcome were read, also where it shares
// them with another.
func (b *builder) readsOf(outcome int) (reads, bool) {
	for _, s := range b.sets {
		for _, w := range s.wanted {
			if w.outcome == outcome {
				return b.reads[s.outcome], true
			}
		}
	}
	return reads{}, false
}

func hasLabels(instrument string) bool {
	in, ok := instruments.Lookup(instrument)
	return ok && slices.ContainsFunc(in.Items, func(it instruments.Item) bool { return it.Answers != nil })
}
