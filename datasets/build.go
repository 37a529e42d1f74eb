package datasets

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// builder turns the rows of a scan into a cohort: it filters them, finds the
// visits, pairs rows by participant and brings the scores to a grid.
type builder struct {
	*scan
	participants int
	members      []int32 // number of each participant in ids; nil where it is the same
	visit        []int16 // by row, in order of time; nil in a wide table
	visits       visitPlaces
	preVisit     int       // the place of --pre among the visits, 0 without one
	rowOf        [][]int32 // [visit][participant], -1 where there is no row; nil where rows are participants
	surveys      *surveys  // of irregular times
	reads        map[string]reads
	groups       []group // duplicates that are averaged
	problems     []Problem
	hints        []string
	audit        summary.Audit
	decisions    []summary.Decision
}

func (b *builder) decide(d summary.Decision) { b.decisions = append(b.decisions, d) }

// drop takes a row out of the cohort.
func (b *builder) drop(row int) { b.participant[row] = -1 }

func (b *builder) build() (*Cohort, error) {
	b.audit.RowsRead = int64(b.rows)
	b.decisions = slices.Clone(b.plan.decided)
	for _, step := range []func() error{b.filter, b.refuseTotals, b.placeRows, b.enroll, b.checkCells, b.settleDecimals, b.pair} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	if len(b.problems) > 0 {
		return nil, &DataError{Problems: b.problems, Hint: joinHints(b.hints)}
	}
	all, scales, err := b.buildSeries()
	if err != nil {
		return nil, err
	}
	attributes, err := b.buildAttributes()
	if err != nil {
		return nil, err
	}
	b.settleCovariates()
	b.decideSynthetic()
	b.account()
	c := &Cohort{
		study: b.plan.study, scales: scales, participants: b.participants, series: all, attributes: attributes,
		inputs: b.inputs, audit: b.audit, decisions: b.decisions, findings: b.findings(),
		surveys: b.surveys, covariates: b.covariates(), rowOf: b.rowOf,
	}
	if b.ids != nil {
		ids, members := b.ids, b.members
		c.ids = func(p int) []string {
			if members != nil {
				p = int(members[p])
			}
			return ids.id(p)
		}
	}
	return c, nil
}

// joinHints gives each hint a line of its own, once.
func joinHints(hints []string) string {
	var once []string
	for _, h := range hints {
		if !slices.Contains(once, h) {
			once = append(once, h)
		}
	}
	return strings.Join(once, "\n")
}

// filter leaves out the rows that --where does not select, and then those
// without an id.
func (b *builder) filter() error {
	var out, lacking, nobody int64
	var condition *evaluator
	var codes []int32
	if w := b.plan.where; w != nil {
		columns := make([]*textColumn, len(w.columns))
		for i, h := range w.columns {
			columns[i] = b.texts[h]
		}
		var err error
		if condition, err = w.bind(columns, b.firstText); err != nil {
			return err
		}
		codes = make([]int32, len(columns))
	}
	for row, p := range b.participant {
		holds := isTrue
		if condition != nil {
			holds = condition.row(row, codes)
		}
		switch {
		case holds == isUnknown:
			lacking++
		case holds == isFalse:
			out++
		case p < 0:
			nobody++
		default:
			continue
		}
		b.drop(row)
	}
	b.audit = b.audit.Drop("where", out).Drop("where_missing", lacking).Drop("no_id", nobody)
	if lacking > 0 {
		b.decide(summary.Decision{Code: DecisionWhereMissing, N: lacking})
	}
	if nobody > 0 {
		b.decide(summary.Decision{Code: DecisionNoID, N: nobody})
	}
	if b.otherRows > 0 {
		b.decide(summary.Decision{Code: DecisionOtherFormRows, N: b.otherRows})
	}
	if b.previewRows > 0 {
		b.decide(summary.Decision{Code: DecisionPreviewRows, N: b.previewRows})
	}
	if b.plan.rowIsOne {
		b.decide(summary.Decision{Code: DecisionRowIsParticipant, N: int64(b.rows) - out - lacking})
	}
	return nil
}

// firstText says where a column first holds text that is no number, "" where the
// column is not in the data but joined to them.
func (b *builder) firstText(column *textColumn) string {
	if !slices.Contains(b.plan.headers, column.header) {
		return ""
	}
	for row := range b.rows {
		text := column.text(row)
		if _, ok := parseNumber(text); text != "" && !ok {
			return b.places.in(row)
		}
	}
	return ""
}

// enroll numbers those participants who have any row left, in order of
// appearance.
func (b *builder) enroll() error {
	size := b.rows
	if b.ids != nil {
		size = b.ids.len()
	}
	number := make([]int32, size)
	for _, p := range b.participant {
		if p >= 0 {
			number[p] = 1
		}
	}
	for _, there := range number {
		b.participants += int(there)
	}
	switch b.participants {
	case 0:
		return b.nobody()
	case size:
		return nil
	}
	next := int32(0)
	for p, there := range number {
		number[p] = next
		if next += there; there == 1 {
			b.members = append(b.members, int32(p))
		}
	}
	for row, p := range b.participant {
		if p >= 0 {
			b.participant[row] = number[p]
		}
	}
	return nil
}

// nobody says why no row is left.
func (b *builder) nobody() error {
	has := "has"
	if len(b.places.files) > 1 {
		has = "have"
	}
	what := strings.Join(b.places.files, ", ") + " " + has + " column names but no rows"
	if b.rows > 0 {
		what = "none of the " + plural(int64(b.rows), "row") + " can be used"
		for _, d := range b.audit.Dropped {
			what += "\n  " + dropText(d)
		}
	}
	return &DataError{Problems: []Problem{{What: what}}}
}

func dropText(d summary.Dropped) string {
	text := map[string]string{
		"where": "not selected by --where", "where_missing": "without a value that --where needs",
		"no_id": "without an id", "no_visit": "without a visit", "no_time": "without a time",
	}[d.Reason]
	return strconv.FormatInt(d.Rows, 10) + " " + text
}
