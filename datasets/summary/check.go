package summary

import (
	"cmp"
	"slices"
)

// Check is what is known of data before they are analysed: what was understood,
// how complete they are, and what would make an analysis of them wrong. It holds
// no ids of participants unless they were asked for.
type Check struct {
	Layout       string        `json:"layout,omitempty"` // "wide" or "long"; empty where it could not be told
	ID           []string      `json:"id,omitempty"`
	VisitColumn  string        `json:"visit_column,omitempty"`
	Rows         int64         `json:"rows"`
	Participants int64         `json:"participants,omitempty"` // 0 where they could not be told apart
	Recognised   []Recognised  `json:"recognised"`
	Visits       []VisitRows   `json:"visits"`
	Scores       []ScoreCheck  `json:"scores"`
	Items        []ItemCheck   `json:"items"`
	Missing      []Missingness `json:"missing"`
	Intervals    []Interval    `json:"intervals"`
	ItemMoments  []ItemMoments `json:"-"`
	Remarks      []Remark      `json:"-"`
}

// Recognised says which columns an outcome was found in, and why.
type Recognised struct {
	Outcome    string   `json:"outcome"`
	Items      int      `json:"items"` // columns of answers a visit; 0 where the columns hold scores
	Visits     int      `json:"visits"`
	First      string   `json:"first"` // of the columns of the first visit
	Last       string   `json:"last"`
	Coding     string   `json:"coding,omitempty"`
	Confidence string   `json:"confidence,omitempty"` // "certain" or "likely"; empty for what was asked for
	Reasons    []string `json:"reasons,omitempty"`
	LeftOut    []string `json:"left_out,omitempty"`
	Totals     []string `json:"totals,omitempty"`
}

// VisitRows counts the rows of a visit of a long table.
type VisitRows struct {
	Visit string `json:"visit"`
	Rows  int64  `json:"rows"`
}

// ScoreCheck counts the scores of an outcome at a visit.
type ScoreCheck struct {
	Outcome string `json:"outcome"`
	Visit   string `json:"visit"`
	Scored  int64  `json:"scored"`
	Floor   int64  `json:"floor"`   // at the lowest possible score; 0 where the range is not known
	Ceiling int64  `json:"ceiling"` // at the highest
	Bounded bool   `json:"bounded"` // the range is known
}

// ItemCheck counts the answers to an item at a visit.
type ItemCheck struct {
	Outcome  string `json:"outcome"`
	Visit    string `json:"visit"`
	Item     string `json:"item"`
	Column   string `json:"column"`
	Answered int64  `json:"answered"`
	Invalid  int64  `json:"invalid"` // cells that are no answer
	Surveys  int64  `json:"surveys"` // in which any item was answered
}

// ItemMoments are the moments of the items of a scale at a visit, reverse-keyed
// ones turned round, over surveys with every item answered. The columns go by
// the instrument's ids of the items.
type ItemMoments struct {
	Outcome string
	Visit   string
	Items   Moments
}

// Missingness counts people by which visits they have a score at.
type Missingness struct {
	Outcome      string `json:"outcome"`
	Visits       int    `json:"visits"`
	Complete     int64  `json:"complete"`     // a score at every visit
	Dropout      int64  `json:"dropout"`      // up to some visit and none after: monotone
	Intermittent int64  `json:"intermittent"` // a gap before a later score
	Never        int64  `json:"never"`        // no score
}

// Interval is the time from one visit to the next that people came to, in days.
type Interval struct {
	Column   string `json:"column"`
	From     string `json:"from"`
	To       string `json:"to"`
	People   int64  `json:"people"` // with a date at both
	Shortest int64  `json:"shortest"`
	Median   int64  `json:"median"` // the lower of two
	Longest  int64  `json:"longest"`
	Reversed int64  `json:"reversed"` // whose later visit has the earlier date
}

// Severity says what a remark means for an analysis.
type Severity string

const (
	SeverityError   Severity = "error"   // an analysis is refused, or would be wrong
	SeverityWarning Severity = "warning" // to be looked at before anything is concluded
	SeverityNote    Severity = "note"    // to be known
)

// Remark is something about data that a person should know. Like a [Decision] it
// carries no prose, but for the arguments problem and hint of what analyses
// refuse.
type Remark struct {
	Severity Severity
	Code     string
	Outcome  string
	Visit    string
	Column   string
	N, Of    int64 // so many out of so many; 0 where it is no matter of counting
	Args     map[string]string
	Places   []string // the first few
}

// CompareRemarks puts the worst first, then orders by what they are about.
func CompareRemarks(a, b Remark) int {
	rank := []Severity{SeverityError, SeverityWarning, SeverityNote}
	return cmp.Or(
		cmp.Compare(slices.Index(rank, a.Severity), slices.Index(rank, b.Severity)),
		cmp.Compare(a.Code, b.Code), cmp.Compare(a.Outcome, b.Outcome), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Visit, b.Visit),
		cmp.Compare(b.N, a.N), slices.Compare(flat(a.Args), flat(b.Args)))
}

// Wrong reports whether any remark says that an analysis would be wrong.
func (c *Check) Wrong() bool {
	return slices.ContainsFunc(c.Remarks, func(r Remark) bool { return r.Severity == SeverityError })
}
