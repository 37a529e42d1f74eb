package analysis

import (
	"github.com/cam-outcomes/cam/analysis/internal/exact"
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
// included, always up to 1,000 changes and beyond as long as it takes little
// time; after that it is the normal approximation with the variance that ties
// leave, without continuity correction, as a decision and as the variant
// "normal". Zeros are dropped before ranking (Wilcoxon 1945) or ranked and then
// dropped (Pratt 1959).
//
// The estimate is the pseudomedian, the median of all Walsh averages, zeros
// included (Hodges and Lehmann 1963). The interval is the hull of all locations
// that the same test does not reject; conf_level is the level it achieves. It
// covers 0 exactly when p > 1 − level: where 0 is a limit of the hull but is
// itself rejected, the limit is the next half step that is not, or the middle of
// the interval between half steps where none is left, as a decision.
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
	if r.N == 0 {
		r.decide("no_pairs", 0)
		r.add(row)
		return r, nil
	}
	groups, factor := reduced(changeGroups(change))
	found, err := exact.SignedRank(groups, exact.SignedRankOptions{Zeros: o.Zeros.rule(), Level: level})
	if err != nil {
		return nil, err
	}
	inUnits := func(q exact.Quarters) Number {
		fine := summary.Step{Num: change.Step().Num, Den: 4 * change.Step().Den}
		return Num(fine.Value(summary.Score(int64(q) * factor)))
	}
	r.Zeros, r.Tied, r.Pseudomedian = found.Zeros, found.Tied, inUnits(found.Pseudomedian)
	row.Estimate = r.Pseudomedian
	row.Detail = detail("zeros", itoa(found.Zeros), "ties", itoa(found.Tied), "zero_rule", o.Zeros.String())
	if found.Nonzero == 0 {
		r.decide("all_changes_zero", r.N)
		r.add(row)
		return r, nil
	}
	if found.Method == exact.MethodNormal {
		row.Variant = "normal"
		r.decide("signed_rank_normal", found.Nonzero)
	}
	row = withP(row, found.P)
	row.Statistic = Num(found.Plus())
	if low, high, achieved, ok := r.limits(found); ok {
		row.ConfLow, row.ConfHigh, row.ConfLevel = inUnits(low), inUnits(high), Num(achieved)
		if achieved < level {
			r.decide("level_unattainable", found.Nonzero, "level", ftoa(level), "achieved", ftoa(achieved))
		}
	}
	r.W, r.P, r.Low, r.High, r.ConfLevel = row.Statistic, row.PValue, row.ConfLow, row.ConfHigh, row.ConfLevel
	r.add(row)
	return r, nil
}

// limits chooses what to report of the interval: its closed hull, but where that
// would hold a rejected 0, the accepted half steps.
func (r *SignedRankResult) limits(found *exact.SignedRankResult) (low, high exact.Quarters, level float64, ok bool) {
	line := found.Interval
	switch {
	case line == nil:
		r.decide("signed_rank_no_interval", found.Nonzero)
		return 0, 0, 0, false
	case line.Contains(0) || line.Low > 0 || line.High < 0:
		if line.Method != found.Method {
			r.decide("signed_rank_normal_interval", found.Nonzero)
		}
		return line.Low, line.High, line.Level, true
	}
	r.decide("interval_cut_at_zero", r.N)
	if found.HalfTicks != nil {
		return found.HalfTicks.Low, found.HalfTicks.High, found.HalfTicks.Level, true
	}
	// Only what lies between two half steps is accepted: its middle.
	low, high = line.Low, line.High
	if line.LowOpen {
		low++
	}
	if line.HighOpen {
		high--
	}
	return low, high, line.Level, true
}

// reduced divides the changes by their greatest common divisor, so that a half
// step is half of the scale's real grid, in whatever unit the scores came.
func reduced(changes []exact.Change) ([]exact.Change, int64) {
	var factor int64
	for _, c := range changes {
		a, b := max(c.Value, -c.Value), factor
		for b != 0 {
			a, b = b, a%b
		}
		factor = a
	}
	if factor < 2 {
		return changes, 1
	}
	for i := range changes {
		changes[i].Value /= factor
	}
	return changes, factor
}
