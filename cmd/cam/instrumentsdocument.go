package main

import (
	"fmt"
	"strings"

	"github.com/cam-outcomes/cam/instruments"
	"github.com/cam-outcomes/cam/reports"
	"github.com/cam-outcomes/cam/reports/text"
)

// showDocument lays everything that is known of an instrument out for people.
func showDocument(d instruments.Description) reports.Document {
	out := reports.Document{Language: text.English, Title: d.Name}
	add := func(b ...reports.Block) { out.Blocks = append(out.Blocks, b...) }
	say := func(lead, words string) {
		if words != "" {
			add(reports.Paragraph{Lead: lead, Text: words})
		}
	}
	say("Measures", d.Construct)
	say("Asks about", d.Recall)
	say("Note", d.Note)
	wording := "its wording must not be embedded in software"
	if d.Licence.Wording {
		wording = "its wording may be embedded in software"
	}
	say("Licence", fmt.Sprintf("%s: %s; %s %s", words(string(d.Licence.Status)), d.Licence.Text, wording, proofText(d.Licence.Proof, false)))
	for _, c := range d.Citations {
		doi := ""
		if c.DOI != "" {
			doi = ". doi " + c.DOI
		}
		say("Cite", c.Text+doi)
	}
	if d.Panel != nil {
		say("LOINC panel", d.Panel.Code+" "+proofText(d.Panel.Proof, false))
	}
	if d.ItemCodes != nil {
		say("LOINC of the items", proofText(*d.ItemCodes, false))
	}
	add(reports.Heading{Text: "Items"}, itemTable(d.Items))
	for _, a := range d.Answers {
		add(reports.Heading{Text: "Answers: " + a.ID}, answerTable(a), reports.List{Items: []string{proofText(a.Proof, false)}})
	}
	list := func(heading string, items []string) {
		if len(items) > 0 {
			add(reports.Heading{Text: heading}, reports.List{Items: items})
		}
	}
	list("Answers that follow from others", d.Skips)
	list("Answers that are hardly plausible", numberTexts(d.Warnings))
	if s := d.Safety; s != nil {
		list("Safety", []string{fmt.Sprintf("item %s is flagged from %d on. %s %s", s.Item, s.From, s.Notice, proofText(s.Proof, false))})
	}
	for _, s := range d.Scales {
		add(reports.Heading{Text: "Scale " + s.ID + ": " + s.Label}, reports.Paragraph{Text: scaleText(s)})
		list2 := numberTexts(s.Numbers)
		if s.Code != nil {
			list2 = append(list2, "LOINC "+s.Code.Code+" "+proofText(s.Code.Proof, false))
		}
		add(reports.List{Items: list2})
		if len(s.Table) > 0 {
			add(reports.Paragraph{Lead: "Table, raw to score", Text: rowsText(s.Table)})
		}
	}
	var sources []string
	for _, s := range d.Sources {
		line := s.Key + " (" + string(s.Kind) + "): " + s.Text
		if s.Address != "" {
			line += ", " + s.Address
		}
		sources = append(sources, line)
	}
	list("Sources", sources)
	return out
}

func itemTable(items []instruments.ItemText) reports.Table {
	t := reports.Table{Columns: []reports.Column{{Head: "item"}, {Head: "asks about"}, {Head: "answers"}, {Head: "marks"}, {Head: "LOINC"}}}
	for _, it := range items {
		var marks []string
		if it.Reverse {
			marks = append(marks, "reversed")
		}
		if it.Safety {
			marks = append(marks, "safety")
		}
		t.Rows = append(t.Rows, reports.Row{Label: it.ID, Cells: []reports.Cell{
			reports.Words(it.Label), reports.Words(it.Answers), reports.Words(strings.Join(marks, ", ")), reports.Words(it.LOINC),
		}})
	}
	return t
}

func answerTable(a instruments.AnswerText) reports.Table {
	t := reports.Table{Columns: []reports.Column{{Head: "code"}, {Head: "English"}, {Head: "Spanish"}}}
	for _, o := range a.Options {
		t.Rows = append(t.Rows, reports.Row{Label: fmt.Sprint(o.Code), Cells: []reports.Cell{
			reports.Words(strings.Join(o.EN, " / ")), reports.Words(strings.Join(o.ES, " / ")),
		}})
	}
	return t
}

// words writes a key of the format as words.
func words(key string) string { return strings.ReplaceAll(key, "_", " ") }
