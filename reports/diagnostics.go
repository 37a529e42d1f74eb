package reports

import (
	"encoding/csv"
	"io"
	"strconv"

	"github.com/cam-outcomes/cam/analysis"
)

// WriteSurveyDiagnostics writes a row for each survey of a model: observed,
// fitted and predicted scores with their residuals, at full precision.
// Participants go by what name gives their number.
func WriteSurveyDiagnostics(w io.Writer, d analysis.Diagnostics, name func(person int) string) error {
	out := csv.NewWriter(w)
	rows := [][]string{{"participant", "visit", "time", "observed", "fitted", "predicted", "residual", "standardized"}}
	for _, s := range d.Surveys {
		row := []string{csvText(name(s.Person)), csvText(s.Visit)}
		for _, x := range []float64{s.Time, s.Observed, s.Fitted, s.Predicted, s.Residual, s.Standardized} {
			row = append(row, analysis.Num(x).String())
		}
		rows = append(rows, row)
	}
	return out.WriteAll(rows)
}

// WritePersonDiagnostics writes a row for each participant of a model: surveys,
// predicted random effects, Cook's distance, and how the headline effect changes
// without the person.
func WritePersonDiagnostics(w io.Writer, d analysis.Diagnostics, name func(person int) string) error {
	out := csv.NewWriter(w)
	head := []string{"participant", "surveys"}
	head = append(head, d.Effects...)
	rows := [][]string{append(head, "cooks_distance", "change_of_"+d.Headline)}
	for _, p := range d.People {
		row := []string{csvText(name(p.Person)), strconv.Itoa(p.Surveys)}
		for _, e := range p.Effects {
			row = append(row, e.String())
		}
		rows = append(rows, append(row, p.Distance.String(), p.Moved.String()))
	}
	return out.WriteAll(rows)
}
