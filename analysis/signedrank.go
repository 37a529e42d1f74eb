package analysis

import (
	"github.com/cam-outcomes/cam/analysis/internal/signedrank"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// SignedRankOptions chooses the rule for zeros and the confidence level.
type SignedRankOptions struct {
	Zeros Zeros // Wilcoxon
	Level Level // 0.95
}

// SignedRankResult is Wilcoxon's signed-rank test with the pseudomedian.
type SignedRankResult struct {
	Head
	findings
	N, Zeros, Tied int64
	Pseudomedian   Number
	W              Number // W+, the sum of the ranks of positive changes
	P              Number
	Low, High      Number
	ConfLevel      Number // achieved
}

func signedRankInputs(p *Pair, spec Spec) ([]input[summary.Histogram, SignedRankOptions], error) {
	return once(p.Change, SignedRankOptions{spec.Zeros, spec.Level})
}

// SignedRank tests whether the changes are symmetric about zero, from their
// histogram. The p-value is exact given the absolute values, ties and zeros
// included, always up to 1,000 non-zero changes and beyond as long as it takes
// little time; after that it is the normal approximation with the variance that
// ties leave, without continuity correction, as a decision and as the variant
// "normal". Zeros are dropped before ranking (Wilcoxon 1945) or ranked and then
// dropped (Pratt 1959).
//
// The estimate is the pseudomedian, the median of all Walsh averages, zeros
// included (Hodges and Lehmann 1963). The interval is the hull of all locations
// that the same test does not reject, so it covers 0 exactly when p > 1 − level;
// conf_level is the level it achieves.
//
// p agrees with coin::wilcoxsign_test(distribution = "exact") under either
// zero.method.
func SignedRank(change summary.Histogram, o SignedRankOptions) (*SignedRankResult, error) {
	level, err := o.Level.value()
	if err != nil {
		return nil, err
	}
	r := &SignedRankResult{
		Head: Head{
			Method: "signed_rank", Title: "Wilcoxon signed-rank test",
			Settings:   []Setting{{"zeros", o.Zeros.String()}, {"level", ftoa(level)}},
			References: []string{"wilcoxon1945", "pratt1959", "hodgeslehmann1963"},
		},
		N: change.N(),
	}
	row := Estimate{Term: "pseudomedian", N: r.N}
	groups := changeGroups(change)
	quarters, ok := signedrank.Pseudomedian(groups)
	if !ok {
		r.decide("no_pairs", 0)
		r.add(row)
		return r, nil
	}
	inUnits := func(quarters int64) Number {
		fine := summary.Step{Num: change.Step().Num, Den: 4 * change.Step().Den}
		return Num(fine.Value(summary.Score(quarters)))
	}
	ranks := signedrank.Rank(groups, o.Zeros == Pratt)
	r.Zeros, r.Tied = ranks.Zeros, ranks.Tied
	r.Pseudomedian = inUnits(quarters)
	row.Estimate = r.Pseudomedian
	row.Detail = detail("zeros", itoa(ranks.Zeros), "ties", itoa(ranks.Tied), "zero_rule", o.Zeros.String())
	if ranks.NonZero == 0 {
		r.decide("all_changes_zero", r.N)
		r.add(row)
		return r, nil
	}
	method := signedrank.Exact
	if !ranks.Exactly() {
		method, row.Variant = signedrank.Normal, "normal"
		r.decide("signed_rank_normal", ranks.NonZero)
	}
	p, err := ranks.P(method)
	if err != nil {
		return nil, err
	}
	row = withP(row, p)
	row.Statistic = Num(ranks.Plus())
	interval, err := signedrank.Confidence(groups, o.Zeros == Pratt, method, p.Value, level)
	if err != nil {
		return nil, err
	}
	row.ConfLow, row.ConfHigh, row.ConfLevel = inUnits(interval.Low), inUnits(interval.High), Num(interval.Level)
	if interval.Unattainable {
		r.decide("level_unattainable", ranks.NonZero, "level", ftoa(level), "achieved", ftoa(interval.Level))
	}
	if interval.Cut {
		r.decide("interval_cut_at_zero", r.N)
	}
	r.W, r.P, r.Low, r.High, r.ConfLevel = row.Statistic, row.PValue, row.ConfLow, row.ConfHigh, row.ConfLevel
	r.add(row)
	return r, nil
}
