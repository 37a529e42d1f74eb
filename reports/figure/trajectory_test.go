package figure

import (
	"bytes"
	"fmt"
	"math"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// TestLanes: bars of groups at one visit do not touch where visits have room, and
// nowhere are two of them at one place; their order stays.
func TestLanes(t *testing.T) {
	th := newTheme(1)
	rapid.Check(t, func(t *rapid.T) {
		times := rapid.SliceOfNDistinct(rapid.Float64Range(0, 100), 1, 12, rapid.ID).Draw(t, "times")
		length := vg.Length(rapid.Float64Range(100, 1000).Draw(t, "length"))
		x := func(v float64) vg.Length { return vg.Length(v) / 100 * length }
		groups := rapid.IntRange(2, mostGroups).Draw(t, "groups")
		for _, at := range times {
			last := vg.Length(math.Inf(-1))
			room := length
			for _, other := range times {
				if other != at {
					room = min(room, abs(x(other)-x(at)))
				}
			}
			for g := range groups {
				lane := Lane{Of: groups, At: g, Among: times}
				pitch := lane.pitch(at, x, th)
				stands := x(at) + lane.shift(pitch)
				if stands-last < 1.5 {
					t.Fatalf("lane %d of %d is %v from the one before", g, groups, stands-last)
				}
				last = stands
				if reach := abs(stands-x(at)) + 0.42*pitch; room > 3*vg.Length(groups) && reach > room/2 {
					t.Fatalf("lane %d of %d reaches %v, where the next visit is %v away", g, groups, reach, room)
				}
			}
		}
	})
}

// TestGroupTones: points of every group stand out from paper, and no two groups
// that follow each other share a shape, a dash or nearly the lightness.
func TestGroupTones(t *testing.T) {
	th := newTheme(1)
	var keys []Key
	groups := named("%d", mostGroups)
	for _, g := range groups {
		keys = append(keys, keyOf(g, groups))
	}
	for i, k := range keys {
		if c := contrast(th.tones[k.Tone], th.paper); c < 3 {
			t.Errorf("group %d on paper has a contrast of %.2f", i+1, c)
		}
		for _, other := range keys[:i] {
			if k.Shape == other.Shape || k.Dash == other.Dash || k.Tone == other.Tone {
				t.Errorf("groups %d and another look alike: %+v and %+v", i+1, k, other)
			}
		}
		if i > 0 && contrast(th.tones[k.Tone], th.tones[keys[i-1].Tone]) < 1.25 {
			t.Errorf("groups %d and %d have the lightness in common", i, i+1)
		}
	}
}

// TestTrajectoryMarks: one person has no interval, nobody no point, an outcome
// without a model no line; all of it is said.
func TestTrajectoryMarks(t *testing.T) {
	one := analysis.Trajectory{Outcome: "a", Scale: summary.Scale{ID: "a"}, Unit: "weeks", Groups: []analysis.Course{{Observed: []analysis.Observation{
		{Visit: "first", Time: 0, N: 9, Mean: analysis.Num(4), Low: analysis.Num(3), High: analysis.Num(5)},
		{Visit: "second", Time: 2, N: 1, Mean: analysis.Num(2), Low: analysis.Num(2), High: analysis.Num(2)},
		{Visit: "third", Time: 9, N: 0, Mean: analysis.Num(7)},
	}}}}
	other := one
	other.Groups = []analysis.Course{{Fitted: []analysis.Fitted{{Time: 0, Mean: analysis.Num(3)}, {Time: 9, Mean: analysis.Num(1)}}}}
	other.Decisions = []summary.Decision{{Code: "synthetic_data"}}
	f, err := trajectories([]analysis.Trajectory{one, other}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var points, intervals, lines int
	for _, l := range f.Panels[0].Layers {
		switch l := l.(type) {
		case Points:
			points += len(l.Points)
		case Intervals:
			intervals += len(l.Intervals)
		case Curve:
			lines += len(l.Through)
		}
	}
	if points != 2 || intervals != 1 || lines != 0 {
		t.Errorf("%d points, %d intervals and %d ends of lines", points, intervals, lines)
	}
	w := English()
	want := []string{w.Synthetic, fill(w.Observed, "level", "95%"), fill(w.FittedLine, "level", "95%"), w.NotFitted, w.OneAlone, w.NotCausal}
	if diff := cmp.Diff(want, f.Notes); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
	alt := "Means over time of a, a, observed and as a model fits them. a. first, n\u00a0=\u00a09: mean 4.00 [3.00, 5.00]; second, n\u00a0=\u00a01: mean 2.00. " +
		"a. the model's line goes from 3 to 1."
	if diff := cmp.Diff(alt, f.Alt); diff != "" {
		t.Errorf("alt (-want +got):\n%s", diff)
	}
}

// TestTrajectoryMinCell: no mark, number or sentence stands for fewer people than
// the least.
func TestTrajectoryMinCell(t *testing.T) {
	for _, c := range trajectoryCases() {
		f, err := trajectories(c.all, Options{MinCell: 11})
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range f.Panels {
			var drawn, enough int
			for _, l := range p.Layers {
				if l, ok := l.(Points); ok {
					drawn += len(l.Points)
				}
			}
			for _, course := range c.all[i].Groups {
				for _, v := range course.Observed {
					if v.N >= 11 {
						enough++
					}
				}
			}
			if drawn != enough {
				t.Errorf("%s panel %d draws %d means, not the %d of enough people", c.name, i, drawn, enough)
			}
			for _, column := range p.Columns.Columns {
				for _, cell := range column.Cells {
					if len(cell) == 1 && cell != "0" {
						t.Errorf("%s panel %d shows n = %s", c.name, i, cell)
					}
				}
			}
		}
	}
}

func TestTrajectoryWritten(t *testing.T) {
	var got txtar.Archive
	for _, c := range trajectoryCases() {
		before := fmt.Sprintf("%+v", c.all)
		f, err := c.draw()
		if err != nil {
			t.Fatal(err)
		}
		checkSVG(t, c.name, f)
		switch c.name {
		case "five", "few", "spanish", "unequal":
			got.Files = append(got.Files, txtar.File{Name: c.name + ".svg", Data: rounded(written(t, f, SVG))})
			for _, format := range []Format{SVG, PNG, PDF} {
				again, err := c.draw()
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(written(t, f, format), written(t, again, format)) {
					t.Errorf("%s.%s differs between runs", c.name, format)
				}
			}
		}
		if diff := cmp.Diff(before, fmt.Sprintf("%+v", c.all)); diff != "" {
			t.Errorf("%s (-before +after):\n%s", c.name, diff)
		}
	}
	golden(t, "trajectory", &got)
}

func TestTrajectoryRefusals(t *testing.T) {
	all := trajectoryCases()[0].all
	seven := program{scale: symptoms("a", "A", 27), visits: []string{"v"}, times: []float64{0}, n: 9, sd: 1, groups: named("group %d", 7)}.trajectory()
	lost := analysis.Trajectory{Outcome: "a", Groups: []analysis.Course{{Observed: []analysis.Observation{{Visit: "v", Time: math.NaN()}}}}}
	far := analysis.Trajectory{Outcome: "a", Groups: []analysis.Course{{Fitted: []analysis.Fitted{{Time: math.Inf(1)}}}}}
	for name, c := range map[string]struct {
		all  []analysis.Trajectory
		o    Options
		want string
	}{
		"nothing":  {nil, Options{}, "no outcome has three visits or more to draw over time; two are drawn by change"},
		"stratum":  {all, Options{Stratum: "site=Z"}, `no trajectory is of stratum "site=Z"; there are ""`},
		"language": {all, Options{Language: "fr"}, `language "fr" is neither en nor es`},
		"groups":   {[]analysis.Trajectory{seven}, Options{}, "a figure tells at most 6 groups apart, and these are 7; draw some of them, or strata one by one"},
		"time":     {[]analysis.Trajectory{lost}, Options{}, `outcome "a": the time of visit "v" is not a number`},
		"fitted":   {[]analysis.Trajectory{far}, Options{}, `outcome "a": a fitted time is not a number`},
	} {
		f, err := trajectories(c.all, c.o)
		if err == nil || err.Error() != c.want || !reflect.DeepEqual(f, Figure{}) {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}
