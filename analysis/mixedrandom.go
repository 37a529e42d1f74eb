package analysis

import (
	"fmt"
	"math"

	"github.com/cam-outcomes/cam/analysis/internal/reml"
)

// random adds the standard deviations and correlations of the random effects and
// errors, or of the scores at each visit.
func (w *mixedRows) random() error {
	if w.cov != NoCovariance {
		return w.visitDeviations()
	}
	value := func(term, extra string, x float64) {
		row := w.row(term, extra)
		row.Estimate = Num(x)
		w.r.add(row)
	}
	g := w.effects()
	value("sd(Intercept)|id", "", math.Sqrt(g[0][0]))
	if len(g) > 1 {
		value("sd(time)|id", detailUnit(w.s.unit), math.Sqrt(g[1][1]))
		if w.form == RandomSlope && g[0][0] > 0 && g[1][1] > 0 {
			value("cor(Intercept,time)|id", "", min(max(g[0][1]/math.Sqrt(g[0][0]*g[1][1]), -1), 1))
		}
	}
	cluster := w.clusterVariance()
	if w.t.m.Cluster != "" {
		value("sd(Intercept)|cluster", "", math.Sqrt(cluster))
	}
	value("sd(Residual)", "", math.Sqrt(w.Sigma2))
	// Shares of the variance, its part from random effects averaged over the
	// surveys: Nakagawa and Schielzeth (2013), Johnson (2014).
	effects := w.meanEffectVariance() + cluster
	explained, err := w.explained()
	if err != nil {
		return err
	}
	value("icc", detail("averaged_over", "surveys"), effects/(effects+w.Sigma2))
	value("r2_marginal", "", explained/(explained+effects+w.Sigma2))
	value("r2_conditional", "", (explained+effects)/(explained+effects+w.Sigma2))
	return nil
}

// visitDeviations adds the standard deviations at each visit and the
// correlations between visits.
func (w *mixedRows) visitDeviations() error {
	cov := w.covariance()
	for v, name := range w.s.visits {
		row := w.row(fmt.Sprintf("sd[%s]", name), "")
		row.Estimate = Num(math.Sqrt(cov[v][v]))
		w.r.add(row)
	}
	for v, name := range w.s.visits {
		for u := range v {
			row := w.row(fmt.Sprintf("cor[%s,%s]", w.s.visits[u], name), "")
			row.Estimate = Num(cov[u][v] / math.Sqrt(cov[u][u]*cov[v][v]))
			w.r.add(row)
		}
	}
	if w.t.m.Cluster != "" {
		row := w.row("sd(Intercept)|cluster", "")
		row.Estimate = Num(math.Sqrt(w.clusterVariance()))
		w.r.add(row)
	}
	return nil
}

// effects returns the covariance of the participants' random effects, as printed:
// of the intercept at time 0 and the slope over one unit of time.
func (f *mixedFit) effects() [][]float64 {
	s := structure(f.form, f.cov, 0).(reml.RandomEffects)
	gamma := s.Gamma(f.Theta)
	if s.Effects == 1 {
		return [][]float64{{gamma[0] * f.Sigma2}}
	}
	// b₀ + b₁x = u₀ + u₁(x − a)/c, so that b₁ = u₁/c and b₀ = u₀ − u₁a/c.
	a, c := f.slope.shift, f.slope.scale
	g00, g01, g11 := gamma[0]*f.Sigma2, gamma[1]*f.Sigma2, gamma[3]*f.Sigma2
	slope := g11 / (c * c)
	both := g01/c - g11*a/(c*c)
	intercept := max(g00-2*g01*a/c+g11*a*a/(c*c), 0)
	return [][]float64{{intercept, both}, {both, slope}}
}

func (f *mixedFit) clusterVariance() float64 {
	var v float64
	for _, k := range f.Cluster {
		v += k * k * f.Sigma2
	}
	return v
}

// meanEffectVariance is the variance that the participants' random effects give
// a score, averaged over the surveys.
func (f *mixedFit) meanEffectVariance() float64 {
	g := f.effects()
	if len(g) == 1 {
		return g[0][0]
	}
	var total, n float64
	for _, p := range f.s.people {
		for _, x := range p.times {
			x = f.t.time.ofSlope(x)
			total += float64(p.n) * (g[0][0] + 2*x*g[0][1] + x*x*g[1][1])
			n += float64(p.n)
		}
	}
	return total / n
}

// explained is the variance of the fixed effects' predictions over the surveys.
func (f *mixedFit) explained() (float64, error) {
	x, err := reml.CrossProducts(f.data)
	if err != nil {
		return 0, err
	}
	k := len(f.Beta)
	var sum, square float64
	for i, a := range f.Beta {
		sum += x[i] * a // the first term is the intercept
		for j, b := range f.Beta {
			square += a * b * x[i*k+j]
		}
	}
	n := float64(f.s.surveys())
	return max(square-sum*sum/n, 0) / (n - 1), nil
}

// covariance is the fitted covariance of the scores between visits, the clusters'
// part included.
func (f *mixedFit) covariance() [][]float64 {
	n := len(f.s.visits)
	out := make([][]float64, n)
	var relative []float64
	var effects [][]float64
	switch s := structure(f.form, f.cov, n).(type) {
	case reml.Unstructured:
		relative = s.Matrix(f.Theta)
	case reml.Correlated:
		relative = s.Matrix(f.Theta)
	default:
		effects = f.effects()
	}
	for u := range n {
		out[u] = make([]float64, n)
		for v := range n {
			out[u][v] = f.clusterVariance()
			switch {
			case relative != nil:
				out[u][v] += relative[u*n+v] * f.Sigma2
			default:
				out[u][v] += f.between(effects, u, v)
			}
		}
	}
	return out
}

// between is the covariance of the scores of two visits under random effects.
func (f *mixedFit) between(g [][]float64, u, v int) float64 {
	x := g[0][0]
	if len(g) > 1 {
		a, b := f.t.time.ofSlope(f.s.times[u]), f.t.time.ofSlope(f.s.times[v])
		x += (a+b)*g[0][1] + a*b*g[1][1]
	}
	if u == v {
		x += f.Sigma2
	}
	return x
}
