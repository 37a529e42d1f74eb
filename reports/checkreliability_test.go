package reports

import (
	"bytes"
	"strings"
	"testing"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/reports/text"
)

// A check says the same of reliability in every language and format, and
// nothing of it unasked.
func TestReliabilityOfACheck(t *testing.T) {
	surveys := [][]summary.Score{{0, 1, 1}, {1, 1, 2}, {2, 3, 2}, {3, 2, 3}, {0, 0, 1}, {1, 2, 1}}
	columns := []summary.Column{{Name: "a", Step: summary.Unit}, {Name: "b", Step: summary.Unit}, {Name: "c", Step: summary.Unit}}
	items, err := summary.NewMoments(columns, func(yield func([]summary.Score, int64) bool) {
		for _, s := range surveys {
			if !yield(s, 1) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	result, err := analysis.InternalConsistency(items, analysis.InternalConsistencyOptions{})
	if err != nil {
		t.Fatal(err)
	}
	alpha := Interval{Estimate: result.Alpha, Low: result.Low, High: result.High, Places: 2}
	for _, l := range text.Languages() {
		for _, format := range []string{"text", "md"} {
			for _, c := range []struct {
				name string
				all  []Consistency
				want string
			}{
				{"one", []Consistency{{Outcome: "mood", Result: result}}, alpha.Text(l)},
				{"none", []Consistency{}, l.Phrase("check_reliability_none")},
				{"unasked", nil, ""},
			} {
				var out bytes.Buffer
				checked := Checked{Check: &summary.Check{}, Reliability: c.all}
				if err := WriteChecked(&out, checked, format, Style{Language: l}); err != nil {
					t.Fatal(err)
				}
				plain := strings.Join(strings.Fields(out.String()), " ")
				if !strings.Contains(plain, strings.Join(strings.Fields(c.want), " ")) {
					t.Errorf("%s %s %s: %q is not in\n%s", l, format, c.name, c.want, out.String())
				}
				if asked := strings.Contains(plain, l.Phrase("check_caption_reliability")); asked != (c.all != nil) {
					t.Errorf("%s %s %s: reliability is told: %v", l, format, c.name, asked)
				}
			}
		}
	}
}
