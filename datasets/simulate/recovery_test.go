package simulate

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
)

// large is the size at which the simulation must hit what was asked for.
const large = 100_000

// furthest is how many standard errors an estimate may be off. Some hundred
// estimates are compared, with fixed seeds.
const furthest = 4

// parallel skips the cases named long/… unless CAM_LONG=1 asks for them.
func parallel(t *testing.T, name string) {
	t.Helper()
	if strings.HasPrefix(name, "long/") && os.Getenv("CAM_LONG") != "1" {
		t.Skip("CAM_LONG=1 runs it")
	}
	t.Parallel()
}

// clustered estimates the mean of values that are independent between coaching
// groups only, with a standard error from the groups' sums. Sites are fixed, so
// groups of one site vary about the site's own mean.
type clustered struct {
	n      float64
	groups map[[2]int]*[2]float64 // by group and site: n, Σx
}

func (c *clustered) add(p *participant, x float64) {
	if c.groups == nil {
		c.groups = map[[2]int]*[2]float64{}
	}
	key := [2]int{p.group, p.site}
	g := c.groups[key]
	if g == nil {
		g = new([2]float64)
		c.groups[key] = g
	}
	g[0], g[1] = g[0]+1, g[1]+x
	c.n++
}

func (c *clustered) estimate() (mean, standardError float64) {
	var sites [64][2]float64
	for key, g := range c.groups {
		sites[key[1]][0] += g[0]
		sites[key[1]][1] += g[1]
		mean += g[1]
	}
	mean /= c.n
	square := 0.0
	for key, g := range c.groups {
		d := g[1] - g[0]*sites[key[1]][1]/sites[key[1]][0]
		square += d * d
	}
	return mean, math.Sqrt(square) / c.n
}

// near fails where an estimate is further from what is expected than chance
// explains, or so imprecise that the comparison means nothing.
func (c *clustered) near(t *testing.T, what string, want, precision float64) {
	t.Helper()
	got, se := c.estimate()
	if z := (got - want) / se; !(math.Abs(z) <= furthest) || !(se <= precision) {
		t.Errorf("%s: %g, expected %g: %.1f standard errors of %g", what, got, want, z, se)
	}
}

// The means, the changes and their variances that Truth integrates are those of
// the simulated scores.
func TestEffectIsRecovered(t *testing.T) {
	for name, o := range map[string]Options{
		"default":         {},
		"none":            {Effect: new(0.0), Seed: 11, Months: 1},
		"long/worsening":  {Effect: new(-1.5), Seed: 12, Months: 2},
		"long/one trait":  {Monthly: &Traits{Diet: 0.3}, Seed: 13},
		"long/shares":     {Shares: &Shares{Site: 0.2, Group: 0.1, GroupVisit: 0.1, Visit: 0.1}, Seed: 14, Sites: 3},
		"long/no passing": {Shares: &Shares{Group: 0.2}, Seed: 15, Sites: 1, GroupSize: 5, Months: 1},
	} {
		t.Run(name, func(t *testing.T) {
			parallel(t, name)
			o.N, o.Dropout, o.Missed, o.Unanswered = large, new(0.0), new(0.0), new(0.0)
			e, err := Truth(o)
			if err != nil {
				t.Fatal(err)
			}
			r := recruit(t, o)
			type at struct{ mean, square, change, changeSquare, product clustered }
			got := make([][]at, len(e.Outcomes))
			for k := range got {
				got[k] = make([]at, r.months+1)
			}
			for i := range large {
				p := r.participant(i)
				before := r.scoresOf(&p.surveys[0])
				for visit := range p.surveys {
					for k, y := range r.scoresOf(&p.surveys[visit]) {
						want := e.Outcomes[k].Visits[visit]
						first := e.Outcomes[k].Visits[0]
						g, d, c := &got[k][visit], y-want.Mean, y-before[k]-want.Change
						g.mean.add(p, y)
						g.square.add(p, d*d)
						g.change.add(p, y-before[k])
						g.changeSquare.add(p, c*c)
						g.product.add(p, d*(before[k]-first.Mean))
					}
				}
			}
			for k, outcome := range e.Outcomes {
				for visit, want := range outcome.Visits {
					what := fmt.Sprintf("%s %s", outcome.Instrument, want.Label)
					g := &got[k][visit]
					g.mean.near(t, what+" mean", want.Mean, want.SD/60)
					g.square.near(t, what+" variance", want.SD*want.SD, want.SD*want.SD/20)
					if visit == 0 {
						continue
					}
					g.change.near(t, what+" change", want.Change, want.SD/100)
					g.changeSquare.near(t, what+" variance of the change", want.SDChange*want.SDChange, want.SDChange*want.SDChange/20)
					g.product.near(t, what+" covariance", want.Correlation*want.SD*outcome.Visits[0].SD, want.SD*want.SD/20)
				}
			}
		})
	}
}

// With effect 0 nothing changes, not even by rounding.
func TestNoEffectChangesNothing(t *testing.T) {
	e, err := Truth(Options{Effect: new(0.0)})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range e.Outcomes {
		for _, v := range o.Visits[1:] {
			if v.Change != 0 || v.Mean != o.Visits[0].Mean || v.SD != o.Visits[0].SD || v.Alpha != o.Visits[0].Alpha {
				t.Errorf("%s %s: %+v, at baseline %+v", o.Instrument, v.Label, v, o.Visits[0])
			}
		}
	}
}

// The effect multiplies the change of the trait, and its sign the direction of
// the score's change.
func TestTruthFollowsTheEffect(t *testing.T) {
	half, err := Truth(Options{Effect: new(0.5)})
	if err != nil {
		t.Fatal(err)
	}
	whole, err := Truth(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for k, o := range whole.Outcomes {
		if o.Monthly != 2*half.Outcomes[k].Monthly {
			t.Errorf("%s: %g a month, %g with half the effect", o.Instrument, o.Monthly, half.Outcomes[k].Monthly)
		}
		for i, v := range o.Visits[1:] {
			h := half.Outcomes[k].Visits[i+1]
			if v.Change*o.Monthly <= 0 || math.Abs(v.Change) <= math.Abs(h.Change) {
				t.Errorf("%s %s: change %g, %g with half the effect", o.Instrument, v.Label, v.Change, h.Change)
			}
		}
	}
}

// batches is how many parts of consecutive groups the jackknife leaves out.
const batches = 200

// alphaOf estimates Cronbach's alpha at baseline of complete answers, and its
// standard error by leaving out one batch of coaching groups at a time: that
// assumes neither normality nor independence within groups.
func alphaOf(r *recruiter, which, n int) (alpha, standardError float64) {
	q := &r.battery[which]
	from := 0
	for i := range which {
		from += len(r.battery[i].questions)
	}
	k := len(q.questions)
	sums := make([][]float64, batches) // n, then Σx and Σx² of items and total
	for b := range sums {
		sums[b] = make([]float64, 1+2*(k+1))
	}
	all := make([]float64, 1+2*(k+1))
	for i := range n {
		p := r.participant(i)
		answers := p.surveys[0].answers[from : from+k]
		total, ok := q.scoreOf(answers)
		if !ok {
			continue
		}
		for _, to := range [][]float64{all, sums[p.group*batches/(n/r.groupSize+2)]} {
			to[0]++
			for j, a := range answers {
				v := q.questions[j].values[a]
				to[1+2*j] += v
				to[2+2*j] += v * v
			}
			to[1+2*k] += total
			to[2+2*k] += total * total
		}
	}
	from2 := func(without []float64) float64 {
		variance := func(j int) float64 {
			n, x, xx := all[0], all[1+2*j], all[2+2*j]
			if without != nil {
				n, x, xx = n-without[0], x-without[1+2*j], xx-without[2+2*j]
			}
			return xx/n - x/n*x/n
		}
		items := 0.0
		for j := range k {
			items += variance(j)
		}
		return float64(k) / float64(k-1) * (1 - items/variance(k))
	}
	alpha = from2(nil)
	mean, square := 0.0, 0.0
	for _, s := range sums {
		a := from2(s)
		mean, square = mean+a, square+a*a
	}
	mean /= batches
	return alpha, math.Sqrt((batches - 1) * (square/batches - mean*mean))
}

// The alpha of the simulated answers is the one asked for, up to sampling error.
func TestReliabilityIsTheOneAskedFor(t *testing.T) {
	for name, asked := range map[string]Reliability{"default": {}, "long/middling": {0.8, 0.8, 0.8}, "long/low": {0.6, 0.5, 0.3}, "high": {0.93, 0.94, 0.85}} {
		t.Run(name, func(t *testing.T) {
			parallel(t, name)
			o := Options{Seed: uint64(20 + len(name)), N: large, Reliability: asked, Months: 1}
			r := recruit(t, o)
			e, err := Truth(o)
			if err != nil {
				t.Fatal(err)
			}
			for k, want := range []float64{r.reliability.PHQ9, r.reliability.GAD7, r.reliability.UCLA3} {
				if got := e.Outcomes[k].Visits[0].Alpha; math.Abs(got-want) > 1e-5 {
					t.Errorf("%s: Truth says alpha %g, asked for %g", e.Outcomes[k].Instrument, got, want)
				}
				got, se := alphaOf(r, k, large)
				if z := (got - want) / se; !(math.Abs(z) <= furthest) || !(se < 0.005) {
					t.Errorf("%s: alpha %g, asked for %g: %.1f standard errors of %g", e.Outcomes[k].Instrument, got, want, z, se)
				}
			}
		})
	}
}
