package datasets

import (
	"slices"
	"strconv"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// account fills in what is known at the end.
func (b *builder) account() {
	for _, p := range b.participant {
		if p >= 0 {
			b.audit.RowsKept++
		}
	}
	b.audit.Participants = int64(b.participants)
	for _, n := range b.notes {
		d := summary.Decision{Code: n.Code, Args: n.Args}
		if count, ok := n.Args["n"]; ok {
			d.N, _ = strconv.ParseInt(count, 10, 64)
		}
		b.decide(d)
	}
	b.accountJoin()
	b.accountAnswers()
	slices.SortFunc(b.decisions, summary.CompareDecisions)
}

// accountJoin counts who is in one of the data and the side table only.
func (b *builder) accountJoin() {
	side := b.plan.side
	if side == nil {
		return
	}
	var matched int64
	for p := range b.participants {
		if b.members != nil {
			p = int(b.members[p])
		}
		if side.ids.lookup(b.ids.bytes(p)) >= 0 {
			matched++
		}
	}
	for _, d := range []struct {
		code string
		n    int64
	}{
		{DecisionJoinWithoutMatch, int64(b.participants) - matched},
		{DecisionJoinUnused, int64(side.ids.len()) - matched},
		{DecisionJoinNoID, side.noID},
	} {
		if d.n > 0 {
			b.decide(summary.Decision{Code: d.code, N: d.n})
		}
	}
	b.inputs = append(b.inputs, side.input)
}
