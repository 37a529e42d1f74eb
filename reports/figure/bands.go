package figure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// longCounts is the number of pairs from which segments give their count alone:
// the number of all stands above the bars.
const longCounts = 10_000

// Bands draws the severity bands at baseline and follow-up as stacked bars of
// shares, over the complete pairs, every segment with its count. Outcomes
// without bands are named in a note; it is an error where none has any.
func Bands(r *analysis.Report, o Options) (Figure, error) {
	w, f, err := o.start(r)
	if err != nil {
		return Figure{}, err
	}
	all, err := outcomes(r, o.Stratum)
	if err != nil {
		return Figure{}, err
	}
	var shown []outcome
	var without []string
	for _, one := range all {
		if len(one.scale.Bands) < 2 {
			without = append(without, clean(one.scale.Name()))
			continue
		}
		shown = append(shown, one)
	}
	if len(shown) == 0 {
		return Figure{}, fmt.Errorf("no outcome has severity bands; figure \"change\" or \"distribution\" needs none")
	}
	f.Title, f.Subtitle = w.BandsTitle, subtitle(w, shown, o.Stratum)
	alt := []string{fill(w.AltBands, "outcomes", names(shown))}
	for _, one := range shown {
		p := one.panel(w, sameVisits(shown))
		p.X.Hidden, p.Y.Hidden = true, true
		p.Size = Size{LeastWidth: 232, Width: 270, LeastHeight: 80, Height: 130}
		stacks, smallest, err := one.stacks(w)
		if err != nil {
			return Figure{}, err
		}
		if p.Empty == "" && smallest > 0 && smallest < o.MinCell {
			p.Empty, p.Facts = fill(w.Withheld, "least", integer(o.MinCell)), nil
		}
		if p.Empty == "" {
			p.Layers = append(p.Layers, stacks)
		}
		f.Panels = append(f.Panels, p)
		alt = append(alt, one.altBands(w, p, stacks))
	}
	f.Notes = append(f.Notes, w.Stacked)
	if slices.ContainsFunc(shown, func(o outcome) bool { return o.scale.Better == summary.Unknown }) {
		f.Notes = append(f.Notes, w.NoDirection)
	}
	if len(without) > 0 {
		f.Notes = append(f.Notes, fill(w.WithoutBands, "outcomes", strings.Join(without, ", ")))
	}
	f.Notes = append(f.Notes, w.NotCausal)
	f.Alt = strings.Join(alt, " ")
	return f, nil
}

// stacks returns both bars and the smallest count that is not zero.
func (o outcome) stacks(w Words) (Stacks, int64, error) {
	banded, err := o.joint.Banded(o.scale.Bands)
	if err != nil {
		return Stacks{}, 0, err
	}
	k := len(o.scale.Bands)
	counts := [2][]int64{make([]int64, k), make([]int64, k)}
	for at, n := range banded.Pairs() {
		counts[0][at[0]] += n
		counts[1][at[1]] += n
	}
	smallest := int64(0)
	var s Stacks
	for i, name := range []string{w.Baseline, w.FollowUp} {
		s.Stacks[i].Name = name
		for j, band := range o.scale.Bands {
			n := counts[i][j]
			if n > 0 && (smallest == 0 || n < smallest) {
				smallest = n
			}
			label := band.Label
			if label == "" {
				label = band.ID
			}
			depth := float64(j) / float64(k-1)
			if o.scale.Better == summary.Higher {
				depth = 1 - depth
			}
			segment := Segment{Name: clean(label), Count: integer(n), Depth: depth}
			if o.flow.Pairs < longCounts {
				segment.Count += "/" + integer(o.flow.Pairs)
			}
			if o.flow.Pairs > 0 {
				segment.Share = float64(n) / float64(o.flow.Pairs)
				segment.Percent = percent(n, o.flow.Pairs)
			}
			s.Stacks[i].Segments = append(s.Stacks[i].Segments, segment)
		}
	}
	return s, smallest, nil
}

// altBands gives one outcome's counts.
func (o outcome) altBands(w Words, p Panel, s Stacks) string {
	start := o.name() + ": " + strings.Join(p.Facts, "; ")
	if p.Empty != "" {
		return start + ". " + p.Empty
	}
	parts := []string{start}
	for j, before := range s.Stacks[0].Segments {
		after := s.Stacks[1].Segments[j]
		parts = append(parts, fill(w.Band, "band", before.Name,
			"before", before.Count+" ("+before.Percent+")", "after", after.Count+" ("+after.Percent+")"))
	}
	return strings.Join(parts, "; ") + "."
}
