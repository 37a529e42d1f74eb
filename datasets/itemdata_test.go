package datasets

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/cam-outcomes/cam/datasets/simulate"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// column reads a column of a published file.
func column(t *testing.T, path, header string) []string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, h := range records[0] {
		if h == header {
			var out []string
			for _, r := range records[1:] {
				out = append(out, r[i])
			}
			return out
		}
	}
	t.Fatalf("%s has no column %s", path, header)
	return nil
}

// scored lists the scores of an outcome's only visit, in order of the rows.
func scored(c *Cohort, outcome int) []string {
	var out []string
	for p := range c.participants {
		out = append(out, scoreText(c.series[outcome][0].score(p), c.scales[outcome].Step))
	}
	return out
}

// The GAD-7 of this survey has an attention check as its eighth question.
func TestSciops(t *testing.T) {
	path := realData(t, "sciops_gad7_shaps_items", "surveys.csv")
	_, err := Load(context.Background(), []string{path}, nil, Options{OneVisit: true}, nil)
	var asked *UsageError
	if !errors.As(err, &asked) || !strings.Contains(asked.Hint, "--outcome 'gad7=gad7_q{01..07}'") {
		t.Errorf("the attention check is not asked about: %v", err)
	}
	want := column(t, realData(t, "sciops_gad7_shaps_items", "scores.csv"), "gad7")
	for name, o := range map[string]Options{
		"surveys.csv": {Outcomes: []string{"gad7=gad7_q{01..07}"}},
		"items.csv":   {},
	} {
		o.OneVisit = true
		c := loadFile(t, realData(t, "sciops_gad7_shaps_items", name), o)
		if diff := cmp.Diff(want, scored(c, 0)); diff != "" {
			t.Errorf("%s: the totals differ from the published ones (-want +got):\n%s", name, diff)
		}
	}
}

// moments is what the reference says of a score.
type moments struct{ Mean, SD float64 }

// Headers D1 to D9 and a byte order mark; a row is a participant.
func TestUKM(t *testing.T) {
	c := loadFile(t, realData(t, "ukm_phq9_gad7_pss10_items", "items_original.csv"), Options{
		Outcomes: []string{"phq9=D{1..9}", "gad7=A{1..7}"}, OneVisit: true})
	data, err := os.ReadFile(realData(t, "ukm_phq9_gad7_pss10_items", "reference.json"))
	if err != nil {
		t.Fatal(err)
	}
	var ref struct {
		PHQ9, GAD7 moments
		PHQ9Bands  map[string]int `json:"phq9_bands"`
		GAD7Bands  map[string]int `json:"gad7_bands"`
	}
	if err := json.Unmarshal(data, &ref); err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		name  string
		m     moments
		bands map[string]int
	}{{"phq9", ref.PHQ9, ref.PHQ9Bands}, {"gad7", ref.GAD7, ref.GAD7Bands}} {
		published := column(t, realData(t, "ukm_phq9_gad7_pss10_items", "scored_expected.csv"), want.name)
		if diff := cmp.Diff(published, scored(c, i)); diff != "" {
			t.Errorf("%s: the totals differ (-want +got):\n%s", want.name, diff)
		}
		scale := c.Scales()[i]
		bands := make(map[string]int)
		var n, sum, squares float64
		for p := range c.participants {
			s := c.series[i][0].score(p)
			v := scale.Step.Value(s)
			n, sum, squares = n+1, sum+v, squares+v*v
			bands[scale.Bands[summary.BandOf(scale.Bands, s, scale.Step)].Label]++
		}
		got := moments{sum / n, math.Sqrt((squares - sum*sum/n) / (n - 1))}
		if diff := cmp.Diff(want.m, got, cmpopts.EquateApprox(1e-12, 0)); diff != "" {
			t.Errorf("%s differs from the reference (-want +got):\n%s", want.name, diff)
		}
		if diff := cmp.Diff(want.bands, bands); diff != "" {
			t.Errorf("%s: the bands differ (-want +got):\n%s", want.name, diff)
		}
	}
}

// What the first rows did not show is an error with its place, and standard
// input is read once.
func TestLaterRowsAreChecked(t *testing.T) {
	var b strings.Builder
	b.WriteString("id,visit,gad7_1,gad7_2,gad7_3,gad7_4,gad7_5,gad7_6,gad7_7\n")
	for i := range aheadRows + 500 {
		for v, visit := range []string{"pre", "post"} {
			fmt.Fprintf(&b, "p%d,%s,0,1,2,3,0,1,%d\n", i, visit, v)
		}
	}
	c := loadText(t, b.String(), Options{})
	if got, want := joints(t, c)[0].Flow(), (summary.Flow{Enrolled: aheadRows + 500, Pre: aheadRows + 500, Post: aheadRows + 500, Pairs: aheadRows + 500}); got != want {
		t.Errorf("flow %+v, want %+v", got, want)
	}
	b.WriteString("late,pre,0,0,0,9,0,0,0\n")
	_, err := Load(context.Background(), []string{"-"}, strings.NewReader(b.String()), Options{}, nil)
	if want := strconv.Itoa(2*(aheadRows+500)+2) + ":6 (\"gad7_4\")"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("no error at %s: %v", want, err)
	}
}

// Scoring allocates nothing for a row.
func BenchmarkLoadItems(b *testing.B) {
	for _, labels := range []bool{false, true} {
		text := simulated(b, simulate.Options{N: 20_000, Labels: labels})
		rows := strings.Count(text, "\n") - 1
		b.Run(fmt.Sprintf("labels=%t", labels), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Load(context.Background(), []string{"-"}, strings.NewReader(text), Options{Units: servings}, nil); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(rows), "ns/row")
		})
	}
}
