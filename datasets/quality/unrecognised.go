package quality

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/datasets/recognize"
	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/instruments"
)

// unrecognised finds counted families whose number and answers are those of an
// instrument that was not found: D1 to D9 with answers 0 to 3.
func unrecognised(e *evidence) []summary.Remark {
	var found []summary.Remark
	for _, f := range e.free() {
		low, high, ok := e.isAnswers(f)
		pattern, counted := recognize.Pattern(f.headers)
		if !ok || !counted {
			continue
		}
		var fits []string
		all := instruments.All()
		if e.options.Instruments != nil {
			all = e.options.Instruments.All()
		}
		for _, in := range all {
			if len(in.Items) == len(f.columns) && !e.has(in.ID) && answersWithin(in, low, high) {
				fits = append(fits, in.ID)
			}
		}
		args := map[string]string{"first": f.first, "last": f.last, "low": strconv.FormatInt(low, 10), "high": strconv.FormatInt(high, 10)}
		remark := summary.Remark{Severity: summary.SeverityNote, Code: "unknown_family", Column: f.first, Of: int64(len(f.columns)), Args: args}
		if len(fits) > 0 {
			remark.Severity, remark.Code = summary.SeverityWarning, "may_be_instrument"
			var outcomes []string
			for _, id := range fits {
				outcomes = append(outcomes, id+"="+pattern)
			}
			args["instruments"], args["outcomes"] = strings.Join(fits, ", "), strings.Join(outcomes, "\n")
		} else if e.asksAbout(f) {
			continue
		}
		found = append(found, remark)
	}
	return found
}

// asksAbout reports whether something that is refused is about a family.
func (e *evidence) asksAbout(f *family) bool {
	return slices.ContainsFunc(e.refused, func(r summary.Remark) bool { return strings.Contains(r.Args["hint"], f.first) })
}

// has reports whether an instrument was found.
func (e *evidence) has(instrument string) bool {
	return slices.ContainsFunc(e.sets, func(s *itemSet) bool { return s.instrument.ID == instrument })
}

// answersWithin reports whether codes from low to high are answers to every
// item, and reach the highest.
func answersWithin(in *instruments.Instrument, low, high int64) bool {
	return !slices.ContainsFunc(in.Items, func(it instruments.Item) bool {
		return it.Answers == nil || low < it.Low.Num || high > it.High.Num || high < it.High.Num
	})
}
