package reports

import (
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/reports/text"
)

// Checked is what `cam check` hands over to be written.
type Checked struct {
	Args    []string // what followed the command, so that the next command can be written out; may be empty
	Version string
	Inputs  []Input
	Check   *summary.Check
	// Reliability is how well items go together; nil where nobody asked.
	Reliability []Consistency
}

// NewCheckDocument builds what people read of a check: what was understood, what
// is wrong with the data, worst first, how complete they are, and what to type
// next.
func NewCheckDocument(c Checked, language text.Language) Document {
	b := checkBuilder{language, c}
	d := Document{Language: language, Title: b.Phrase("check_title")}
	d.Blocks = append(d.Blocks, List{b.facts()})
	if lines := b.recognised(); len(lines) > 0 {
		d.Blocks = append(d.Blocks, Heading{b.Phrase("check_heading_recognised")}, List{lines})
	}
	d.Blocks = append(d.Blocks, b.remarks()...)
	for _, t := range []Table{b.scores(), b.answers(), b.missing(), b.intervals()} {
		if len(t.Rows) > 0 {
			d.Blocks = append(d.Blocks, t)
		}
	}
	d.Blocks = append(d.Blocks, b.reliability()...)
	if next := b.next(); len(next.Commands) > 0 {
		d.Blocks = append(d.Blocks, Heading{b.Phrase("heading_next")}, next)
	}
	return d
}

type checkBuilder struct {
	text.Language
	Checked
}

// facts say what was read, and how rows are told apart.
func (b checkBuilder) facts() []string {
	var inputs []string
	for _, in := range b.Inputs {
		id := "input_rows"
		if in.Rows == 1 {
			id = "input_row"
		}
		inputs = append(inputs, b.Phrase(id, "name", in.Name, "rows", integer(in.Rows)))
	}
	facts := []string{strings.Join(inputs, ", ")}
	c := b.Check
	switch {
	case c.Layout == "":
		facts = append(facts, b.Phrase("check_not_loaded"))
	case len(c.ID) == 0:
		facts = append(facts, b.Phrase("check_people_rows", "n", integer(c.Participants)))
	default:
		facts = append(facts, b.Phrase("check_people", "n", integer(c.Participants), "id", strings.Join(c.ID, ", ")))
	}
	if c.VisitColumn != "" {
		var visits []string
		for _, v := range c.Visits {
			visits = append(visits, b.Phrase("check_visit_rows", "visit", v.Visit, "rows", integer(v.Rows)))
		}
		facts = append(facts, b.Phrase("check_visits", "column", c.VisitColumn, "visits", strings.Join(visits, ", ")))
	}
	return facts
}

// recognised says which columns are taken for what, how sure that is, and why.
func (b checkBuilder) recognised() []string {
	var lines []string
	for _, r := range b.Check.Recognised {
		id := "check_scores"
		switch {
		case r.Items > 1:
			id = "check_items"
		case r.Items == 1:
			id = "check_item"
		}
		coding := ""
		if r.Coding != "" {
			coding = b.Phrase("coding_" + codingID[r.Coding])
		}
		line := b.Phrase(id, "outcome", r.Outcome, "items", strconv.Itoa(r.Items), "first", r.First, "last", r.Last, "coding", coding, "visits", strconv.Itoa(r.Visits))
		if r.Confidence == "" {
			line += " " + b.Phrase("check_asked")
		} else {
			var reasons []string
			for _, reason := range r.Reasons {
				reasons = append(reasons, b.Phrase("reason_"+reason))
			}
			line += " " + b.Phrase("confidence_"+r.Confidence, "reasons", strings.Join(reasons, ", "))
		}
		lines = append(lines, line)
	}
	return lines
}

// next suggests what to type: nothing is analysed before the errors are gone.
func (b checkBuilder) next() Next {
	var n Next
	if len(b.Args) == 0 || b.Check.Wrong() || len(b.Check.Recognised) == 0 {
		return n
	}
	var quoted []string
	for _, arg := range b.Args {
		if strings.HasPrefix(arg, "--reliability") {
			continue // other commands do not have it
		}
		if printable(arg) != arg || arg == "-" || choosesOutput(arg) {
			return n
		}
		quoted = append(quoted, quoteArg(arg))
	}
	args := strings.Join(quoted, " ")
	return Next{[]Command{
		{"cam init " + args + " -o study.yaml", b.Phrase("check_next_init")},
		{"cam analyze " + args, b.Phrase("check_next_analyze")},
	}}
}
