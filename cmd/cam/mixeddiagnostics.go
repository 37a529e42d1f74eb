package main

import (
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets"
	"github.com/cam-outcomes/cam/reports"
	"github.com/cam-outcomes/cam/reports/figure"
)

// writeDiagnostics writes what the models say of single surveys and people into
// a folder, which is made where it is not there, and draws it. People go by a
// number unless ids were asked for.
func writeDiagnostics(s streams, folder string, r *analysis.Report, cohort *datasets.Cohort, showIDs bool) error {
	if len(r.Diagnostics) == 0 {
		return nil
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return &writeError{folder, err}
	}
	name := func(person int) string {
		if showIDs {
			return strings.Join(cohort.ID(person), " ")
		}
		return strconv.Itoa(person + 1)
	}
	for _, d := range r.Diagnostics {
		for suffix, write := range map[string]func(io.Writer, analysis.Diagnostics, func(int) string) error{
			"surveys": reports.WriteSurveyDiagnostics, "people": reports.WritePersonDiagnostics,
		} {
			path := filepath.Join(folder, fileName(d.Outcome)+"-"+suffix+".csv")
			if err := writeOutput(s, path, func(w io.Writer) error { return write(w, d, name) }); err != nil {
				return err
			}
		}
	}
	f, err := figure.Residuals(r, figure.Options{})
	if err != nil {
		return &contentError{err.Error()}
	}
	return writeOutput(s, filepath.Join(folder, "residuals.svg"), func(w io.Writer) error { return figure.Write(w, f, figure.SVG) })
}

// fileName writes an outcome's name as part of a file's: letters, digits, dots,
// dashes and underscores as they are.
func fileName(outcome string) string {
	out := []rune(outcome)
	for i, c := range out {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_') {
			out[i] = '_'
		}
	}
	return string(out)
}
