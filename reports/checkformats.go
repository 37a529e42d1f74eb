package reports

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/reports/text"
)

// WriteChecked writes a check in a format: "text", "md" or "json".
func WriteChecked(w io.Writer, c Checked, format string, s Style) error {
	switch format {
	case "text":
		return WriteText(w, NewCheckDocument(c, s.Language), s.Text)
	case "md":
		return WriteMarkdown(w, NewCheckDocument(c, s.Language))
	case "json":
		return writeCheckedJSON(w, c, s.Language)
	}
	return fmt.Errorf("a check is not written as %q", format)
}

// checkedJSON is the JSON form of a check, its keys in their order.
type checkedJSON struct {
	Schema     string `json:"schema"`
	Command    string `json:"command"`
	Provenance struct {
		Version string  `json:"version"`
		Inputs  []Input `json:"inputs"`
	} `json:"provenance"`
	*summary.Check
	Reliability *reliabilityJSON `json:"reliability,omitempty"`
	Findings    []remarkJSON     `json:"findings"`
}

type remarkJSON struct {
	Severity summary.Severity  `json:"severity"`
	Code     string            `json:"code"`
	Outcome  string            `json:"outcome,omitempty"`
	Visit    string            `json:"visit,omitempty"`
	Column   string            `json:"column,omitempty"`
	N        int64             `json:"n"`
	Of       int64             `json:"of,omitempty"`
	Args     map[string]string `json:"args,omitempty"`
	Places   []string          `json:"places,omitempty"`
	Text     string            `json:"text"`
	Remedy   string            `json:"remedy,omitempty"`
}

func writeCheckedJSON(w io.Writer, c Checked, l text.Language) error {
	out := checkedJSON{Schema: schema, Command: "check", Check: c.Check, Reliability: newReliabilityJSON(c.Reliability, l), Findings: []remarkJSON{}}
	out.Provenance.Version, out.Provenance.Inputs = c.Version, append([]Input{}, c.Inputs...)
	for _, r := range c.Check.Remarks {
		out.Findings = append(out.Findings, remarkJSON{r.Severity, r.Code, r.Outcome, r.Visit, r.Column, r.N, r.Of, r.Args, r.Places, remarkText(r, l), remedyText(r, l)})
	}
	var buffer bytes.Buffer
	e := json.NewEncoder(&buffer)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(out); err != nil {
		return fmt.Errorf("the check cannot be written as JSON: %w", err)
	}
	_, err := io.WriteString(w, asciiControls(buffer.String()))
	return err
}
