package datasets

import (
	"fmt"
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// scaleRequest is what flags and study file say of a scale. Fields that are not
// set leave what the catalogue knows.
type scaleRequest struct {
	label, unit string
	better      summary.Direction
	rng         summary.Range
	step        summary.Step
	bands       []summary.Band
	caseness    []summary.Criterion
	reliable    []string // read when the catalogue's presets are known
	reliability float64
	remission   summary.Criterion
	mcid        summary.Amount
}

func (r *scaleRequest) addCaseness(s string) error {
	c, err := parseCriterion(s)
	if err != nil {
		return err
	}
	if slices.Contains(r.caseness, c) {
		return fmt.Errorf("the cut-off %s is given twice", c)
	}
	r.caseness = append(slices.Clip(r.caseness), c)
	return nil
}

// resolveScale returns the scale of an outcome: what is known of it, overridden
// by what was asked for.
func resolveScale(o outcomeRequest, known knownScale) (summary.Scale, error) {
	s := known.scale
	r := o.scale
	s.ID = o.name
	overrideText(&s.Label, r.label)
	overrideText(&s.Unit, r.unit)
	override(&s.Bands, r.bands)
	override(&s.Caseness, r.caseness)
	if r.better != summary.Unknown {
		s.Better = r.better
	}
	if r.rng.IsSet() {
		s.Range = r.rng
	}
	if r.step.IsSet() {
		s.Step = r.step
	}
	if r.reliability != 0 {
		s.Reliability = r.reliability
	}
	if r.remission.IsSet() {
		s.Remission = r.remission
	}
	if r.mcid.IsSet() {
		s.MCID = r.mcid
	}
	if len(r.reliable) > 0 {
		var chosen []summary.Reliable
		for _, text := range r.reliable {
			c, err := parseReliable(text, known.presets)
			if err != nil {
				return s, usage("", "reliable change of outcome %s: %v", quoteName(o.name), err)
			}
			if slices.Contains(chosen, c) {
				return s, usage("give it once", "reliable change %s of outcome %s is given twice", c.ID, quoteName(o.name))
			}
			chosen = append(chosen, c)
		}
		s.Reliable = chosen
	}
	return s, checkScale(s)
}

// checkScale refuses a scale that contradicts itself: a cut-off or band beyond
// the range, or a case on the good side of the scale.
func checkScale(s summary.Scale) error {
	within := func(what string, a summary.Amount) error {
		if s.Range.IsSet() && (a.Rat().Cmp(s.Range.Low.Rat()) < 0 || a.Rat().Cmp(s.Range.High.Rat()) > 0) {
			return usage("", "outcome %s: the %s %s lies outside the range %s", quoteName(s.ID), what, a, s.Range)
		}
		return nil
	}
	wrong := map[summary.Direction]string{summary.Lower: "<=", summary.Higher: ">="}
	for _, c := range s.Caseness {
		if c.Op == wrong[s.Better] {
			return usage("a case is the undesirable state; turn the sign or the direction round",
				"outcome %s: %s scores are better, so %s cannot be a case", quoteName(s.ID), s.Better, c)
		}
		if err := within("cut-off", c.At); err != nil {
			return err
		}
	}
	if s.Remission.IsSet() {
		if err := within("remission cut-off", s.Remission.At); err != nil {
			return err
		}
	}
	for _, b := range s.Bands {
		if err := within("band from", b.From); err != nil {
			return err
		}
	}
	return nil
}
