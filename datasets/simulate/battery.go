package simulate

import (
	"math"
	"slices"
)

// trait is a latent variable of the model.
type trait int

const (
	depression trait = iota
	anxiety
	loneliness
	activity
	diet
	traitCount
)

var traitNames = [traitCount]string{"depression", "anxiety", "loneliness", "activity", "diet"}

// traitCorrelation is the correlation of the traits, the same between groups,
// between people and from visit to visit. The magnitudes are plausible, not
// estimated from anybody.
var traitCorrelation = [traitCount][traitCount]float64{
	{1, 0.80, 0.50, -0.30, -0.20},
	{0.80, 1, 0.45, -0.22, -0.15},
	{0.50, 0.45, 1, -0.20, -0.15},
	{-0.30, -0.22, -0.20, 1, 0.30},
	{-0.20, -0.15, -0.15, 0.30, 1},
}

// question is one item: someone whose trait is η gives at least the answer
// values[c] where loading·η + noise·ε > cuts[c−1], ε standard normal.
type question struct {
	values         []float64 // what the answers are worth, ascending
	cuts           []float64 // one fewer than values
	weight         float64   // loading in relation to the questionnaire's others
	loading, noise float64
}

// questionnaire is one instrument of the survey.
type questionnaire struct {
	id        string // in the catalogue of instruments
	trait     trait
	alpha     float64 // asked for; 0 where the weights are the loadings
	product   bool    // the score is the product of the answers, else their sum
	unit      string  // how headers end that say in what answers are counted
	questions []question
}

// Indices into the battery of what the model treats in its own way.
const (
	phq9 = 0
	evs  = 3
)

// battery returns the survey of the CAM programme: PHQ-9, GAD-7, UCLA-3,
// Exercise Vital Sign and servings of fruit and vegetables. How often each
// answer is given at baseline is set so that PHQ-9 and GAD-7 have the share of
// moderate or worse scores that Recipe4Health reports (40%; Thompson-Lastad et
// al. 2025), exercise and servings the level of the programme's early groups
// (Markle 2019); sleep and fatigue are the commonest complaints and item 9 the
// rarest.
func battery(r Reliability) []questionnaire {
	rated := func(first float64, weight float64, firstCut float64, further ...float64) question {
		q := question{values: []float64{first}, weight: weight}
		for _, step := range append([]float64{0}, further...) {
			q.cuts = append(q.cuts, onGrid(firstCut+step))
			q.values = append(q.values, q.values[len(q.values)-1]+1)
		}
		return q
	}
	phq := func(weight, firstCut float64) question { return rated(0, weight, firstCut, 0.88, 1.48) }
	gad := func(weight, firstCut float64) question { return rated(0, weight, firstCut, 0.86, 1.45) }
	ucla := func(weight, firstCut float64) question { return rated(1, weight, firstCut, 0.95) }
	return []questionnaire{
		phq9: {id: "phq9", trait: depression, alpha: r.PHQ9, questions: []question{
			phq(0.95, -0.25), phq(1, -0.30), phq(0.84, -0.55), phq(0.90, -0.70), phq(0.84, -0.20),
			phq(0.94, -0.05), phq(0.90, -0.10), phq(0.84, 0.35), phq(0.80, 1.30),
		}},
		{id: "gad7", trait: anxiety, alpha: r.GAD7, questions: []question{
			gad(0.96, -0.40), gad(1, -0.15), gad(0.98, -0.35), gad(0.95, -0.25), gad(0.85, 0.15), gad(0.86, -0.20), gad(0.90, 0.10),
		}},
		{id: "ucla3", trait: loneliness, alpha: r.UCLA3, questions: []question{
			ucla(0.90, -0.05), ucla(0.95, 0.10), ucla(1, 0.05),
		}},
		evs: {id: "evs", trait: activity, product: true, questions: []question{
			counted(0.75, []float64{0, 1, 2, 3, 4, 5, 6, 7}, []float64{0.34, 0.06, 0.11, 0.15, 0.09, 0.12, 0.04, 0.09}),
			counted(0.50, []float64{0, 5, 10, 15, 20, 30, 40, 45, 60, 90, 120}, []float64{0, 0.03, 0.10, 0.12, 0.16, 0.29, 0.05, 0.08, 0.13, 0.03, 0.01}),
		}},
		{id: "fv2", trait: diet, unit: "_servings", questions: []question{
			counted(0.70, []float64{0, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5}, []float64{0.12, 0.06, 0.30, 0.08, 0.24, 0.04, 0.11, 0.04, 0.01}),
			counted(0.70, []float64{0, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5}, []float64{0.06, 0.06, 0.29, 0.09, 0.26, 0.05, 0.13, 0.05, 0.01}),
		}},
	}
}

// counted is a question whose answers are numbers, by how often each is given
// where the trait is standard normal. The 0 minutes of who exercises on no day
// follow from the days and are never given otherwise.
func counted(loading float64, values, shares []float64) question {
	q := question{values: values, weight: loading}
	below := 0.0
	for _, share := range shares[:len(shares)-1] {
		below += share
		cut := math.Inf(-1)
		if below > 0 {
			cut = onGrid(quantile(below))
		}
		q.cuts = append(q.cuts, cut)
	}
	return q
}

// answer returns the index of the answer at a value of loading·η + noise·ε.
func (q *question) answer(x float64) int8 {
	for c, cut := range q.cuts {
		if x <= cut {
			return int8(c)
		}
	}
	return int8(len(q.cuts))
}

// load sets the loadings to scale times the weights; an item's variance stays 1
// where the trait's is 1.
func (n *questionnaire) load(scale float64) {
	for j := range n.questions {
		q := &n.questions[j]
		q.loading = onGrid(scale * q.weight)
		q.noise = onGrid(rootOf(1 - q.loading*q.loading))
	}
}

// maxScale is the scale at which the strongest item is nearly free of noise.
func (n *questionnaire) maxScale() float64 {
	strongest := slices.MaxFunc(n.questions, func(a, b question) int { return int((a.weight - b.weight) * grid) })
	return 0.998 / strongest.weight
}
