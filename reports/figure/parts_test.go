package figure

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// TestContrast: text on every shade of a band reaches 4.5, marks that are told
// apart by shade differ in luminance, and shades darken with severity.
func TestContrast(t *testing.T) {
	th := newTheme(1)
	last := math.Inf(1)
	for i := range 101 {
		shade := th.shade(float64(i) / 100)
		if c := contrast(th.on(shade), shade); c < 4.5 {
			t.Errorf("text on shade %d%% has a contrast of %.2f", i, c)
		}
		if l := luminance(shade); l >= last {
			t.Errorf("shade %d%% is no darker than the one before", i)
		} else {
			last = l
		}
	}
	for _, text := range []Tone{Ink, Quiet, Accent, After} {
		if c := contrast(th.tones[text], th.paper); c < 4.5 {
			t.Errorf("tone %d on paper has a contrast of %.2f", text, c)
		}
	}
	if c := contrast(th.tones[Before], th.tones[After]); c < 2.5 {
		t.Errorf("baseline and follow-up have a contrast of %.2f", c)
	}
}

// TestTicks: ticks ascend, lie on the axis and read as what they are.
func TestTicks(t *testing.T) {
	labels := func(ticks []Tick) string {
		var all []string
		for _, tick := range ticks {
			all = append(all, tick.Label)
		}
		return strings.Join(all, " ")
	}
	for _, c := range []struct {
		got  []Tick
		want string
	}{
		{rangeTicks(0, 27, 6, true), "0 5 10 15 20 27"},
		{rangeTicks(1, 5, 6, false), "1 2 3 4 5"},
		{niceTicks(-0.5, 0.5, 5, false), "−0.4 −0.2 0.0 0.2 0.4"},
		{niceTicks(0, 3, 3, true), "0 1 2 3"},
		{niceTicks(0, 1, 3, true), "0 1"},
		{niceTicks(0, 9e14, 3, true), "0 5×10^14"},
		{niceTicks(1e12, 1e12+20, 4, true), "1,000,000,000,000 1,000,000,000,005 1,000,000,000,010 1,000,000,000,015 1,000,000,000,020"},
	} {
		if diff := cmp.Diff(c.want, labels(c.got)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(-1e9, 1e9).Draw(t, "low")
		span := math.Pow(10, rapid.Float64Range(-4, 12).Draw(t, "span"))
		ticks := niceTicks(low, low+span, 6, rapid.Bool().Draw(t, "whole"))
		// Beside a large offset a float64 itself is coarser than that part of the span.
		near := max(span*1e-6, 2*(math.Nextafter(math.Abs(low)+span, math.Inf(1))-math.Abs(low)-span))
		for i, tick := range ticks {
			if tick.At < low-near || tick.At > low+span+near || (i > 0 && tick.At <= ticks[i-1].At) {
				t.Fatalf("%v from %v to %v", ticks, low, low+span)
			}
		}
	})
}

// TestBins: classes are equally wide, keep everybody, and hold each score.
func TestBins(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		step := rapid.SampledFrom([]summary.Step{{Num: 1, Den: 1}, {Num: 1, Den: 6}, {Num: 1, Den: 10}, {Num: 5, Den: 1}, {Num: 3, Den: 7}}).Draw(t, "step")
		low := summary.Score(rapid.Int64Range(-1e12, 1e12).Draw(t, "low"))
		high := low + summary.Score(rapid.Int64Range(0, 1e13).Draw(t, "span"))
		b := newBins(step, low, high, mostLevels)
		if n := (int64(b.start(high))-int64(b.start(low)))/b.width + 1; n > mostLevels+1 {
			t.Fatalf("%d classes of %d scores", n, b.width)
		}
		at := summary.Score(rapid.Int64Range(int64(low), int64(high)).Draw(t, "at"))
		if start := b.start(at); start > at || at >= start+summary.Score(b.width) {
			t.Fatalf("%d is not in the class that starts at %d", at, start)
		}
		l, h := b.edges(b.start(at))
		if v := step.Value(at); v < l || v > h {
			t.Fatalf("%v is not between %v and %v", v, l, h)
		}
	})
	for _, c := range []struct {
		step summary.Step
		high summary.Score
		want string
	}{{summary.Unit, 63, "1"}, {summary.Unit, 200, "5"}, {summary.Step{Num: 1, Den: 10}, 600, "1"}, {summary.Step{Num: 1, Den: 6}, 120, "0.5"}} {
		if got := exactly(newBins(c.step, 0, c.high, mostLevels).size()); got != c.want {
			t.Errorf("scores up to %d ticks of %v are grouped by %s, not %s", c.high, c.step, got, c.want)
		}
	}
}

// TestApart: blocks keep their order, do not overlap and stay within the limits
// where there is room; with room to spare they stay where they are.
func TestApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var middles, heights []vg.Length
		total := vg.Length(0)
		for range rapid.IntRange(1, 8).Draw(t, "n") {
			middles = append(middles, vg.Length(rapid.Float64Range(0, 100).Draw(t, "middle")))
			heights = append(heights, vg.Length(rapid.Float64Range(1, 12).Draw(t, "height")))
			total += heights[len(heights)-1]
		}
		slices.Sort(middles)
		at := apart(middles, heights, 0, 100)
		for i := range at {
			if at[i]-heights[i]/2 < -1e-9 || at[i]+heights[i]/2 > 100+1e-9 {
				t.Fatalf("%v of heights %v leave 0 to 100", at, heights)
			}
			if i > 0 && at[i]-heights[i]/2 < at[i-1]+heights[i-1]/2-1e-9 {
				t.Fatalf("%v of heights %v overlap", at, heights)
			}
		}
	})
}

func TestWrap(t *testing.T) {
	style := newTheme(1).style(8, newTheme(1).paper, false, -1, 1)
	rapid.Check(t, func(t *rapid.T) {
		s := clean(rapid.String().Draw(t, "text"))
		width := vg.Length(rapid.Float64Range(20, 200).Draw(t, "width"))
		lines := wrap(s, style, width)
		for _, line := range lines {
			if style.Width(line) > width && len([]rune(line)) > 1 {
				t.Fatalf("%q is wider than %v", line, width)
			}
		}
		if a, b := strings.ReplaceAll(s, " ", ""), strings.ReplaceAll(strings.Join(lines, ""), " ", ""); a != b {
			t.Fatalf("%q became %q", a, b)
		}
	})
}

// TestMinCell: nothing drawn stands for fewer people than the least.
func TestMinCell(t *testing.T) {
	for _, c := range testCases(t) {
		for _, k := range ofPairs() {
			f, err := k.Draw(c.report, Options{MinCell: 11})
			if err != nil {
				continue
			}
			for i, p := range f.Panels {
				for _, l := range p.Layers {
					switch l := l.(type) {
					case Boxes:
						for _, b := range l.Boxes {
							if k.Name == "distribution" && math.Abs(b.Y1-b.Y0) < 11 {
								t.Errorf("%s/%s panel %d shows %v people", c.name, k.Name, i, b.Y1-b.Y0)
							}
						}
						if k.Name == "change" {
							t.Errorf("%s panel %d shows single scores", c.name, i)
						}
					case Stacks:
						for _, s := range l.Stacks {
							for _, seg := range s.Segments {
								count, _, _ := strings.Cut(strings.ReplaceAll(seg.Count, ",", ""), "/")
								if n, err := strconv.Atoi(count); err != nil || n > 0 && n < 11 {
									t.Errorf("%s panel %d shows %s", c.name, i, seg.Count)
								}
							}
						}
					}
				}
			}
		}
	}
}

// TestStratum: strata are drawn from their own counts, and a cluster's interval
// is the clustered one.
func TestStratum(t *testing.T) {
	phq := symptoms("phq9", "PHQ-9", 27, "minimal", "severe")
	all := []pairs{{phq, draws(60, 11, 5, -3, 27)}}
	r, err := analysis.Standard(t.Context(), counted(all), analysis.Spec{
		Outcomes: []analysis.Outcome{{Scale: "phq9", Pre: "baseline", Post: "month3"}}, By: []string{"site"}, Cluster: "group",
	})
	if err != nil {
		t.Fatal(err)
	}
	n := map[string]int64{}
	for _, flow := range r.Flow {
		n[flow.Stratum] = flow.Pairs
	}
	for _, stratum := range []string{"", "site=A", "site=AA"} {
		f, err := Change(r, Options{Stratum: stratum})
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf("n\u00a0=\u00a0%d of", n[stratum]); !strings.HasPrefix(f.Panels[0].Facts[0], want) {
			t.Errorf("stratum %q says %q, not %q", stratum, f.Panels[0].Facts[0], want)
		}
		if stratum != "" && !strings.Contains(f.Subtitle, "Only site\u00a0=\u00a0A") {
			t.Errorf("the subtitle %q does not name the stratum", f.Subtitle)
		}
		one, err := outcomes(r, stratum)
		if err != nil {
			t.Fatal(err)
		}
		if one[0].change.Variant != "cluster" {
			t.Errorf("stratum %q takes the interval of variant %q", stratum, one[0].change.Variant)
		}
	}
}

// TestInputsAreKept: drawing changes nothing in the report.
func TestInputsAreKept(t *testing.T) {
	c := testCases(t)[4]
	before := fmt.Sprintf("%+v", c.report)
	for _, k := range ofPairs() {
		if _, err := k.Draw(c.report, c.options); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(before, fmt.Sprintf("%+v", c.report)); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
}

// TestWords: both languages say everything, with the same names in braces.
func TestWords(t *testing.T) {
	english, spanish := reflect.ValueOf(English()), reflect.ValueOf(Spanish())
	names := regexp.MustCompile(`\{\w+\}`)
	for i := range english.NumField() {
		name := english.Type().Field(i).Name
		en, es := english.Field(i).String(), spanish.Field(i).String()
		a, b := slices.Sorted(slices.Values(names.FindAllString(en, -1))), slices.Sorted(slices.Values(names.FindAllString(es, -1)))
		if en == "" || es == "" || !slices.Equal(slices.Compact(a), slices.Compact(b)) {
			t.Errorf("%s: %q and %q", name, en, es)
		}
	}
}
