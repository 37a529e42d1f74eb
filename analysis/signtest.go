package analysis

import (
	"github.com/cam-outcomes/cam/analysis/internal/exact"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// SignTestOptions chooses the confidence level.
type SignTestOptions struct {
	Level Level // 0.95
}

// SignTestResult is the exact sign test of the change.
type SignTestResult struct {
	Head
	findings
	Positive, Negative, Zero int64
	Share                    Number // of positive changes among the non-zero
	P                        Number
}

func signTestInputs(p *Pair, spec Spec) ([]input[summary.Histogram, SignTestOptions], error) {
	return once(p.Change, SignTestOptions{spec.Level})
}

// SignTest tests whether rises and falls are equally likely. Changes of zero
// say nothing about that and are left out; their number is in the detail. p
// doubles the smaller tail of Binomial(n₊ + n₋, 1/2), and the share of rises has
// the Clopper–Pearson interval, which agrees with that p about one half. It
// agrees with R stats::binom.test(n₊, n₊ + n₋).
func SignTest(change summary.Histogram, o SignTestOptions) (*SignTestResult, error) {
	level, err := o.Level.value()
	if err != nil {
		return nil, err
	}
	r := &SignTestResult{Head: Head{
		Method: "sign_test", Title: "exact sign test",
		Settings:   []Setting{{"level", ftoa(level)}},
		References: []string{"dixonmood1946", "clopperpearson1934"},
	}}
	for t, n := range change.All() {
		switch {
		case t > 0:
			r.Positive += n
		case t < 0:
			r.Negative += n
		default:
			r.Zero += n
		}
	}
	moved := r.Positive + r.Negative
	row := Estimate{
		Term: "positive_share", N: change.N(), Numerator: Int(r.Positive), Denominator: Int(moved),
		Detail: detail("zeros", itoa(r.Zero), "interval", "clopper_pearson"),
	}
	if moved == 0 {
		if row.N == 0 {
			r.decide("no_pairs", 0)
		} else {
			r.decide("all_changes_zero", r.Zero)
		}
		r.add(row)
		return r, nil
	}
	p, positive, err := exact.SignTest(r.Positive, r.Negative, level)
	if err != nil {
		return nil, err
	}
	r.Share = Num(positive.Value())
	row.Estimate, row.ConfLow, row.ConfHigh, row.ConfLevel = r.Share, Num(positive.Low), Num(positive.High), Num(level)
	row.Statistic = Int(r.Positive)
	row = withP(row, p)
	r.P = row.PValue
	r.add(row)
	return r, nil
}
