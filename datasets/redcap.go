package datasets

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets/table"
)

// armSuffix is how REDCap writes the arm behind an event: month_3_arm_1 in raw
// exports, Month 3 (Arm 1: Main) in those with labels.
var armSuffix = regexp.MustCompile(`^(.+?)(?:_arm_(\d+)|\s*\([Aa]rm (\d+):.*\))$`)

// eventNames takes the arm away from REDCap's events where some event stands in
// several arms, since a visit is the same for everyone. shared counts these
// events; with none, names stay as they are.
func eventNames(texts []string, occurs []bool) (event func(string) string, shared int64) {
	arms := make(map[string]map[string]bool)
	for code, text := range texts {
		if code == 0 || !occurs[code] {
			continue
		}
		parts := armSuffix.FindStringSubmatch(text)
		if parts == nil {
			return func(s string) string { return s }, 0
		}
		key := visitKey(parts[1])
		if arms[key] == nil {
			arms[key] = make(map[string]bool)
		}
		arms[key][parts[2]+parts[3]] = true
	}
	for _, of := range arms {
		if len(of) > 1 {
			shared++
		}
	}
	if shared == 0 {
		return func(s string) string { return s }, 0
	}
	return func(s string) string { return armSuffix.FindStringSubmatch(s)[1] }, shared
}

// otherForms tells the rows of repeated REDCap forms that hold nothing of the
// outcomes: they say something else of the same person and visit. It is nil
// where no column names such forms.
func (s *scan) otherForms(headers []string) func(fields []string) bool {
	if s.plan == nil {
		return nil
	}
	form := slices.IndexFunc(headers, func(h string) bool { return plainHeader(h) == "redcap repeat instrument" || h == "Repeat Instrument" })
	if form < 0 {
		return nil
	}
	var cells []int
	add := func(h string) {
		if i := slices.Index(headers, h); h != "" && i >= 0 && !slices.Contains(cells, i) {
			cells = append(cells, i)
		}
	}
	for _, o := range s.plan.study.Outcomes {
		for _, c := range o.Columns {
			add(c.Header)
			for _, h := range c.Items {
				add(h)
			}
		}
	}
	return func(fields []string) bool {
		if strings.TrimSpace(fields[form]) == "" {
			return false
		}
		return !slices.ContainsFunc(cells, func(i int) bool { return strings.TrimSpace(fields[i]) != "" })
	}
}

// noSurveys tells the rows that are no surveys by the decision that leaves them
// out: those of other forms, and previews, as Qualtrics calls the trials that a
// survey's makers send off. It is nil where no column could say so.
func (s *scan) noSurveys(headers []string) func(fields []string) (code string) {
	other := s.otherForms(headers)
	status, channel := slices.Index(headers, "Status"), slices.Index(headers, "DistributionChannel")
	if other == nil && status < 0 && channel < 0 {
		return nil
	}
	is := func(fields []string, at int, value string) bool {
		return at >= 0 && strings.TrimSpace(fields[at]) == value
	}
	return func(fields []string) string {
		switch {
		case other != nil && other(fields):
			return DecisionOtherFormRows
		case is(fields, status, "Survey Preview"), is(fields, channel, "preview"):
			return DecisionPreviewRows
		}
		return ""
	}
}

// refuseTotals refuses a participant whose id is a word for a total: a row of
// sums that stands among the others, and would count as a person.
func (b *builder) refuseTotals() error {
	if b.ids == nil || len(b.plan.study.ID) > 1 {
		return nil
	}
	for p := range b.ids.len() {
		id := b.ids.bytes(p)
		if len(id) > 20 || !table.IsTotal(string(id)) {
			continue
		}
		if row := slices.Index(b.participant, int32(p)); row >= 0 {
			column := b.plan.study.ID[0]
			return &DataError{
				Problems: []Problem{{What: fmt.Sprintf("the id at %s is %s, as of a row that sums up others and is no person", b.places.text(row), quoteValue(string(id)))}},
				Hint:     "remove the row, or leave it out with --where " + shellWord(fmt.Sprintf("col(%q) != %q", column, id)),
			}
		}
	}
	return nil
}
