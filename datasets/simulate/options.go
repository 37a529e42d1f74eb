package simulate

import (
	"fmt"
	"math"
)

// Layout says how visits are laid out in the file.
type Layout string

const (
	Long Layout = "long" // a row for every survey returned, the visit in a column
	Wide Layout = "wide" // a row for every participant, columns such as phq9_1_month2
)

// Options say which cohort to simulate. The zero Options are the 720 people of
// the example data, baseline and months 1 to 3, in a long file of codes.
// Pointers are for numbers whose 0 means something: nil is the default.
type Options struct {
	// Seed chooses among cohorts. Every seed, 0 included, is a cohort.
	Seed uint64
	// N is how many participants enrol; 0 means 720. The first participants of
	// a larger cohort are those of a smaller one.
	N int
	// Months is how many monthly surveys follow the baseline, at most 60; 0
	// means 3.
	Months int
	// Effect multiplies Monthly; nil means 1. With 0 nothing changes from
	// baseline on, neither means nor variances, and whatever test rejects, errs.
	Effect *float64
	// Monthly is the change of each trait in one month, in its standard
	// deviations at baseline; nil means -0.15 for depression, -0.13 for
	// anxiety, -0.10 for loneliness, 0.11 for activity and 0.13 for diet.
	Monthly *Traits
	// Reliability is Cronbach's alpha of the questionnaires at baseline.
	Reliability Reliability
	// Shares divide the variance of every trait; nil means 0.02 between sites,
	// 0.04 between coaching groups, 0.02 within groups from visit to visit, 0.22
	// within people from visit to visit, and the rest between people. Where
	// there is one site, its share is between people.
	Shares *Shares
	// Dropout is the share of participants who have left by the last visit, at
	// most 0.95; nil means 0.3. Who has left returns no survey any more.
	Dropout *float64
	// DropoutSlope is how the probability of leaving in a month rises with the
	// last observed PHQ-9, in probits for 5 points, from -3 to 3; nil means
	// 0.25. With 0 dropout is completely at random.
	DropoutSlope *float64
	// Missed is the probability that someone who is still there does not return
	// a survey after the baseline, at most 0.95; nil means 0.08.
	Missed *float64
	// Unanswered is the probability that an item of a returned survey is not
	// answered, at most 0.5; nil means 0.005.
	Unanswered *float64
	// Sessions is how many group sessions are offered, at most 1000; 0 means 12.
	Sessions int
	// Sites is how many sites there are, at most 1000; 0 means 6.
	Sites int
	// GroupSize is the usual size of a coaching group, at most 10,000; 0 means
	// 12. From 3 up, groups have up to two people less or more.
	GroupSize int
	// Layout is Long or Wide; empty means Long.
	Layout Layout
	// Labels writes the answers as the form words them in the participant's
	// language ("Several days", "Varios días") instead of as codes.
	Labels bool
}

// Traits hold one number for each latent trait.
type Traits struct{ Depression, Anxiety, Loneliness, Activity, Diet float64 }

// Reliability is Cronbach's alpha of three questionnaires, from 0.05 to 0.98; 0
// means .89 for PHQ-9 (Kroenke, Spitzer & Williams 2001), .92 for GAD-7
// (Spitzer et al. 2006; from memory, unverified) and .72 for UCLA-3 (Hughes et
// al. 2004).
type Reliability struct{ PHQ9, GAD7, UCLA3 float64 }

// Shares divide the variance of a trait at one visit; what they leave is
// between people.
type Shares struct {
	Site       float64 // between sites, for good
	Group      float64 // between coaching groups of a site, for good
	GroupVisit float64 // common to a group at one visit
	Visit      float64 // a person's own at one visit
}

// An OptionError says which option cannot be simulated, and why.
type OptionError struct {
	Option string // the field of [Options], such as "Dropout" or "Reliability.PHQ9"
	Reason string // what was found and what is possible
}

func (e *OptionError) Error() string { return "cannot simulate: " + e.Reason }

// settings are options with every default filled in.
type settings struct {
	seed                       uint64
	n, months                  int
	slope                      [traitCount]float64 // change in one month, effect included
	reliability                Reliability
	shares                     Shares
	dropout, dropoutSlope      float64
	missed, unanswered         float64
	sessions, sites, groupSize int
	layout                     Layout
	labels                     bool
}

func (o Options) resolve() (settings, error) {
	c := checker{}
	s := settings{
		seed:         o.Seed,
		n:            c.count("N", "participants", o.N, 720, 1_000_000_000),
		months:       c.count("Months", "months", o.Months, 3, 60),
		dropout:      c.number("Dropout", "dropout", o.Dropout, 0.3, 0, 0.95),
		dropoutSlope: c.number("DropoutSlope", "slope of the dropout", o.DropoutSlope, 0.25, -3, 3),
		missed:       c.number("Missed", "share of surveys not returned", o.Missed, 0.08, 0, 0.95),
		unanswered:   c.number("Unanswered", "share of items not answered", o.Unanswered, 0.005, 0, 0.5),
		sessions:     c.count("Sessions", "sessions", o.Sessions, 12, 1000),
		sites:        c.count("Sites", "sites", o.Sites, 6, 1000),
		groupSize:    c.count("GroupSize", "people in a coaching group", o.GroupSize, 12, 10_000),
		layout:       o.Layout,
		labels:       o.Labels,
		reliability: Reliability{
			PHQ9:  c.reliability("PHQ9", "PHQ-9", o.Reliability.PHQ9, 0.89),
			GAD7:  c.reliability("GAD7", "GAD-7", o.Reliability.GAD7, 0.92),
			UCLA3: c.reliability("UCLA3", "UCLA-3", o.Reliability.UCLA3, 0.72),
		},
		shares: Shares{Site: 0.02, Group: 0.04, GroupVisit: 0.02, Visit: 0.22},
	}
	monthly := Traits{Depression: -0.15, Anxiety: -0.13, Loneliness: -0.10, Activity: 0.11, Diet: 0.13}
	if o.Monthly != nil {
		monthly = *o.Monthly
	}
	effect := c.number("Effect", "effect", o.Effect, 1, -100, 100)
	for k, m := range [traitCount]float64{monthly.Depression, monthly.Anxiety, monthly.Loneliness, monthly.Activity, monthly.Diet} {
		s.slope[k] = effect * m
		if total := s.slope[k] * float64(s.months); !(math.Abs(total) <= 3) {
			c.fail("Monthly", "%s would change by %.3g standard deviations in %d months; choose an effect or months that make it at most 3", traitNames[k], total, s.months)
		}
	}
	if o.Shares != nil {
		s.shares = *o.Shares
	}
	c.shares(s.shares)
	switch s.layout {
	case "":
		s.layout = Long
	case Long, Wide:
	default:
		c.fail("Layout", "layout %q is neither %s nor %s", s.layout, Long, Wide)
	}
	return s, c.err
}

// checker keeps the first option that is out of bounds.
type checker struct{ err error }

func (c *checker) fail(option, format string, args ...any) {
	if c.err == nil {
		c.err = &OptionError{option, fmt.Sprintf(format, args...)}
	}
}

func (c *checker) count(option, what string, v, byDefault, most int) int {
	if v == 0 {
		return byDefault
	}
	if v < 1 || v > most {
		c.fail(option, "%d %s; choose from 1 to %d", v, what, most)
	}
	return v
}

// number returns the number asked for. NaN is out of every bounds.
func (c *checker) number(option, what string, v *float64, byDefault, low, high float64) float64 {
	if v == nil {
		return byDefault
	}
	if !(*v >= low && *v <= high) {
		c.fail(option, "a %s of %g; choose from %g to %g", what, *v, low, high)
	}
	return *v
}

func (c *checker) reliability(option, name string, v, byDefault float64) float64 {
	if v == 0 {
		return byDefault
	}
	return c.number("Reliability."+option, "reliability of "+name, &v, byDefault, 0.05, 0.98)
}

func (c *checker) shares(s Shares) {
	for _, part := range []float64{s.Site, s.Group, s.GroupVisit, s.Visit} {
		if !(part >= 0) {
			c.fail("Shares", "a share of %g of the variance; choose 0 or more", part)
		}
	}
	if total := s.Site + s.Group + s.GroupVisit + s.Visit; !(total <= 0.98) {
		c.fail("Shares", "sites, groups and visits take %g of the variance; leave people at least 0.02", total)
	}
}
