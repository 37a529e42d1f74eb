package reports

import (
	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/reports/text"
)

// Cell is one typed value of a table. Its kind decides how it is rounded, in
// rounding.go.
type Cell interface {
	// Absent reports whether there is nothing to show.
	Absent() bool
	// Text writes the cell for people.
	Text(text.Language) string
}

// Words is text, possibly from data.
type Words string

// Count is a number of people.
type Count int64

// Of is a number of people out of others: "43 of 60".
type Of struct{ N, Of int64 }

// Mean is a mean with its standard deviation, in units of the scale.
type Mean struct {
	Mean, SD analysis.Number
	Places   int
}

// Interval is an estimate in units of the scale with its confidence interval.
type Interval struct {
	Estimate, Low, High analysis.Number
	Places              int
}

// Statistic is a test statistic with its degrees of freedom.
type Statistic struct{ Value, DF analysis.Number }

// PValue is a p-value. Underflow says that there is one, but too small for a
// float64.
type PValue struct {
	P         analysis.Number
	Underflow bool
}

// Effect is a standardized effect size.
type Effect struct{ Value analysis.Number }

// Share is a proportion of people with its confidence interval, which may be
// absent.
type Share struct{ Numerator, Denominator, Low, High analysis.Number }

// Expected is a proportion computed from a model, of so many people.
type Expected struct {
	Share analysis.Number
	Of    int64
}

// Points is a difference of two proportions, shown in percentage points, with
// its confidence interval.
type Points struct{ Estimate, Low, High analysis.Number }

// Absent reports whether there are no words.
func (c Words) Absent() bool { return c == "" }

// Absent reports false: a count of 0 is a count.
func (c Count) Absent() bool { return false }

// Absent reports false: nobody of nobody is still an account.
func (c Of) Absent() bool { return false }

// Absent reports whether there is no mean.
func (c Mean) Absent() bool { return c.Mean.IsZero() }

// Absent reports whether there is no estimate.
func (c Interval) Absent() bool { return c.Estimate.IsZero() }

// Absent reports whether there is no statistic.
func (c Statistic) Absent() bool { return c.Value.IsZero() }

// Absent reports whether there is no p-value.
func (c PValue) Absent() bool { return c.P.IsZero() && !c.Underflow }

// Absent reports whether there is no effect size.
func (c Effect) Absent() bool { return c.Value.IsZero() }

// Absent reports whether there was nobody to count: of nobody there is no share.
func (c Share) Absent() bool {
	n, _ := c.Denominator.Get()
	return n == 0
}

// Absent reports whether nothing could be expected.
func (c Expected) Absent() bool { return c.Share.IsZero() }

// Absent reports whether there is no difference.
func (c Points) Absent() bool { return c.Estimate.IsZero() }
