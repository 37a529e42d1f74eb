package recognize

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/instruments"
)

// enough is how many answers without the lowest code make it doubtful that the
// codes are the instrument's: most people answer "not at all" to some item.
const enough = 90

// answersOf checks that the items' answers are those of the instrument.
func (r *recognizer) answersOf(f *Finding, k *known, s *instruments.Scale, columns [][]int) *Question {
	if r.Coded(k.ID) {
		return nil
	}
	p, err := k.Parser(instruments.Options{Decimals: 6})
	if err != nil {
		return nil
	}
	var t tally
	for _, list := range columns {
		for n, column := range list {
			t.count(r, p, s.Items[n], column)
		}
	}
	f.Coding = t.coding()
	if t.answered() > 0 && t.outside+t.other == 0 {
		f.Reasons = append(f.Reasons, ByAnswers)
	}
	first := &k.Items[s.Items[0]]
	low, high := int(first.Low.Float()), int(first.High.Float())
	text := r.itemsText(s, f.Visits)
	switch {
	case t.answered() == 0:
		return nil
	case 10*t.other > t.answered():
		return &Question{
			Problem: fmt.Sprintf("%s hold texts that are no answers to %s", text, k.ID),
			Hint:    "say what they mean with codes: {\"its text\": 0, …} beside instrument: " + k.ID + " in a study file" + missingHint,
		}
	case first.Answers == nil:
		if 2*t.outside > t.answered() {
			return &Question{Problem: fmt.Sprintf("%s mostly hold numbers that no answer to %s can be", text, k.ID), Hint: othersHint}
		}
		return nil
	case t.numbers == 0:
		return nil
	case t.lowest == low+1 && t.highest == high+1:
		return r.shifted(k, text, low+1, high+1, low)
	case t.lowest == low-1 && t.highest < high && t.numbers > 2:
		return r.shifted(k, text, low-1, high-1, low)
	case t.lowest > low && t.highest <= high && t.numbers >= enough:
		q := r.shifted(k, text, t.lowest, t.highest, low)
		q.Problem = fmt.Sprintf("%s never hold the answer %d in the first %d rows, so that their codes may not be those of %s, %d to %d", text, low, len(r.Rows), k.ID, low, high)
		q.Hint = fmt.Sprintf("if they are, add %s; if %d means %s, add --codes %s", nameThem(s, f.Visits), low+1, strconv.Quote(first.Answers.Options[0].EN[0]), codesFlag(k, 1))
		return q
	case 20*t.outside > t.answered():
		return &Question{
			Problem: fmt.Sprintf("%s hold the numbers %d to %d, and answers to %s go from %d to %d", text, t.lowest, t.highest, k.ID, low, high),
			Hint:    "say what the codes mean with --codes " + quoted(k.ID+"=CODE:ANSWER,…") + missingHint,
		}
	}
	return nil
}

const (
	missingHint = ", or which of them mean missing with --missing=CODE"
	othersHint  = "to analyze other outcomes only, name them with --outcome"
)

// shifted asks about codes that are not the instrument's.
func (r *recognizer) shifted(k *known, text string, from, to, low int) *Question {
	first := &k.Items[0]
	var lines []string
	for i := range first.Answers.Options {
		lines = append(lines, fmt.Sprintf("%d: %d", from+i, low+i))
	}
	return &Question{
		Problem: fmt.Sprintf("%s are coded %d to %d, and answers to %s go from %s to %s", text, from, to, k.ID, first.Low, first.High),
		Hint: fmt.Sprintf("if %d means %s, add --codes %s, or codes: {%s} in a study file", from, strconv.Quote(first.Answers.Options[0].EN[0]),
			codesFlag(k, from-low), strings.Join(lines, ", ")),
	}
}

// codesFlag writes the value of --codes for codes that lie by so much above
// those of the instrument.
func codesFlag(k *known, above int) string {
	var parts []string
	for _, o := range k.Items[0].Answers.Options {
		parts = append(parts, fmt.Sprintf("%d:%d", int(o.Code)+above, int(o.Code)))
	}
	return k.ID + "=" + strings.Join(parts, ",")
}

// extras deals with numbered columns beyond the items. One is left out if its
// answers are none of the instrument's; otherwise any of the columns may be the
// one that does not belong.
func (r *recognizer) extras(f *Finding, k *known, s *instruments.Scale, at map[string]chosen) *Question {
	p, err := k.Parser(instruments.Options{})
	if err != nil {
		return nil
	}
	for _, key := range slices.Sorted(maps.Keys(at)) {
		c := at[key]
		for _, n := range slices.Sorted(maps.Keys(c.columns)) {
			if n >= 1 && n <= len(s.Items) {
				continue
			}
			for _, column := range c.columns[n] {
				var t tally
				if !r.Coded(k.ID) {
					t.count(r, p, s.Items[0], column)
				}
				if bad := t.outside + t.other; bad == 0 || 10*bad < t.answered() {
					return r.oneTooMany(k, s, c, f.Visits)
				}
				f.LeftOut = append(f.LeftOut, LeftOut{r.Headers[column], "other_answers"})
				if !slices.Contains(f.Reasons, ByNoOtherItem) {
					f.Reasons = append(f.Reasons, ByNoOtherItem)
				}
			}
		}
	}
	return nil
}

// tallyOf looks at all columns of a family.
func (r *recognizer) tallyOf(k *known, f *family) tally {
	var t tally
	p, err := k.Parser(instruments.Options{Decimals: 6})
	if err != nil {
		return t
	}
	for _, o := range f.occasions {
		for n, columns := range o.columns {
			if n < 1 || n > len(f.scale.Items) {
				n = 1
			}
			for _, column := range columns {
				t.count(r, p, f.scale.Items[n-1], column)
			}
		}
	}
	return t
}
