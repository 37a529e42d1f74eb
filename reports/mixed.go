package reports

import (
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// mixedDocument is what people read of mixed models: who is in them, and for
// each outcome and stratum the means at the visits, the effects, what varies,
// and the findings in words with the model named in full.
func (b *builder) mixedDocument() Document {
	notes := b.footnotes()
	d := Document{Language: b.Language, Title: b.Phrase("title_mixed", "visits", integer(b.commonCount()))}
	add := func(blocks ...Block) { d.Blocks = append(d.Blocks, blocks...) }
	add(List{b.mixedFacts()})
	if lines := b.understood(); len(lines) > 0 {
		add(List{lines})
	}
	for _, f := range b.Report.Flow {
		g := group{f.Outcome, f.Stratum}
		if len(b.Report.Flow) > 1 {
			add(Heading{b.mixedName(g)})
		}
		m, ok := b.model(g)
		if !ok {
			add(Paragraph{Text: b.Phrase("mixed_not_fitted")})
			continue
		}
		add(b.mixedBlocks(g, m)...)
	}
	if reading := b.mixedReading(); len(reading) > 0 {
		add(Heading{b.Phrase("heading_reading")}, List{reading})
	}
	if len(notes.Items) > 0 {
		add(Heading{b.Phrase("heading_notes")}, notes)
	}
	if next := b.mixedNext(); len(next.Commands) > 0 {
		add(Heading{b.Phrase("heading_next")}, next)
	}
	return d
}

// mixedName is what people see of a group, its outcome included.
func (b *builder) mixedName(g group) string {
	if g.stratum == "" {
		return b.name(g.outcome)
	}
	return b.name(g.outcome) + ", " + b.stratum(g.stratum)
}

// commonCount is how many visits all models have, 0 where they differ.
func (b *builder) commonCount() int64 {
	var counts []int
	for _, m := range b.Report.Models {
		if m.Stratum == "" {
			counts = append(counts, len(m.Visits))
		}
	}
	if counts = slices.Compact(counts); len(counts) == 1 {
		return int64(counts[0])
	}
	return 0
}

func (b *builder) mixedFacts() []string {
	facts := b.inputFacts()
	for _, f := range b.everyone() {
		m, ok := b.model(group{outcome: f.Outcome})
		if !ok {
			continue
		}
		id := "mixed_people"
		if len(b.everyone()) > 1 {
			id = "mixed_people_of"
		}
		facts = append(facts, b.Phrase(id, "name", b.name(f.Outcome), "people", integer(m.People), "surveys", integer(m.Surveys), "enrolled", integer(f.Enrolled)))
	}
	return facts
}

// model returns the model of a group.
func (b *builder) model(g group) (analysis.FittedModel, bool) {
	i := slices.IndexFunc(b.Report.Models, func(m analysis.FittedModel) bool { return m.Outcome == g.outcome && m.Stratum == g.stratum })
	if i < 0 {
		return analysis.FittedModel{}, false
	}
	return b.Report.Models[i], true
}

// mixedBlocks are the tables and words of one model.
func (b *builder) mixedBlocks(g group, m analysis.FittedModel) []Block {
	var blocks []Block
	for _, t := range []Table{b.meansTable(g, m), b.effectsTable(g, m), b.varianceTable(g, m)} {
		if t = t.withoutEmptyColumns(); len(t.Columns) > 1 {
			blocks = append(blocks, t)
		}
	}
	blocks = append(blocks, Heading{b.Phrase("heading_findings")}, Paragraph{Lead: b.name(g.outcome), Text: b.mixedFinding(g, m)})
	if b.ShowR {
		blocks = append(blocks, Paragraph{Text: b.Phrase("mixed_in_r")}, List{[]string{m.R()}})
	}
	return blocks
}

// mixedReading says once what holds for every number.
func (b *builder) mixedReading() []string {
	if len(b.Report.Models) == 0 {
		return nil
	}
	lines := []string{b.Phrase("reading_uncontrolled")}
	if slices.ContainsFunc(b.Report.Models, func(m analysis.FittedModel) bool { return m.Randomised }) {
		lines = nil
	}
	lines = append(lines, b.Phrase("reading_mixed_missing"))
	for _, m := range b.Report.Models {
		for _, term := range []string{"reml_criterion", "ml_criterion"} {
			e := b.row(group{m.Outcome, m.Stratum}, "mixed", term, m.Variant)
			if !e.Estimate.IsZero() && len(b.Report.Models) == 1 {
				lines = append(lines, b.Phrase("reading_mixed_criterion", "name", term, "value", amount(e.Estimate, 2)))
			}
		}
	}
	return lines
}

// mixedNext suggests means by visit where they depart from the line, and the
// rows at full precision.
func (b *builder) mixedNext() Next {
	n := b.next()
	for _, f := range b.everyone() {
		m, ok := b.model(group{outcome: f.Outcome})
		if !ok || len(b.Args) == 0 || len(n.Commands) == 0 || slices.Contains(b.Args, "--time") || b.scales[f.Outcome].Better == summary.Unknown {
			continue
		}
		if e := b.row(group{outcome: f.Outcome}, "mixed", "nonlinearity", m.Variant); rejects(e) {
			line := []string{"cam", b.Command}
			for _, arg := range append(slices.Clone(b.Args), "--time", "visit", "--covariance", "us") {
				line = append(line, quoteArg(arg))
			}
			n.Commands = append([]Command{{strings.Join(line, " "), b.Phrase("next_visit")}}, n.Commands...)
			break
		}
	}
	n.Commands = n.Commands[:min(len(n.Commands), maxNext)]
	return n
}
