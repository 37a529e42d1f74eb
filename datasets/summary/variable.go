package summary

// Variable is what is known of a column by participant: a covariate, a stratum
// or a cluster. Its value is that on a participant's baseline row, else on the
// first row by visit that has one.
type Variable struct {
	Name string
	// Numeric says that all values that are there are numbers.
	Numeric bool
	Step    Step     // of a numeric column
	Levels  []string // the values that occur, in the order of [CompareLevels]; nil for a numeric column
	Missing int64    // participants without a value
	Varies  int64    // participants whose rows hold different values
}

// VisitTimes are the times of a scale's visits.
type VisitTimes struct {
	Visits []string // in order of time
	Times  []Amount // of each visit
	// Unordered says that only the first and the last visit have a known place, so
	// that the times of the others are a guess.
	Unordered bool
	// Unit is what the times count: "months", "weeks", "days" or "years", else
	// what was declared, else "" where nothing says it.
	Unit string
	// Decisions say where the times come from, unless they were declared.
	Decisions []Decision
}

// Design is what a source knows of its visits and columns beside the scores.
type Design interface {
	// VisitTimes returns the visits of a scale with their times. It fails where
	// what was declared does not cover them.
	VisitTimes(scale string) (VisitTimes, error)
	// Variable describes a column by participant, by its header.
	Variable(name string) (Variable, error)
}
