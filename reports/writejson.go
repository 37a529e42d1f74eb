package reports

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/reports/text"
)

// schema is the version of the JSON form. Adding a field keeps it.
const schema = "cam/1"

// resultJSON is the JSON form, its keys in their order.
type resultJSON struct {
	Schema     string              `json:"schema"`
	Command    string              `json:"command"`
	Provenance Provenance          `json:"provenance"`
	Flow       []analysis.Flow     `json:"flow"`
	Estimates  []analysis.Estimate `json:"estimates"`
	Decisions  []decisionJSON      `json:"decisions"`
	Counts     []countsJSON        `json:"counts,omitzero"`
}

type decisionJSON struct {
	Code    string            `json:"code"`
	Outcome string            `json:"outcome"`
	Stratum string            `json:"stratum"`
	Method  string            `json:"method"`
	N       int64             `json:"n"`
	Args    map[string]string `json:"args,omitempty"`
	Text    string            `json:"text"`
}

// WriteJSON writes an analysis for programs: one object, keys in a fixed order,
// no timestamp, numbers as the shortest decimal that reads back as the same
// float64, absent values left out. The language is that of the decisions' text
// and of nothing else.
//
// With WithCounts the joint counts follow, from which every number can be
// recomputed. Under MinCell they are suppressed so that no cell below it can be
// read or derived from what else is written, or an outcome's are refused
// altogether: within pairs, people with one score and people with none, either
// nothing is left out or more cells than there are rows of estimates, holding at
// least MinCell people. The estimates are the same either way.
func WriteJSON(w io.Writer, a Analysis, language text.Language) error {
	report := a.Report
	if report == nil {
		report = &analysis.Report{}
	}
	out := resultJSON{
		Schema: schema, Command: a.Command, Provenance: a.Provenance,
		Flow: append([]analysis.Flow{}, report.Flow...), Estimates: append([]analysis.Estimate{}, report.Estimates...),
		Decisions: []decisionJSON{},
	}
	out.Provenance.Inputs = append([]Input{}, a.Provenance.Inputs...)
	for _, d := range report.Decisions {
		out.Decisions = append(out.Decisions, newDecisionJSON(d, language))
	}
	if a.WithCounts {
		out.Counts = jointCounts(report, a.MinCell)
	}
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(out); err != nil {
		return fmt.Errorf("the result cannot be written as JSON: %w", err)
	}
	_, err := io.WriteString(w, asciiControls(buffer.String()))
	return err
}

func newDecisionJSON(d summary.Decision, language text.Language) decisionJSON {
	return decisionJSON{d.Code, d.Outcome, d.Stratum, d.Method, d.N, d.Args, language.Decision(d)}
}

// asciiControls writes the control and reordering characters that JSON allows
// unescaped as \uXXXX, so that showing the file cannot steer a terminal. In JSON
// they can stand only within strings.
func asciiControls(s string) string {
	var out bytes.Buffer
	for _, r := range s {
		if r != '\n' && hidden(r) {
			fmt.Fprintf(&out, `\u%04x`, r)
			continue
		}
		out.WriteRune(r)
	}
	return out.String()
}
