package reports

import (
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/reports/text"
)

// remarks lists what people should know, by how bad it is.
func (b checkBuilder) remarks() []Block {
	var blocks []Block
	for _, severity := range []summary.Severity{summary.SeverityError, summary.SeverityWarning, summary.SeverityNote} {
		var lines []string
		for _, r := range b.Check.Remarks {
			if r.Severity == severity {
				lines = append(lines, b.line(r))
			}
		}
		if len(lines) > 0 {
			blocks = append(blocks, Heading{b.Phrase("check_heading_"+string(severity), "n", strconv.Itoa(len(lines)))}, List{lines})
		}
	}
	if len(blocks) == 0 {
		blocks = append(blocks, Paragraph{Text: b.Phrase("check_nothing")})
	}
	return blocks
}

// line is a remark with where it was found and what to do.
func (b checkBuilder) line(r summary.Remark) string {
	line := remarkText(r, b.Language)
	if len(r.Places) > 0 {
		places := strings.Join(r.Places, "; ")
		if more := r.N - int64(len(r.Places)); more > 0 {
			places += "; " + b.Phrase("check_more_places", "n", integer(more))
		}
		line += " " + b.Phrase("check_places", "places", places)
	}
	if remedy := remedyText(r, b.Language); remedy != "" {
		line += " → " + remedy
	}
	return line
}

// remarkText says what was found, as a sentence.
func remarkText(r summary.Remark, l text.Language) string {
	return l.Phrase("remark_"+r.Code, pairsOf(r, l)...)
}

// remedyText says what to do or to type; it is empty where there is nothing.
func remedyText(r summary.Remark, l text.Language) string {
	if r.Code == "refused" {
		return oneLine(r.Args["hint"])
	}
	if r.Severity == summary.SeverityNote {
		return ""
	}
	return l.Phrase("remedy_"+r.Code, pairsOf(r, l)...)
}

// pairsOf are what the words of a remark may name.
func pairsOf(r summary.Remark, l text.Language) []string {
	pairs := []string{"outcome", r.Outcome, "visit", r.Visit, "column", r.Column, "n", integer(r.N), "of", integer(r.Of)}
	for _, name := range []string{"problem", "hint", "first", "last", "low", "high", "value", "from", "to", "instruments", "warning", "visits"} {
		pairs = append(pairs, name, oneLine(r.Args[name]))
	}
	for _, name := range []string{"r", "middle"} {
		value := ""
		if f, err := strconv.ParseFloat(r.Args[name], 64); err == nil {
			value = decimal(f, 2)
		}
		pairs = append(pairs, name, value)
	}
	kind, why := "", ""
	if r.Args["kind"] != "" {
		kind, why = l.Phrase("kind_"+r.Args["kind"]), l.Phrase("kind_by_"+r.Args["why"])
	}
	return append(pairs, "kind", kind, "why", why, "outcomes", outcomeFlags(r.Args["outcomes"]))
}

// outcomeFlags writes outcomes, one a line, as a choice of flags.
func outcomeFlags(outcomes string) string {
	var flags []string
	for line := range strings.Lines(outcomes) {
		flags = append(flags, "--outcome "+quoteArg(strings.TrimSpace(line)))
	}
	return strings.Join(flags, " / ")
}

// oneLine joins the lines of a message.
func oneLine(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		lines = append(lines, strings.TrimSpace(line))
	}
	return strings.TrimSuffix(strings.Join(lines, "; "), ":")
}
