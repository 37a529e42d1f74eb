package datasets

import (
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// Cohort holds participants by visits: the scores of every outcome as integer
// ticks, and the stratifying columns by participant. It is a [summary.Source]
// and, once loaded, never changes, so that it may be used concurrently.
type Cohort struct {
	study        Study
	scales       []summary.Scale // of study.Outcomes, with the steps found
	participants int
	ids          func(participant int) []string // the parts of an id; nil where a row is a participant
	series       [][]series                     // [outcome][column of the outcome]
	attributes   []attribute
	surveys      *surveys               // of irregular times; the series are then by row
	covariates   map[string]*textColumn // by row, of a long table
	rowOf        [][]int32              // of a long table, [visit][participant], -1 where there is no row
	inputs       []Input
	audit        summary.Audit
	decisions    []summary.Decision
	findings     []Finding
}

// Input names a file that was read, for provenance.
type Input struct {
	Name   string // base name, "-" for standard input
	SHA256 string // of the bytes as stored, in hexadecimal
	Rows   int64
}

var _ summary.Source = (*Cohort)(nil)

// Study returns what the columns mean, resolved.
func (c *Cohort) Study() Study { return c.study }

// Scales describes the outcomes in the order in which they were asked for. The
// step of each is the grid that holds its scores at all visits.
func (c *Cohort) Scales() []summary.Scale { return slices.Clone(c.scales) }

// Pairs returns the visits that are compared, for each outcome.
func (c *Cohort) Pairs() []Pair {
	pairs := make([]Pair, len(c.study.Outcomes))
	for i, o := range c.study.Outcomes {
		pairs[i] = Pair{Outcome: o.Scale.ID, Pre: o.Pre, Post: o.Post, Primary: o.Primary}
	}
	return pairs
}

// Recognition says what was understood of each outcome, in their order.
func (c *Cohort) Recognition() []Finding { return slices.Clone(c.findings) }

// Participants returns the number of people with any row that was kept.
func (c *Cohort) Participants() int { return c.participants }

// ID returns the parts of a participant's id by the index of [summary.Person], nil
// where there is none. Ids are for those who may see them: see Options.ShowIDs.
func (c *Cohort) ID(index int) []string {
	if c.ids == nil || index < 0 || index >= c.participants {
		return nil
	}
	return c.ids(index)
}

// Inputs names the files that were read, the side table last.
func (c *Cohort) Inputs() []Input { return slices.Clone(c.inputs) }

// Audit accounts for every row.
func (c *Cohort) Audit() summary.Audit { return c.audit }

// Decisions returns what was decided while loading, in the order of
// [summary.CompareDecisions]. They hold no ids and no lines, and do not depend
// on the order of the rows.
func (c *Cohort) Decisions() []summary.Decision { return slices.Clone(c.decisions) }
