package datasets

import (
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/datasets/table"
)

var _ summary.Design = (*Cohort)(nil)

// Variable describes a column by participant. It is numeric where every value
// of a participant is a number and there is at least one; its step is then the
// coarsest decimal one that holds all of them. Columns are those of Options.By,
// Cluster and Covariates.
func (c *Cohort) Variable(name string) (summary.Variable, error) {
	a, err := c.attribute(name)
	if err != nil {
		return summary.Variable{}, err
	}
	v := summary.Variable{Name: name, Varies: a.varies}
	people := a.people()
	v.Missing = people[0]
	if numbers, ok := a.numbers(); ok {
		v.Numeric, v.Step = true, numbers.step
		return v, nil
	}
	for code, n := range people {
		if code > 0 && n > 0 {
			v.Levels = append(v.Levels, a.texts[code])
		}
	}
	slices.SortFunc(v.Levels, summary.CompareLevels)
	return v, nil
}

// people counts the participants of each code.
func (a *attribute) people() []int64 {
	n := make([]int64, len(a.texts))
	for p := range a.codes.len() {
		n[a.codes.at(p)]++
	}
	return n
}

// numbers are the values of a column of text that are numbers.
type numbers struct {
	step    summary.Step
	ticks   []summary.Score // by code; Missing where there is no value
	rounded []bool          // by code: the value had more than ten decimals
	large   bool            // a value is too large for the step
}

// numbers reads the values that participants have, and reports whether all are
// numbers.
func (a *attribute) numbers() (numbers, bool) {
	people := a.people()
	return readNumbers(a.texts, func(code int) bool { return people[code] > 0 })
}

// readNumbers reads those texts of a dictionary that occur. A comma is a decimal
// comma unless it may separate thousands, which makes a text no number.
func readNumbers(texts []string, occurs func(code int) bool) (numbers, bool) {
	out := numbers{step: summary.Unit, ticks: make([]summary.Score, len(texts)), rounded: make([]bool, len(texts))}
	found := make([]plainNumber, len(texts))
	most, any := 0, false
	for code, text := range texts {
		out.ticks[code] = summary.Missing
		if code == 0 || !occurs(code) {
			continue
		}
		comma := strings.IndexByte(text, ',') >= 0
		mantissa, decimals, status := table.ParseDecimal(text, comma)
		if status == table.NotNumber || comma && looksLikeThousands(text) {
			return numbers{}, false
		}
		out.large = out.large || status == table.OutOfRange
		out.rounded[code] = status == table.Rounded
		found[code] = plainNumber{mantissa, decimals}
		most, any = max(most, decimals), true
	}
	out.step.Den = powerOfTen(most)
	for code := range texts {
		if code == 0 || !occurs(code) {
			continue
		}
		factor := powerOfTen(most - found[code].decimals)
		if m := found[code].mantissa; m > summary.MaxTicks/factor || m < -summary.MaxTicks/factor {
			out.large = true
		} else {
			out.ticks[code] = summary.Score(m * factor)
		}
	}
	return out, any
}

// numeric returns the numbers of a column by participant, which must be one of
// numbers, with a decision where some had to be rounded.
func (c *Cohort) numeric(name string) (*attribute, numbers, []summary.Decision, error) {
	a, err := c.attribute(name)
	if err != nil {
		return nil, numbers{}, nil, err
	}
	n, ok := a.numbers()
	if !ok {
		return nil, n, nil, usage("name a column of numbers, or use it as a stratum with --by", "column %s holds text, or nothing", quoteName(name))
	}
	if n.large {
		return nil, n, nil, &summary.RangeError{Column: name, What: "score"}
	}
	var rounded int64
	for code, people := range a.people() {
		if n.rounded[code] {
			rounded += people
		}
	}
	var decided []summary.Decision
	if rounded > 0 {
		decided = append(decided, summary.Decision{Code: DecisionDecimalsRounded, N: rounded, Args: map[string]string{"column": name}})
	}
	return a, n, decided, nil
}
