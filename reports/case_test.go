package reports

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"go.yaml.in/yaml/v4"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/reports/text"
)

// Each testdata/*.txtar is one case: case.yaml says what is analysed and how,
// rows.csv holds the people, and every other file is the output of its name:
// "text", "text 60" (a width), "md", "json", "csv". CAM_UPDATE=1 rewrites them.
func TestCases(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, a, language := openCase(t, path)
			for i, f := range archive.Files {
				if f.Name == "case.yaml" || f.Name == "rows.csv" {
					continue
				}
				got := render(t, f.Name, a, language)
				if f.Name == "json" || f.Name == "csv" {
					got = sixDigits(got)
				}
				if os.Getenv("CAM_UPDATE") == "1" {
					archive.Files[i].Data = got
				}
				if diff := cmp.Diff(string(archive.Files[i].Data), string(got)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", f.Name, diff)
				}
			}
			if os.Getenv("CAM_UPDATE") == "1" {
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// sixDigits rounds the long numbers of a machine's output, whose last digits
// differ between architectures. That output carries all digits is tested by
// TestMachinesGetEveryDigit.
func sixDigits(s []byte) []byte {
	return longNumber.ReplaceAllFunc(s, func(digits []byte) []byte {
		v, err := strconv.ParseFloat(string(digits), 64)
		if err != nil {
			return digits
		}
		return strconv.AppendFloat(nil, v, 'g', 6, 64)
	})
}

var longNumber = regexp.MustCompile(`\d\.\d{7,}(e[-+]\d+)?`)

// render writes one output.
func render(t testing.TB, name string, a Analysis, language text.Language) []byte {
	t.Helper()
	format, width, _ := strings.Cut(name, " ")
	f, err := FormatByName(format)
	if err != nil {
		t.Fatal(err)
	}
	style := Style{Language: language}
	if width != "" {
		if style.Text.Width, err = strconv.Atoi(width); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out, a, style); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// caseFile is case.yaml.
type caseFile struct {
	Scales []struct {
		ID, Label, Unit, Better, Step, Remission, MCID string
		Range                                          []string
		Reliability                                    float64
		Caseness                                       []string
		Reliable                                       []struct {
			ID, Change string
			SD, R      float64
		}
		Bands []struct{ ID, Label, From string }
	}
	Visits    []string
	By        []string
	Cluster   string
	Bootstrap int
	Language  string
	Args      []string
	File      string
	Counts    bool
	MinCell   int64 `yaml:"min_cell"`
}

// openCase runs the analysis of a case.
func openCase(t testing.TB, path string) (*txtar.Archive, Analysis, text.Language) {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	source := memory{}
	var c caseFile
	for _, f := range archive.Files {
		switch f.Name {
		case "case.yaml":
			if err := yaml.Unmarshal(f.Data, &c); err != nil {
				t.Fatal(err)
			}
		case "rows.csv":
			if source.rows, err = csv.NewReader(bytes.NewReader(f.Data)).ReadAll(); err != nil {
				t.Fatal(err)
			}
		}
	}
	spec := analysis.Spec{By: c.By, Cluster: c.Cluster, Bootstrap: c.Bootstrap}
	for _, s := range c.Scales {
		scale := summary.Scale{ID: s.ID, Label: s.Label, Unit: s.Unit, Step: summary.Unit, Reliability: s.Reliability, Remission: criterion(s.Remission), MCID: amountOf(s.MCID)}
		if s.Better != "" {
			if scale.Better, err = summary.ParseDirection(s.Better); err != nil {
				t.Fatal(err)
			}
		}
		if s.Step != "" {
			scale.Step = summary.Step(amountOf(s.Step))
		}
		if len(s.Range) == 2 {
			scale.Range = summary.Range{Low: amountOf(s.Range[0]), High: amountOf(s.Range[1])}
		}
		for _, k := range s.Caseness {
			scale.Caseness = append(scale.Caseness, criterion(k))
		}
		for _, r := range s.Reliable {
			scale.Reliable = append(scale.Reliable, summary.Reliable{ID: r.ID, Change: amountOf(r.Change), SD: r.SD, R: r.R})
		}
		for _, b := range s.Bands {
			scale.Bands = append(scale.Bands, summary.Band{ID: b.ID, Label: b.Label, From: amountOf(b.From)})
		}
		source.scales = append(source.scales, scale)
		spec.Outcomes = append(spec.Outcomes, analysis.Outcome{Scale: s.ID, Pre: c.Visits[0], Post: append(c.Visits, "")[1]})
	}
	report, err := analysis.Standard(context.Background(), source, spec)
	if err != nil {
		t.Fatal(err)
	}
	language := text.English
	if c.Language != "" {
		if language, err = text.ParseLanguage(c.Language); err != nil {
			t.Fatal(err)
		}
	}
	name := c.File
	if name == "" {
		name = "cohort.csv"
	}
	return archive, Analysis{
		Command: "analyze", Args: c.Args, Report: report, WithCounts: c.Counts, MinCell: c.MinCell,
		Provenance: Provenance{
			Version: "test", Inputs: []Input{{name, strings.Repeat("0", 64), int64(len(source.rows) - 1)}}, StudyHash: "test", Seed: 1,
			Plan: map[string]any{"by": append([]string{}, c.By...)},
		},
	}, language
}

func criterion(s string) summary.Criterion {
	if s == "" {
		return summary.Criterion{}
	}
	return summary.Criterion{Op: s[:2], At: amountOf(s[2:])}
}

func amountOf(s string) summary.Amount {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return summary.Amount{}
	}
	return summary.Amount{Num: r.Num().Int64(), Den: r.Denom().Int64()}
}

// memory is a source whose rows are people. The column of a score is
// "<scale>@<visit>".
type memory struct {
	scales []summary.Scale
	rows   [][]string
}

func (m memory) Scales() []summary.Scale { return m.scales }

func (m memory) Count(_ context.Context, plan summary.Plan) (*summary.Summary, error) {
	out := &summary.Summary{}
	for _, want := range plan.Wants {
		axes := slices.Clone(want.Axes)
		for i, a := range axes {
			axes[i].Step = m.step(a.Scale)
		}
		var failed error
		counts, err := summary.NewStrata(func(yield func(summary.Key, summary.Counts) bool) {
			for _, row := range m.rows[1:] {
				var at []summary.Score
				for _, a := range axes {
					at = append(at, m.score(row, a))
				}
				var levels []summary.Level
				for _, by := range want.By {
					levels = append(levels, summary.Level{Name: by, Value: row[m.column(by)]})
				}
				c, err := summary.NewCounts(axes, func(yield func([]summary.Score, int64) bool) { yield(at, 1) })
				if err != nil {
					failed = err
					return
				}
				if !yield(summary.NewKey(levels...), c) {
					return
				}
			}
		})
		if failed != nil || err != nil {
			return nil, fmt.Errorf("%v %v", failed, err)
		}
		out.Counts = append(out.Counts, counts)
	}
	return out, nil
}

func (m memory) step(scale string) summary.Step {
	return m.scales[slices.IndexFunc(m.scales, func(s summary.Scale) bool { return s.ID == scale })].Step
}

func (m memory) column(name string) int { return slices.Index(m.rows[0], name) }

func (m memory) score(row []string, a summary.Axis) summary.Score {
	i := m.column(a.Scale + "@" + a.Visit)
	if i < 0 || row[i] == "" {
		return summary.Missing
	}
	v := amountOf(row[i])
	return m.step(a.Scale).Ceil(v)
}
