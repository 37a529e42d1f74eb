package figure

import (
	"errors"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// outcome is what a report holds about one outcome in one stratum.
type outcome struct {
	scale         summary.Scale
	joint         summary.Joint
	flow          summary.Flow
	before, after summary.Histogram // of the pairs
	pre, post     string            // visits
	numbers       map[string]analysis.Number
	change        analysis.Estimate
	places        int // decimals of means and changes
}

// outcomes reads every outcome of the stratum at two visits, in the report's
// order. One that the stratum lacks is there without people. It is an error where
// all outcomes were taken once.
func outcomes(r *analysis.Report, stratum string) ([]outcome, error) {
	var all []outcome
	twice := func(f analysis.Flow) bool { return !f.OneVisit }
	if len(r.Flow) > 0 && !slices.ContainsFunc(r.Flow, twice) {
		return nil, errors.New("there is one visit only, so there is nothing before and after to draw")
	}
	for _, scale := range r.Scales {
		if slices.ContainsFunc(r.Flow, func(f analysis.Flow) bool { return f.Outcome == scale.ID && f.OneVisit }) {
			continue
		}
		o := outcome{scale: scale, numbers: map[string]analysis.Number{}}
		for _, c := range r.Joints {
			if c.Outcome == scale.ID && (c.Stratum == stratum || c.Stratum == "") {
				// Everyone tells the visits where the stratum has nobody.
				if axes := c.Joint.Counts().Axes(); len(axes) == 2 {
					o.pre, o.post = clean(axes[0].Visit), clean(axes[1].Visit)
				}
			}
			if c.Outcome == scale.ID && c.Stratum == stratum {
				o.joint, o.flow = c.Joint, c.Joint.Flow()
			}
		}
		var err error
		if o.before, err = o.joint.Before(true); err != nil {
			return nil, err
		}
		if o.after, err = o.joint.After(); err != nil {
			return nil, err
		}
		for _, e := range r.Estimates {
			if e.Outcome != scale.ID || e.Stratum != stratum {
				continue
			}
			switch {
			case e.Method == "describe":
				o.numbers[e.Term] = e.Estimate
			case e.Method == "paired_t" && (e.Variant == "" || e.Variant == "cluster"):
				o.change = e // people who meet in groups: the clustered row follows and prevails
			}
		}
		o.places = placesFor(scale.Step.Float(), o.numbers["sd_pre"], o.numbers["sd_post"])
		all = append(all, o)
	}
	return all, nil
}

// name is the scale's name with its unit.
func (o outcome) name() string {
	name, unit := clean(o.scale.Name()), clean(o.scale.Unit)
	if unit == "" || strings.Contains(name, unit) {
		return name
	}
	return name + " (" + unit + ")"
}

func (o outcome) number(term string) float64 {
	v, _ := o.numbers[term].Get()
	return v
}

// written is a number of the scale, rounded.
func (o outcome) written(term string) string { return decimal(o.number(term), o.places) }

// panel begins a panel: title, how many people, which way is better.
func (o outcome) panel(w Words, sameVisits bool) Panel {
	p := Panel{Title: o.name()}
	line := fill(w.Count, "pairs", integer(o.flow.Pairs))
	if o.flow.Pairs != o.flow.Enrolled {
		line = fill(w.CountOf, "pairs", integer(o.flow.Pairs), "enrolled", integer(o.flow.Enrolled))
	}
	if !sameVisits && o.pre != "" {
		line += " · " + fill(w.OtherVisits, "pre", o.pre, "post", o.post)
	}
	switch o.scale.Better {
	case summary.Lower:
		line += " · " + w.LowerBetter
	case summary.Higher:
		line += " · " + w.HigherBetter
	}
	p.Facts = append(p.Facts, line)
	if o.flow.Pairs == 0 {
		p.Empty = w.NoPairs
	}
	return p
}

// meanChange is the mean change with its interval in words.
func (o outcome) meanChange(w Words) string {
	change, ok := o.change.Estimate.Get()
	if !ok {
		return ""
	}
	low, okLow := o.change.ConfLow.Get()
	high, okHigh := o.change.ConfHigh.Get()
	if okLow && okHigh {
		places := limitPlaces(low, high, o.places)
		return fill(w.MeanChange, "change", decimal(change, o.places), "level", levelText(o.change.ConfLevel),
			"low", decimal(low, places), "high", decimal(high, places))
	}
	only := fill(w.MeanChangeOnly, "change", decimal(change, o.places))
	switch se, ok := o.change.StdError.Get(); {
	case o.flow.Pairs == 1:
		only += " (" + w.OnePair + ")"
	case ok && se == 0:
		only += " (" + w.Alike + ")"
	}
	return only
}

// span returns the lowest and highest score of the pairs at either visit.
func (o outcome) span() (low, high summary.Score) {
	first := true
	for _, h := range []summary.Histogram{o.before, o.after} {
		for t := range h.All() {
			if first {
				low, high, first = t, t, false
			}
			low, high = min(low, t), max(high, t)
		}
	}
	return low, high
}

// axis returns the scores that an axis covers: the instrument's range, wider
// where a score lies outside it. Where no range is known, or the data take up
// less than a tenth of one of many steps, or a third of one of many units too,
// whole is false and they are those of the data, widened where they are nearly
// all the same.
func (o outcome) axis() (low, high summary.Score, whole bool) {
	low, high = o.span()
	dataLow, dataHigh := low, high
	if high-low < 4 {
		dataLow, dataHigh = low-2, high+2
	}
	if !o.scale.Range.IsSet() || !o.joint.Step().IsSet() {
		return dataLow, dataHigh, false
	}
	step := o.joint.Step()
	rangeLow, rangeHigh := step.Ceil(o.scale.Range.Low), step.Floor(o.scale.Range.High)
	taken, all := int64(high)-int64(low), int64(rangeHigh)-int64(rangeLow)
	units := o.scale.Range.High.Float() - o.scale.Range.Low.Float()
	if all > 100 && (taken < all/10 || units > 30 && taken < all/3) {
		return dataLow, dataHigh, false
	}
	return min(low, rangeLow), max(high, rangeHigh), true
}

// rangeFact says the instrument's range where the axis does not show it.
func (o outcome) rangeFact(w Words) []string {
	if _, _, whole := o.axis(); whole || !o.scale.Range.IsSet() {
		return nil
	}
	return []string{fill(w.RangeOf, "low", exactly(o.scale.Range.Low.Float()), "high", exactly(o.scale.Range.High.Float()))}
}

// wholeSteps reports whether scores are whole numbers.
func (o outcome) wholeSteps() bool { return o.joint.Step().Den == 1 }

// sameVisits reports whether all outcomes compare the same two visits.
func sameVisits(all []outcome) bool {
	for _, o := range all {
		if o.pre != all[0].pre || o.post != all[0].post {
			return false
		}
	}
	return true
}

// subtitle says who is in the figure and at which visits.
func subtitle(w Words, all []outcome, stratum string) string {
	var parts []string
	if sameVisits(all) {
		parts = append(parts, fill(w.Visits, "pre", all[0].pre, "post", all[0].post))
	}
	if stratum != "" {
		parts = append(parts, fill(w.Stratum, "stratum", shown(stratum)))
	}
	return strings.Join(parts, " ")
}
