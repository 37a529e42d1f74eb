package simulate

import (
	"math"
	"testing"
)

// As many leave, and as many surveys come back, as asked for and as Truth says.
func TestDropoutIsTheOneAskedFor(t *testing.T) {
	for name, o := range map[string]Options{
		"default":        {},
		"long/steep":     {Dropout: new(0.5), DropoutSlope: new(1.5), Months: 5, Seed: 31},
		"long/downward":  {Dropout: new(0.2), DropoutSlope: new(-0.8), Effect: new(2.0), Seed: 32},
		"with gaps":      {Dropout: new(0.6), DropoutSlope: new(1.0), Missed: new(0.4), Unanswered: new(0.1), Seed: 33},
		"long/at random": {Dropout: new(0.4), DropoutSlope: new(0.0), Seed: 34},
		"long/nobody":    {Dropout: new(0.0), Missed: new(0.0), Seed: 35, Months: 1},
	} {
		t.Run(name, func(t *testing.T) {
			parallel(t, name)
			o.N = large
			e, err := Truth(o)
			if err != nil {
				t.Fatal(err)
			}
			r := recruit(t, o)
			if lost := 1 - e.Staying[r.months]; math.Abs(lost-r.dropout) > 1e-5 {
				t.Errorf("Truth says that %g leave, asked for %g", lost, r.dropout)
			}
			stays, returns := make([]clustered, r.months+1), make([]clustered, r.months+1)
			is := map[bool]float64{true: 1}
			for i := range large {
				p := r.participant(i)
				for visit := range p.surveys {
					stays[visit].add(p, is[visit < p.left])
					returns[visit].add(p, is[p.surveys[visit].returned])
				}
			}
			for visit := range stays {
				if visit == 0 || r.dropout == 0 {
					if got, _ := stays[visit].estimate(); got != 1 || e.Staying[visit] != 1 {
						t.Errorf("%s: %g have not left, %g expected, want all", visitLabel(visit), got, e.Staying[visit])
					}
					continue
				}
				stays[visit].near(t, visitLabel(visit)+" staying", e.Staying[visit], 0.005)
				returns[visit].near(t, visitLabel(visit)+" returned", e.Returned[visit], 0.005)
			}
		})
	}
}

// Dropout depends on the observed PHQ-9, and given it on nothing that was not
// observed. The same seed without dropout shows what those lost would have
// answered: at month 1, leavers would have answered like stayers of the same
// baseline score, though unlike stayers as a whole.
func TestDropoutIsAtRandomGivenTheScores(t *testing.T) {
	for name, slope := range map[string]float64{"default": 0.25, "long/steep": 1, "long/downward": -0.5, "completely": 0} {
		t.Run(name, func(t *testing.T) {
			parallel(t, name)
			o := Options{N: large, Seed: 41, Dropout: new(0.4), DropoutSlope: &slope, Unanswered: new(0.0), Missed: new(0.0), Months: 1}
			left := recruit(t, o)
			o.Dropout = new(0.0)
			whole := recruit(t, o)
			var before [2]clustered
			type cell struct{ n, sum, square float64 }
			var strata [28][2][traitCount]cell
			for i := range large {
				lost := 0
				if left.participant(i).left == 1 {
					lost = 1
				}
				p := whole.participant(i)
				baseline := whole.scoresOf(&p.surveys[0])[phq9]
				before[lost].add(p, baseline)
				for k, y := range whole.scoresOf(&p.surveys[1]) {
					c := &strata[int(baseline)][lost][k]
					c.n, c.sum, c.square = c.n+1, c.sum+y, c.square+y*y
				}
			}
			stayed, se0 := before[0].estimate()
			lost, se1 := before[1].estimate()
			z := (lost - stayed) / math.Hypot(se0, se1)
			if slope == 0 && math.Abs(z) > furthest || slope != 0 && z*math.Copysign(1, slope) < 10 {
				t.Errorf("baseline PHQ-9 of those lost %g, of others %g: z = %.1f", lost, stayed, z)
			}
			for k := range traitCount {
				difference, variance := 0.0, 0.0
				for _, s := range strata {
					a, b := s[1][k], s[0][k]
					if a.n < 2 || b.n < 2 {
						continue
					}
					weight := a.n * b.n / (a.n + b.n)
					difference += weight * (a.sum/a.n - b.sum/b.n)
					variance += weight * weight * ((a.square/a.n-a.sum/a.n*a.sum/a.n)/(a.n-1) + (b.square/b.n-b.sum/b.n*b.sum/b.n)/(b.n-1))
				}
				if z := difference / math.Sqrt(variance); !(math.Abs(z) <= furthest) {
					t.Errorf("%s at month 1, given PHQ-9 at baseline: those lost differ by %.1f standard errors", whole.battery[k].id, z)
				}
			}
		})
	}
}

// Month after month, the more the last complete PHQ-9, the more leave, as the
// formula says.
func TestLeavingFollowsTheLastScore(t *testing.T) {
	r := recruit(t, Options{N: large, Seed: 42, DropoutSlope: new(0.8)})
	var risk, left, expected [28]float64
	for i := range large {
		p := r.participant(i)
		last := -1
		for visit := range min(p.left, r.months) {
			if total := r.scoresOf(&p.surveys[visit])[phq9]; total == total {
				last = int(total)
			}
			if last < 0 {
				continue
			}
			risk[last]++
			expected[last] += upper(-r.leavingProbit(last))
			if p.left == visit+1 {
				left[last]++
			}
		}
	}
	for x, n := range risk {
		p := expected[x] / n
		if z := (left[x] - expected[x]) / math.Sqrt(n*p*(1-p)); n > 100 && math.Abs(z) > furthest {
			t.Errorf("after PHQ-9 of %d, %g of %g leave, expected %g (z = %.1f)", x, left[x], n, expected[x], z)
		}
	}
}

// Weighting whoever is still there by the inverse of the probability of having
// stayed, which follows from observed scores, gives everyone's means of all
// outcomes back. Those who are left alone do not.
func TestWeightingForDropoutRecoversEveryone(t *testing.T) {
	t.Parallel()
	o := Options{N: large, Seed: 43, Dropout: new(0.4), DropoutSlope: new(0.5)}
	e, err := Truth(o)
	if err != nil {
		t.Fatal(err)
	}
	r := recruit(t, o)
	weighted, left := make([]clustered, len(e.Outcomes)), make([]clustered, len(e.Outcomes))
	for i := range large {
		p := r.participant(i)
		weight, last := 1.0, leavingCentre
		for visit := range min(p.left, r.months) {
			if total := r.scoresOf(&p.surveys[visit])[phq9]; total == total {
				last = int(total)
			}
			weight /= upper(r.leavingProbit(last))
		}
		for k, y := range r.scoresOf(&p.surveys[r.months]) {
			want := e.Outcomes[k].Visits[r.months].Mean
			if y != y {
				weighted[k].add(p, 0)
				continue
			}
			weighted[k].add(p, weight*(y-want))
			left[k].add(p, y-want)
		}
	}
	for k, outcome := range e.Outcomes {
		sd := outcome.Visits[r.months].SD
		weighted[k].near(t, outcome.Instrument+" weighted", 0, sd/100)
		if off, se := left[k].estimate(); math.Abs(off) < 5*se {
			t.Errorf("%s of those left is off by %g, no more than %.1f standard errors", outcome.Instrument, off, off/se)
		}
	}
}
