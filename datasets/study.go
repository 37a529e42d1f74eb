package datasets

import (
	"github.com/cam-outcomes/cam/datasets/summary"
)

// Study says what the columns of a data set mean. [Load] returns it resolved:
// every column exists, every visit has its place.
type Study struct {
	Name       string   // free text, for people
	ID         []string // the headers that identify a participant; none where a row is a participant
	Layout     Layout
	Visits     Visits
	Pre, Post  string // the visits asked for; empty takes the first and the last
	Outcomes   []Outcome
	Strata     []string
	Covariates []string
	Cluster    string
	Attendance Attendance
	Missing    []string // codes of missing values beside [DefaultMissing], in lower case
	Adjust     string   // "holm", "bh" or "none"; empty leaves the default to the analysis
}

// Layout is how visits are laid out in a table.
type Layout int8

const (
	LayoutUnknown Layout = iota
	Wide                 // a row a participant, a column a visit
	Long                 // a row a participant and visit
)

func (l Layout) String() string { return [...]string{"", "wide", "long"}[l] }

// Visits are the occasions of a study.
type Visits struct {
	Column string           // long only: the header of the visit
	Order  []string         // in order of time; empty in a wide study whose visits are named by headers
	Months []summary.Amount // the time of each visit, where declared; their unit is Unit
	Unit   string           // what times count, where declared: "months" of a study file's months, or any other
	Time   string           // the header of irregular times, in place of visits
}

// Outcome is a score that was taken at several visits.
type Outcome struct {
	// Scale is what is known of the score beforehand. Its Step is unset unless
	// declared; [Cohort.Scales] has the steps that were found.
	Scale   summary.Scale
	Columns []Column // in order of the visits
	// Instrument is the id of the questionnaire whose answers are scored; empty
	// where the columns hold scores.
	Instrument string
	// Codes are the study's own codes with the answers that they mean; nil where
	// codes and labels are the instrument's.
	Codes map[string]string
	// Pre and Post are the visits that are compared.
	Pre, Post string
	Primary   bool
}

// Column says where the scores of a visit stand: in a column, or in one for
// each item from which they are scored. In a long study the columns share a
// header, except that of a baseline which has a column of its own.
type Column struct {
	Visit  string
	Header string   // empty where there are items
	Items  []string // headers in the order of the instrument's items; "" for an item without a column
}

// Attendance says how many sessions a participant attended.
type Attendance struct {
	Column  string
	Offered int64 // sessions offered; 0 where it is not known
}

// Pair is what is compared of one outcome.
type Pair struct {
	Outcome   string
	Pre, Post string
	Primary   bool
}

// visitIndex returns the place of a visit among the columns, by the rules by
// which visits are equal, or -1.
func (o Outcome) visitIndex(visit string) int {
	key := visitKey(visit)
	for i, c := range o.Columns {
		if visitKey(c.Visit) == key {
			return i
		}
	}
	return -1
}
