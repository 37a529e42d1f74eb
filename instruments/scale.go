package instruments

import (
	"fmt"
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// Operation turns the values of a scale's items into one.
type Operation string

const (
	Sum     Operation = "sum"
	Mean    Operation = "mean"
	Product Operation = "product"
	Max     Operation = "max"
	Count   Operation = "count" // of the items whose value meets a criterion
	// Quotient divides the sum of the items but the last by a power of the last.
	Quotient Operation = "quotient"
)

// Scale is one score of an instrument: each item's answer is reversed or
// mapped, the values are combined by the operation, and the result is looked up
// in the table where there is one.
type Scale struct {
	ID        string
	Label     Text
	Note      Text
	Units     []string // one, or those among which the study must declare
	Derived   bool     // analysed only when named, as PHQ-2 is beside PHQ-9
	Operation Operation
	Counts    summary.Criterion // what [Count] counts
	Times     int64             // what a [Quotient] is multiplied by
	Power     int               // of the divisor of a [Quotient]
	Items     []int
	Maps      []Map
	Table     []TableRow
	TableFrom Evidence // of the table's numbers
	Scoring   Evidence // of operation, items and range
	LOINC     LOINC
	// Step is the grid of the scores; zero where it is that of the answers,
	// which may have decimals.
	Step    summary.Step
	Range   summary.Range
	Better  summary.Direction
	Missing MissingRule

	Bands       Bands
	Caseness    []Cutoff
	Reliable    []Preset
	Reliability []Reliability
	Remission   Cutoff // zero for none
	Response    Percent
	MCID        []Important
	Events      []Event

	instrument *Instrument
	catalog    *Catalog
	line       int
}

// Map replaces answers of some items before the operation: either code by
// code, or by the highest From that the answer reaches.
type Map struct {
	Items  []int
	Values []MapValue // by ascending answer
	ByFrom bool
}

// MapValue is one replacement.
type MapValue struct{ Answer, Value summary.Amount }

// TableRow replaces a raw score by a published value.
type TableRow struct{ Raw, Value summary.Amount }

// Instrument returns the questionnaire that the scale belongs to.
func (s *Scale) Instrument() *Instrument { return s.instrument }

// Unit returns the unit of the scores, empty where the study has to declare it.
func (s *Scale) Unit() string {
	if len(s.Units) == 1 {
		return s.Units[0]
	}
	return ""
}

// InUnit returns the scale in the unit that the study declares, which must be
// one of s.Units. Nothing is converted.
func (s *Scale) InUnit(unit string) (*Scale, error) {
	if !slices.Contains(s.Units, unit) {
		return nil, fmt.Errorf("%s has no unit %q; %s", s.ID, unit, didYouMean(unit, s.Units))
	}
	declared := *s
	declared.Units = []string{unit}
	return &declared, nil
}

// mapOf returns how the scale replaces answers to an item.
func (s *Scale) mapOf(item int) (Map, bool) {
	for _, m := range s.Maps {
		if slices.Contains(m.Items, item) {
			return m, true
		}
	}
	return Map{}, false
}

// MissingKind names what happens where answers are missing.
type MissingKind string

const (
	// Complete scores only where every item is answered.
	Complete MissingKind = "complete"
	// Prorate takes the mean of the answered items for the missing ones and
	// rounds the result once, half up, to the scale's step.
	Prorate MissingKind = "prorate"
	// Available combines the answered items as they are.
	Available MissingKind = "available"
	// Decided scores where the answered items alone already meet a criterion
	// that further answers could not undo.
	Decided MissingKind = "decided"
)

// MissingRule says when a scale is scored although answers are missing.
type MissingRule struct {
	Kind        MissingKind
	MinAnswered int               // of Prorate and Available
	NeverImpute []int             // items without which Prorate gives no score
	By          summary.Criterion // of Decided, on the score before any table
	Evidence
}

func (m MissingRule) String() string {
	switch m.Kind {
	case Prorate, Available:
		return fmt.Sprintf("%s>=%d", m.Kind, m.MinAnswered)
	case Decided:
		return string(m.Kind) + m.By.String()
	}
	return string(m.Kind)
}
