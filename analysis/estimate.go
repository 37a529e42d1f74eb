package analysis

import (
	"maps"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// Estimate is one row of results: one number with its uncertainty, in the
// columns of R's broom. (Outcome, Stratum, Method, Term, Variant) is its key.
type Estimate struct {
	Outcome     string `json:"outcome"`
	Stratum     string `json:"stratum"`
	Method      string `json:"method"`
	Term        string `json:"term"`
	Variant     string `json:"variant"`
	N           int64  `json:"n"` // participants that entered
	Estimate    Number `json:"estimate,omitzero"`
	StdError    Number `json:"std_error,omitzero"`
	ConfLow     Number `json:"conf_low,omitzero"`
	ConfHigh    Number `json:"conf_high,omitzero"`
	ConfLevel   Number `json:"conf_level,omitzero"`
	Statistic   Number `json:"statistic,omitzero"`
	DF          Number `json:"df,omitzero"`
	PValue      Number `json:"p_value,omitzero"`
	PAdjusted   Number `json:"p_adjusted,omitzero"`
	Numerator   Number `json:"numerator,omitzero"`
	Denominator Number `json:"denominator,omitzero"`
	Detail      string `json:"detail,omitzero"` // "key=value;…", see [Detail]
}

// Result is what every method returns.
type Result interface {
	// About says which method this is and how it was run.
	About() Head
	// Estimates returns the rows, in the order of the method's terms, without
	// outcome and stratum, which the method does not know.
	Estimates() []Estimate
	// Decisions returns what was chosen automatically, without outcome and
	// stratum.
	Decisions() []summary.Decision
}

// Head identifies a method and how it was run. Results embed it.
type Head struct {
	Method     string
	Title      string
	Settings   []Setting
	References []string // keys of the bibliography
}

// Setting is one choice that a result depends on.
type Setting struct{ Name, Value string }

// About returns the head itself; embedding it makes a result tell its method.
func (h Head) About() Head { return h }

// findings collects what a method found. Results embed it beside their Head,
// so that every row and decision is built in one place.
type findings struct {
	rows      []Estimate
	decisions []summary.Decision
}

// Estimates returns the rows in the order of the method's terms.
func (f findings) Estimates() []Estimate { return f.rows }

// Decisions returns what was chosen automatically.
func (f findings) Decisions() []summary.Decision { return f.decisions }

func (f *findings) add(rows ...Estimate) { f.rows = append(f.rows, rows...) }

// decide records a decision. Args are name, value, name, value, …
func (f *findings) decide(code string, n int64, args ...string) {
	f.decisions = append(f.decisions, decision(code, n, args...))
}

// withArg adds one argument to a decision without touching the original's map.
func withArg(d summary.Decision, name, text string) summary.Decision {
	args := map[string]string{name: text}
	maps.Copy(args, d.Args)
	d.Args = args
	return d
}

func decision(code string, n int64, args ...string) summary.Decision {
	d := summary.Decision{Code: code, N: n}
	for i := 0; i+1 < len(args); i += 2 {
		if d.Args == nil {
			d.Args = map[string]string{}
		}
		d.Args[args[i]] = args[i+1]
	}
	return d
}
