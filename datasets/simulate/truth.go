package simulate

import "math"

// Expected is what the model implies for a cohort of unlimited size, found by
// numerical integration.
type Expected struct {
	Outcomes []Outcome
	// Staying is, by visit, the share of participants who have not left.
	Staying []float64
	// Returned is, by visit, the share whose survey was returned.
	Returned []float64
}

// Outcome is what is expected of one questionnaire's score, in its units: for
// everyone, had nobody left and had everyone answered every item.
type Outcome struct {
	Instrument string  // phq9, gad7, ucla3, evs (minutes a week) or fv2 (servings a day)
	Trait      string  // the latent trait that its items measure
	Monthly    float64 // mean change of the trait in one month, in its standard deviations at baseline
	Visits     []Visit
}

// Visit is what is expected at one visit. The fields on change are 0 at
// baseline.
type Visit struct {
	Label       string
	Mean, SD    float64
	Alpha       float64 // Cronbach's alpha; 0 for evs, which multiplies its answers
	Change      float64 // mean of the score minus that at baseline
	SDChange    float64 // its standard deviation over participants
	Correlation float64 // with the score at baseline
}

// Truth returns what is expected of a cohort simulated with these options, to
// check what an analysis recovers. Seed, N, Layout and Labels do not matter: the
// participants of a seed differ from it by chance only.
//
// With η the trait, δ the change in a month and f(η) the mean score given η, the
// mean at month t is E f(η_t), η_t being a mixture over sites of normal
// distributions with mean δ·t, and the covariance with baseline is that of
// E(f(η_0)|b) and E(f(η_t)|b), b being what lasts of a participant's trait.
// Integrals are by the trapezoidal rule. The mean of a questionnaire does not
// change by the same amount every month although the trait does: answers have
// floors and ceilings.
func Truth(o Options) (*Expected, error) {
	m, err := newModel(o)
	if err != nil {
		return nil, err
	}
	e := &Expected{Staying: m.stays, Returned: make([]float64, len(m.stays))}
	for visit, stay := range m.stays {
		e.Returned[visit] = stay * (1 - m.missed)
	}
	e.Returned[0] = 1
	for i := range m.battery {
		e.Outcomes = append(e.Outcomes, m.outcome(&m.battery[i]))
	}
	return e, nil
}

func (m *model) outcome(n *questionnaire) Outcome {
	out := Outcome{Instrument: n.id, Trait: traitNames[n.trait], Monthly: m.slope[n.trait]}
	lasting := mixture(m.effects, math.Sqrt(m.lasting()), 0.25)
	var first moments
	before := make([]float64, len(lasting))
	for month := range m.months + 1 {
		score := n.momentsUnder(m.traitAt(n.trait, month, 0.05))
		v := Visit{Label: visitLabel(month), Mean: score.mean, SD: math.Sqrt(score.variance)}
		if !n.product {
			v.Alpha = score.alpha(len(n.questions))
		}
		given := m.scoreGivenLasting(n, lasting, month)
		if month == 0 {
			first, before = score, given
		} else {
			covariance := 0.0
			for i, b := range lasting {
				covariance += b.weight * (before[i] - first.mean) * (given[i] - score.mean)
			}
			v.Change = score.mean - first.mean
			v.SDChange = rootOf(first.variance + score.variance - 2*covariance)
			v.Correlation = covariance / math.Sqrt(first.variance*score.variance)
		}
		out.Visits = append(out.Visits, v)
	}
	return out
}

// scoreGivenLasting returns the mean score at a month of participants of whom
// the lasting part of the trait is known: what is new at the visit and how they
// respond is integrated out.
func (m *model) scoreGivenLasting(n *questionnaire, lasting []node, month int) []float64 {
	change := m.slope[n.trait] * float64(month)
	rest := mixture([]float64{change}, math.Sqrt(m.passing()+change*change*m.response()), 0.25)
	means := make([]float64, len(lasting))
	for i, b := range lasting {
		for _, r := range rest {
			means[i] += r.weight * n.scoreGiven(b.at+r.at)
		}
	}
	return means
}
