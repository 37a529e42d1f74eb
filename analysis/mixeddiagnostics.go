package analysis

import (
	"cmp"
	"fmt"
	"slices"
)

// Diagnostics is what a mixed model says of each person and survey: row-level,
// for whoever holds the rows.
type Diagnostics struct {
	Outcome  string
	Name     string   // of the scale, for people
	Effects  []string // names of the predicted random effects
	Headline string   // the term whose change without a person is told
	Surveys  []SurveyDiagnostic
	People   []PersonDiagnostic // in the order of Person
}

// SurveyDiagnostic is one survey under the model.
type SurveyDiagnostic struct {
	Person       int // the source's number of the participant
	Visit        string
	Time         float64
	Observed     float64
	Fitted       float64 // by the fixed effects
	Predicted    float64 // with the person's random effects
	Residual     float64 // observed − fitted
	Standardized float64 // residuals made independent and of variance 1
}

// PersonDiagnostic is one participant under the model.
type PersonDiagnostic struct {
	Person   int
	Surveys  int
	Effects  []Number // best linear unbiased predictions
	Distance Number   // Cook's distance of the fixed effects
	Moved    Number   // change of the headline effect without this person
}

// diagnose computes the diagnostics of a fit whose sample was drawn person by
// person.
func (f *mixedFit) diagnose() (*Diagnostics, error) {
	people, err := f.People(f.data.Blocks)
	if err != nil {
		return nil, err
	}
	d := &Diagnostics{Outcome: f.s.scale.ID, Name: f.s.scale.Name()}
	if f.cov == NoCovariance {
		d.Effects = []string{"(Intercept)"}
		if f.form != RandomConstant {
			d.Effects = append(d.Effects, "time")
		}
	}
	headline, name := f.headlineEffect()
	d.Headline = name
	shift := f.s.zero
	for i, p := range people {
		pattern := f.s.people[f.members[i]]
		person := PersonDiagnostic{Person: pattern.person, Surveys: len(pattern.visits), Effects: f.printedEffects(p.Effects)}
		if p.Moved != nil {
			person.Distance, person.Moved = Num(p.Distance), Num(dot(headline, p.Moved))
		}
		d.People = append(d.People, person)
		for k, v := range pattern.visits {
			one := SurveyDiagnostic{
				Person: pattern.person, Time: pattern.times[k], Observed: p.Fitted[k] + p.Residuals[k] + shift, Fitted: p.Fitted[k] + shift,
				Predicted: p.Predicted[k] + shift, Residual: p.Residuals[k], Standardized: p.Standardized[k],
			}
			if len(f.s.visits) > 0 {
				one.Visit = f.s.visits[v]
			}
			d.Surveys = append(d.Surveys, one)
		}
	}
	slices.SortStableFunc(d.People, func(a, b PersonDiagnostic) int { return cmp.Compare(a.Person, b.Person) })
	slices.SortStableFunc(d.Surveys, func(a, b SurveyDiagnostic) int {
		return cmp.Or(cmp.Compare(a.Person, b.Person), cmp.Compare(a.Time, b.Time))
	})
	return d, nil
}

// printedEffects turns predicted effects about the computed time into those of
// the printed one.
func (f *mixedFit) printedEffects(u []float64) []Number {
	switch len(u) {
	case 0:
		return nil
	case 1:
		return []Number{Num(u[0])}
	}
	slope := u[1] / f.slope.scale
	return []Number{Num(u[0] - slope*f.slope.shift), Num(slope)}
}

// headlineEffect is the combination, as computed, of the effect that people look
// at: the slope of a line, else the change to the last visit.
func (f *mixedFit) headlineEffect() (inside []float64, name string) {
	l := make([]float64, len(f.t.all))
	last := len(f.s.visits) - 1
	if at := f.t.find(1, 0); f.t.m.Time != ByVisit && at >= 0 {
		l[at], name = 1, f.t.all[at].name
	} else if last >= 0 {
		name = fmt.Sprintf("contrast[%s-%s]", f.s.visits[last], f.s.first)
		l = f.mean(last, f.s.times[last], "")
		if !f.s.baseline {
			for i, x := range f.mean(0, f.s.times[0], "") {
				l[i] -= x
			}
		}
	}
	inside, _ = f.t.inside(l)
	return inside, name
}
