package analysis

import (
	"math"
	"slices"
)

// timeline is the functions of time of a model. Where they are powers they are
// computed about the mean time in units of its spread, so that calendar years do
// not cost digits, and turned back where they are printed.
type timeline struct {
	names  []string
	form   TimeForm
	first  int     // the reference visit of visit terms
	visits []int   // those with a term
	shift  float64 // powers are of (x − shift)/scale
	scale  float64
}

func newTimeline(s *sample, m MixedModel) timeline {
	if m.Time == ByVisit {
		t := timeline{form: ByVisit, first: -1}
		for v, name := range s.visits {
			if t.first < 0 {
				t.first = v
				continue
			}
			t.visits, t.names = append(t.visits, v), append(t.names, "visit["+name+"]")
		}
		return t
	}
	t := timeline{form: m.Time, names: []string{"time"}, scale: 1}
	if m.Time == Quadratic {
		t.names = append(t.names, "time^2")
	}
	var n, sum, square float64
	for _, p := range s.people {
		for _, x := range p.times {
			x = t.of(x)
			n += float64(p.n)
			sum += float64(p.n) * x
			square += float64(p.n) * x * x
		}
	}
	mean := sum / max(n, 1)
	if spread := math.Sqrt(max(square/max(n, 1)-mean*mean, 0)); spread > 0 {
		t.scale = spread
	}
	// A randomised group has time terms without a term of its own, about which
	// nothing can be shifted.
	if m.Randomised == "" {
		t.shift = mean
	}
	return t
}

// of is the quantity whose powers are taken.
func (t timeline) of(time float64) float64 {
	if t.form == LogTime {
		return math.Log1p(time)
	}
	return time
}

// ofSlope is the time of a random slope, which visits with means of their own
// have too.
func (t timeline) ofSlope(time float64) float64 {
	if t.form == ByVisit {
		return time
	}
	return t.of(time)
}

// at returns the functions of time at a survey, as computed.
func (t timeline) at(visit int, time float64) []float64 {
	if t.form == ByVisit {
		out := make([]float64, len(t.visits))
		if i := slices.Index(t.visits, visit); i >= 0 {
			out[i] = 1
		}
		return out
	}
	x := (t.of(time) - t.shift) / t.scale
	if t.form == Quadratic {
		return []float64{x, x * x}
	}
	return []float64{x}
}

// printed returns the functions of time at a survey, as they are printed.
func (t timeline) printed(visit int, time float64) []float64 {
	if t.form == ByVisit {
		return t.at(visit, time)
	}
	x := t.of(time)
	if t.form == Quadratic {
		return []float64{x, x * x}
	}
	return []float64{x}
}

// inside turns a combination of the printed powers of time, with each constant,
// into the one of the computed powers. With u = (x − a)/b:
//
//	β₁x        = β₁b·u + β₁a
//	β₂x²       = β₂b²·u² + 2β₂ab·u + β₂a²
//
// so that the printed effects of the computed γ are β₂ = γ₂/b²,
// β₁ = γ₁/b − 2γ₂a/b², β₀ = γ₀ − γ₁a/b + γ₂a²/b².
func (t timeline) inside(of *terms, l []float64) []float64 {
	if t.form == ByVisit {
		return l
	}
	out := slices.Clone(l)
	a, b := t.shift, t.scale
	for i, x := range of.all {
		if x.function != 1 {
			continue
		}
		zero, two := of.find(0, x.constant), of.find(2, x.constant)
		if t.form != Quadratic {
			two = -1
		}
		var l0 float64
		if zero >= 0 {
			l0 = l[zero]
		}
		out[i] = l[i]/b - l0*a/b
		if two >= 0 {
			out[two] = l[two]/(b*b) - 2*l[i]*a/(b*b) + l0*a*a/(b*b)
		}
	}
	return out
}

// logScale is log of the determinant of the printed design over the computed
// one, on which the restricted likelihood depends.
func (t timeline) logScale(of *terms) float64 {
	if t.form == ByVisit {
		return 0
	}
	var total float64
	for _, x := range of.all {
		switch {
		case x.function == 1:
			total += math.Log(t.scale)
		case x.function == 2 && t.form == Quadratic:
			total += 2 * math.Log(t.scale)
		}
	}
	return total
}

func sequence(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}
