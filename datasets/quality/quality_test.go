package quality

import (
	"context"
	"errors"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/cam-outcomes/cam/datasets"
	"github.com/cam-outcomes/cam/datasets/simulate"
	"github.com/cam-outcomes/cam/datasets/summary"
)

func checkText(t testing.TB, text string, o datasets.Options) *summary.Check {
	t.Helper()
	check, _, err := Check(context.Background(), []string{"-"}, strings.NewReader(text), o, nil)
	if err != nil {
		t.Fatal(err)
	}
	return check
}

// told lists remarks as severity, code and column.
func told(c *summary.Check) []string {
	var all []string
	for _, r := range c.Remarks {
		all = append(all, strings.TrimSpace(string(r.Severity)+" "+r.Code+" "+r.Column))
	}
	return all
}

func shared(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", name)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		t.Skip("the shared data are not here")
	}
	return path
}

// Published data have faults: attention checks among the items, and names that
// recognition cannot read.
func TestPublishedData(t *testing.T) {
	for _, c := range []struct {
		file string
		o    datasets.Options
		want []string // among what is told
	}{
		{"sciops_gad7_shaps_items/surveys.csv", datasets.Options{}, []string{
			"error refused", "warning column_unlike_others gad7_q08", "warning column_runs_against shaps_q15", "warning column_runs_against bisbas_q13",
		}},
		{"ukm_phq9_gad7_pss10_items/items_original.csv", datasets.Options{}, []string{"error refused", "warning may_be_instrument D1", "warning may_be_instrument A1"}},
		{"jacobson_1989/long.csv", datasets.Options{Outcomes: []string{"das=das", "gds=gds"}}, nil},
	} {
		check, _, err := Check(context.Background(), []string{shared(t, c.file)}, nil, c.o, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := told(check)
		for _, w := range c.want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: %q is not told; told is\n%s", c.file, w, strings.Join(got, "\n"))
			}
		}
		if len(c.want) == 0 && check.Wrong() {
			t.Errorf("%s: told is\n%s", c.file, strings.Join(got, "\n"))
		}
	}
}

// Nothing is wrong with a simulated cohort, in either layout and coding; in each
// of these ways something is.
func TestSpoiledCohorts(t *testing.T) {
	for _, layout := range []simulate.Layout{simulate.Long, simulate.Wide} {
		for _, labels := range []bool{false, true} {
			if check := checkText(t, cohortText(t, simulate.Options{N: 200, Layout: layout, Labels: labels}), datasets.Options{Units: []string{"fv2=servings/day"}}); check.Wrong() {
				t.Errorf("layout %v, labels %v: told is\n%s", layout, labels, strings.Join(told(check), "\n"))
			}
		}
	}
	for name, c := range map[string]struct {
		spoil func(rows [][]string)
		want  string
	}{
		"shifted codes":   {func(rows [][]string) { change(rows, "gad7_", func(s string) string { return next(s) }) }, "error refused"},
		"turned item":     {func(rows [][]string) { change(rows, "gad7_4", turned) }, "warning item_runs_against gad7_4"},
		"unanswered item": {func(rows [][]string) { change(rows, "phq9_7", func(string) string { return "" }) }, "warning item_unanswered phq9_7"},
		"impossible":      {func(rows [][]string) { rows[3][column(rows, "phq9_2")] = "22" }, "error refused"},
		"minutes":         {func(rows [][]string) { change(rows, "evs_minutes", func(string) string { return "5000" }) }, "error refused"},
		"copied rows":     {func(rows [][]string) { copy(rows[9][9:], rows[2][9:]); copy(rows[14][9:], rows[2][9:]) }, "warning same_answers"},
		"twice":           {func(rows [][]string) { copy(rows[2], rows[1]) }, "error refused"},
		"straight lines": {func(rows [][]string) {
			for _, row := range rows[1:60] {
				for i := range 7 {
					row[column(rows, "gad7_1")+i] = "2"
				}
			}
		}, "warning straight_lining"},
		"e-mail": {func(rows [][]string) { change(rows, "site", func(string) string { return "ana@example.org" }) }, "warning identifier site"},
		"phone":  {func(rows [][]string) { change(rows, "site", func(string) string { return "(415) 555-0134" }) }, "warning identifier site"},
		"names": {func(rows [][]string) {
			for i, row := range rows[1:] {
				row[column(rows, "coaching_group")] = []string{"Ana", "Bo", "Cy", "Di"}[i%4] + " Smith" + strings.Repeat("e", i%50)
			}
		}, "warning identifier coaching_group"},
		"ids": {func(rows [][]string) { rows[1][0] = strings.ToLower(rows[1][0]) }, "warning id_spellings participant_id"},
	} {
		t.Run(name, func(t *testing.T) {
			text := cohortText(t, simulate.Options{N: 200})
			var rows [][]string
			for line := range strings.Lines(text) {
				rows = append(rows, strings.Split(strings.TrimRight(line, "\n"), ","))
			}
			c.spoil(rows)
			var b strings.Builder
			for _, row := range rows {
				b.WriteString(strings.Join(row, ",") + "\n")
			}
			check := checkText(t, b.String(), datasets.Options{Units: []string{"fv2=servings/day"}})
			if got := told(check); !slices.Contains(got, c.want) {
				t.Errorf("%q is not told; told is\n%s", c.want, strings.Join(got, "\n"))
			}
		})
	}
}

func cohortText(t testing.TB, o simulate.Options) string {
	t.Helper()
	var b strings.Builder
	if err := simulate.Write(&b, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func column(rows [][]string, header string) int { return slices.Index(rows[0], header) }

// change rewrites the columns whose header starts so.
func change(rows [][]string, header string, to func(string) string) {
	for i, h := range rows[0] {
		if strings.HasPrefix(h, header) {
			for _, row := range rows[1:] {
				row[i] = to(row[i])
			}
		}
	}
}

func next(s string) string { return map[string]string{"0": "1", "1": "2", "2": "3", "3": "4"}[s] }

func turned(s string) string { return map[string]string{"0": "3", "1": "2", "2": "1", "3": "0"}[s] }

// Reverse-keyed items that the file holds turned round already run against the
// scale once they are turned again; as the form has them, nothing is told.
func TestItemsTurnedAlready(t *testing.T) {
	for _, turned := range []bool{false, true} {
		r := rand.New(rand.NewPCG(3, 4))
		var b strings.Builder
		b.WriteString("id,pss_1,pss_2,pss_3,pss_4,pss_5,pss_6,pss_7,pss_8,pss_9,pss_10\n")
		for id := range 100 {
			b.WriteString(strconv.Itoa(id))
			level := r.IntN(5)
			for item := 1; item <= 10; item++ {
				answer := min(4, max(0, level+r.IntN(3)-1))
				if reversed := slices.Contains([]int{4, 5, 7, 8}, item); reversed && !turned {
					answer = 4 - answer
				}
				b.WriteString("," + strconv.Itoa(answer))
			}
			b.WriteString("\n")
		}
		got := told(checkText(t, b.String(), datasets.Options{Outcomes: []string{"pss10=pss_{1..10}"}}))
		for _, item := range []string{"pss_4", "pss_5", "pss_7", "pss_8"} {
			if slices.Contains(got, "error item_turned_already "+item) != turned {
				t.Errorf("turned is %v; told is\n%s", turned, strings.Join(got, "\n"))
			}
		}
	}
}

// Days between visits come from a column of dates in a long table, and from one
// for each visit in a wide one.
func TestDaysBetweenVisits(t *testing.T) {
	for name, text := range map[string]string{
		"long": "id,visit,visit_date,phq9\n1,pre,2025-01-01,9\n1,post,2025-02-01,8\n2,pre,2025-01-01,9\n2,post,2025-01-11,8\n3,pre,2025-03-01,9\n3,post,2025-02-01,8\n4,pre,,9\n4,post,2025-02-01,8\n",
		"wide": "id,date_pre,phq9_pre,date_post,phq9_post\n1,1/1/2025,9,2/1/2025,8\n2,1/1/2025,9,1/11/2025,8\n3,3/1/2025,9,2/1/2025,8\n4,,9,2/1/2025,8\n",
	} {
		check := checkText(t, text, datasets.Options{})
		for i := range check.Intervals {
			check.Intervals[i].Column = ""
		}
		want := []summary.Interval{{From: "pre", To: "post", People: 3, Shortest: -28, Median: 10, Longest: 31, Reversed: 1}}
		if diff := cmp.Diff(want, check.Intervals); diff != "" {
			t.Errorf("%s: differs (-want +got):\n%s", name, diff)
		}
		if got := told(check); !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, "warning date_reversed") }) {
			t.Errorf("%s: told is\n%s", name, strings.Join(got, "\n"))
		}
	}
}

// The order of the rows changes nothing but the places.
func TestOrderOfRows(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(cohortText(t, simulate.Options{N: 60})), "\n")
	o := datasets.Options{Units: []string{"fv2=servings/day"}}
	want := checkText(t, strings.Join(lines, "\n"), o)
	slices.Reverse(lines[1:])
	got := checkText(t, strings.Join(lines, "\n"), o)
	for _, c := range []*summary.Check{want, got} {
		for i := range c.Remarks {
			c.Remarks[i].Places = nil
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("differs (-as written +reversed):\n%s", diff)
	}
}

// The correlation from sums is that of the definition.
func TestRestIsTheCorrelation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k, n := rapid.IntRange(2, 8).Draw(t, "items"), rapid.IntRange(leastSurveys, 60).Draw(t, "surveys")
		s := newItemSums(k)
		values := make([][]int64, n)
		for i := range values {
			values[i] = rapid.SliceOfN(rapid.Int64Range(-5, 5), k, k).Draw(t, "values")
			s.add(values[i])
		}
		item := rapid.IntRange(0, k-1).Draw(t, "item")
		var x, y, mx, my, sxx, syy, sxy float64
		split := func(v []int64) (float64, float64) {
			rest := int64(0)
			for i, a := range v {
				if i != item {
					rest += a
				}
			}
			return float64(v[item]), float64(rest)
		}
		for _, v := range values {
			x, y = split(v)
			mx, my = mx+x/float64(n), my+y/float64(n)
		}
		for _, v := range values {
			x, y = split(v)
			sxx, syy, sxy = sxx+(x-mx)*(x-mx), syy+(y-my)*(y-my), sxy+(x-mx)*(y-my)
		}
		r, ok := s.rest(item)
		if varies := sxx > 1e-9 && syy > 1e-9; ok != varies {
			t.Fatalf("ok is %v where the sums of squares are %v and %v", ok, sxx, syy)
		}
		if want := sxy / math.Sqrt(sxx*syy); ok && math.Abs(r-want) > 1e-12 {
			t.Fatalf("%v, not %v", r, want)
		}
	})
}

func TestFold(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"P01", "p1", true}, {"P-01", "p1", true}, {" 007", "7", true}, {"P10", "P1", false}, {"P100", "P10", false},
		{"0", "00", true}, {"1-12", "11-2", false}, {"1-12", "112", false}, {"A1B02", "a1b2", true}, {"José", "JOSÉ", true},
	} {
		if got := fold(c.a) == fold(c.b); got != c.same {
			t.Errorf("%q and %q: same is %v", c.a, c.b, got)
		}
	}
}

func TestParseDate(t *testing.T) {
	for text, want := range map[string]int64{
		"1970-01-02": 1, "1970-01-02T10:00:00Z": 1, "1970-01-02 10:00": 1, "1/2/1970": 1, "13/1/1970": 12, "2 Jan 1970": 1, "Jan 2, 1970": 1, "1/2/1970 9:05": 1,
	} {
		if got, ok := parseDate(text); !ok || got != want {
			t.Errorf("%q is day %d, %v; not %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "1970", "12345678", "3.14159", "1-2", "P-2025-01", "555-0134", "2025-13-45", "0-1-2-3"} {
		if _, ok := parseDate(text); ok {
			t.Errorf("%q is taken for a date", text)
		}
	}
}
