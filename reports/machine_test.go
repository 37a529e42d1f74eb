package reports

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/reports/text"
)

func eachCase(t *testing.T, run func(*testing.T, Analysis, text.Language)) {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			_, a, language := openCase(t, path)
			run(t, a, language)
		})
	}
}

// JSON and CSV read back as the very numbers that the analysis found.
func TestMachinesGetEveryDigit(t *testing.T) {
	equal := cmp.Comparer(func(a, b analysis.Number) bool { return a == b })
	eachCase(t, func(t *testing.T, a Analysis, l text.Language) {
		var back struct {
			Flow      []analysis.Flow
			Estimates []analysis.Estimate
		}
		out := render(t, "json", a, l)
		if err := json.Unmarshal(out, &back); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(a.Report.Estimates, back.Estimates, equal); diff != "" {
			t.Errorf("JSON (-report +read back):\n%s", diff)
		}
		if diff := cmp.Diff(a.Report.Flow, back.Flow); diff != "" {
			t.Errorf("JSON flow (-report +read back):\n%s", diff)
		}
		records, err := csv.NewReader(bytes.NewReader(render(t, "csv", a, l))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var rows []analysis.Estimate
		for _, record := range records[1:] {
			rows = append(rows, readRecord(t, record))
		}
		want := slices.Clone(a.Report.Estimates)
		for i := range want {
			want[i].Stratum = printable(want[i].Stratum)
		}
		if diff := cmp.Diff(want, rows, equal); diff != "" {
			t.Errorf("CSV (-report +read back):\n%s", diff)
		}
	})
}

// readRecord reads a line of CSV as a row, taking away the apostrophe before
// what could be a formula.
func readRecord(t *testing.T, record []string) analysis.Estimate {
	t.Helper()
	var e analysis.Estimate
	v := reflect.ValueOf(&e).Elem()
	for i, field := range record {
		switch f := v.Field(i).Addr().Interface().(type) {
		case *string:
			if len(field) > 1 && field[0] == '\'' && strings.ContainsRune("=+-@\t\r", rune(field[1])) {
				field = field[1:]
			}
			*f = field
		case *int64:
			n, err := strconv.ParseInt(field, 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			*f = n
		case *analysis.Number:
			if field != "" {
				if err := f.UnmarshalJSON([]byte(field)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	return e
}

// The columns of CSV are the keys of a row of JSON, in order.
func TestColumnsAreTheKeysOfARow(t *testing.T) {
	var keys []string
	for f := range reflect.TypeFor[analysis.Estimate]().Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		keys = append(keys, name)
	}
	if diff := cmp.Diff(keys, estimateColumns); diff != "" {
		t.Errorf("(-json +csv):\n%s", diff)
	}
}

func TestJSONForm(t *testing.T) {
	eachCase(t, func(t *testing.T, a Analysis, l text.Language) {
		out := render(t, "json", a, l)
		if !utf8.Valid(out) || !bytes.HasSuffix(out, []byte("}\n")) {
			t.Error("not valid UTF-8 with a line end")
		}
		decoder := json.NewDecoder(bytes.NewReader(out))
		var keys []string
		depth := 0
		for {
			token, err := decoder.Token()
			if err != nil {
				break
			}
			if token == nil {
				t.Fatal("null in the output")
			}
			if s, ok := token.(string); ok && depth == 1 {
				keys = append(keys, s)
			}
			if d, ok := token.(json.Delim); ok {
				depth += map[json.Delim]int{'{': 1, '[': 1, '}': -1, ']': -1}[d]
			}
		}
		want := []string{"schema", "cam/1", "command", "analyze", "provenance", "flow", "estimates", "decisions"}
		if a.WithCounts {
			want = append(want, "counts")
		}
		if diff := cmp.Diff(want, keys); diff != "" {
			t.Errorf("keys (-want +got):\n%s", diff)
		}
		if bytes.ContainsFunc(out, func(r rune) bool { return r != '\n' && hidden(r) }) {
			t.Error("a control character in the output")
		}
	})
}

func TestEmptyAnalysis(t *testing.T) {
	for _, f := range Formats() {
		for _, a := range []Analysis{{}, {Report: &analysis.Report{}, WithCounts: true}} {
			var out bytes.Buffer
			if err := f.Write(&out, a, Style{}); err != nil || out.Len() == 0 {
				t.Errorf("%s: %v", f.Name, err)
			}
		}
	}
}

func TestFormats(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range Formats() {
		if got, err := FormatByName(f.Name); err != nil || got.Name != f.Name {
			t.Errorf("FormatByName(%q) = %q, %v", f.Name, got.Name, err)
		}
		for _, extension := range f.Extensions {
			if seen[extension] {
				t.Errorf("%s stands for two formats", extension)
			}
			seen[extension] = true
			if got, err := FormatByFile("out/A" + strings.ToUpper(extension)); err != nil || got.Name != f.Name {
				t.Errorf("FormatByFile(A%s) = %q, %v", extension, got.Name, err)
			}
		}
	}
	if _, err := FormatByFile("results"); err == nil {
		t.Error("no extension was accepted")
	}
	if _, err := FormatByName("pdff"); err == nil {
		t.Error("an unknown format was accepted")
	}
}

// Under a threshold nothing below it is listed, what is left out is enough, and
// what is listed is true.
func TestCountsUnderThreshold(t *testing.T) {
	var cells []countedCell
	for i := range int64(40) {
		n := int64(30)
		if i%3 == 0 {
			n = 1 + i%7
		}
		cells = append(cells, countedCell{at: [2]summary.Score{summary.Score(i % 8), summary.Score(i / 8)}, n: n})
	}
	cells = append(cells, countedCell{at: [2]summary.Score{4, summary.Missing}, n: 20}, countedCell{at: [2]summary.Score{5, summary.Missing}, n: 3})
	joint, err := summary.NewJoint("y", "pre", "post", summary.Unit, func(yield func([]summary.Score, int64) bool) {
		for _, c := range cells {
			if !yield(c.at[:], c.n) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		least   int64
		rows    int
		listed  int
		refused bool
	}{
		{0, 30, 42, false}, {1, 30, 42, false}, {11, 5, 26, false}, // 14 of 40 pairs, and both who were lost
		{11, 20, 19, false}, // as many again until there are more than rows
		{11, 45, 0, true}, {1000, 1, 0, true},
	} {
		report := &analysis.Report{Estimates: make([]analysis.Estimate, c.rows), Joints: []analysis.Counted{{Outcome: "y", Joint: joint}}}
		for i := range report.Estimates {
			report.Estimates[i].Outcome = "y"
		}
		got := jointCounts(report, c.least)[0]
		if len(got.Cells) != c.listed || got.Refused != c.refused {
			t.Errorf("threshold %d, %d rows: %d cells listed, refused %v; want %d, %v", c.least, c.rows, len(got.Cells), got.Refused, c.listed, c.refused)
		}
		sum := got.Suppressed
		for _, cell := range got.Cells {
			sum += cell.N
			if cell.N < c.least {
				t.Errorf("threshold %d: a cell of %d is listed", c.least, cell.N)
			}
		}
		if sum != joint.Flow().Enrolled {
			t.Errorf("threshold %d: listed and suppressed are %d of %d people", c.least, sum, joint.Flow().Enrolled)
		}
	}
}

// Strata add up to everyone, so a suppressed outcome shows none.
func TestSuppressedOutcomesShowNoStrata(t *testing.T) {
	_, a, _ := openCase(t, "testdata/strata.txtar")
	for _, c := range jointCounts(a.Report, 2) {
		if c.Stratum != "" && (!c.Refused || len(c.Cells) > 0) {
			t.Errorf("%s %s is listed", c.Outcome, c.Stratum)
		}
	}
}

func TestEveryReferenceIsThereAndUsed(t *testing.T) {
	all, err := References()
	if err != nil {
		t.Fatal(err)
	}
	cited := citedKeys(t)
	if diff := cmp.Diff(cited, slices.Sorted(maps.Keys(all))); diff != "" {
		t.Errorf("(-cited in analysis +references.yaml):\n%s", diff)
	}
	for key, r := range all {
		if r.Authors == "" || r.Year < 1900 || r.Title == "" || r.Journal == "" || !strings.Contains(key, strconv.Itoa(r.Year)) {
			t.Errorf("%s: %+v is incomplete", key, r)
		}
	}
}
