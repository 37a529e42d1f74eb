package instruments

// Description is everything that is known of an instrument, in English and laid
// out for people and for programs alike. Every number of the literature carries
// what stands behind it.
type Description struct {
	ID        string             `json:"id"`
	Name      string             `json:"name"`
	Construct string             `json:"construct"`
	Recall    string             `json:"recall,omitempty"`
	Note      string             `json:"note,omitempty"`
	Licence   LicenceText        `json:"licence"`
	Citations []CitationText     `json:"citations"`
	Panel     *Code              `json:"loinc_panel,omitempty"`
	ItemCodes *Proof             `json:"loinc_items,omitempty"`
	Items     []ItemText         `json:"items"`
	Answers   []AnswerText       `json:"answers,omitempty"`
	Skips     []string           `json:"skips,omitempty"`
	Warnings  []Number           `json:"warnings,omitempty"`
	Safety    *SafetyText        `json:"safety,omitempty"`
	Scales    []ScaleDescription `json:"scales"`
	Sources   []SourceText       `json:"sources"`
}

// Proof is [Evidence] as it is shown.
type Proof struct {
	Sources    []string   `json:"sources"`
	Confidence Confidence `json:"confidence"`
	Note       string     `json:"note,omitempty"`
}

// LicenceText is the terms of use.
type LicenceText struct {
	Status  LicenceStatus `json:"status"`
	Wording bool          `json:"wording_may_be_embedded"`
	Text    string        `json:"text"`
	Proof
}

// CitationText is a publication to cite.
type CitationText struct {
	Text string `json:"text"`
	DOI  string `json:"doi,omitempty"`
}

// Code is a LOINC code.
type Code struct {
	Code string `json:"code"`
	Proof
}

// ItemText is one question, by its neutral label.
type ItemText struct {
	ID      string `json:"id"`
	Label   string `json:"label"`
	Answers string `json:"answers"` // an answer set's name, or the numbers that are allowed
	Reverse bool   `json:"reversed,omitempty"`
	Safety  bool   `json:"safety,omitempty"`
	LOINC   string `json:"loinc,omitempty"`
	Limits  *Proof `json:"limits,omitempty"` // of a number
}

// AnswerText is a set of answers.
type AnswerText struct {
	ID      string       `json:"id"`
	Options []OptionText `json:"options"`
	Proof
}

// OptionText is one answer; the first label is the form's own.
type OptionText struct {
	Code Answer   `json:"code"`
	EN   []string `json:"en"`
	ES   []string `json:"es"`
}

// SafetyText says which answers call for a person's attention.
type SafetyText struct {
	Item   string `json:"item"`
	From   Answer `json:"from"`
	Notice string `json:"notice"`
	Proof
}

// ScaleDescription is one score.
type ScaleDescription struct {
	ID        string    `json:"id"`
	Label     string    `json:"label"`
	Note      string    `json:"note,omitempty"`
	Units     []string  `json:"units"`
	Derived   bool      `json:"analysed_only_when_named,omitempty"`
	Operation Operation `json:"operation"`
	Items     []string  `json:"items"`
	Low       string    `json:"low"`
	High      string    `json:"high"`
	Step      string    `json:"step,omitempty"` // absent where it is that of the answers
	Better    string    `json:"better"`
	Missing   string    `json:"missing"`
	Code      *Code     `json:"loinc,omitempty"`
	Table     []RowText `json:"table,omitempty"`
	Numbers   []Number  `json:"numbers"`
}

// RowText is one row of a table from raw to published scores.
type RowText struct {
	Raw   string `json:"raw"`
	Score string `json:"score"`
}

// Number is one number, or one rule, of the literature.
type Number struct {
	What    string `json:"what"` // as of a [Flag]; also "response" and "warning"
	Value   string `json:"value,omitempty"`
	Label   string `json:"label,omitempty"`
	Default bool   `json:"default,omitempty"`
	// Used says that analyses use the number unasked. What is unverified is not.
	Used bool `json:"used"`
	Proof
	Secondary bool `json:"secondary,omitempty"` // none of its sources is primary
}

// SourceText is a document.
type SourceText struct {
	Key     string     `json:"key"`
	Kind    SourceKind `json:"kind"`
	Text    string     `json:"text"`
	Address string     `json:"address,omitempty"`
}
