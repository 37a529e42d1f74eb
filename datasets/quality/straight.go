package quality

import (
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/instruments"
)

// straight counts surveys in which every item has the same answer although that
// says nothing sensible: with items that run both ways any such answer, else all
// but the lowest, which people without complaints give.
type straight struct {
	outcome  string
	items    int
	reversed bool
	surveys  int64 // with every item answered
	same     int64
}

// leastItems is how many items it takes to call equal answers suspicious.
const leastItems = 5

func (e *evidence) straightOf(s *itemSet) *straight {
	for _, other := range e.sets {
		if other.instrument == s.instrument {
			return other.straight
		}
	}
	return &straight{
		outcome: s.outcome, items: len(s.instrument.Items),
		reversed: slices.ContainsFunc(s.instrument.Items, func(it instruments.Item) bool { return it.Reverse }),
	}
}

func (t *straight) add(s *itemSet) {
	first := s.answers[0]
	if t.items < leastItems || slices.Contains(s.answers, instruments.NoAnswer) {
		return
	}
	t.surveys++
	equal := !slices.ContainsFunc(s.answers, func(a instruments.Answer) bool { return a != first })
	if low := s.instrument.Items[0].Low.Num; equal && (t.reversed || int64(first) != low) {
		t.same++
	}
}

// straightLining reports surveys with the same answer to every item: one in
// twenty is worth a look.
func straightLining(e *evidence) []summary.Remark {
	var found []summary.Remark
	var seen []*straight
	for _, s := range e.sets {
		t := s.straight
		if slices.Contains(seen, t) || t.same == 0 {
			continue
		}
		seen = append(seen, t)
		severity := summary.SeverityNote
		if t.same >= 3 && 20*t.same >= t.surveys {
			severity = summary.SeverityWarning
		}
		found = append(found, summary.Remark{Severity: severity, Code: "straight_lining", Outcome: t.outcome, N: t.same, Of: t.surveys})
	}
	return found
}
