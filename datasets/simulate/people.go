package simulate

import (
	"math"
	"slices"
)

// Who takes part: adults, two thirds of them women and two fifths answering in
// Spanish, about as Recipe4Health reports of its participants (69% and 43%;
// Thompson-Lastad et al. 2025). None of it is related to the outcomes.
const (
	womenShare   = 0.68
	spanishShare = 0.40
	ageMean      = 49
	ageSD        = 15
	youngest     = 18
	oldest       = 90
)

// A session is attended with probability Φ(sessionProbit + sessionSpread·A), A
// being the participant's adherence, until the participant leaves. With the
// default dropout about a third of participants attend under half of the
// sessions, and a third at least three quarters, as in the programme's reports.
const (
	sessionProbit = 0.52
	sessionSpread = 0.60
)

// noMinutes is the probability that the minutes are left empty where the days
// of exercise are 0; else they are answered with 0.
const noMinutes = 0.5

// unanswered marks an item without an answer.
const unanswered int8 = -1

// participant is one simulated person with all surveys.
type participant struct {
	index, group, site, age int
	female, spanish         bool
	sessions                int // attended
	left                    int // the first month after leaving; months + 1 for who stayed
	surveys                 []survey
}

// survey is what came back at one visit: for each item the index of its answer.
type survey struct {
	returned bool
	answers  []int8
}

// recruiter makes participants, one after the other.
type recruiter struct {
	*model
	random   stream
	siteOf   [traitCount][]float64 // effect of each site
	group    int                   // the group below
	lasting  [traitCount]float64
	response float64
	meetings [][traitCount]float64 // by visit
	person   participant
}

func newRecruiter(m *model) *recruiter {
	r := &recruiter{model: m, random: stream{seed: m.seed}, group: -1, meetings: make([][traitCount]float64, m.months+1)}
	for k := range r.siteOf {
		r.random.restart(forSites, k, 0)
		order := slices.Clone(m.effects)
		for i := len(order) - 1; i > 0; i-- {
			j := r.random.below(i + 1)
			order[i], order[j] = order[j], order[i]
		}
		r.siteOf[k] = order
	}
	items := 0
	for i := range m.battery {
		items += len(m.battery[i].questions)
	}
	for range m.months + 1 {
		r.person.surveys = append(r.person.surveys, survey{answers: make([]int8, items)})
	}
	return r
}

// groupSizes is how the sizes of five consecutive groups differ from the usual.
var groupSizes = [5]int{0, -1, 1, -2, 2}

// groupOf returns the coaching group of a participant and the site of the
// group. Groups fill in the order of enrolment and go round the sites so that
// every site has the same share of participants after as many rounds as there
// are sites.
func (s *settings) groupOf(index int) (group, site int) {
	if s.groupSize < 3 {
		group = index / s.groupSize
		return group, group % s.sites
	}
	round, rest := index/(5*s.groupSize), index%(5*s.groupSize)
	turn := 0
	for rest >= s.groupSize+groupSizes[turn] {
		rest -= s.groupSize + groupSizes[turn]
		turn++
	}
	return 5*round + turn, (round + turn) % s.sites
}

func (r *recruiter) meet(group int) {
	if r.group == group {
		return
	}
	r.group = group
	r.random.restart(forGroup, group, 0)
	r.lasting = r.random.traits(&r.root)
	r.response = 1 + float64(groupResponse*r.random.normal())
	for visit := range r.meetings {
		r.random.restart(forMeeting, group, visit)
		r.meetings[visit] = r.random.traits(&r.root)
	}
}

// participant returns the index-th participant, valid until the next call.
func (r *recruiter) participant(index int) *participant {
	p := &r.person
	p.index = index
	p.group, p.site = r.groupOf(index)
	r.meet(p.group)

	r.random.restart(forPerson, index, 0)
	adherence := r.random.normal()
	own := float64(adherenceOfP*adherence) + float64(r.sd.rest*r.random.normal())
	response := r.response + float64(personResponse*own)
	traits := r.random.traits(&r.root)
	p.female = r.random.uniform() < womenShare
	p.spanish = r.random.uniform() < spanishShare
	for {
		if p.age = int(math.Floor(ageMean + float64(ageSD*r.random.normal()))); p.age >= youngest && p.age <= oldest {
			break
		}
	}

	var level, monthly [traitCount]float64
	for k := range level {
		level[k] = r.siteOf[k][p.site] + float64(r.sd.group*r.lasting[k]) + float64(r.sd.person*traits[k])
		monthly[k] = r.slope[k] * response
	}
	r.follow(p, &level, &monthly)
	r.attend(p, adherence)
	return p
}

// follow fills the surveys, and in doing so finds out who leaves: that depends
// on what was answered.
func (r *recruiter) follow(p *participant, level, monthly *[traitCount]float64) {
	p.left = r.months + 1
	last := leavingCentre
	for visit := range p.surveys {
		s := &p.surveys[visit]
		if s.returned = false; p.left <= visit {
			continue
		}
		if visit > 0 {
			r.random.restart(forLeaving, p.index, visit)
			if r.random.normal() < r.leavingProbit(last) {
				p.left = visit
				continue
			}
		}
		r.random.restart(forAnswers, p.index, visit)
		moment := r.random.traits(&r.root)
		var eta [traitCount]float64
		for k := range eta {
			eta[k] = level[k] + float64(monthly[k]*float64(visit)) +
				float64(r.sd.meeting*r.meetings[visit][k]) + float64(r.sd.visit*moment[k])
		}
		r.respond(s, p.index, visit, &eta)
		if total, ok := completeTotal(s.answers[:len(r.battery[phq9].questions)]); s.returned && ok {
			last = total
		}
	}
}

// respond fills one survey, which may not come back.
func (r *recruiter) respond(s *survey, index, visit int, eta *[traitCount]float64) {
	at := 0
	exercise := 0
	for i := range r.battery {
		n := &r.battery[i]
		if i == evs {
			exercise = at
		}
		for j := range n.questions {
			q := &n.questions[j]
			s.answers[at] = q.answer(float64(q.loading*eta[n.trait]) + float64(q.noise*r.random.normal()))
			at++
		}
	}
	r.random.restart(forGaps, index, visit)
	s.returned = r.random.uniform() >= r.missed || visit == 0
	blank := r.random.uniform() < noMinutes
	if s.answers[exercise] == 0 {
		s.answers[exercise+1] = 0
		if blank {
			s.answers[exercise+1] = unanswered
		}
	}
	for i := range s.answers {
		if r.random.uniform() < r.unanswered {
			s.answers[i] = unanswered
		}
	}
}

// completeTotal sums answers that are their own codes, unless one is missing.
func completeTotal(answers []int8) (int, bool) {
	total := 0
	for _, a := range answers {
		if a == unanswered {
			return 0, false
		}
		total += int(a)
	}
	return total, true
}

// attend counts the sessions attended. Session j of the programme takes place
// in month ⌈j·months/sessions⌉; who leaves goes to no session after a moment in
// the month of leaving.
func (r *recruiter) attend(p *participant, adherence float64) {
	r.random.restart(forSessions, p.index, 0)
	open := float64(r.sessions)
	if p.left <= r.months {
		open *= (float64(p.left-1) + r.random.uniform()) / float64(r.months)
	}
	p.sessions = 0
	bar := sessionProbit + float64(sessionSpread*adherence)
	for j := range r.sessions {
		if float64(j) >= open {
			break
		}
		if r.random.normal() < bar {
			p.sessions++
		}
	}
}
