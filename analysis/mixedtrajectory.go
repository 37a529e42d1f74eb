package analysis

import (
	"math"

	"github.com/cam-outcomes/cam/analysis/internal/tails"
)

// trajectory is what the model and the people in it show over time; nil with
// irregular times, which have no visits to average at.
func (f *mixedFit) trajectory(level float64) (*Trajectory, error) {
	if len(f.s.visits) == 0 {
		return nil, nil
	}
	t := &Trajectory{Scale: f.s.scale, Unit: f.s.unit, ConfLevel: Num(level)}
	err := f.eachGroup(func(group, _ string) error {
		c := Course{Group: group}
		for _, p := range f.s.people {
			if l, ok := p.key.Level(f.t.m.group()); group == "" || ok && l.Value == group {
				c.People += p.n
			}
		}
		for v := range f.s.visits {
			o, err := f.s.observed(v, f.t.m.group(), group, level)
			if err != nil {
				return err
			}
			c.Observed = append(c.Observed, o)
		}
		for _, at := range f.grid() {
			fitted, err := f.fitted(at.visit, at.time, group, level)
			if err != nil {
				return err
			}
			c.Fitted = append(c.Fitted, fitted)
		}
		t.Groups = append(t.Groups, c)
		return nil
	})
	return t, err
}

// gridPoint is a time at which the model's line is drawn.
type gridPoint struct {
	visit int
	time  float64
}

// grid is the visits, and of a curve points between them.
func (f *mixedFit) grid() []gridPoint {
	var points []gridPoint
	const between = 12
	for v, time := range f.s.times {
		points = append(points, gridPoint{v, time})
		if f.t.m.Time == ByVisit || v+1 == len(f.s.times) {
			continue
		}
		for k := 1; k < between; k++ {
			points = append(points, gridPoint{v, time + (f.s.times[v+1]-time)*float64(k)/between})
		}
	}
	return points
}

// fitted is the mean of the model at a time, of the scores themselves.
func (f *mixedFit) fitted(visit int, time float64, group string, level float64) (Fitted, error) {
	test, err := f.test(f.mean(visit, time, group))
	if f.s.baseline {
		test.Estimate += f.s.centre[len(f.s.numeric)-1]
	}
	out := Fitted{Time: time, Mean: Num(test.Estimate)}
	if err != nil {
		return out, nil
	}
	critical, err := tails.StudentUpperQuantile((1-level)/2, test.DF)
	if err != nil {
		return out, err
	}
	out.Low, out.High = Num(test.Estimate-critical*test.StdError), Num(test.Estimate+critical*test.StdError)
	return out, nil
}

// observed is the mean of those in the model who have a score at a visit, with
// Student's interval.
func (s *sample) observed(visit int, column, group string, level float64) (Observation, error) {
	o := Observation{Visit: s.visits[visit], Time: s.times[visit]}
	var sum, square float64
	width := len(s.numeric)
	for _, p := range s.people {
		if l, ok := p.key.Level(column); group != "" && (!ok || l.Value != group) {
			continue
		}
		for k, v := range p.visits {
			if v == visit {
				o.N += p.n
				sum += p.sum[width+k]
				square += p.cross[width+k][width+k]
			}
		}
	}
	if o.N == 0 {
		return o, nil
	}
	n := float64(o.N)
	mean := sum / n
	o.Mean = Num(s.zero + mean)
	if o.N < 2 {
		return o, nil
	}
	critical, err := tails.StudentUpperQuantile((1-level)/2, n-1)
	if err != nil {
		return o, err
	}
	half := critical * math.Sqrt(max(square-n*mean*mean, 0)/(n-1)/n)
	o.Low, o.High = Num(s.zero+mean-half), Num(s.zero+mean+half)
	return o, nil
}
