package reports

import (
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/reports/text"
)

// NewDocument builds what people read of an analysis: who it is about, one table
// over the outcomes, the findings in words, what they mean clinically, who was
// lost, every automatic decision, and what to type next. Every number in it is
// rounded from one row of the report.
func NewDocument(a Analysis, language text.Language) Document {
	b := newBuilder(a, language)
	if a.Command == "mixed" {
		return b.mixedDocument()
	}
	notes := b.footnotes() // before the tables, which bear their marks
	d := Document{Language: language, Title: b.title()}
	add := func(blocks ...Block) { d.Blocks = append(d.Blocks, blocks...) }
	if facts := b.facts(); len(facts) > 0 {
		add(List{facts})
	}
	if lines := b.understood(); len(lines) > 0 {
		add(List{lines})
	}
	if len(b.paired()) > 0 {
		add(b.changeTable())
	}
	if lines := b.heterogeneity(); len(lines) > 0 {
		add(Heading{b.Phrase("heading_strata")}, List{lines})
	}
	if findings := b.findings(); len(findings) > 0 {
		add(Heading{b.Phrase("heading_findings")})
		add(findings...)
	}
	add(b.overVisits()...)
	add(b.clinical()...)
	add(b.lost()...)
	add(b.oneVisit()...)
	if reading := b.reading(); len(reading) > 0 {
		add(Heading{b.Phrase("heading_reading")}, List{reading})
	}
	if len(notes.Items) > 0 {
		add(Heading{b.Phrase("heading_notes")}, notes)
	}
	if next := b.next(); len(next.Commands) > 0 {
		add(Heading{b.Phrase("heading_next")}, next)
	}
	return d
}

// title names the visits where all outcomes share them.
func (b *builder) title() string {
	if len(b.paired()) == 0 && len(b.described()) > 0 {
		return b.Phrase("title_one_visit")
	}
	if pre, post, ok := b.commonVisits(); ok {
		return b.Phrase("title", "pre", pre, "post", post)
	}
	return b.Phrase("title_plain")
}

func (b *builder) commonVisits() (pre, post string, ok bool) {
	var all [][2]string
	for _, f := range b.paired() {
		all = append(all, b.visits[f.Outcome])
	}
	all = slices.Compact(all)
	if len(all) != 1 || all[0] == [2]string{} {
		return "", "", false
	}
	return all[0][0], all[0][1], true
}

// facts say what was read, how many people it is about, and what is compared.
func (b *builder) facts() []string {
	facts := b.inputFacts()
	if people := b.people(); people != "" {
		facts = append(facts, people)
	}
	if len(b.paired()) == 0 && len(b.described()) > 0 {
		facts = append(facts, b.Phrase("fact_one_visit"))
	}
	if pre, post, ok := b.commonVisits(); ok {
		return append(facts, b.Phrase("comparison", "pre", pre, "post", post))
	}
	for _, f := range b.paired() {
		if v := b.visits[f.Outcome]; v != [2]string{} {
			facts = append(facts, b.Phrase("comparison_of", "name", b.name(f.Outcome), "pre", v[0], "post", v[1]))
		}
	}
	return facts
}

// inputFacts say what was read.
func (b *builder) inputFacts() []string {
	var facts []string
	var inputs []string
	for _, in := range b.Provenance.Inputs {
		id := "input_rows"
		if in.Rows == 1 {
			id = "input_row"
		}
		inputs = append(inputs, b.Phrase(id, "name", in.Name, "rows", integer(in.Rows)))
	}
	if len(inputs) > 0 {
		facts = append(facts, strings.Join(inputs, ", "))
	}
	if slices.ContainsFunc(b.Report.Decisions, func(d summary.Decision) bool { return d.Code == "synthetic_data" }) {
		facts = append(facts, b.Phrase("fact_synthetic"))
	}
	return facts
}

func (b *builder) people() string {
	flow := b.paired()
	if len(flow) == 0 {
		return b.peopleOnce()
	}
	enrolled, least, most := flow[0].Enrolled, flow[0].Pairs, flow[0].Pairs
	for _, f := range flow {
		enrolled, least, most = max(enrolled, f.Enrolled), min(least, f.Pairs), max(most, f.Pairs)
	}
	id := "people"
	if least != most {
		id = "people_between"
	}
	return b.Phrase(id, "enrolled", integer(enrolled), "pairs", integer(most), "least", integer(least))
}

// reading says once what holds for every number, naming only what is shown.
func (b *builder) reading() []string {
	if !slices.ContainsFunc(b.everyone(), answered) {
		return nil
	}
	lines := []string{b.Phrase("reading_uncontrolled")}
	tested, clustered, effect := false, false, false
	for _, e := range b.Report.Estimates {
		isTest := e.Method == "paired_t" && !pValue(e).Absent()
		tested, clustered = tested || isTest, clustered || isTest && e.Variant == "cluster"
		effect = effect || e.Term == "d_z" && !e.Estimate.IsZero()
	}
	switch {
	case clustered:
		lines = append(lines, b.Phrase("reading_clustered_t", "level", b.level()))
	case tested:
		lines = append(lines, b.Phrase("reading_t", "level", b.level()))
	}
	if adjust := b.adjustment(); adjust != "" {
		lines = append(lines, b.Phrase("reading_adjusted", "adjust", b.Phrase("adjust_"+adjust)))
	}
	if effect {
		lines = append(lines, b.Phrase("reading_d"))
	}
	return lines
}
