package simulate

import "math"

// In a month, a participant whose last complete PHQ-9 total was x leaves with
// probability
//
//	Φ(leaving + DropoutSlope·(x − leavingCentre)/leavingUnit)
//
// and with x = leavingCentre where no total was complete so far. Nothing that
// was not observed enters, so dropout is at random given the data.
const (
	leavingCentre = 10
	leavingUnit   = 5
)

func (m *model) leavingProbit(last int) float64 {
	return m.leaving + float64(m.dropoutSlope*float64(last-leavingCentre)/leavingUnit)
}

// course is the sequence of PHQ-9 distributions of participants with the same
// lasting trait and response.
type course struct {
	weight float64
	totals [][]float64 // by month from 0, by total
}

// courses integrates out what is new at each visit.
func (m *model) courses() []course {
	const step = 0.7
	n := &m.battery[phq9]
	slope := m.slope[n.trait]
	responses := []node{{1, 1}}
	if slope != 0 {
		responses = mixture([]float64{1}, math.Sqrt(m.response()), step)
	}
	passing := mixture([]float64{0}, math.Sqrt(m.passing()), step)
	var all []course
	for _, trait := range mixture(m.effects, math.Sqrt(m.lasting()), step) {
		start := totalsUnder(n, passing, trait.at)
		for _, response := range responses {
			c := course{trait.weight * response.weight, [][]float64{start}}
			for month := 1; month < m.months; month++ {
				c.totals = append(c.totals, totalsUnder(n, passing, trait.at+slope*float64(month)*response.at))
			}
			all = append(all, c)
		}
	}
	return all
}

func totalsUnder(n *questionnaire, passing []node, at float64) []float64 {
	highest := 0
	for j := range n.questions {
		highest += len(n.questions[j].cuts)
	}
	total, given := make([]float64, highest+1), make([]float64, highest+1)
	for _, visit := range passing {
		n.distributionGiven(at+visit.at, given)
		for x, prob := range given {
			total[x] += visit.weight * prob
		}
	}
	return total
}

// staying returns the share of participants who have not left, by visit.
func (m *model) staying(courses []course) []float64 {
	complete := math.Pow(1-m.unanswered, float64(len(m.battery[phq9].questions)))
	stays := make([]float64, m.months+1)
	leave := make([]float64, len(courses[0].totals[0]))
	for x := range leave {
		leave[x] = upper(-m.leavingProbit(x))
	}
	stays[0] = 1
	last := make([]float64, len(leave)) // share still there, by last complete total
	for _, c := range courses {
		none := 1 - complete
		for x, p := range c.totals[0] {
			last[x] = complete * p
		}
		for month := 1; month <= m.months; month++ {
			none *= 1 - leave[leavingCentre]
			still := none
			for x := range last {
				last[x] *= 1 - leave[x]
				still += last[x]
			}
			stays[month] += c.weight * still
			if month == m.months {
				break
			}
			renew := complete * (1 - m.missed)
			for x, p := range c.totals[month] {
				last[x] = last[x]*(1-renew) + still*renew*p
			}
			none *= 1 - renew
		}
	}
	return stays
}

// calibrateLeaving sets the probit of leaving so that the share asked for has
// left by the last visit.
func (m *model) calibrateLeaving() {
	if m.dropout == 0 {
		m.leaving = math.Inf(-1)
		m.stays = make([]float64, m.months+1)
		for i := range m.stays {
			m.stays[i] = 1
		}
		return
	}
	courses := m.courses()
	low, high := -40.0, 40.0
	for high-low > 0.25/grid {
		m.leaving = (low + high) / 2
		if 1-m.staying(courses)[m.months] < m.dropout {
			low = m.leaving
		} else {
			high = m.leaving
		}
	}
	m.leaving = onGrid((low + high) / 2)
	m.stays = m.staying(courses)
}
