package analysis

import (
	"github.com/cam-outcomes/cam/analysis/internal/exact"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// CasenessOptions chooses the confidence level.
type CasenessOptions struct {
	Level Level // 0.95
}

// CasenessResult compares how many are cases before and after.
type CasenessResult struct {
	Head
	findings
	Table      summary.Fourfold
	Difference Number // share of cases after − before
	PMid       Number // McNemar's mid-p
	PExact     Number
}

func casenessInputs(p *Pair, spec Spec) ([]input[summary.Fourfold, CasenessOptions], error) {
	var all []input[summary.Fourfold, CasenessOptions]
	for _, c := range p.Scale.Caseness {
		table := p.Joint.Fourfold(c.String(), c.On(p.Joint.Step()))
		all = append(all, input[summary.Fourfold, CasenessOptions]{table, CasenessOptions{spec.Level}})
	}
	return all, nil
}

// Caseness compares the share of pairs in the undesirable state before and
// after, from the fourfold table. With b pairs that became cases and c that
// ceased to be, McNemar's (1947) exact p doubles the smaller tail of
// Binomial(b + c, 1/2), and the mid-p counts the observed point half (Fagerland,
// Lydersen and Laake 2013), which is nearer the nominal level. The interval of
// the difference is Newcombe's (1998) method 10; where it disagrees with the
// mid-p about 0, a decision says so. Shares have Wilson intervals.
//
// The exact p agrees with R stats::binom.test(b, b + c).
func Caseness(f summary.Fourfold, o CasenessOptions) (*CasenessResult, error) {
	level, err := o.Level.value()
	if err != nil {
		return nil, err
	}
	r := &CasenessResult{
		Head: Head{
			Method: "caseness", Title: "caseness before and after, McNemar's test",
			Settings:   []Setting{{"criterion", f.Event}, {"level", ftoa(level)}},
			References: []string{"mcnemar1947", "fagerland2013", "newcombe1998", "wilson1927"},
		},
		Table: f,
	}
	n := f.N()
	row := func(term string) Estimate { return Estimate{Term: term, Variant: f.Event, N: n} }
	difference := row("difference")
	exactRow := Estimate{Term: "difference", Variant: f.Event + "/exact", N: n}
	if n > 0 {
		r.Difference = Num(float64(f.Gained-f.Lost) / float64(n))
		d, err := exact.Newcombe(exact.Fourfold{Both: f.Both, BeforeOnly: f.Lost, AfterOnly: f.Gained, Neither: f.Neither}, level)
		if err != nil {
			return nil, err
		}
		difference.Estimate, difference.ConfLow, difference.ConfHigh, difference.ConfLevel = r.Difference, Num(d.Low), Num(d.High), Num(level)
		difference.Numerator, difference.Denominator = Int(f.Gained-f.Lost), Int(n)
		difference.Detail = detail("test", "mcnemar_midp", "interval", "newcombe_10")
		exactRow.Estimate, exactRow.Numerator, exactRow.Denominator = r.Difference, difference.Numerator, difference.Denominator
		exactRow.Detail = detail("test", "mcnemar_exact")
		whole, mid, err := exact.McNemar(f.Gained, f.Lost)
		if err != nil {
			return nil, err
		}
		difference, exactRow = withP(difference, mid), withP(exactRow, whole)
		r.PMid, r.PExact = difference.PValue, exactRow.PValue
		if excludes, rejects := d.Low > 0 || d.High < 0, mid.Value < 1-level; excludes != rejects {
			r.decide("newcombe_disagrees", n, "criterion", f.Event)
		}
		if f.Gained+f.Lost == 0 {
			r.decide("no_discordant_pairs", n, "criterion", f.Event)
		}
	} else {
		r.decide("no_pairs", 0)
	}
	for _, s := range []struct {
		term string
		k    int64
	}{{"prevalence_pre", f.Before()}, {"prevalence_post", f.After()}, {"discordant_worse", f.Gained}, {"discordant_better", f.Lost}} {
		if s.term == "discordant_worse" {
			r.add(difference, exactRow)
		}
		e, err := share(row(s.term), s.k, n, level)
		if err != nil {
			return nil, err
		}
		r.add(e)
	}
	return r, nil
}
