package simulate

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/instruments"
)

// column is one item of the survey, with the text of each of its answers in
// English and in Spanish, ready for the file.
type column struct {
	name    string // phq9_1
	answers [2][]string
}

const (
	english = 0
	spanish = 1
)

// columns names the items after the catalogue and writes their answers: as
// codes, or as the catalogue words them.
func (m *model) columns() ([]column, error) {
	var all []column
	for i := range m.battery {
		n := &m.battery[i]
		instrument, ok := instruments.Lookup(n.id)
		if !ok || len(instrument.Items) != len(n.questions) {
			return nil, fmt.Errorf("the catalogue has no %s of %d items", n.id, len(n.questions))
		}
		for j := range n.questions {
			item := &instrument.Items[j]
			c := column{name: n.id + "_" + item.ID + n.unit}
			for _, v := range n.questions[j].values {
				code := decimal(v)
				words := [2]string{code, code}
				if item.Answers != nil {
					o, ok := optionOf(item.Answers, v)
					if !ok {
						return nil, fmt.Errorf("the catalogue's %s has no answer %s to item %s", n.id, code, item.ID)
					}
					if m.labels {
						words = [2]string{o.EN[0], o.ES[0]}
					}
				}
				for language, word := range words {
					c.answers[language] = append(c.answers[language], quote(word))
				}
			}
			all = append(all, c)
		}
	}
	return all, nil
}

// optionOf returns the option of a code that can be written in two languages.
func optionOf(set *instruments.AnswerSet, code float64) (instruments.Option, bool) {
	for _, o := range set.Options {
		if float64(o.Code) == code && len(o.EN) > 0 && len(o.ES) > 0 {
			return o, true
		}
	}
	return instruments.Option{}, false
}

// decimal writes a number with as many digits as it has.
func decimal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// quote writes a field of a CSV file.
func quote(s string) string {
	if !strings.ContainsAny(s, "\",\r\n") {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

// visitLabel is the value of the visit column, and the end of a wide file's
// column names.
func visitLabel(month int) string {
	if month == 0 {
		return "baseline"
	}
	return "month" + strconv.Itoa(month)
}

// siteLabel counts A, B, …, Z, AA, AB, … as spreadsheets do.
func siteLabel(site int) string {
	label := ""
	for n := site + 1; n > 0; n = (n - 1) / 26 {
		label = string(rune('A'+(n-1)%26)) + label
	}
	return label
}
