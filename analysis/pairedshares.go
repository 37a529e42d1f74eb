package analysis

import (
	"github.com/cam-outcomes/cam/analysis/internal/exact"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// compareShares adds the rows that compare how often something holds before and
// after: both shares, their difference with McNemar's mid-p and, as a variant,
// his exact p, and who gained and who lost it, under the terms given. It returns
// the two rows of the difference.
func (r *findings) compareShares(f summary.Fourfold, gained, lost string, level float64) (difference, exactly Estimate, err error) {
	n := f.N()
	difference = Estimate{Term: "difference", Variant: f.Event, N: n}
	exactly = Estimate{Term: "difference", Variant: f.Event + "/exact", N: n}
	if n == 0 {
		r.decide("no_pairs", 0)
	} else if difference, exactly, err = r.testShares(f, difference, exactly, level); err != nil {
		return difference, exactly, err
	}
	for _, s := range []struct {
		term string
		k    int64
	}{{"prevalence_pre", f.Before()}, {"prevalence_post", f.After()}, {gained, f.Gained}, {lost, f.Lost}} {
		if s.term == gained {
			r.add(difference, exactly)
		}
		e, err := share(Estimate{Term: s.term, Variant: f.Event, N: n}, s.k, n, level)
		if err != nil {
			return difference, exactly, err
		}
		r.add(e)
	}
	return difference, exactly, nil
}

// testShares fills the rows of the difference.
func (r *findings) testShares(f summary.Fourfold, difference, exactly Estimate, level float64) (Estimate, Estimate, error) {
	n := f.N()
	d, err := exact.Newcombe(exact.Fourfold{Both: f.Both, BeforeOnly: f.Lost, AfterOnly: f.Gained, Neither: f.Neither}, level)
	if err != nil {
		return difference, exactly, err
	}
	difference.Estimate, difference.ConfLow, difference.ConfHigh, difference.ConfLevel = Num(d.Value), Num(d.Low), Num(d.High), Num(level)
	difference.Numerator, difference.Denominator = Int(f.Gained-f.Lost), Int(n)
	difference.Detail = detail("test", "mcnemar_midp", "interval", "newcombe_10")
	exactly.Estimate, exactly.Numerator, exactly.Denominator = difference.Estimate, difference.Numerator, difference.Denominator
	exactly.Detail = detail("test", "mcnemar_exact")
	whole, mid, err := exact.McNemar(f.Gained, f.Lost)
	if err != nil {
		return difference, exactly, err
	}
	if excludes, rejects := d.Low > 0 || d.High < 0, mid.Value < 1-level; excludes != rejects {
		r.decide("newcombe_disagrees", n, "criterion", f.Event)
	}
	if f.Gained+f.Lost == 0 {
		r.decide("no_discordant_pairs", n, "criterion", f.Event)
	}
	return withP(difference, mid), withP(exactly, whole), nil
}
