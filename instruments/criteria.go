package instruments

import "github.com/cam-outcomes/cam/datasets/summary"

// Bands are the classes of severity of a scale.
type Bands struct {
	List []Band // by ascending From
	Evidence
}

// Band is one class: scores from From up to the next band's.
type Band struct {
	ID    string
	Label Text
	From  summary.Amount
}

// Cutoff is a published criterion on a score.
type Cutoff struct {
	At       summary.Criterion
	Label    Text // who uses it, where that matters
	Optional bool // carried, not part of the standard analysis
	Evidence
}

// Preset is a named criterion of reliable change.
type Preset struct {
	summary.Reliable
	Default bool
	Evidence
}

// Reliability is a published reliability of the score.
type Reliability struct {
	ID      string // "alpha", "retest_48h"
	R       summary.Amount
	Default bool
	Evidence
}

// Important is a minimal clinically important difference: an amount, or a
// percentage of the person's score before.
type Important struct {
	ID      string
	Change  summary.Amount // zero where it is relative
	Percent summary.Amount // zero where it is absolute
	Default bool
	Evidence
}

// Percent is a sourced percentage, such as the fall that is called a response.
type Percent struct {
	Value summary.Amount
	Evidence
}

// Event is something that a score says and that is not caseness: a guideline
// met, a target reached.
type Event struct {
	ID        string
	Label     Text
	At        summary.Criterion
	Desirable bool
	Unit      string // the unit in which At is meant; empty where the scale has one unit
	Evidence
}

// on reports whether a number is used without having been asked for.
func (e Evidence) on() bool { return e.Confidence != "" && e.Confidence != Unverified }
