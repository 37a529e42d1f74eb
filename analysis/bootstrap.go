package analysis

import (
	"cmp"
	"math"
	"slices"

	"github.com/cam-outcomes/cam/analysis/internal/exact"
	"github.com/cam-outcomes/cam/analysis/internal/tails"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// BootstrapMeanOptions chooses the bootstrap of the mean change.
type BootstrapMeanOptions struct {
	Level      Level
	Replicates int
	Seed       uint64
}

// BootstrapMeanResult is the bias-corrected and accelerated interval of the
// mean change.
type BootstrapMeanResult struct {
	Head
	findings
	N         int64
	Mean      Number
	Low, High Number
}

func bootstrapInputs(p *Pair, spec Spec) ([]input[summary.Histogram, BootstrapMeanOptions], error) {
	if spec.Bootstrap <= 0 {
		return nil, nil
	}
	return once(p.Change, BootstrapMeanOptions{spec.Level, spec.Bootstrap, spec.Seed})
}

// BootstrapMean gives the BCa bootstrap interval of the mean change (Efron
// 1987). With the replicates' distribution function G (ties counted half), the
// observed mean M and the acceleration a from the jackknife:
//
//	z₀ = Φ⁻¹(G(M)),  αᵢ = Φ(z₀ + (z₀ + zᵢ)/(1 − a(z₀ + zᵢ))),  limits G⁻¹(α₁), G⁻¹(α₂)
//
// Replicates are multinomial draws over the distinct changes, which has the
// distribution of resampling people at the cost of the number of distinct
// values; with eight pairs or fewer all resamples are enumerated instead and
// the interval is free of chance. It has no p-value.
//
// Where all changes are equal there is no interval; where all replicates lie on
// one side of the mean, the percentile interval is given. Both are decisions.
func BootstrapMean(change summary.Histogram, o BootstrapMeanOptions) (*BootstrapMeanResult, error) {
	level, err := o.Level.value()
	if err != nil {
		return nil, err
	}
	m, err := change.Moments()
	if err != nil {
		return nil, err
	}
	r := &BootstrapMeanResult{
		Head: Head{
			Method: "paired_t", Title: "bootstrap interval of the mean change",
			Settings:   []Setting{{"level", ftoa(level)}, {"replicates", itoa(int64(o.Replicates))}, {"seed", uitoa(o.Seed)}},
			References: []string{"efron1987"},
		},
		N: m.N(), Mean: optional(m.Mean(0)),
	}
	row := Estimate{Term: "mean_change", Variant: "bca", N: r.N, Estimate: r.Mean}
	if r.N > 1 {
		step := change.Step().Float()
		mean := func(groups []exact.Change) Number { return Num(step * meanOf(groups)) }
		interval, err := bootstrap(changeGroups(change), mean, o.Replicates, o.Seed, level)
		if err != nil {
			return nil, err
		}
		r.Low, r.High = interval.Low, interval.High
		row.ConfLow, row.ConfHigh = r.Low, r.High
		if !r.Low.IsZero() {
			row.ConfLevel = Num(level)
			row.Detail = detail("interval", interval.Method, "replicates", itoa(int64(interval.Replicates)))
		}
		r.decisions = append(r.decisions, interval.decisions...)
	} else if r.N == 1 {
		r.decide("one_pair", 1)
	} else {
		r.decide("no_pairs", 0)
	}
	r.add(row)
	return r, nil
}

// meanOf returns the mean in ticks. The sum is an integer below 2⁵³ for any
// data of survey scores, hence exact whatever the order; beyond that it is
// rounded the same way for every replicate.
func meanOf(groups []exact.Change) float64 {
	var n int64
	sum := 0.0
	for _, g := range groups {
		n += g.N
		sum += float64(g.Value) * float64(g.N)
	}
	return sum / float64(n)
}

// interval is what [bootstrap] found.
type interval struct {
	Low, High  Number
	Method     string // "bca" or "percentile"
	Replicates int
	decisions  []summary.Decision
}

// bootstrap returns the BCa interval of a statistic of grouped changes.
func bootstrap(groups []exact.Change, statistic func([]exact.Change) Number, replicates int, seed uint64, level float64) (interval, error) {
	var n int64
	for _, g := range groups {
		n += g.N
	}
	observed, ok := statistic(groups).Get()
	if !ok || len(groups) < 2 {
		return interval{decisions: []summary.Decision{decision("bootstrap_no_variation", n)}}, nil
	}
	var out interval
	var draws []draw
	if n <= enumerateUpTo {
		draws = enumerateResamples(groups, statistic)
		out.decisions = append(out.decisions, decision("bootstrap_enumerated", n))
	} else {
		draws = sampleReplicates(groups, statistic, replicates, seed)
		out.Replicates = replicates
	}
	// A replicate may leave a statistic undefined (all its changes zero).
	defined := slices.DeleteFunc(draws, func(d draw) bool { return math.IsNaN(d.value) })
	if lost := len(draws) - len(defined); lost > 0 {
		out.decisions = append(out.decisions, decision("bootstrap_undefined_replicates", int64(lost)))
	}
	slices.SortFunc(defined, func(a, b draw) int { return cmp.Compare(a.value, b.value) })
	total, below := 0.0, 0.0
	for _, d := range defined {
		total += d.weight
		switch {
		case d.value < observed:
			below += d.weight
		case d.value == observed:
			below += d.weight / 2
		}
	}
	low, high := (1-level)/2, (1+level)/2
	out.Method = "percentile"
	accel, ok := acceleration(groups, statistic, observed)
	switch share := below / total; {
	case share <= 0 || share >= 1:
		out.decisions = append(out.decisions, decision("bootstrap_one_sided", n))
	case !ok:
		out.decisions = append(out.decisions, decision("bootstrap_no_acceleration", n))
	default:
		bcaLow, okLow, err := adjusted(low, share, accel)
		if err != nil {
			return interval{}, err
		}
		bcaHigh, okHigh, err := adjusted(high, share, accel)
		if err != nil {
			return interval{}, err
		}
		if okLow && okHigh {
			low, high, out.Method = bcaLow, bcaHigh, "bca"
		} else {
			out.decisions = append(out.decisions, decision("bootstrap_no_acceleration", n))
		}
	}
	out.Low, out.High = Num(quantileOf(defined, total, low)), Num(quantileOf(defined, total, high))
	return out, nil
}

// adjusted moves a tail probability by the bias, given as the share of
// replicates below the observed value, and by the acceleration; false where the
// acceleration is too strong for the formula to have a meaning.
func adjusted(alpha, share, a float64) (float64, bool, error) {
	z0, err := tails.NormalUpperQuantile(share)
	if err != nil {
		return 0, false, err
	}
	z, err := tails.NormalUpperQuantile(alpha)
	if err != nil {
		return 0, false, err
	}
	z0, z = -z0, -z0-z // lower quantiles
	d := 1 - a*z
	if d <= 0 {
		return 0, false, nil
	}
	return normalCDF(z0 + z/d), true, nil
}

// normalCDF is the standard normal distribution function, by the complementary
// error function, which is accurate in both tails.
func normalCDF(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }

// acceleration is Σd³/(6(Σd²)^{3/2}) over the leave-one-out values' deviations
// from their mean, d = mean − value; one value a cell, weighted by its people.
func acceleration(groups []exact.Change, statistic func([]exact.Change) Number, observed float64) (float64, bool) {
	values := make([]float64, len(groups))
	left := slices.Clone(groups)
	sum, n := 0.0, 0.0
	for i, g := range groups {
		left[i].N--
		v, ok := statistic(left).Get()
		left[i].N++
		if !ok {
			return 0, false
		}
		values[i] = v
		sum += float64(g.N) * (v - observed)
		n += float64(g.N)
	}
	centre := observed + sum/n
	two, three := 0.0, 0.0
	for i, g := range groups {
		d := centre - values[i]
		two += float64(g.N) * d * d
		three += float64(g.N) * d * d * d
	}
	if two == 0 {
		return 0, false
	}
	return three / (6 * math.Pow(two, 1.5)), true
}

// quantileOf returns the smallest replicate whose cumulative weight reaches a
// share of the total.
func quantileOf(sorted []draw, total, share float64) float64 {
	// A sum of weights may fall short of the share by its own rounding.
	target := share*total - 1e-12*total
	sum := 0.0
	for _, d := range sorted {
		sum += d.weight
		if sum >= target {
			return d.value
		}
	}
	return sorted[len(sorted)-1].value
}
