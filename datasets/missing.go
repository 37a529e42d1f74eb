package datasets

import (
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets/table"
)

// DefaultMissing returns the codes that always mean a missing value, whatever
// their letter case: the empty cell, R's NA, pandas' NaN, the spreadsheets' #N/A
// and SPSS's #NULL!, SQL's NULL, and the full stop of SAS and Stata. They hold
// for scores, visits and stratifying columns; an id is missing only when empty.
func DefaultMissing() []string {
	return []string{"", "NA", "N/A", "#N/A", "NaN", "null", "#NULL!", "."}
}

// missingCodes tells missing values from others. Codes are compared without
// regard to letter case and surrounding space; codes that are numbers also by
// their value, so that -99 is -99.0.
type missingCodes struct {
	texts   map[string]bool
	numbers []plainNumber
}

// plainNumber is a number as [table.ParseDecimal] returns it.
type plainNumber struct {
	mantissa int64
	decimals int
}

func newMissingCodes(codes []string) missingCodes {
	m := missingCodes{texts: make(map[string]bool)}
	for _, c := range slices.Concat(DefaultMissing(), codes) {
		m.texts[foldText(c)] = true
		if mantissa, decimals, status := table.ParseDecimal(c, false); status == table.Exact {
			m.numbers = append(m.numbers, plainNumber{mantissa, decimals})
		}
	}
	return m
}

// furtherCodes returns the codes beside the default ones, each once and sorted.
func furtherCodes(codes []string) []string {
	known := newMissingCodes(nil)
	var out []string
	for _, c := range codes {
		if c = foldText(c); !known.texts[c] {
			out = append(out, c)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// text reports whether a text, without surrounding space, is a missing value.
func (m missingCodes) text(s string) bool {
	if s == "" {
		return true
	}
	const longest = 64
	if len(s) <= longest && m.texts[strings.ToLower(s)] {
		return true
	}
	if len(m.numbers) > 0 {
		if mantissa, decimals, status := table.ParseDecimal(s, false); status == table.Exact {
			return m.number(mantissa, decimals)
		}
	}
	return len(s) > longest && m.texts[strings.ToLower(s)]
}

func (m missingCodes) number(mantissa int64, decimals int) bool {
	for _, n := range m.numbers {
		if n.mantissa == mantissa && n.decimals == decimals {
			return true
		}
	}
	return false
}

// foldText makes texts comparable that differ in letter case and surrounding
// space.
func foldText(s string) string { return strings.ToLower(strings.TrimSpace(s)) }
