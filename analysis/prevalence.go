package analysis

import "github.com/cam-outcomes/cam/datasets/summary"

// PrevalenceOptions says of what the share is, and chooses the confidence level.
type PrevalenceOptions struct {
	Event string                   // the criterion or the id of the event, the variant of the row
	Holds func(summary.Score) bool // on the grid of the scores
	Level Level                    // 0.95
}

// PrevalenceResult is how often something holds at the only visit of an outcome.
type PrevalenceResult struct {
	Head
	findings
	Holds, N int64
}

func visitCasenessInputs(p *Pair, spec Spec) ([]input[summary.Histogram, PrevalenceOptions], error) {
	return prevalences(p, func(yield func(PrevalenceOptions)) {
		for _, c := range p.Scale.Caseness {
			yield(PrevalenceOptions{c.String(), c.On(p.Joint.Step()), spec.Level})
		}
	})
}

func visitEventInputs(p *Pair, spec Spec) ([]input[summary.Histogram, PrevalenceOptions], error) {
	return prevalences(p, func(yield func(PrevalenceOptions)) {
		for _, e := range p.Scale.Events {
			yield(PrevalenceOptions{e.ID, e.Criterion.On(p.Joint.Step()), spec.Level})
		}
	})
}

// prevalences asks the scores of the only visit about each event.
func prevalences(p *Pair, events func(yield func(PrevalenceOptions))) ([]input[summary.Histogram, PrevalenceOptions], error) {
	scores, err := p.Joint.Before(false)
	if err != nil {
		return nil, err
	}
	var all []input[summary.Histogram, PrevalenceOptions]
	events(func(o PrevalenceOptions) { all = append(all, input[summary.Histogram, PrevalenceOptions]{scores, o}) })
	return all, nil
}

// Prevalence is the share of people with a score for whom something holds, with
// its Wilson (1927) interval: cases, or another event such as a guideline that is
// met, under the term of [Caseness] and [Event] for the first visit.
//
// The interval agrees with R stats::prop.test(k, n, correct = FALSE).
func Prevalence(h summary.Histogram, o PrevalenceOptions) (*PrevalenceResult, error) {
	level, err := o.Level.value()
	if err != nil {
		return nil, err
	}
	r := &PrevalenceResult{Head: Head{
		Method: "prevalence", Title: "share of one visit", Settings: []Setting{{"criterion", o.Event}, {"level", ftoa(level)}},
		References: []string{"wilson1927"},
	}}
	for t, n := range h.All() {
		r.N += n
		if o.Holds(t) {
			r.Holds += n
		}
	}
	row, err := share(Estimate{Term: "prevalence_pre", Variant: o.Event, N: r.N}, r.Holds, r.N, level)
	if err != nil {
		return nil, err
	}
	r.add(row)
	return r, nil
}
