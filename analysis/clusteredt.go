package analysis

import (
	"math"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// ClusteredTOptions chooses the confidence level.
type ClusteredTOptions struct {
	Level Level // 0.95
}

// ClusteredTResult is the test of the mean change for people who meet in
// groups.
type ClusteredTResult struct {
	Head
	findings
	N         int64
	Clusters  int64 // people without a cluster count as clusters of one
	Mean      Number
	StdError  Number
	T, DF, P  Number
	Low, High Number
	ICC       Number // of the change, by analysis of variance; may be negative
}

func clusteredInputs(p *Pair, spec Spec) ([]input[summary.Strata[summary.Moments], ClusteredTOptions], error) {
	if spec.Cluster == "" {
		return nil, nil
	}
	return once(p.Clusters, ClusteredTOptions{spec.Level})
}

// ClusteredT tests whether the mean change is zero when people of one cluster
// (site, coaching group) may change alike, from the moments of the change by
// cluster. The variance is the bias-reduced cluster-robust CR2 with the degrees
// of freedom of Bell and McCaffrey (2002; Pustejovsky and Tipton 2018) under a
// working model of independence. For a mean, with cluster sizes mₖ, totals Tₖ
// and Eₖ = Tₖ − mₖM:
//
//	V   = Σ Eₖ²/(1 − mₖ/n) / n²
//	Pₖₗ = aₖaₗ(mₖδₖₗ − mₖmₗ/n)/n²,  aₖ² = 1/(1 − mₖ/n),  df = (ΣPₖₖ)²/ΣΣPₖₗ²
//
// It agrees with clubSandwich::coef_test(lm(change ~ 1), cluster, "CR2").
// People without a cluster stand alone, as a decision. The intraclass
// correlation in the detail is the analysis-of-variance estimator; a negative
// one says that people of a cluster changed less alike than strangers.
func ClusteredT(clusters summary.Strata[summary.Moments], o ClusteredTOptions) (*ClusteredTResult, error) {
	level, err := o.Level.value()
	if err != nil {
		return nil, err
	}
	r := &ClusteredTResult{Head: Head{
		Method: "paired_t", Title: "cluster-robust test of the mean change (CR2)",
		Settings:   []Setting{{"level", ftoa(level)}},
		References: []string{"bellmccaffrey2002", "pustejovskytipton2018"},
	}}
	var all, alone summary.Moments
	var groups []summary.Moments
	for key, m := range clusters.All() {
		if all, err = all.Merge(m); err != nil {
			return nil, err
		}
		if key.Levels()[0].Value == "" {
			alone = m
			continue
		}
		groups = append(groups, m)
	}
	r.N, r.Mean = all.N(), optional(all.Mean(0))
	r.Clusters = int64(len(groups)) + alone.N()
	if alone.N() > 0 {
		r.decide("no_cluster", alone.N())
	}
	row := Estimate{Term: "mean_change", Variant: "cluster", N: r.N, Estimate: r.Mean}
	describe := detail("clusters", itoa(r.Clusters))
	switch v, ok := all.Var(0); {
	case r.N == 0:
		r.decide("no_pairs", 0)
	case r.Clusters < 2:
		r.decide("too_few_clusters", r.Clusters)
	case !ok || v == 0:
		r.decide("no_variance", r.N)
	default:
		mean, _ := r.Mean.Get()
		se, df := cr2(groups, alone, mean, float64(r.N))
		r.ICC = icc(groups, alone, mean, float64(r.N))
		if icc, ok := r.ICC.Get(); ok {
			describe = joinDetail(describe, detail("icc", ftoa(icc)))
		}
		if se == 0 {
			r.decide("no_variance_between_clusters", r.Clusters)
			break
		}
		if r.Clusters < fewClusters {
			r.decide("few_clusters", r.Clusters)
		}
		if row, err = student(row, mean, se, df, level); err != nil {
			return nil, err
		}
	}
	row.Detail = joinDetail(row.Detail, joinDetail("standard_error=cr2", describe))
	r.StdError, r.T, r.DF, r.P = row.StdError, row.Statistic, row.DF, row.PValue
	r.Low, r.High = row.ConfLow, row.ConfHigh
	r.add(row)
	return r, nil
}

// fewClusters is the number of clusters below which even CR2 is only rough.
const fewClusters = 5

// cr2 returns the standard error and degrees of freedom of the mean.
func cr2(groups []summary.Moments, alone summary.Moments, mean, n float64) (se, df float64) {
	var v, trace, cross, squares float64
	add := func(size, count, residual2 float64) {
		a2 := 1 / (1 - size/n)
		v += residual2 * a2
		diagonal := a2 * size * (1 - size/n) // n²·Pₖₖ = mₖ
		trace += count * diagonal
		squares += count * diagonal * diagonal
		w := a2 * size * size // n³·(off-diagonal factor)
		cross += count * w
		squares -= count * w * w / (n * n)
	}
	for _, m := range groups {
		size := float64(m.N())
		mu, _ := m.Mean(0)
		e := size * (mu - mean)
		add(size, 1, e*e)
	}
	if k := float64(alone.N()); k > 0 {
		add(1, k, squaresAbout(alone, mean))
	}
	squares += cross * cross / (n * n)
	return math.Sqrt(v) / n, trace * trace / squares
}

// squaresAbout returns Σ(x − c)².
func squaresAbout(m summary.Moments, c float64) float64 {
	n := float64(m.N())
	v, _ := m.Var(0)
	mu, _ := m.Mean(0)
	return v*(n-1) + n*(mu-c)*(mu-c)
}

// icc is the analysis-of-variance estimator (MSB − MSW)/(MSB + (m₀ − 1)MSW);
// absent where no cluster has two people.
func icc(groups []summary.Moments, alone summary.Moments, mean, n float64) Number {
	between, within, sumSquares := 0.0, 0.0, 0.0
	k := float64(len(groups)) + float64(alone.N())
	for _, m := range groups {
		size := float64(m.N())
		mu, _ := m.Mean(0)
		between += size * (mu - mean) * (mu - mean)
		if v, ok := m.Var(0); ok {
			within += v * (size - 1)
		}
		sumSquares += size * size
	}
	if alone.N() > 0 {
		between += squaresAbout(alone, mean)
		sumSquares += float64(alone.N())
	}
	if n <= k || k < 2 {
		return Number{}
	}
	size := (n - sumSquares/n) / (k - 1)
	msb, msw := between/(k-1), within/(n-k)
	return Num((msb - msw) / (msb + (size-1)*msw))
}
