package instruments

import "github.com/cam-outcomes/cam/datasets/summary"

// Instrument is a questionnaire: its items and what is scored from them. It
// comes from a catalogue, is shared and must not be written to.
type Instrument struct {
	ID        string
	Name      Text
	Construct Text
	Recall    Text // the period asked about; empty where the form names none
	Note      Text // what whoever uses it should know; may be empty
	Licence   Licence
	Citations []Citation
	Panel     LOINC
	ItemCodes Evidence // of the items' LOINC codes; zero where they have none
	Items     []Item
	Scales    []*Scale
	Skips     []Skip
	Warnings  []Warning
	Safety    *SafetyRule // nil where no item is about safety
}

// LicenceStatus says under which terms a questionnaire may be used.
type LicenceStatus string

const (
	Free               LicenceStatus = "free"                // without permission
	Attribution        LicenceStatus = "attribution"         // with citation
	PermissionRequired LicenceStatus = "permission_required" // ask the owner first
	UnknownLicence     LicenceStatus = "unknown"             // no statement was found
)

// Licence is what is known about the terms of use.
type Licence struct {
	Status LicenceStatus
	// Wording tells whether the questions' own words may be embedded in
	// software. Where not, and mostly where so too, items carry neutral labels.
	Wording bool
	Text    string
	Evidence
}

// Citation is a publication to cite.
type Citation struct{ Text, DOI string }

// LOINC is a code of the terminology of that name, with its evidence. The zero
// LOINC means that none is known.
type LOINC struct {
	Code string
	Evidence
}

// Item is one question.
type Item struct {
	ID      string // "1" to "9", or a word such as "days"
	Label   Text   // neutral, not the questionnaire's wording
	Anchors []string
	LOINC   string
	Reverse bool
	Safety  bool
	// Answers are the allowed answers; nil where the answer is a number.
	Answers *AnswerSet
	// Low and High bound the answers, inclusively.
	Low, High summary.Amount
	Limits    Evidence // of the bounds of a number
	Decimals  int      // the most decimals that a number may have; 0 for whole numbers
	Units     []Unit   // words that may follow a number
}

// Unit is a word that may follow a number, and how many of the item's units it
// stands for: an hour is 60 minutes.
type Unit struct {
	Word   string
	Factor int64
}

// AnswerSet is a list of allowed answers that items, also of several
// instruments, share.
type AnswerSet struct {
	ID      string
	Options []Option
	Evidence
}

// Option is an allowed answer: its code and what it is called.
type Option struct {
	Code   Answer
	EN, ES []string // the first is the form's own, the others mean the same
}

// Skip sets items whose answer follows from another: whoever exercises on 0
// days is not asked for the minutes.
type Skip struct {
	When Condition
	Set  []Setting
}

// Setting is the answer that a [Skip] gives to an item.
type Setting struct {
	Item int
	To   summary.Amount
}

// Condition holds where the answer to an item is there and compares so.
type Condition struct {
	Item int
	Op   string // ">=", "<=", ">", "<" or "=="
	At   summary.Amount
}

// Warning describes answers that are allowed and yet hardly plausible.
type Warning struct {
	ID    string
	Label Text
	When  []Condition // all of them
	Evidence
}

// SafetyRule marks an answer that calls for a person's attention, whatever the
// total score is.
type SafetyRule struct {
	Item   int
	From   Answer // the lowest code that is flagged
	Notice Text   // to print wherever the flag is mentioned
	Evidence
}

// item returns the index of an item.
func (i *Instrument) item(id string) (int, bool) {
	for at := range i.Items {
		if i.Items[at].ID == id {
			return at, true
		}
	}
	return 0, false
}

// Scale returns one of the instrument's scales.
func (i *Instrument) Scale(id string) (*Scale, bool) {
	for _, s := range i.Scales {
		if s.ID == id {
			return s, true
		}
	}
	return nil, false
}
