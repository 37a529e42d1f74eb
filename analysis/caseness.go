package analysis

import "github.com/cam-outcomes/cam/datasets/summary"

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
	difference, exactly, err := r.compareShares(f, "discordant_worse", "discordant_better", level)
	r.Difference, r.PMid, r.PExact = difference.Estimate, difference.PValue, exactly.PValue
	return r, err
}
