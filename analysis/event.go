package analysis

import "github.com/cam-outcomes/cam/datasets/summary"

// EventOptions chooses the confidence level.
type EventOptions struct {
	Level Level // 0.95
}

// EventResult compares how often an event holds before and after.
type EventResult struct {
	Head
	findings
	Table      summary.Fourfold
	Difference Number // share after − before
	PMid       Number // McNemar's mid-p
}

func eventInputs(p *Pair, spec Spec) ([]input[summary.Fourfold, EventOptions], error) {
	var all []input[summary.Fourfold, EventOptions]
	for _, e := range p.Scale.Events {
		table := p.Joint.Fourfold(e.ID, e.Criterion.On(p.Joint.Step()))
		all = append(all, input[summary.Fourfold, EventOptions]{table, EventOptions{spec.Level}})
	}
	return all, nil
}

// Event compares the share of pairs for whom something holds that is not
// caseness, such as a guideline that is met, before and after: the same numbers
// and tests as [Caseness], without a judgement of what is better.
func Event(f summary.Fourfold, o EventOptions) (*EventResult, error) {
	level, err := o.Level.value()
	if err != nil {
		return nil, err
	}
	r := &EventResult{
		Head: Head{
			Method: "event", Title: "an event before and after, McNemar's test",
			Settings:   []Setting{{"event", f.Event}, {"level", ftoa(level)}},
			References: []string{"mcnemar1947", "fagerland2013", "newcombe1998", "wilson1927"},
		},
		Table: f,
	}
	difference, _, err := r.compareShares(f, "gained", "lost", level)
	r.Difference, r.PMid = difference.Estimate, difference.PValue
	return r, err
}
