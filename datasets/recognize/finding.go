package recognize

// Table is what is known of a file: its headers and its first rows.
type Table struct {
	Headers []string
	Texts   []string // what is known of each column beside its header, such as a question; nil without
	Rows    [][]string
	// Missing reports whether a cell, without surrounding space, says that a
	// value is missing; nil means the empty cell alone.
	Missing func(cell string) bool
	// Taken lists headers that mean something else, such as ids and visits.
	Taken []string
	// Long says that a column tells the visits apart.
	Long bool
	// Coded reports whether the study says what its codes mean for the
	// instrument, so that the codes need not be those of the catalogue; nil
	// means no.
	Coded func(instrument string) bool
}

// Proposal is what was recognised.
type Proposal struct {
	// Findings are certain enough to be used, in the order of the catalogue,
	// those of derived scales, such as PHQ-2, included.
	Findings []Finding
	// Questions are what the user has to settle, in the same order.
	Questions []Question
}

// Kind says what a finding's columns hold.
type Kind string

const (
	Items  Kind = "items"  // a column for each item
	Totals Kind = "totals" // the score
)

// Coding says how answers are written, as far as the first rows tell.
type Coding string

const (
	Codes  Coding = "codes"
	Labels Coding = "labels"
	Both   Coding = "codes and labels"
	Empty  Coding = "" // there are no answers in the first rows, or the columns hold totals
)

// Confidence says how far a finding may be trusted. What is less than likely
// is a [Question].
type Confidence string

const (
	Certain Confidence = "certain" // names the instrument and every item
	Likely  Confidence = "likely"  // by question texts or by words that others use too
)

// Finding is an instrument, or a scale of it, with its columns.
type Finding struct {
	Instrument string
	Scale      string // the main scale, or a derived one that has columns of its own
	Derived    bool
	Kind       Kind
	Visits     []Visit // in order of time, if that is known; a single one without a name where the header has none
	// Ordered says that the order of the visits is known.
	Ordered    bool
	Stored     []Visit // totals that stand beside the items
	Unit       string  // that the headers state, for a scale that is counted in one of several
	Coding     Coding
	LeftOut    []LeftOut
	Confidence Confidence
	Reasons    []string // codes: see [Reason]
}

// Visit is a visit with its columns.
type Visit struct {
	Name  string
	Items []string // by item of the instrument; "" for those that the scale does not need
	Total string
}

// LeftOut is a column among the items that belongs to no score.
type LeftOut struct {
	Header string
	Why    string // "named_check" or "other_answers"
}

// The reasons of a finding.
const (
	ByName        = "name"         // headers name the instrument
	ByText        = "text"         // headers hold the questions
	ByWords       = "words"        // headers name what the items are about
	ByEveryItem   = "every_item"   // all items are there
	ByAnswers     = "answers"      // the answers are the instrument's
	ByScores      = "scores"       // values lie beyond an item's answers and within the score's range
	ByNoOtherItem = "no_more_item" // a further column has other answers
)

// Question is what has to be settled by the user.
type Question struct {
	Instrument string
	Scale      string
	Problem    string // what was found
	Hint       string // the flags, or lines of a study file, that settle it
}
