package figure

import (
	"math"
	"strings"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// Columns of a panel of change, in units of its horizontal axis.
const (
	atBaseline, atFollowUp, atChange = 0.0, 1.0, 1.85
	barLength                        = 0.42
	// fewPeople is the number of pairs up to which each is drawn as a line of its
	// own, with dots; more are drawn as bars and shaded lines.
	fewPeople = 30
	// fullInk is how many lines of full shade those of a panel are worth together,
	// unless one of them would be more than full.
	fullInk = 40
	// mostLevels is the number of scores from which they are grouped for drawing.
	mostLevels = 64
)

// Change draws each outcome's pairs: scores at baseline and follow-up joined by
// person, both means, and the mean change with its interval on an axis of its
// own (Gardner and Altman 1986). Up to 30 pairs are single lines; more are bars
// of counts and lines whose shade is proportional to the number of people.
func Change(r *analysis.Report, o Options) (Figure, error) {
	w, f, err := o.start(r)
	if err != nil {
		return Figure{}, err
	}
	all, err := outcomes(r, o.Stratum)
	if err != nil {
		return Figure{}, err
	}
	f.Title, f.Subtitle = w.ChangeTitle, subtitle(w, all, o.Stratum)
	var few, many bool
	var level analysis.Number
	alt := []string{fill(w.AltChange, "outcomes", names(all))}
	for _, one := range all {
		p := one.panel(w, sameVisits(all))
		p.Size = Size{LeastWidth: 168, Width: 250, LeastHeight: 90, Height: 150}
		if fact := one.meanChange(w); fact != "" {
			p.Facts = append(p.Facts, fact)
		}
		if p.Empty == "" && one.flow.Pairs < o.MinCell {
			p.Empty, p.Facts = fill(w.Withheld, "least", integer(o.MinCell)), nil
		}
		if p.Empty == "" {
			p, err = one.drawChange(p, w, o.MinCell > 0)
			if err != nil {
				return Figure{}, err
			}
			few = few || one.flow.Pairs <= fewPeople
			many = many || one.flow.Pairs > fewPeople
			if !one.change.ConfLevel.IsZero() {
				level = one.change.ConfLevel
			}
		}
		f.Panels = append(f.Panels, p)
		alt = append(alt, one.altChange(w, p))
	}
	if few && o.MinCell == 0 {
		f.Notes = append(f.Notes, w.LinePerson)
	}
	if many && o.MinCell == 0 {
		f.Notes = append(f.Notes, w.LineMany)
	}
	if few || many {
		f.Notes = append(f.Notes, fill(w.MeanMark, "level", levelText(level)))
	}
	f.Notes = append(f.Notes, w.NotCausal)
	f.Alt = strings.Join(alt, " ")
	return f, nil
}

// drawChange fills the panel of one outcome that has pairs.
func (o outcome) drawChange(p Panel, w Words, summaryOnly bool) (Panel, error) {
	low, high, whole := o.axis()
	most := int64(mostLevels)
	if o.flow.Pairs <= fewPeople {
		most = math.MaxInt64
	}
	classes := newBins(o.joint.Step(), low, high, most)
	y0, _ := classes.edges(classes.start(low))
	_, y1 := classes.edges(classes.start(high))
	pre, post := o.number("mean_pre"), o.number("mean_post")
	if !whole {
		// Room for the interval, unless it would dwarf the data.
		if l, ok := o.change.ConfLow.Get(); ok && pre+l > y0-(y1-y0) {
			y0 = min(y0, pre+l)
		}
		if h, ok := o.change.ConfHigh.Get(); ok && pre+h < y1+(y1-y0) {
			y1 = max(y1, pre+h)
		}
	}
	p.Y = Axis{Min: y0, Max: y1}
	if whole {
		step := o.joint.Step()
		p.Y.Ticks = rangeTicks(step.Value(low), step.Value(high), 6, o.wholeSteps())
	} else {
		p.Y.Ticks = niceTicks(y0, y1, 6, o.wholeSteps() && y1-y0 >= 3)
	}
	p.X = Axis{Min: -barLength - 0.06, Max: 2.15, Ticks: []Tick{
		{atBaseline, w.Baseline + "\n" + o.written("mean_pre")},
		{atFollowUp, w.FollowUp + "\n" + o.written("mean_post")},
		{atChange, w.Change + "\n" + changeText(o)},
	}}
	aside := o.rangeFact(w)
	switch {
	case summaryOnly:
	case o.flow.Pairs <= fewPeople:
		p.Layers = append(p.Layers, o.people()...)
	default:
		crowd, err := o.crowd(classes)
		if err != nil {
			return p, err
		}
		p.Layers = append(p.Layers, crowd...)
		if classes.width > 1 {
			aside = append(aside, fill(w.Grouped, "width", exactly(classes.size())))
		}
	}
	if len(aside) > 0 {
		p.Facts = append(p.Facts, strings.Join(aside, " · "))
	}
	p.Layers = append(p.Layers,
		Lines{Lines: []Line{{atBaseline, pre, p.X.Max, pre, 1}, {atFollowUp, post, atChange, post, 1}}, Tone: Quiet, Width: 0.6, Dashed: true},
		Lines{Lines: []Line{{atBaseline, pre, atFollowUp, post, 1}}, Tone: Ink, Width: 1.8},
		Points{Points: []Point{{atBaseline, pre, 1}, {atFollowUp, post, 1}}, Tone: Ink, Size: 6},
	)
	l, okLow := o.change.ConfLow.Get()
	h, okHigh := o.change.ConfHigh.Get()
	if okLow && okHigh {
		p.Layers = append(p.Layers, Intervals{Intervals: []Interval{{atChange, pre + l, pre + h}}, Tone: Accent})
	}
	p.Layers = append(p.Layers,
		Points{Points: []Point{{atChange, post, 1}}, Shape: Diamond, Tone: Accent, Size: 5.5},
		Ruler{Zero: pre, Ticks: niceTicks(y0-pre, y1-pre, 6, o.wholeSteps() && y1-y0 >= 3)},
	)
	return p, nil
}

func changeText(o outcome) string {
	v, ok := o.change.Estimate.Get()
	if !ok {
		return ""
	}
	return decimal(v, o.places)
}

// people draws every pair as a line, those with the same scores as a wider one.
func (o outcome) people() []Layer {
	lines, before, after := Lines{Tone: Pairs, Width: 0.8, Wide: true}, Points{Tone: Before, Size: 4}, Points{Tone: After, Size: 4}
	most := 1.0
	for _, n := range o.joint.Pairs() {
		most = max(most, float64(n))
	}
	lines.Width = min(lines.Width*most, 5)
	step := o.joint.Step()
	for at, n := range o.joint.Pairs() {
		lines.Lines = append(lines.Lines, Line{atBaseline, step.Value(at[0]), atFollowUp, step.Value(at[1]), float64(n) / most})
	}
	dots := func(points *Points, x float64, h summary.Histogram) {
		largest := 1.0
		for _, n := range h.All() {
			largest = max(largest, float64(n))
		}
		points.Size *= math.Sqrt(min(largest, 9))
		for t, n := range h.All() {
			points.Points = append(points.Points, Point{x, step.Value(t), float64(n) / largest})
		}
	}
	dots(&before, atBaseline, o.before)
	dots(&after, atFollowUp, o.after)
	return []Layer{lines, before, after}
}

// crowd draws the counts of both visits as bars that point away from each other
// and the joint counts as lines, their shade proportional to the people.
func (o outcome) crowd(classes bins) ([]Layer, error) {
	before, after := classes.histogram(o.before), classes.histogram(o.after)
	most := int64(1)
	for _, b := range append(append([]bin{}, before...), after...) {
		most = max(most, b.n)
	}
	bars := func(all []bin, x, direction float64, tone Tone) Boxes {
		boxes := Boxes{Tone: tone}
		for _, b := range all {
			low, high := classes.edges(b.start)
			gap := (high - low) * 0.08
			boxes.Boxes = append(boxes.Boxes, Box{x, x + direction*barLength*float64(b.n)/float64(most), low + gap, high - gap})
		}
		return boxes
	}
	lines := Lines{Tone: Pairs, Width: 0.9}
	cells := map[[2]summary.Score]int64{}
	var order [][2]summary.Score
	largest := int64(1)
	for at, n := range o.joint.Pairs() {
		cell := [2]summary.Score{classes.start(at[0]), classes.start(at[1])}
		if cells[cell] == 0 {
			order = append(order, cell)
		}
		cells[cell] += n
		largest = max(largest, cells[cell])
	}
	ink := min(fullInk/float64(o.flow.Pairs), 1/float64(largest))
	for _, cell := range order {
		lines.Lines = append(lines.Lines, Line{atBaseline, classes.middle(cell[0]), atFollowUp, classes.middle(cell[1]), float64(cells[cell]) * ink})
	}
	return []Layer{lines, bars(before, atBaseline, -1, Before), bars(after, atFollowUp, 1, After)}, nil
}

// altChange gives one outcome's numbers.
func (o outcome) altChange(w Words, p Panel) string {
	parts := []string{o.name() + ": " + strings.Join(p.Facts, "; ")}
	if p.Empty != "" {
		return parts[0] + ". " + p.Empty
	}
	parts = append(parts,
		fill(w.AltMeans, "pre", o.written("mean_pre"), "post", o.written("mean_post")),
		fill(w.AltAxis, "low", exactly(p.Y.Ticks[0].At), "high", exactly(p.Y.Ticks[len(p.Y.Ticks)-1].At)))
	return strings.Join(parts, "; ") + "."
}

// names lists the outcomes.
func names(all []outcome) string {
	var list []string
	for _, o := range all {
		list = append(list, clean(o.scale.Name()))
	}
	return strings.Join(list, ", ")
}
