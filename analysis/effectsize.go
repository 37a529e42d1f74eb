package analysis

import (
	"math"
	"slices"

	"github.com/cam-outcomes/cam/analysis/internal/exact"
	"github.com/cam-outcomes/cam/analysis/internal/tails"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// EffectSizeOptions chooses the level of the intervals and whether the
// distribution-free effect sizes get one.
type EffectSizeOptions struct {
	Level     Level // 0.95
	Zeros     Zeros // of the ranks in rank_biserial
	Bootstrap int   // replicates for rank_biserial and probability_of_increase; 0 for none
	Seed      uint64
}

// EffectSizeInput is what the effect sizes of a paired change rest on: the
// moments of (pre, post) and the distribution of the change.
type EffectSizeInput struct {
	Moments summary.Moments
	Change  summary.Histogram
}

// EffectSizeResult holds every named effect size of a paired change.
type EffectSizeResult struct {
	Head
	findings
	N                     int64
	DPre, DZ, DAv, DRm    Number
	J                     Number // small-sample factor at df = n − 1
	RankBiserial          Number
	ProbabilityOfIncrease Number
}

func effectSizeInputs(p *Pair, spec Spec) ([]input[EffectSizeInput, EffectSizeOptions], error) {
	return once(EffectSizeInput{p.Moments, p.Change},
		EffectSizeOptions{spec.Level, spec.Zeros, spec.Bootstrap, spec.Seed})
}

// EffectSize computes standardized mean changes, signed as the change. With the
// mean change M, its SD s, the visits' SDs s₁ and s₂ and their correlation r:
//
//	d_z   = M / s
//	d_av  = M / √((s₁² + s₂²)/2)
//	d_rm  = d_z·√(2(1 − r))
//	d_pre = M / s₁
//	g_*   = J(n − 1)·d_*,  J(m) = Γ(m/2) / (√(m/2)·Γ((m−1)/2))
//
// The interval of d_z is exact: the noncentralities for which the observed t is
// at either tail's limit, over √n. Those of d_av, d_rm and d_pre are that
// interval times d/d_z, so they cover 0 exactly when the paired t test does not
// reject; they are conditional on the observed SDs and r, and d_rm's is an
// approximation. A g's limits are J times its d's; J is exact for z and pre, a
// stated convention for av and rm.
//
// d_z agrees with effectsize::cohens_d(paired = TRUE), d_rm, d_av and d_pre with
// effectsize::repeated_measures_d ("rm", "av", "b" of (post, pre)). Lakens
// (2013), Becker (1988), Hedges (1981).
//
// rank_biserial is (W+ − W−)/(W+ + W−) of the signed ranks (Kerby 2014) and
// probability_of_increase is (n₊ + n₀/2)/n; both have an interval, by BCa
// bootstrap, only where replicates are asked for.
func EffectSize(in EffectSizeInput, o EffectSizeOptions) (*EffectSizeResult, error) {
	level, err := o.Level.value()
	if err != nil {
		return nil, err
	}
	r := &EffectSizeResult{
		Head: Head{
			Method: "effect_size", Title: "effect sizes of a paired change",
			Settings:   []Setting{{"level", ftoa(level)}},
			References: []string{"lakens2013", "becker1988", "hedges1981", "kerby2014"},
		},
		N: in.Change.N(),
	}
	sizes, err := r.standardize(in.Moments, level)
	if err != nil {
		return nil, err
	}
	r.add(sizes...)
	return r, r.ranks(in.Change, o, level)
}

// standardizers in the order of rows.
var standardizers = []struct{ suffix, name, interval string }{
	{"pre", "sd_pre", "scaled_noncentral_t"},
	{"z", "sd_change", "noncentral_t"},
	{"av", "root_mean_variance", "scaled_noncentral_t"},
	{"rm", "sd_change_over_root_2_1_minus_r", "scaled_noncentral_t_approximate"},
}

// standardize returns the rows of d and g under every standardizer.
func (r *EffectSizeResult) standardize(m summary.Moments, level float64) ([]Estimate, error) {
	change, err := m.Combine("change", -1, 1)
	if err != nil {
		return nil, err
	}
	// sds holds each standardizer, 0 where it does not exist.
	var sds [4]float64
	mean, s := 0.0, 0.0
	if r.N > 1 {
		mean, _ = change.Mean(0)
		s, _ = change.SD(0)
		v1, _ := m.Var(0)
		v2, _ := m.Var(1)
		sds = [4]float64{math.Sqrt(v1), s, math.Sqrt((v1 + v2) / 2), 0}
		if corr, ok := m.Correlation(0, 1); ok && corr < 1 && s > 0 {
			sds[3] = s / math.Sqrt(2*(1-corr))
		}
	}
	var low, high float64
	haveInterval := s > 0
	if haveInterval {
		root := math.Sqrt(float64(r.N))
		if low, high, err = tails.NoncentralityInterval(mean/(s/root), float64(r.N-1), level); err != nil {
			return nil, err
		}
		low, high = low/root, high/root
		if r.N > 2 { // at df = 1 the correction does not exist: Γ(0) is infinite
			j, err := tails.HedgesJ(float64(r.N - 1))
			if err != nil {
				return nil, err
			}
			r.J = Num(j)
		} else {
			r.decide("no_small_sample_correction", r.N)
		}
	}
	var rows []Estimate
	for i, std := range standardizers {
		d := Estimate{Term: "d_" + std.suffix, N: r.N, Detail: detail("standardizer", std.name, "interval", std.interval)}
		g := Estimate{Term: "g_" + std.suffix, N: r.N, Detail: detail("standardizer", std.name, "interval", std.interval, "correction", correction(std.suffix))}
		if sd := sds[i]; sd > 0 {
			d.Estimate = Num(mean / sd)
			if haveInterval {
				d.ConfLow, d.ConfHigh, d.ConfLevel = Num(low*s/sd), Num(high*s/sd), Num(level)
			}
			if j, ok := r.J.Get(); ok {
				g.Estimate, g.ConfLow, g.ConfHigh, g.ConfLevel = Num(j*mean/sd), Num(j*low*s/sd), Num(j*high*s/sd), Num(level)
			}
		}
		rows = append(rows, d, g)
	}
	r.DPre, r.DZ, r.DAv, r.DRm = rows[0].Estimate, rows[2].Estimate, rows[4].Estimate, rows[6].Estimate
	switch {
	case r.N == 0:
		r.decide("no_pairs", 0)
	case r.N == 1:
		r.decide("one_pair", 1)
	default:
		for i, std := range standardizers {
			if sds[i] == 0 {
				r.decide("no_standardizer", r.N, "effect_size", "d_"+std.suffix)
			}
		}
	}
	return rows, nil
}

// correction says how far J is the exact correction of a d's bias.
func correction(suffix string) string {
	if suffix == "z" || suffix == "pre" {
		return "exact_j"
	}
	return "conventional_j"
}

// ranks adds the effect sizes that need no standard deviation.
func (r *EffectSizeResult) ranks(change summary.Histogram, o EffectSizeOptions, level float64) error {
	biserial := Estimate{Term: "rank_biserial", N: r.N, Detail: detail("zeros", o.Zeros.String())}
	increase := Estimate{Term: "probability_of_increase", N: r.N}
	groups := changeGroups(change)
	r.RankBiserial = rankBiserial(groups, o.Zeros)
	biserial.Estimate = r.RankBiserial
	if r.N > 0 {
		r.ProbabilityOfIncrease = Num(probabilityOfIncrease(groups))
		increase.Estimate = r.ProbabilityOfIncrease
	}
	if r.N > 0 && r.RankBiserial.IsZero() {
		r.decide("all_changes_zero", r.N)
	}
	if o.Bootstrap > 0 && r.N > 1 {
		for _, b := range []struct {
			row       *Estimate
			statistic func([]exact.Change) Number
		}{
			{&biserial, func(g []exact.Change) Number { return rankBiserial(g, o.Zeros) }},
			{&increase, func(g []exact.Change) Number { return Num(probabilityOfIncrease(g)) }},
		} {
			interval, err := bootstrap(groups, b.statistic, o.Bootstrap, o.Seed, level)
			if err != nil {
				return err
			}
			b.row.ConfLow, b.row.ConfHigh = interval.Low, interval.High
			if !interval.Low.IsZero() {
				b.row.ConfLevel = Num(level)
				b.row.Detail = joinDetail(b.row.Detail, detail("interval", interval.Method, "replicates", itoa(int64(interval.Replicates))))
			}
			for _, d := range interval.decisions {
				r.decisions = append(r.decisions, withArg(d, "effect_size", b.row.Term))
			}
		}
	}
	r.add(biserial, increase)
	return nil
}

func rankBiserial(groups []exact.Change, zeros Zeros) Number {
	// A resample may hold nobody with some change.
	present := slices.DeleteFunc(slices.Clone(groups), func(c exact.Change) bool { return c.N == 0 })
	if len(present) == 0 {
		return Number{}
	}
	plus, minus, nonzero, err := exact.RankSums(present, zeros.rule())
	if err != nil || nonzero == 0 {
		return Number{}
	}
	return Num(float64(plus-minus) / float64(plus+minus))
}

func probabilityOfIncrease(groups []exact.Change) float64 {
	var up, zero, n int64
	for _, g := range groups {
		n += g.N
		switch {
		case g.Value > 0:
			up += g.N
		case g.Value == 0:
			zero += g.N
		}
	}
	return (float64(up) + float64(zero)/2) / float64(n)
}

// changeGroups is the histogram in the form of package exact.
func changeGroups(h summary.Histogram) []exact.Change {
	groups := make([]exact.Change, 0, h.Len())
	for t, n := range h.All() {
		groups = append(groups, exact.Change{Value: int64(t), N: n})
	}
	return groups
}
