package figure

import (
	"math"
	"strings"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// Distribution draws how many people have each score at baseline, upwards, and
// at follow-up, downwards, over the complete pairs, with means, medians and the
// cut-offs of a case. Fine grids are grouped into classes of equal width.
func Distribution(r *analysis.Report, o Options) (Figure, error) {
	w, f, err := o.start(r)
	if err != nil {
		return Figure{}, err
	}
	all, err := outcomes(r, o.Stratum)
	if err != nil {
		return Figure{}, err
	}
	f.Title, f.Subtitle = w.DistributionTitle, subtitle(w, all, o.Stratum)
	alt := []string{fill(w.AltDistribution, "outcomes", names(all))}
	var drawn, cut bool
	for _, one := range all {
		p := one.panel(w, sameVisits(all))
		p.Size = Size{LeastWidth: 172, Width: 250, LeastHeight: 90, Height: 150}
		if p.Empty == "" {
			var smallest int64
			p, smallest = one.drawDistribution(p, w)
			p.Facts = append(p.Facts, one.rangeFact(w)...)
			if smallest < o.MinCell {
				p.Empty, p.Facts, p.Layers = fill(w.Withheld, "least", integer(o.MinCell)), nil, nil
			} else {
				drawn, cut = true, cut || len(one.scale.Caseness) > 0
			}
		}
		f.Panels = append(f.Panels, p)
		alt = append(alt, one.altDistribution(w, p))
	}
	if drawn {
		f.Notes = append(f.Notes, w.Mirrored)
	}
	if cut {
		f.Notes = append(f.Notes, w.CutOff)
	}
	f.Alt = strings.Join(alt, " ")
	return f, nil
}

// drawDistribution fills the panel and returns the smallest count drawn.
func (o outcome) drawDistribution(p Panel, w Words) (Panel, int64) {
	low, high, whole := o.axis()
	classes := newBins(o.joint.Step(), low, high, mostLevels)
	x0, _ := classes.edges(classes.start(low))
	_, x1 := classes.edges(classes.start(high))
	margin := (x1 - x0) * 0.02
	p.X = Axis{Min: x0 - margin, Max: x1 + margin}
	if whole {
		p.X.Ticks = rangeTicks(o.joint.Step().Value(low), o.joint.Step().Value(high), 7, o.wholeSteps())
	} else {
		p.X.Ticks = niceTicks(p.X.Min, p.X.Max, 6, o.wholeSteps())
	}
	if classes.width > 1 {
		p.X.Label = fill(w.Grouped, "width", exactly(classes.size()))
	}
	before, after := classes.histogram(o.before), classes.histogram(o.after)
	most, smallest := int64(1), int64(math.MaxInt64)
	for _, b := range append(append([]bin{}, before...), after...) {
		most, smallest = max(most, b.n), min(smallest, b.n)
	}
	// Above the highest bar: a lane for the marks of mean and median, and one for
	// the name of the half.
	top := float64(most)
	mark, name, end := 1.12*top, 1.54*top, 1.56*top
	p.Y = Axis{Label: w.People, Min: -end, Max: end}
	for _, t := range niceTicks(0, top, 3, true) {
		p.Y.Ticks = append(p.Y.Ticks, t)
		if t.At > 0 {
			p.Y.Ticks = append(p.Y.Ticks, Tick{-t.At, t.Label})
		}
	}
	half := func(all []bin, sign float64, tone Tone) Boxes {
		boxes := Boxes{Tone: tone}
		for _, b := range all {
			l, h := classes.edges(b.start)
			gap := (h - l) * 0.06
			boxes.Boxes = append(boxes.Boxes, Box{l + gap, h - gap, 0, sign * float64(b.n)})
		}
		return boxes
	}
	p.Layers = append(p.Layers, half(before, 1, Before), half(after, -1, After))
	if rules := o.cutOffs(p.X); len(rules) > 0 {
		p.Layers = append(p.Layers, Rules{Rules: rules, Tone: Quiet})
	}
	p.Layers = append(p.Layers, Lines{Lines: []Line{{p.X.Min, 0, p.X.Max, 0, 1}}, Tone: Ink, Width: 0.6})
	labels := Labels{Tone: Ink}
	var marks []Layer
	var halves []string
	for i, visit := range []string{w.Baseline, w.FollowUp} {
		sign, suffix := 1.0, "_pre"
		if i == 1 {
			sign, suffix = -1, "_post"
		}
		mean, median := o.number("mean"+suffix), o.number("median"+suffix)
		marks = append(marks,
			Lines{Lines: []Line{{mean, 0, mean, sign * mark, 1}}, Tone: Ink, Width: 0.9},
			Points{Points: []Point{{mean, sign * mark, 1}}, Tone: Ink, Size: 4},
			Points{Points: []Point{{median, sign * mark, 1}}, Shape: Ring, Tone: Ink, Size: 7})
		labels.Labels = append(labels.Labels, Label{X: p.X.Min, Y: sign * name, AnchorX: -1, AnchorY: int(sign), Text: visit, Emphasised: true})
		halves = append(halves, fill(w.Half, "visit", visit, "mean", o.written("mean"+suffix), "median", o.median(median)))
	}
	p.Facts = append(p.Facts, halves...)
	p.Layers = append(append(p.Layers, labels), marks...)
	return p, smallest
}

// median writes a median, which is a score or lies half way between two.
func (o outcome) median(v float64) string {
	s := decimal(v, max(o.places, 1))
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// cutOffs returns the cut-offs of a case that lie on the axis, each half a step
// outside the first score that is a case.
func (o outcome) cutOffs(x Axis) []Rule {
	var rules []Rule
	step := o.joint.Step()
	one := bins{step, 1}
	for _, c := range o.scale.Caseness {
		var at float64
		if c.Op == "<=" {
			_, at = one.edges(step.Floor(c.At))
		} else {
			at, _ = one.edges(step.Ceil(c.At))
		}
		if at >= x.Min && at <= x.Max {
			rules = append(rules, Rule{at, criterion(c)})
		}
	}
	return rules
}

func criterion(c summary.Criterion) string {
	return strings.NewReplacer(">=", "≥\u00a0", "<=", "≤\u00a0").Replace(c.String())
}

// altDistribution gives one outcome's numbers.
func (o outcome) altDistribution(w Words, p Panel) string {
	start := o.name() + ": " + strings.Join(p.Facts, "; ")
	if p.Empty != "" {
		return start + ". " + p.Empty
	}
	parts := []string{start}
	for _, c := range o.scale.Caseness {
		f := o.joint.Fourfold(c.String(), c.On(o.joint.Step()))
		parts = append(parts, fill(w.Band, "band", criterion(c), "before", integer(f.Before())+"/"+integer(f.N()), "after", integer(f.After())+"/"+integer(f.N())))
	}
	return strings.Join(parts, "; ") + "."
}
