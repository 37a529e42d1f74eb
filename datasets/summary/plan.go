package summary

import "context"

// Plan is everything wanted of one scan.
type Plan struct {
	Wants    []Want
	Patterns []PatternWant
}

// Want asks for counts of participants on some axes, by the values of
// stratifying columns (strata, clusters) of the participants.
type Want struct {
	Axes []Axis // Step is ignored: the source knows it
	By   []string
}

// PatternWant asks for the patterns of a scale's scores at some visits, after
// the participants' values of numeric covariates, by the values of stratifying
// columns. The columns of the answer are the covariates under their headers and
// then the visits under their names, both in the order asked for.
type PatternWant struct {
	Scale      string
	Visits     []string // none asks for every visit of the scale, in order of time
	Covariates []string
	By         []string
}

// Summary is what came back of a [Plan].
type Summary struct {
	Counts    []Strata[Counts]   // one for each Want, in order
	Patterns  []Strata[Patterns] // one for each PatternWant, in order
	Audit     Audit
	Decisions []Decision // what the source decided on the way
}

// Source is anything that can count participants: a cohort in memory, a SQL
// engine, the merged summaries of many sites.
type Source interface {
	// Scales describes the outcomes, in the order in which they were asked for.
	Scales() []Scale
	// Count carries out the plan. It fails for an axis or column that the
	// source does not have, for a covariate that is not numeric, and for an
	// overflow.
	Count(context.Context, Plan) (*Summary, error)
}
