package figure

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// Residuals draws how mixed models fit, three panels an outcome: standardized
// residuals against the fitted means, the same against normal quantiles, and the
// influence of each person on the headline effect. It shows single surveys, and
// is for whoever holds the rows.
//
// It is an error where the report has no diagnostics.
func Residuals(r *analysis.Report, o Options) (Figure, error) {
	w, err := o.words()
	if err != nil {
		return Figure{}, err
	}
	if len(r.Diagnostics) == 0 {
		return Figure{}, fmt.Errorf("no model has diagnostics to draw")
	}
	f := Figure{Title: w.ResidualsTitle, Language: w.Language, Width: cmp.Or(o.Width, 720), Height: o.Height, DPI: o.DPI, Notes: []string{w.ResidualNotes}}
	if slices.ContainsFunc(r.Decisions, func(d summary.Decision) bool { return d.Code == "synthetic_data" }) {
		f.Notes = append([]string{w.Synthetic}, f.Notes...)
	}
	var names []string
	for _, d := range r.Diagnostics {
		name := clean(d.Name)
		names = append(names, name)
		f.Panels = append(f.Panels, residualPanel(w, name, d), quantilePanel(w, name, d), influencePanel(w, name, d))
	}
	f.Alt = fill(w.AltResiduals, "outcomes", strings.Join(names, ", "))
	return f, nil
}

// residualSize is what each panel needs.
var residualSize = Size{LeastWidth: 150, Width: 210, LeastHeight: 120, Height: 170}

// spread is an axis over values, with room about them.
func spread(values []float64, label string) Axis {
	low, high := slices.Min(values), slices.Max(values)
	room := (high - low) * .05
	if room == 0 {
		room = max(math.Abs(low)*.1, .5)
	}
	low, high = low-room, high+room
	return Axis{Label: label, Min: low, Max: high, Ticks: niceTicks(low, high, 5, false)}
}

// scatter draws points so that a few are dots and many do not blot.
func scatter(points []Point) Points {
	size := 5.0
	shape := Dot
	if len(points) > 200 {
		size, shape = 3.5, Ring
	}
	if len(points) > 5000 {
		size = 2
	}
	return Points{Points: points, Shape: shape, Tone: Before, Size: size}
}

func residualPanel(w Words, name string, d analysis.Diagnostics) Panel {
	var x, y []float64
	var points []Point
	for _, s := range d.Surveys {
		x, y = append(x, s.Fitted), append(y, s.Standardized)
		points = append(points, Point{s.Fitted, s.Standardized, 1})
	}
	p := Panel{Title: fill(w.ResidualFitted, "outcome", name), X: spread(x, w.FittedAxis), Y: spread(y, w.ResidualAxis), Size: residualSize}
	p.Layers = []Layer{
		Lines{Lines: []Line{{p.X.Min, 0, p.X.Max, 0, 1}}, Tone: Quiet, Width: .75, Dashed: true}, scatter(points),
	}
	return p
}

func quantilePanel(w Words, name string, d analysis.Diagnostics) Panel {
	var y []float64
	for _, s := range d.Surveys {
		y = append(y, s.Standardized)
	}
	slices.Sort(y)
	x := make([]float64, len(y))
	points := make([]Point, len(y))
	for i := range y {
		// Hazen's plotting positions, (i − ½)/n.
		x[i] = math.Sqrt2 * math.Erfinv(2*(float64(i)+.5)/float64(len(y))-1)
		points[i] = Point{x[i], y[i], 1}
	}
	p := Panel{Title: fill(w.Quantiles, "outcome", name), X: spread(x, w.NormalAxis), Y: spread(y, w.ResidualAxis), Size: residualSize}
	low, high := max(p.X.Min, p.Y.Min), min(p.X.Max, p.Y.Max)
	p.Layers = []Layer{Lines{Lines: []Line{{low, low, high, high, 1}}, Tone: Quiet, Width: .75, Dashed: true}, scatter(points)}
	return p
}

func influencePanel(w Words, name string, d analysis.Diagnostics) Panel {
	var x, y []float64
	var points []Point
	for _, person := range d.People {
		moved, ok := person.Moved.Get()
		distance, _ := person.Distance.Get()
		if ok {
			x, y = append(x, moved), append(y, distance)
			points = append(points, Point{moved, distance, 1})
		}
	}
	p := Panel{Title: fill(w.Influence, "outcome", name), Size: residualSize}
	if len(points) == 0 {
		p.Empty = w.NoScores
		return p
	}
	p.X, p.Y = spread(x, fill(w.InfluenceAxis, "effect", clean(d.Headline))), spread(append(y, 0), w.DistanceAxis)
	p.Layers = []Layer{Lines{Lines: []Line{{0, p.Y.Min, 0, p.Y.Max, 1}}, Tone: Quiet, Width: .75, Dashed: true}, scatter(points)}
	return p
}
