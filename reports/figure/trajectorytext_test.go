package figure

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// TestTrajectoryTextsStandApart draws every case narrow, in its own size and wide.
func TestTrajectoryTextsStandApart(t *testing.T) {
	for _, c := range trajectoryCases() {
		f, err := c.draw()
		if err != nil {
			t.Fatal(err)
		}
		for _, width := range []float64{260, 300, 0, 510, 900, 1200, 3000} {
			f.Width = width
			found, err := collisions(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, one := range found {
				t.Errorf("%s at width %g: %s", c.name, width, one)
			}
		}
	}
}

// TestAnyTrajectoryStandsApart draws courses with arbitrary names, visits, times,
// groups, ranges and people.
func TestAnyTrajectoryStandsApart(t *testing.T) {
	word := rapid.StringOfN(rapid.RuneFrom([]rune("aeinrstWM.-_/&<{}éñßЖα中\t\u00a0")), 1, 30, -1)
	label := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(word, 0, 8).Draw(t, "words"), " ")
	})
	number := func(t *rapid.T, name string, low, high float64) analysis.Number {
		if rapid.IntRange(0, 9).Draw(t, name+" there") == 0 {
			return analysis.Number{}
		}
		return analysis.Num(rapid.Float64Range(low, high).Draw(t, name))
	}
	rapid.Check(t, func(t *rapid.T) {
		groups := rapid.SliceOfNDistinct(label, 1, mostGroups, rapid.ID).Draw(t, "groups")
		var all []analysis.Trajectory
		for i := range rapid.IntRange(1, 3).Draw(t, "outcomes") {
			size := rapid.SampledFrom([]float64{1, 27, 1e4, 1e13}).Draw(t, "size")
			one := analysis.Trajectory{Outcome: fmt.Sprint(i), Unit: label.Draw(t, "unit")}
			one.Scale = summary.Scale{ID: one.Outcome, Label: label.Draw(t, "label"), Better: summary.Direction(rapid.IntRange(0, 2).Draw(t, "better"))}
			if rapid.Bool().Draw(t, "range") {
				one.Scale.Range = summary.Range{Low: whole(0), High: whole(27)}
			}
			times := rapid.SliceOfNDistinct(rapid.Float64Range(-1, 100), 0, 14, rapid.ID).Draw(t, "times")
			slices.Sort(times)
			for _, group := range groups {
				c := analysis.Course{Group: group, People: rapid.Int64Range(0, 1e6).Draw(t, "people")}
				for k, at := range times {
					mean := rapid.Float64Range(-size, size).Draw(t, "mean")
					v := analysis.Observation{Visit: label.Draw(t, "visit"), Time: at, N: rapid.SampledFrom([]int64{0, 1, 2, 43, 1_000_000}).Draw(t, "n"), Mean: number(t, "mean", -size, size)}
					v.Low, v.High = number(t, "low", mean-size, mean), number(t, "high", mean, mean+size)
					if rapid.Bool().Draw(t, "asked") {
						c.Observed = append(c.Observed, v)
					}
					if k > 0 || rapid.Bool().Draw(t, "fitted") {
						c.Fitted = append(c.Fitted, analysis.Fitted{Time: at, Mean: v.Mean, Low: v.Low, High: v.High})
					}
				}
				one.Groups = append(one.Groups, c)
			}
			all = append(all, one)
		}
		o := Options{
			Width:    rapid.SampledFrom([]float64{0, 270, 400, 700, 2000}).Draw(t, "width"),
			Language: rapid.SampledFrom([]string{"en", "es"}).Draw(t, "language"),
			MinCell:  rapid.SampledFrom([]int64{0, 11}).Draw(t, "least"),
		}
		f, err := trajectories(all, o)
		if err != nil {
			t.Fatal(err)
		}
		found, err := collisions(f)
		if err != nil {
			t.Fatal(err)
		}
		if len(found) > 0 {
			t.Fatal(strings.Join(found, "\n"))
		}
	})
}

// TestEveryVisitIsCounted: every n of every group is written in every panel.
func TestEveryVisitIsCounted(t *testing.T) {
	for _, c := range trajectoryCases() {
		f, err := c.draw()
		if err != nil {
			t.Fatal(err)
		}
		for _, width := range []float64{260, 0, 1200} {
			f.Width = width
			g, th, err := layout(f)
			if err != nil {
				t.Fatal(err)
			}
			canvas := newTextCanvas()
			paint(canvas, f, g, th)
			var written []string
			for _, text := range canvas.texts {
				written = append(written, text.text)
			}
			page := strings.Join(written, " ")
			for i, one := range c.all {
				if f.Panels[i].Empty != "" {
					continue
				}
				for _, course := range one.Groups {
					for _, v := range course.Observed {
						n := integer(v.N)
						if v.N > 0 && v.N < c.options.MinCell {
							n = "<\u00a0" + integer(c.options.MinCell)
						}
						if !strings.Contains(page, n) {
							t.Errorf("%s at width %g lacks the n %s of %s", c.name, width, n, v.Visit)
						}
					}
				}
			}
		}
	}
}

// TestNarrowTrajectory: where axis labels and names leave next to no room, and
// where times are as good as one, figures are drawn all the same.
func TestNarrowTrajectory(t *testing.T) {
	for _, times := range [][2]float64{{0, 5e-324}, {1, 1 + 1e-15}, {0, 1}} {
		c := analysis.Course{Group: strings.Repeat("W", 30)}
		for i, at := range times {
			c.Observed = append(c.Observed, analysis.Observation{Visit: "a visit", Time: at, N: 9, Mean: analysis.Num(1e13 + float64(i))})
		}
		all := []analysis.Trajectory{{Outcome: "a", Unit: "weeks", Groups: []analysis.Course{c}}}
		f, err := trajectories(all, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, width := range []float64{258, 300, 0} {
			f.Width = width
			if _, err := collisions(f); err != nil {
				t.Fatal(err)
			}
		}
		f.Panels[0].Size.LeastWidth = 60
		f.Width = 90
		if _, err := collisions(f); err != nil {
			t.Fatal(err)
		}
	}
}
