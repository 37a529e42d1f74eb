package summary

import "context"

// RowWant asks for the surveys of one scale person by person: for what counts
// cannot carry, which is irregular times, covariates that change from survey to
// survey, and everything that looks at single people.
type RowWant struct {
	Scale string
	// Visits are those wanted, none asking for every one. A source of irregular
	// times has no visits.
	Visits []string
	// Time is the numeric column that holds each survey's time. Empty takes the
	// column of irregular times, where the source was loaded with one; else
	// surveys carry no time of their own, and their visit says it.
	Time       string
	Covariates []string // numeric columns, with their value on each survey's row
	By         []string // stratifying columns and clusters, with one value a person
}

// Rows are the surveys of people, with the grids of their numbers. Surveys
// without a score are not among them, nor people without any survey; a missing
// time or covariate is left to the reader to count and drop.
//
// The order of people depends on their values alone (key, then surveys), so that
// sums over them are the same however the rows of the data were ordered.
type Rows struct {
	Score      Step
	Time       Column   // the zero Column where surveys have no time of their own
	Visits     []string // what [Survey.Visit] counts
	Covariates []Column // in the order asked for
	People     []Person
}

// Person is one participant. Index is the source's number of them, for whoever
// may look up an id with it; it does depend on the order of the data, and is
// never part of a result.
type Person struct {
	Index   int
	Key     Key // the values of RowWant.By
	Surveys []Survey
}

// Survey is one score, in order of time, then of visits.
type Survey struct {
	Visit      int   // place among Rows.Visits; -1 with irregular times
	Time       Score // ticks of Rows.Time; Missing without one
	Score      Score
	Covariates []Score // ticks of each column of Rows.Covariates, sometimes Missing
}

// RowSource is a source that still has its rows. Merged summaries have none.
type RowSource interface {
	Source
	Rows(context.Context, RowWant) (*Rows, error)
}
