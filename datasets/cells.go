package datasets

import (
	"cmp"
	"fmt"
	"sort"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// faults gathers what is wrong with cells, by kind.
type faults struct {
	text, thousands, large, outside Problem
	answers, wording                Problem  // numbers and texts that are no answer to an item
	codes                           string   // how to say what the codes of the file mean
	examples                        []string // texts that are no numbers
}

// checkCells looks for cells that are no numbers and for values outside their
// range, in the rows that are kept. They are errors, or missing as a decision.
func (b *builder) checkCells() error {
	asMissing := b.options.Invalid == InvalidMissing
	var f faults
	for i, o := range b.plan.study.Outcomes {
		for _, c := range b.scores[i] {
			before := f
			b.checkColumn(&f, c, o.Scale)
			if !asMissing {
				continue
			}
			for _, d := range []struct {
				kind string
				n    int64
			}{
				{"text", f.text.N - before.text.N}, {"thousands", f.thousands.N - before.thousands.N},
				{"too_large", f.large.N - before.large.N}, {"range", f.outside.N - before.outside.N},
			} {
				if d.n > 0 {
					b.decide(summary.Decision{Code: DecisionInvalidAsMissing, Outcome: o.Scale.ID, N: d.n, Args: map[string]string{"column": c.header, "kind": d.kind}})
				}
			}
		}
	}
	b.checkAnswers(&f, asMissing)
	if !asMissing {
		b.reportFaults(f)
	}
	return nil
}

// checkColumn gathers the faults of a column, makes them missing, and decides on
// its decimals.
func (b *builder) checkColumn(f *faults, c *scoreColumn, s summary.Scale) {
	low, high := summary.Score(-summary.MaxTicks), summary.Score(summary.MaxTicks)
	if s.Range.IsSet() {
		low, high = c.step().Ceil(s.Range.Low), c.step().Floor(s.Range.High)
	}
	place := func(row int, what string) func() string {
		return func() string {
			if c.place == 0 { // a score of several columns
				return fmt.Sprintf("%s (%s): %s", b.places.text(row), quoteName(c.header), what)
			}
			return fmt.Sprintf("%s:%d (%s): %s", b.places.text(row), c.place, quoteName(c.header), what)
		}
	}
	for row, p := range b.participant {
		v := c.values.at(row)
		if p < 0 || v == noScore {
			continue
		}
		switch {
		case v == badScore:
			cell := c.badCell(row)
			switch value := quoteValue(cell.text); cell.kind {
			case thousands:
				f.thousands.add(place(row, value))
			case tooLarge:
				f.large.add(place(row, value))
			default:
				f.text.add(place(row, value))
				if len(f.examples) == 0 && cell.text != "" {
					f.examples = append(f.examples, cell.text)
				}
			}
		case v < int64(low) || v > int64(high):
			shown := summary.Amount{Num: v, Den: powerOfTen(c.decimals)}
			f.outside.add(place(row, fmt.Sprintf("%s is outside %s", shown, s.Range)))
		default:
			continue
		}
		c.values.set(row, noScore)
	}
	if c.overflow {
		b.problems = append(b.problems, Problem{What: fmt.Sprintf("column %s has numbers too large, or with too many decimals, to be counted exactly", quoteName(c.header))})
		b.hints = append(b.hints, "use a coarser unit")
	}
	if c.commas > 0 && c.points > 0 {
		b.problems = append(b.problems, Problem{What: fmt.Sprintf("column %s has decimals with a comma (%d) and with a point (%d)", quoteName(c.header), c.commas, c.points)})
		b.hints = append(b.hints, "write all of them the same way")
	}
	if c.commas > 0 {
		b.decide(summary.Decision{Code: DecisionDecimalComma, Outcome: s.ID, N: c.commas, Args: map[string]string{"column": c.header}})
	}
	if c.rounded > 0 {
		b.decide(summary.Decision{Code: DecisionDecimalsRounded, Outcome: s.ID, N: c.rounded, Args: map[string]string{"column": c.header}})
	}
}

// answer gathers a cell that is no answer to an item; place is that of its row.
func (f *faults) answer(s *itemSet, item int, kind badKind, text string, row func() string) {
	place := func() string {
		what := quoteValue(text)
		if kind == outOfRange {
			what += " is not among the answers " + s.limits(item)
		}
		return fmt.Sprintf("%s:%d (%s): %s", row(), s.places[item], quoteName(s.headers[item]), what)
	}
	switch kind {
	case outOfRange:
		f.answers.add(place)
		switch shifted := s.oneAbove(item, text); {
		case strings.HasPrefix(text, "-") && !shifted: // no answer is coded so
			f.codes = cmp.Or(f.codes, "if "+text+" means missing, add --missing="+shellWord(text))
		case f.codes == "" || shifted:
			f.codes = s.codesHint(shifted)
		}
	case thousands:
		f.thousands.add(place)
	default:
		f.wording.add(place)
		if len(f.examples) == 0 && text != "" {
			f.examples = append(f.examples, text)
		}
	}
}

// badCell returns what is known of a cell that could not be read.
func (c *scoreColumn) badCell(row int) badCell {
	i := sort.Search(len(c.bad), func(i int) bool { return int(c.bad[i].row) >= row })
	if i < len(c.bad) && int(c.bad[i].row) == row {
		return c.bad[i]
	}
	return badCell{row: int32(row)}
}

func (b *builder) reportFaults(f faults) {
	asMissing := ""
	if len(f.examples) > 0 {
		asMissing = "to read such text as missing add --missing=" + shellWord(f.examples[0])
	}
	any := false
	for _, k := range []struct {
		problem    Problem
		what, hint string
	}{
		{f.text, "no number", asMissing},
		{f.thousands, "a comma that may stand for thousands or for decimals", "write 1234 or 1.234 instead of 1,234"},
		{f.large, "a number too large to be counted exactly", "use a coarser unit"},
		{f.outside, "a value outside the range", ""},
		{f.answers, "a number that is no answer", f.codes},
		{f.wording, "a text that is no answer", asMissing},
	} {
		if k.problem.N == 0 {
			continue
		}
		any = true
		verb := "holds"
		if k.problem.N > 1 {
			verb = "hold"
		}
		k.problem.What = fmt.Sprintf("%s %s %s:", plural(k.problem.N, "cell"), verb, k.what)
		b.problems = append(b.problems, k.problem)
		if k.hint != "" {
			b.hints = append(b.hints, k.hint)
		}
	}
	if any {
		b.hints = append(b.hints, "to read every invalid value as missing add --invalid missing")
	}
}
