package simulate

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/gonum/mat"
)

// How much the monthly change differs: that of a participant is the mean change
// times 1 + groupResponse·G + personResponse·P, with G of the coaching group and
// P of the participant standard normal. P correlates with the adherence that
// fills sessions.
const (
	groupResponse  = 0.3
	personResponse = 0.6
	adherenceOfP   = 0.5
)

// model is everything that the simulation of a participant needs.
type model struct {
	settings
	root    [traitCount][traitCount]float64 // lower triangular root of traitCorrelation
	sd      deviations
	effects []float64 // the sites' effects, not yet in a seed's order
	battery []questionnaire
	leaving float64   // probit of leaving in a month where the last PHQ-9 is leavingCentre
	stays   []float64 // by visit, the share that has not left
}

// deviations are standard deviations: of the parts of a trait, whose variance
// is 1 at baseline, and of the part of P that is not adherence.
type deviations struct{ group, meeting, person, visit, rest float64 }

func rootOf(x float64) float64 { return math.Sqrt(max(0, x)) }

func newModel(o Options) (*model, error) {
	s, err := o.resolve()
	if err != nil {
		return nil, err
	}
	m := &model{settings: s, battery: battery(s.reliability)}
	if m.sites == 1 { // there is nothing between sites, so it is between people
		m.shares.Site = 0
	}
	m.effects = siteEffects(m.sites, rootOf(m.shares.Site))
	m.sd = deviations{
		group:   onGrid(rootOf(m.shares.Group)),
		meeting: onGrid(rootOf(m.shares.GroupVisit)),
		visit:   onGrid(rootOf(m.shares.Visit)),
		rest:    onGrid(rootOf(1 - adherenceOfP*adherenceOfP)),
		person:  onGrid(rootOf(1 - m.shares.Site - m.shares.Group - m.shares.GroupVisit - m.shares.Visit)),
	}
	if m.root, err = choleskyRoot(); err != nil {
		return nil, err
	}
	for i := range m.battery {
		if err := m.calibrate(&m.battery[i]); err != nil {
			return nil, err
		}
	}
	m.calibrateLeaving()
	return m, nil
}

// siteEffects returns normal scores with mean 0 and exactly the standard
// deviation asked for: sites are few, and a handful of random numbers would make
// the variance between them another one with every seed.
func siteEffects(n int, sd float64) []float64 {
	scores := make([]float64, n)
	square := 0.0
	for i := range scores {
		scores[i] = quantile((float64(i) + 0.5) / float64(n))
		square += scores[i] * scores[i] / float64(n)
	}
	for i := range scores {
		if sd == 0 {
			scores[i] = 0
		} else {
			scores[i] = onGrid(scores[i] * sd / math.Sqrt(square))
		}
	}
	return scores
}

// choleskyRoot returns L with L·Lᵀ = traitCorrelation.
func choleskyRoot() (l [traitCount][traitCount]float64, err error) {
	r := mat.NewSymDense(int(traitCount), nil)
	for i := range traitCorrelation {
		for j := range i + 1 {
			r.SetSym(i, j, traitCorrelation[i][j])
		}
	}
	var c mat.Cholesky
	if !c.Factorize(r) {
		return l, errors.New("the correlations of the traits are not those of any variables")
	}
	var lower mat.TriDense
	c.LTo(&lower)
	for i := range l {
		for j := range i + 1 {
			l[i][j] = onGrid(lower.At(i, j))
		}
	}
	return l, nil
}

// lasting is the variance of what stays with a participant, but for the site.
func (m *model) lasting() float64 { return m.sd.group*m.sd.group + m.sd.person*m.sd.person }

// passing is the variance of what is new at every visit.
func (m *model) passing() float64 { return m.sd.meeting*m.sd.meeting + m.sd.visit*m.sd.visit }

// response is the variance of the factor that multiplies the monthly change.
func (m *model) response() float64 {
	return groupResponse*groupResponse + personResponse*personResponse
}

// traitAt returns the distribution of a trait over all participants at a month:
// a mixture over sites of normal distributions with the mean change and
// variance lasting + passing + change²·response.
func (m *model) traitAt(k trait, month int, step float64) []node {
	change := m.slope[k] * float64(month)
	nodes := mixture(m.effects, math.Sqrt(m.lasting()+m.passing()+change*change*m.response()), step)
	for i := range nodes {
		nodes[i].at += change
	}
	return nodes
}

// calibrate sets the loadings so that alpha at baseline is the one asked for.
func (m *model) calibrate(n *questionnaire) error {
	if n.alpha == 0 {
		n.load(1)
		return nil
	}
	law := m.traitAt(n.trait, 0, 0.05)
	alphaAt := func(scale float64) float64 {
		n.load(scale)
		return n.momentsUnder(law).alpha(len(n.questions))
	}
	low, high := 0.0, n.maxScale()
	if most := alphaAt(high); most < n.alpha {
		return &OptionError{"Reliability." + strings.ToUpper(n.id),
			fmt.Sprintf("a reliability of %g of %s; its few, coarse answers allow at most %.3f", n.alpha, n.id, math.Floor(most*1000)/1000)}
	}
	for high-low > 0.25/grid {
		if middle := (low + high) / 2; alphaAt(middle) < n.alpha {
			low = middle
		} else {
			high = middle
		}
	}
	n.load((low + high) / 2)
	return nil
}
