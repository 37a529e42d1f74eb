package reports

import "github.com/cam-outcomes/cam/analysis"

// Analysis is what a command hands over to be written.
type Analysis struct {
	Command    string   // "analyze"
	Args       []string // what followed the command, so that the next command can be written out; may be empty
	Provenance Provenance
	Report     *analysis.Report
	Understood []Understood // where the scores come from, by outcome
	ShowR      bool         // mixed models come with the call that fits them in R
	WithCounts bool         // JSON carries the joint counts that every number rests on

	// MinCell is the smallest number of people that a cell of the counts may
	// hold. 0 writes every cell: the user holds the data anyway. Output that
	// leaves the user's hands needs a threshold; see [WriteJSON]. It governs the
	// counts only: numerators of shares in the estimates are not suppressed.
	MinCell int64
}

// Provenance says what a result was made from and how.
type Provenance struct {
	Version   string  `json:"version"`
	Inputs    []Input `json:"inputs"`
	StudyHash string  `json:"study_hash"`
	Seed      uint64  `json:"seed"`
	Plan      any     `json:"plan,omitzero"` // the resolved study and every option; anything that encodes to JSON
}

// Input is one file that was read.
type Input struct {
	Name   string `json:"name"` // base name
	SHA256 string `json:"sha256"`
	Rows   int64  `json:"rows"`
}
