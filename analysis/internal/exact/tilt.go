package exact

import (
	"cmp"
	"math"
	"slices"

	"github.com/cam-outcomes/cam/analysis/internal/tails"
)

// tilted is the null distribution made to center on w by exponential tilting
// (Esscher 1932): P(x) = exp(K − θ·x)·P_θ(x), where under P_θ a group's
// observations are positive with probability p = 1/(1+e^(−θ·rank)). Around w
// nothing is small any more, so that the tail keeps its relative accuracy
// however deep it lies.
type tilted struct {
	*null
	w        int64
	theta    float64   // ≤ 0
	positive []float64 // p of each group
	// strength is 2n·p(1−p) of each group, by which it can make a frequency
	// negligible; strongest lists the groups from the strongest on.
	strength  []float64
	strongest []int
	lnScale   float64 // K − θ·w
	sd        float64
	below     int64   // sums considered from w down
	modulus   int64   // sums told apart: what wraps around weighs nothing
	margin    float64 // −ln of what may be neglected
}

func newTilted(d *null, w int64) (*tilted, error) {
	t := &tilted{null: d, w: w, positive: make([]float64, len(d.groups))}
	if 2*w < d.total {
		var quarters float64 // the untilted variance: Newton's first step is (w − mean)/variance
		for _, g := range d.groups {
			quarters += float64(g.n) * float64(g.rank) * float64(g.rank) / 4
		}
		step := (float64(w) - float64(d.total)/2) / quarters
		theta, err := tails.RootFrom(func(theta float64) float64 { return t.mean(theta) - float64(w) }, 0, step)
		if err != nil {
			return nil, err
		}
		t.theta = theta
	}
	t.lnScale = -t.theta * float64(w)
	var variance float64
	for i, g := range d.groups {
		p := logistic(t.theta * float64(g.rank))
		t.positive[i] = p
		t.strength = append(t.strength, 2*float64(g.n)*p*(1-p))
		t.strongest = append(t.strongest, i)
		variance += float64(g.n) * float64(g.rank) * float64(g.rank) * p * (1 - p)
		t.lnScale += float64(g.n) * (math.Log1p(math.Exp(t.theta*float64(g.rank))) - math.Ln2)
	}
	slices.SortStableFunc(t.strongest, func(i, j int) int { return cmp.Compare(t.strength[j], t.strength[i]) })
	t.sd = math.Sqrt(variance)
	// The sum is of the order M/(sd·|1−z|), and some M/2 terms of at most
	// e^(−margin)/|1−z| are left out: a relative error of about sd·e^(−margin).
	t.margin = 33 + math.Log1p(t.sd)
	t.below = min(t.reach(-1), w+1)
	t.modulus = t.below + min(t.reach(1), d.total-w)
	return t, nil
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// mean returns the mean of the distribution tilted by theta.
func (t *tilted) mean(theta float64) float64 {
	var mean float64
	for _, g := range t.groups {
		mean += float64(g.n) * float64(g.rank) * logistic(theta*float64(g.rank))
	}
	return mean
}

// reach returns a distance from w beyond which, downwards (side −1) or upwards
// (side 1), the tilted distribution has less than e^(−margin), by Chernoff's
// bound at the best of some exponents.
func (t *tilted) reach(side float64) int64 {
	best := math.Inf(1)
	u := 2 * math.Sqrt(2*t.margin) / t.sd
	for range 10 {
		cumulant := -side * u * float64(t.w)
		for i, g := range t.groups {
			cumulant += float64(g.n) * lnMoment(t.positive[i], side*u*float64(g.rank))
		}
		best = min(best, (cumulant+t.margin)/u)
		u /= 2
	}
	return int64(math.Ceil(min(best, float64(t.total)))) + 1
}

// lnMoment returns ln(1 − p + p·eˣ).
func lnMoment(p, x float64) float64 {
	if x > 1 {
		return x + math.Log(p+(1-p)*math.Exp(-x))
	}
	return math.Log1p(p * math.Expm1(x))
}
