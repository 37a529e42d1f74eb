package analysis

import (
	"math"
	"strings"

	"github.com/cam-outcomes/cam/analysis/internal/tails"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// HeterogeneityOptions names the strata that are compared.
type HeterogeneityOptions struct {
	By    []string // the stratifying columns, for the variant
	Level Level    // 0.95, of the difference of two strata
}

// HeterogeneityResult says whether the mean change differs between strata.
type HeterogeneityResult struct {
	Head
	findings
	Strata     int    // compared
	Difference Number // second − first, with two strata
	Statistic  Number // Welch's t with two strata, else F
	DF1, DF2   Number
	P          Number
}

func heterogeneityInputs(p *Pair, spec Spec) ([]input[summary.Strata[summary.Moments], HeterogeneityOptions], error) {
	if len(spec.By) == 0 || p.Strata.Len() == 0 {
		return nil, nil
	}
	return once(p.Strata, HeterogeneityOptions{spec.By, spec.Level})
}

// Heterogeneity is Welch's (1951) test of equal mean changes over strata of
// unequal variances. With wᵢ = nᵢ/sᵢ², W = Σwᵢ, M̃ = Σwᵢmᵢ/W, over k strata:
//
//	Λ = Σ(1 − wᵢ/W)²/(nᵢ − 1)
//	F = [Σwᵢ(mᵢ − M̃)²/(k − 1)] / [1 + 2(k − 2)Λ/(k² − 1)]
//	df₁ = k − 1,  df₂ = (k² − 1)/(3Λ)
//
// With two strata this is Welch's t test, and the row is the difference (second
// − first in the order of strata) with its t and interval. Strata of one pair or
// of equal changes have no variance and are left out, as a decision. It agrees
// with R stats::oneway.test and t.test. Strata eyeballed one by one are no
// comparison; this is.
func Heterogeneity(strata summary.Strata[summary.Moments], o HeterogeneityOptions) (*HeterogeneityResult, error) {
	level, err := o.Level.value()
	if err != nil {
		return nil, err
	}
	r := &HeterogeneityResult{Head: Head{
		Method: "heterogeneity", Title: "Welch test of the change over strata",
		Settings:   []Setting{{"level", ftoa(level)}},
		References: []string{"welch1951"},
	}}
	var mean, variance, n []float64
	row := Estimate{Term: "difference_of_change", Variant: strings.Join(o.By, ",")}
	var left int64
	for _, m := range strata.All() {
		v, ok := m.Var(0)
		if !ok || v == 0 {
			left++
			continue
		}
		mu, _ := m.Mean(0)
		mean, variance, n = append(mean, mu), append(variance, v), append(n, float64(m.N()))
		row.N += m.N()
	}
	if left > 0 {
		r.decide("strata_without_variance", left)
	}
	r.Strata = len(mean)
	switch {
	case r.Strata < 2:
		r.decide("too_few_strata", int64(r.Strata))
	case r.Strata == 2:
		a, b := variance[0]/n[0], variance[1]/n[1]
		se := math.Sqrt(a + b)
		df := (a + b) * (a + b) / (a*a/(n[0]-1) + b*b/(n[1]-1))
		d := mean[1] - mean[0]
		row.Detail = detail("strata", "2", "test", "welch_t", "difference", "second-first")
		if row, err = student(row, d, se, df, level); err != nil {
			return nil, err
		}
		r.Difference, r.DF1 = row.Estimate, Num(1)
	default:
		f, df1, df2 := welchF(mean, variance, n)
		row.Statistic, row.DF = Num(f), Num(df2)
		row.Detail = detail("strata", itoa(int64(r.Strata)), "test", "welch_f", "df1", ftoa(df1))
		p, err := tails.FSurvival(f, df1, df2)
		if err != nil {
			return nil, err
		}
		row = withP(row, p)
		r.DF1 = Num(df1)
	}
	r.Statistic, r.DF2, r.P = row.Statistic, row.DF, row.PValue
	r.add(row)
	return r, nil
}

func welchF(mean, variance, n []float64) (f, df1, df2 float64) {
	k := float64(len(mean))
	total, weighted := 0.0, 0.0
	for i := range mean {
		w := n[i] / variance[i]
		total += w
		weighted += w * mean[i]
	}
	centre := weighted / total
	between, lambda := 0.0, 0.0
	for i := range mean {
		w := n[i] / variance[i]
		between += w * (mean[i] - centre) * (mean[i] - centre)
		lambda += (1 - w/total) * (1 - w/total) / (n[i] - 1)
	}
	f = between / (k - 1) / (1 + 2*(k-2)*lambda/(k*k-1))
	return f, k - 1, (k*k - 1) / (3 * lambda)
}
