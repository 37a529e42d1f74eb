package simulate

import "math"

// node is a point of a numerical integral over a distribution.
type node struct{ at, weight float64 }

// reach is how many standard deviations an integral goes out to either side.
const reach = 6.5

// mixture returns the nodes of the trapezoidal rule for an equal mixture of
// normal distributions of one standard deviation, spaced a fraction of it
// apart; with a standard deviation of 0, the centres. For integrands as smooth
// as response curves the rule's error falls like exp(−2π²/step²), so that it is
// exact to about 1e-15 from a step of 0.75 down, and to 1e-8 at 1.
func mixture(centres []float64, sd, step float64) []node {
	if sd == 0 {
		nodes := make([]node, len(centres))
		for i, c := range centres {
			nodes[i] = node{c, 1 / float64(len(centres))}
		}
		return nodes
	}
	low, high := centres[0], centres[0]
	for _, c := range centres {
		low, high = min(low, c), max(high, c)
	}
	n := int(math.Ceil((high-low+2*reach*sd)/(step*sd))) + 1
	nodes := make([]node, n)
	total := 0.0
	for i := range nodes {
		at := low - reach*sd + float64(i)*step*sd
		weight := 0.0
		for _, c := range centres {
			z := (at - c) / sd
			weight += math.Exp(-z * z / 2)
		}
		nodes[i] = node{at, weight}
		total += weight
	}
	for i := range nodes {
		nodes[i].weight /= total
	}
	return nodes
}

// moments are the first two moments of a questionnaire's score and answers.
type moments struct {
	mean, variance float64
	itemVariance   float64 // the sum of the answers' variances
}

// alpha is Cronbach's alpha, k/(k−1)·(1 − Σ var(item)/var(score)), of a sum of
// k answers.
func (m moments) alpha(k int) float64 {
	return float64(k) / float64(k-1) * (1 - m.itemVariance/m.variance)
}

// momentsUnder integrates over the distribution of the trait.
func (n *questionnaire) momentsUnder(law []node) moments {
	k := len(n.questions)
	first, second := make([]float64, k), make([]float64, k)
	var mean, square float64
	for _, point := range law {
		sum, spread, product, productSquare := 0.0, 0.0, 1.0, 1.0
		for j := range n.questions {
			m1, m2 := n.questions[j].given(point.at)
			first[j] += point.weight * m1
			second[j] += point.weight * m2
			sum, spread = sum+m1, spread+m2-m1*m1
			product, productSquare = product*m1, productSquare*m2
		}
		if n.product {
			mean += point.weight * product
			square += point.weight * productSquare
		} else {
			mean += point.weight * sum
			square += point.weight * (sum*sum + spread)
		}
	}
	m := moments{mean: mean, variance: square - mean*mean}
	for j := range first {
		m.itemVariance += second[j] - first[j]*first[j]
	}
	return m
}

// given returns the mean and the mean square of the answer of someone whose
// trait is eta.
func (q *question) given(eta float64) (mean, square float64) {
	mean, square = q.values[0], q.values[0]*q.values[0]
	for c, cut := range q.cuts {
		reached := upper((cut - q.loading*eta) / q.noise)
		low, high := q.values[c], q.values[c+1]
		mean += reached * (high - low)
		square += reached * (high*high - low*low)
	}
	return mean, square
}

// scoreGiven returns the mean score of someone whose trait is eta. Answers are
// independent given the trait.
func (n *questionnaire) scoreGiven(eta float64) float64 {
	sum, product := 0.0, 1.0
	for j := range n.questions {
		m, _ := n.questions[j].given(eta)
		sum, product = sum+m, product*m
	}
	if n.product {
		return product
	}
	return sum
}

// distributionGiven sets p to the probability of every sum of answers of
// someone whose trait is eta, for answers that are whole numbers from 0 up. p has
// one place more than the highest sum.
func (n *questionnaire) distributionGiven(eta float64, p []float64) {
	clear(p)
	p[0] = 1
	var here [8]float64 // the probability of each answer to one item
	top := 0
	for j := range n.questions {
		q := &n.questions[j]
		above := 1.0
		for c, cut := range q.cuts {
			beyond := upper((cut - q.loading*eta) / q.noise)
			here[c], above = above-beyond, beyond
		}
		here[len(q.cuts)] = above
		top += len(q.cuts)
		for sum := top; sum >= 0; sum-- {
			prob := 0.0
			for c := range min(len(q.cuts), sum) + 1 {
				prob += here[c] * p[sum-c]
			}
			p[sum] = prob
		}
	}
}
