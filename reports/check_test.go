package reports

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/reports/text"
)

// codesOfRemarks finds the codes of all remarks in the source, and whether any
// is more than a note.
func codesOfRemarks(t *testing.T) map[string]bool {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("..", "datasets", "quality", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	literal := regexp.MustCompile(`"([a-z]+(_[a-z]+)*)"`)
	codes := make(map[string]bool)
	for _, path := range paths {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(source)) {
			_, after, isCode := strings.Cut(line, "Code: ")
			if !isCode {
				_, after, isCode = strings.Cut(line, "Code = ")
			}
			if m := literal.FindAllStringSubmatch(after, -1); isCode && !strings.HasSuffix(path, "_test.go") {
				for _, code := range m[:min(2, len(m))] {
					if strings.Contains(code[1], "_") || code[1] == "refused" || code[1] == "implausible" || code[1] == "synthetic" || code[1] == "gaps" {
						codes[code[1]] = codes[code[1]] || !strings.Contains(line, "SeverityNote")
					}
				}
			}
		}
	}
	for _, code := range []string{"floor", "ceiling"} {
		codes[code] = false
	}
	return codes
}

func TestEveryRemarkHasWords(t *testing.T) {
	codes := codesOfRemarks(t)
	if len(codes) < 15 {
		t.Fatalf("only %d codes were found in the source: the search is broken: %v", len(codes), codes)
	}
	for _, l := range text.Languages() {
		for code, serious := range codes {
			r := summary.Remark{Severity: summary.SeverityNote, Code: code, N: 2, Of: 3, Args: map[string]string{"hint": "do"}}
			if words := remarkText(r, l); strings.HasPrefix(words, "remark_") || strings.Contains(words, "<no value>") {
				t.Errorf("%s has no words for remark %s: %q", l, code, words)
			}
			if r.Severity = summary.SeverityWarning; serious && strings.HasPrefix(remedyText(r, l), "remedy_") {
				t.Errorf("%s has no remedy for remark %s", l, code)
			}
		}
	}
}

// sampleCheck has one of everything, with text from data that could do harm.
var sampleCheck = Checked{
	Args: []string{"a b.csv"}, Version: "test", Inputs: []Input{{Name: "a b.csv", SHA256: "00", Rows: 4}},
	Check: &summary.Check{
		Layout: "long", ID: []string{"id"}, VisitColumn: "visit", Rows: 4, Participants: 2,
		Recognised: []summary.Recognised{{Outcome: "phq9", Items: 9, Visits: 2, First: "phq9_1", Last: "phq9_9", Coding: "labels", Confidence: "certain", Reasons: []string{"name", "every_item"}}},
		Visits:     []summary.VisitRows{{Visit: "pre", Rows: 2}, {Visit: "post", Rows: 2}},
		Scores:     []summary.ScoreCheck{{Outcome: "phq9", Visit: "pre", Scored: 2, Floor: 1, Bounded: true}, {Outcome: "phq9", Visit: "post", Scored: 1, Bounded: true}},
		Items:      []summary.ItemCheck{{Outcome: "phq9", Visit: "pre", Item: "1", Column: "phq9_1", Answered: 1, Invalid: 1, Surveys: 2}},
		Missing:    []summary.Missingness{{Outcome: "phq9", Visits: 2, Complete: 1, Dropout: 1}},
		Intervals:  []summary.Interval{{Column: "date", From: "pre", To: "post", People: 2, Shortest: 80, Median: 90, Longest: 100}},
		Remarks: []summary.Remark{
			{Severity: summary.SeverityWarning, Code: "identifier", Column: "e\x1bmail", N: 4, Of: 4, Args: map[string]string{"kind": "email", "why": "values"}},
			{Severity: summary.SeverityWarning, Code: "item_runs_against", Outcome: "phq9", Column: "phq9_3", Of: 40, Args: map[string]string{"r": "-0.3456789"}},
			{Severity: summary.SeverityNote, Code: "gaps", Outcome: "phq9", N: 1, Of: 2},
		},
	},
}

func TestCheckInSpanish(t *testing.T) {
	var b bytes.Buffer
	if err := WriteChecked(&b, sampleCheck, "text", Style{Language: text.Spanish}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", "check_spanish.txt")
	if os.Getenv("CAM_UPDATE") != "" {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("differs (-want +got):\n%s", diff)
	}
}

// JSON carries full precision and nothing that acts on a terminal.
func TestCheckAsJSON(t *testing.T) {
	var b bytes.Buffer
	if err := WriteChecked(&b, sampleCheck, "json", Style{}); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Schema, Command string
		Findings        []struct {
			Code, Text string
			Args       map[string]string
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Schema != "cam/1" || got.Command != "check" || len(got.Findings) != 3 || got.Findings[1].Args["r"] != "-0.3456789" || !strings.Contains(got.Findings[1].Text, "−0.35") {
		t.Errorf("got %+v", got)
	}
	if strings.ContainsRune(b.String(), '\x1b') {
		t.Error("an escape character got through")
	}
}

func TestRowWriterEscapes(t *testing.T) {
	var b bytes.Buffer
	w := NewRowWriter(&b)
	for _, row := range [][]string{{"=1+1", "+x", "-x", "@x", "\tx"}, {"-5", "+5", "-0.5", "5.", "007"}, {"-5-5", "+1 2", "-", "+", "-."}, {"=", "1e3", "-1e3", "a=b", ""}} {
		if err := w.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	want := "'=1+1,'+x,'-x,'@x,'\tx\n-5,+5,-0.5,5.,007\n'-5-5,'+1 2,'-,'+,'-.\n'=,1e3,'-1e3,a=b,\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}
