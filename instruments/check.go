package instruments

import (
	"fmt"
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// check verifies what no single key can be wrong about.
func (r reader) check(i *Instrument) error {
	fail := func(s *Scale, hint, format string, args ...any) error {
		return &FormatError{r.file, s.line, fmt.Sprintf("scale %s: ", s.ID) + fmt.Sprintf(format, args...), hint}
	}
	if i.Safety == nil && slices.ContainsFunc(i.Items, func(it Item) bool { return it.Safety }) {
		return &FormatError{File: r.file, Problem: "an item is marked safety: true, and there is no rule", Hint: "add safety:"}
	}
	for _, s := range i.Scales {
		if err := s.checkSafety(i); err != nil {
			return fail(s, "add it to never_impute", "%v", err)
		}
		if err := s.checkDefaults(); err != nil {
			return fail(s, "mark it with default: true", "%v", err)
		}
		if len(s.Units) > 1 && s.Step.IsSet() {
			return fail(s, "write step: exact", "a scale whose unit the study declares has no step of its own")
		}
		if err := s.checkGrid(i); err != nil {
			return fail(s, "", "%v", err)
		}
		for _, e := range s.Events {
			if e.Unit != "" && !slices.Contains(s.Units, e.Unit) {
				return fail(s, didYouMean(e.Unit, s.Units), "event %s has the unit %q", e.ID, e.Unit)
			}
		}
		if len(s.Bands.List) > 0 && compare(s.Bands.List[0].From, s.Range.Low) != 0 {
			return fail(s, "begin with the lowest score", "the bands begin at %s and the scores at %s", s.Bands.List[0].From, s.Range.Low)
		}
		for _, at := range s.cutoffs() {
			if compare(at, s.Range.Low) < 0 || compare(at, s.Range.High) > 0 {
				return fail(s, "", "the cut-off %s lies outside %s", at, s.Range)
			}
		}
	}
	return nil
}

// cutoffs returns every cut-off and band of the scale.
func (s *Scale) cutoffs() []summary.Amount {
	var all []summary.Amount
	for _, b := range s.Bands.List {
		all = append(all, b.From)
	}
	for _, c := range s.Caseness {
		all = append(all, c.At.At)
	}
	if s.Remission.At.IsSet() {
		all = append(all, s.Remission.At.At)
	}
	for _, e := range s.Events {
		all = append(all, e.At.At)
	}
	return all
}

// checkSafety keeps the item about safety from being imputed.
func (s *Scale) checkSafety(i *Instrument) error {
	if i.Safety == nil || s.Missing.Kind != Prorate || !slices.Contains(s.Items, i.Safety.Item) {
		return nil
	}
	if !slices.Contains(s.Missing.NeverImpute, i.Safety.Item) {
		return fmt.Errorf("item %s is about safety and would be imputed", i.Items[i.Safety.Item].ID)
	}
	return nil
}

// checkDefaults verifies that of several numbers for one purpose exactly one is
// used unasked where any was verified, and that no unverified one is.
func (s *Scale) checkDefaults() error {
	var reliable, reliability, mcid defaults
	for _, p := range s.Reliable {
		reliable.add(p.Default, p.Evidence)
	}
	for _, v := range s.Reliability {
		reliability.add(v.Default, v.Evidence)
	}
	for _, v := range s.MCID {
		if v.Change.IsSet() {
			mcid.add(v.Default, v.Evidence)
		}
	}
	for _, d := range []struct {
		what string
		defaults
	}{{"criterion of reliable change", reliable}, {"reliability", reliability}, {"important difference", mcid}} {
		switch {
		case d.unverified:
			return fmt.Errorf("the default %s is unverified", d.what)
		case d.chosen > 1:
			return fmt.Errorf("there are %d defaults of its %s", d.chosen, d.what)
		case d.verified && d.chosen == 0:
			return fmt.Errorf("no %s is the default although one is verified", d.what)
		}
	}
	return nil
}

type defaults struct {
	chosen               int
	verified, unverified bool
}

func (d *defaults) add(chosen bool, e Evidence) {
	d.verified = d.verified || e.Confidence == Verified
	if chosen {
		d.chosen++
		d.unverified = d.unverified || e.Confidence == Unverified
	}
}

// checkGrid compiles the scale and compares its declared step and range with
// those that follow from the items, so that neither can be mistyped.
func (s *Scale) checkGrid(i *Instrument) error {
	decimals := 0
	for _, item := range s.Items {
		decimals = max(decimals, i.Items[item].Decimals)
	}
	if decimals > 0 {
		if len(s.Table) > 0 {
			return fmt.Errorf("a table needs items without decimals")
		}
		if s.Step.IsSet() && s.Operation != Quotient {
			return fmt.Errorf("its items may have decimals, so its step is exact")
		}
		if _, err := i.compile(s, Options{Decimals: decimals}); err != nil {
			return err
		}
	}
	c, err := i.compile(s, Options{})
	if err != nil {
		return err
	}
	if s.Step.IsSet() && s.Step != c.step {
		return fmt.Errorf("its scores lie on a grid of %s, not of %s", summary.Amount(c.step), summary.Amount(s.Step))
	}
	low, high := summary.Score(c.low), summary.Score(c.high)
	if c.table != nil {
		low, high = slices.Min(c.table), slices.Max(c.table)
	}
	if c.step.Amount(low).Cmp(s.Range.Low.Rat()) != 0 || c.step.Amount(high).Cmp(s.Range.High.Rat()) != 0 {
		return fmt.Errorf("its scores go from %s to %s, not from %s to %s",
			c.step.Amount(low).RatString(), c.step.Amount(high).RatString(), s.Range.Low, s.Range.High)
	}
	return nil
}
