package figure

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// trajectoryCase is what a figure over time is drawn of.
type trajectoryCase struct {
	name    string
	options Options
	all     []analysis.Trajectory
}

// draw makes the figure.
func (c trajectoryCase) draw() (Figure, error) { return trajectories(c.all, c.options) }

// program is a made-up programme: when its people are asked, and how they fare.
type program struct {
	scale  summary.Scale
	unit   string
	visits []string
	times  []float64
	n      int64   // at the first visit
	lost   float64 // share of them at the last visit
	start  float64
	falls  float64 // by so much up to the last visit
	sd     float64
	groups []string
}

// trajectory makes means and a straight line with a band through the course that
// the programme takes, always the same.
func (p program) trajectory() analysis.Trajectory {
	rng := rand.New(rand.NewPCG(7, uint64(p.n)))
	t := analysis.Trajectory{Outcome: p.scale.ID, Scale: p.scale, Unit: p.unit}
	if p.groups == nil {
		p.groups = []string{""}
	}
	last := p.times[len(p.times)-1]
	for g, name := range p.groups {
		n := max(p.n-int64(g)*p.n/10, 1)
		c := analysis.Course{Group: name, People: n}
		falls := p.falls * (1 - float64(g)/float64(len(p.groups)))
		for i, at := range p.times {
			share := 0.0
			if last > 0 {
				share = at / last
			}
			left := n - int64(float64(n)*p.lost*share)
			se := p.sd / math.Sqrt(float64(left))
			mean := p.start - falls*(1-math.Exp(-2*share))*1.15 + rng.NormFloat64()*se
			o := analysis.Observation{Visit: p.visits[i], Time: at, N: left, Mean: analysis.Num(mean)}
			if left > 1 {
				half := (1.96 + 2.8/float64(left-1)) * se
				o.Low, o.High = analysis.Num(mean-half), analysis.Num(mean+half)
			}
			c.Observed = append(c.Observed, o)
		}
		for k := range 25 {
			share := float64(k) / 24
			mean := p.start - falls*share
			half := 2 * p.sd / math.Sqrt(float64(n)) * (0.8 + math.Abs(share-0.4))
			c.Fitted = append(c.Fitted, analysis.Fitted{Time: share * last, Mean: analysis.Num(mean), Low: analysis.Num(mean - half), High: analysis.Num(mean + half)})
		}
		t.Groups = append(t.Groups, c)
	}
	return t
}

func named(template string, k int) []string {
	var all []string
	for i := range k {
		all = append(all, fmt.Sprintf(template, i))
	}
	return all
}

func upTo(k int) []float64 {
	var all []float64
	for i := range k {
		all = append(all, float64(i))
	}
	return all
}

// trajectoryCases are what the figure must draw well.
func trajectoryCases() []trajectoryCase {
	phq := symptoms("phq9", "PHQ-9 depression", 27)
	gad := symptoms("gad7", "GAD-7 anxiety", 21)
	exercise := summary.Scale{ID: "evs", Label: "Exercise Vital Sign", Unit: "min/week", Better: summary.Higher, Range: summary.Range{Low: whole(0), High: whole(10080)}}
	resilience := summary.Scale{ID: "brs", Label: "Brief Resilience Scale", Better: summary.Higher, Step: summary.Step{Num: 1, Den: 6}, Range: summary.Range{Low: whole(1), High: whole(5)}}
	weight := summary.Scale{ID: "weight", Label: "Weight", Unit: "kg", Step: summary.Step{Num: 1, Den: 10}}
	balance := summary.Scale{ID: "balance", Label: "Balance of affect", Unit: "points"}
	quarter := []string{"Baseline", "Month 3", "Month 6", "Month 12"}
	months := []float64{0, 3, 6, 12}
	base := program{scale: phq, unit: "months", visits: quarter, times: months, n: 240, lost: 0.35, start: 12, falls: 4, sd: 5}
	with := func(change func(*program)) analysis.Trajectory {
		p := base
		change(&p)
		return p.trajectory()
	}
	four := func(change func(*program)) []analysis.Trajectory {
		return []analysis.Trajectory{
			with(change),
			with(func(p *program) { p.scale, p.start, p.falls, p.sd = gad, 10, 3, 4.5; change(p) }),
			with(func(p *program) { p.scale, p.start, p.falls, p.sd = exercise, 80, -70, 60; change(p) }),
			with(func(p *program) { p.scale, p.start, p.falls, p.sd = resilience, 2.9, -0.5, 0.7; change(p) }),
		}
	}
	six := []string{"Coaching", "Group classes", "Peer support", "App only", "Waiting list", "Usual care"}
	long := symptoms("long", "A <b>scale</b> & \"its\" label\x1b[31m\u202e with Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft in it", 27)
	longVisits := []string{"Enrolment and first <b>interview</b>", "End of the weekly group sessions (month 3)", "Telephone interview half a year later", "Final assessment at the community centre"}
	longGroups := []string{"Community health workers with weekly home visits and text messages", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", "Usual care"}
	var twelve []analysis.Trajectory
	for i := range 12 {
		s := symptoms(fmt.Sprintf("o%d", i), fmt.Sprintf("%d. Perceived interference of health with everyday activities", i+1), int64(10+4*i))
		twelve = append(twelve, with(func(p *program) {
			p.scale, p.n, p.start, p.falls, p.sd = s, int64(60+17*i), float64(5+2*i), float64(i)/3, float64(3+i/2)
		}))
	}
	equal := with(func(p *program) { p.sd, p.falls, p.lost = 0, 0, 0 })
	equalFree := with(func(p *program) { p.sd, p.falls, p.lost, p.scale = 0, 0, 0, balance })
	few := with(func(p *program) { p.n, p.lost = 4, 0.75 })
	few.Groups[0].Observed = append(few.Groups[0].Observed, analysis.Observation{Visit: "Month 18", Time: 18})
	unfitted := with(func(p *program) { p.n, p.scale = 6, gad })
	unfitted.Groups[0].Fitted = nil
	nobody := analysis.Trajectory{Outcome: "evs", Scale: exercise, Unit: "months", Groups: []analysis.Course{{Observed: []analysis.Observation{{Visit: "Baseline"}, {Visit: "Month 3", Time: 3}}}}}
	modelOnly := with(func(p *program) {})
	modelOnly.Groups[0].Observed = nil
	oneVisit := with(func(p *program) { p.visits, p.times, p.scale = []string{"Baseline"}, []float64{0}, balance })
	oneVisit.Groups[0].Fitted = nil
	weeks := []float64{0, 1, 2, 4, 8, 52}
	return []trajectoryCase{
		{"five", Options{}, []analysis.Trajectory{with(func(p *program) { p.n, p.lost, p.visits, p.times = 5, 0.4, quarter[:3], months[:3] })}},
		{"four", Options{}, four(func(*program) {})},
		{"two_groups", Options{}, four(func(p *program) { p.groups = []string{"Coaching", "Usual care"} })},
		{"six_groups", Options{}, []analysis.Trajectory{with(func(p *program) { p.groups, p.n = six, 90 })}},
		{"six_groups_four", Options{}, four(func(p *program) { p.groups, p.n = six, 400 })},
		{"monthly", Options{}, []analysis.Trajectory{with(func(p *program) { p.visits, p.times, p.n, p.groups = named("Month %d", 12), upTo(12), 720, nil })}},
		{"monthly_groups", Options{}, four(func(p *program) {
			p.visits, p.times, p.n, p.groups = named("Month %d", 12), upTo(12), 720, []string{"Coaching", "Usual care"}
		})},
		{"monthly_six", Options{}, []analysis.Trajectory{with(func(p *program) { p.visits, p.times, p.n, p.groups = named("Month %d", 12), upTo(12), 720, six })}},
		{"unnumbered", Options{}, []analysis.Trajectory{with(func(p *program) { p.visits, p.times, p.unit = named("Visit of wave %d", 12), upTo(12), "" })}},
		{"million", Options{}, []analysis.Trajectory{with(func(p *program) { p.visits, p.times, p.n = named("Month %d", 12), upTo(12), 1_000_000 })}},
		{"twelve", Options{}, twelve},
		{"long_labels", Options{}, []analysis.Trajectory{
			with(func(p *program) { p.scale, p.visits, p.unit, p.groups = long, longVisits, "", longGroups }),
			with(func(p *program) { p.visits, p.unit, p.groups = longVisits, "", longGroups })}},
		{"long_visits", Options{}, []analysis.Trajectory{with(func(p *program) { p.visits, p.unit = longVisits, "months since enrolment" })}},
		{"spanish", Options{Language: "es"}, four(func(p *program) {
			p.unit, p.visits, p.groups = "meses", []string{"Inicio", "Mes 3", "Mes 6", "Mes 12"}, []string{"Acompañamiento", "Atención habitual"}
		})},
		{"all_equal", Options{}, []analysis.Trajectory{equal, equalFree}},
		{"unequal", Options{}, []analysis.Trajectory{
			with(func(p *program) { p.visits, p.times, p.unit = named("Week %d", 6), weeks, "weeks" }),
			with(func(p *program) {
				p.visits, p.times, p.unit, p.scale, p.groups = named("Week %d", 6), weeks, "weeks", gad, []string{"Coaching", "Group classes", "Usual care"}
			})}},
		{"few", Options{}, []analysis.Trajectory{few, unfitted, nobody, oneVisit}},
		{"model_only", Options{}, []analysis.Trajectory{modelOnly}},
		{"decimals", Options{}, []analysis.Trajectory{
			with(func(p *program) { p.scale, p.start, p.falls, p.sd = weight, 84, 3, 14 }),
			with(func(p *program) { p.scale, p.start, p.falls, p.sd = balance, -3, 6, 5 }),
			with(func(p *program) { p.scale, p.start, p.falls, p.sd = balance, 4e13, 2e13, 1e13 })}},
		{"withheld", Options{MinCell: 11}, []analysis.Trajectory{with(func(p *program) { p.n, p.lost = 30, 0.8 }), with(func(p *program) { p.n, p.scale = 8, gad })}},
	}
}
