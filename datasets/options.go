package datasets

import (
	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/instruments"
)

// Options is what a caller asks of [Load]; its fields are the command line's
// flags of the same names. The zero value recognises ids, visits and the
// instruments of the catalogue. What is set here overrides the study file key by key.
type Options struct {
	Study *StudyFile // --study; nil without one

	Sheet      string // --sheet: of a workbook
	Header     string // --header: the lines with the names of the columns, 3 or 1-2
	Dictionary string // --dictionary: a REDCap data dictionary

	ID         []string // --id; several make a composite id
	Visit      string   // --visit
	VisitOrder []string // --visit-order
	Times      []string // --times, in order of the visits
	TimeUnit   string   // --time-unit: what times count, such as months
	// TimeColumn is a numeric column of irregular times in a long table, which
	// then has no visits: --time-column.
	TimeColumn string
	Pre, Post  string // --pre, --post; empty takes the first and the last visit

	Outcomes       []string // --outcome SPEC
	Baseline       []string // --baseline NAME=COL
	Better         []string // --better NAME=lower|higher
	Range          []string // --range NAME=LO:HI
	Caseness       []string // --caseness 'NAME=>=K'
	ReliableChange []string // --reliable-change NAME=PRESET|'>=K'|sd:S,r:R
	Bands          []string // --bands NAME=id:from,id:from
	Units          []string // --unit NAME=servings/day, for scales that are counted in one of several units
	Codes          []string // --codes NAME=1:0,2:1: the file's codes and the answers that they mean

	By         []string   // --by
	Covariates []string   // --covariate
	Groups     []string   // --group: columns whose groups a model compares
	Cluster    string     // --cluster
	Where      string     // --where
	Missing    []string   // --missing, beside [DefaultMissing]
	Invalid    Invalid    // --invalid
	Duplicates Duplicates // --duplicates
	OrderBy    string     // --order-by, for the first or last of duplicates
	Join       string     // --join: a side table by id
	Adjust     string     // --adjust
	ShowIDs    bool       // --show-ids: messages may name participants
	// Prorate switches the prorating of missing answers off: --prorate none.
	Prorate instruments.Prorating
	// OneVisit allows outcomes that were taken once, where no column tells visits
	// apart or all rows are of one visit. The pair of such an outcome has no post
	// visit.
	OneVisit bool

	// Instruments is the catalogue in which outcomes are looked up, such as the
	// builtin one with the user's own: --instruments. nil takes the builtin one.
	// Columns are recognised by themselves for the builtin instruments alone.
	Instruments *instruments.Catalog

	// Scales knows the scale of an outcome by its name; nil takes the catalogue
	// of instruments. What the study file and the flags say of a scale overrides
	// it.
	Scales func(name string) (summary.Scale, bool)
}

// Invalid says what to do with cells that are no numbers and with values
// outside their range. The zero value is [InvalidError].
type Invalid string

const (
	InvalidError   Invalid = "error"   // an error that lists them
	InvalidMissing Invalid = "missing" // read as missing, as a decision
)

// Duplicates says what to do with several rows of one participant and visit.
// The zero value is [DuplicatesError].
type Duplicates string

const (
	DuplicatesError Duplicates = "error" // an error that lists them
	DuplicatesFirst Duplicates = "first" // the first row by Options.OrderBy
	DuplicatesLast  Duplicates = "last"  // the last row by Options.OrderBy
	DuplicatesMean  Duplicates = "mean"  // the exact mean of each outcome's observed values
)

// check refuses values that no flag has.
func (o Options) check() error {
	switch o.Invalid {
	case "", InvalidError, InvalidMissing:
	default:
		return usage("use --invalid error or --invalid missing", "--invalid %s is not known", quoteValue(string(o.Invalid)))
	}
	switch o.Duplicates {
	case "", DuplicatesError, DuplicatesMean:
	case DuplicatesFirst, DuplicatesLast:
		if o.OrderBy == "" {
			return usage("add --order-by COL, such as a column of dates",
				"--duplicates %s does not say by which column rows are ordered", o.Duplicates)
		}
	default:
		return usage("use --duplicates error, first, last or mean", "--duplicates %s is not known", quoteValue(string(o.Duplicates)))
	}
	if o.Prorate != instruments.ProrateByRule && o.Prorate != instruments.ProrateNone {
		return usage("use --prorate rule or none", "--prorate %s is not known", quoteValue(string(o.Prorate)))
	}
	return nil
}
