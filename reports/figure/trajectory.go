package figure

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// mostGroups is the number of groups that tones, shapes and dashes tell apart.
const mostGroups = 6

// Trajectory draws each outcome over time, to scale: observed means with their
// intervals, the number of people at every visit below the axis, and behind them
// the means that a model fits, with their band. Groups stand side by side at a
// visit, are named where their lines end, and differ in tone, in the shape of
// their points and in the dashes of their lines.
//
// It is an error where nothing is of the stratum, where there are more than six
// groups, and where a time is not a number.
func Trajectory(r *analysis.Report, o Options) (Figure, error) {
	all := slices.Clone(r.Trajectories)
	for i := range all {
		all[i].Decisions = slices.Concat(all[i].Decisions, r.Decisions)
	}
	return trajectories(all, o)
}

func trajectories(all []analysis.Trajectory, o Options) (Figure, error) {
	w, err := o.words()
	if err != nil {
		return Figure{}, err
	}
	var chosen []trajectory
	for _, t := range all {
		if t.Stratum == o.Stratum {
			chosen = append(chosen, newTrajectory(t))
		}
	}
	if len(chosen) == 0 {
		return Figure{}, noTrajectory(all, o.Stratum)
	}
	groups, err := groupsOf(chosen)
	if err != nil {
		return Figure{}, err
	}
	f := Figure{Title: w.TrajectoryTitle, Language: w.Language, Width: o.Width, Height: o.Height, DPI: o.DPI}
	if o.Stratum != "" {
		f.Subtitle = fill(w.Stratum, "stratum", shown(o.Stratum))
	}
	var outcomes, alt []string
	var seen drawn
	for _, one := range chosen {
		if err := one.check(); err != nil {
			return Figure{}, err
		}
		p := one.panel(w, groups, o.MinCell, &seen)
		f.Panels = append(f.Panels, p)
		outcomes = append(outcomes, clean(one.Scale.Name()))
		alt = append(alt, one.alt(w, p, o.MinCell))
	}
	f.Notes = seen.notes(w, chosen)
	f.Alt = strings.Join(append([]string{fill(w.AltTrajectory, "outcomes", strings.Join(outcomes, ", "))}, alt...), " ")
	return f, nil
}

func noTrajectory(all []analysis.Trajectory, stratum string) error {
	if len(all) == 0 {
		return fmt.Errorf("no outcome has three visits or more to draw over time; two are drawn by change")
	}
	var strata []string
	for _, t := range all {
		if name := fmt.Sprintf("%q", t.Stratum); !slices.Contains(strata, name) && len(strata) < 5 {
			strata = append(strata, name)
		}
	}
	return fmt.Errorf("no trajectory is of stratum %q; there are %s", stratum, strings.Join(strata, ", "))
}

// groupsOf names the groups of all panels in the order in which they come, so
// that one has the same marks everywhere.
func groupsOf(all []trajectory) ([]string, error) {
	var groups []string
	for _, t := range all {
		for _, c := range t.Groups {
			if c.Group != "" && !slices.Contains(groups, c.Group) {
				groups = append(groups, c.Group)
			}
		}
	}
	if len(groups) > mostGroups {
		return nil, fmt.Errorf("a figure tells at most %d groups apart, and these are %d; draw some of them, or strata one by one", mostGroups, len(groups))
	}
	return groups, nil
}

// drawn is what the notes have to explain.
type drawn struct {
	means, intervals, fits, unfitted, single, short, whole bool
	level                                                  analysis.Number
}

func (d *drawn) notes(w Words, all []trajectory) []string {
	var notes []string
	for _, t := range all {
		if notes == nil && slices.ContainsFunc(t.Decisions, func(d summary.Decision) bool { return d.Code == "synthetic_data" }) {
			notes = append(notes, w.Synthetic)
		}
	}
	add := func(when bool, note string) {
		if when {
			notes = append(notes, fill(note, "level", levelText(d.level)))
		}
	}
	add(d.means && d.intervals, w.Observed)
	add(d.means && !d.intervals, w.ObservedOnly)
	add(d.fits, w.FittedLine)
	add(d.fits && d.unfitted, w.NotFitted)
	add(d.short, w.ShortBars)
	add(d.single, w.OneAlone)
	add(d.whole && d.means, w.NotCausal)
	return notes
}

// trajectory is an outcome over time with what its panel needs to know.
type trajectory struct {
	analysis.Trajectory
	places int // decimals of means
}

// newTrajectory derives the decimals of means from the widths of the intervals,
// which tell the standard deviation: a half width is about 2 SD/√n.
func newTrajectory(t analysis.Trajectory) trajectory {
	sd := 0.0
	for _, c := range t.Groups {
		for _, v := range c.Observed {
			low, okLow := v.Low.Get()
			high, okHigh := v.High.Get()
			if okLow && okHigh && v.N > 2 {
				sd = max(sd, (high-low)/4*math.Sqrt(float64(v.N)))
			}
		}
	}
	return trajectory{t, placesFor(t.Scale.Step.Float(), analysis.Num(sd))}
}

// check refuses times that cannot be placed.
func (t trajectory) check() error {
	unplaced := func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) }
	for _, c := range t.Groups {
		for _, v := range c.Observed {
			if unplaced(v.Time) {
				return fmt.Errorf("outcome %q: the time of visit %q is not a number", t.Outcome, v.Visit)
			}
		}
		for _, v := range c.Fitted {
			if unplaced(v.Time) {
				return fmt.Errorf("outcome %q: a fitted time is not a number", t.Outcome)
			}
		}
	}
	return nil
}

// kept is a course without the visits whose marks would stand for too few.
func kept(c analysis.Course, minCell int64) (out analysis.Course, withheld bool) {
	out = c
	out.Observed = nil
	most := int64(0)
	for _, v := range c.Observed {
		most = max(most, v.N)
		switch _, ok := v.Mean.Get(); {
		case v.N > 0 && v.N < minCell:
			withheld = true
		case ok && v.N > 0:
			out.Observed = append(out.Observed, v)
		}
	}
	if max(most, c.People) < minCell {
		withheld = withheld || len(c.Fitted) > 0
		out.Fitted = nil
	}
	return out, withheld
}

// alt gives one outcome's numbers.
func (t trajectory) alt(w Words, p Panel, minCell int64) string {
	start := strings.Join(append([]string{p.Title}, p.Facts...), "; ")
	if p.Empty != "" {
		return start + ". " + p.Empty
	}
	sentences := []string{start}
	for _, c := range t.Groups {
		c, _ = kept(c, minCell)
		var parts []string
		for _, v := range c.Observed {
			text := fill(w.AltVisit, "visit", clean(v.Visit), "n", integer(v.N), "mean", t.written(v.Mean))
			if _, ok := v.Low.Get(); ok && v.N > 1 {
				text += " [" + t.written(v.Low) + ", " + t.written(v.High) + "]"
			}
			parts = append(parts, text)
		}
		if k := len(c.Fitted); k > 0 {
			parts = append(parts, fill(w.AltFitted, "first", t.written(c.Fitted[0].Mean), "last", t.written(c.Fitted[k-1].Mean)))
		}
		text := strings.Join(parts, "; ")
		if c.Group != "" {
			text = clean(c.Group) + ": " + text
		}
		sentences = append(sentences, text)
	}
	return strings.Join(sentences, ". ") + "."
}

// written is a mean, rounded; a dash where there is none.
func (t trajectory) written(n analysis.Number) string {
	v, ok := n.Get()
	if !ok {
		return "–"
	}
	return decimal(v, t.places)
}
