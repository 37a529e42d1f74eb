package analysis

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// MixedSpec says which mixed model is fitted to whom. Its zero values are the
// documented defaults of each field.
type MixedSpec struct {
	Outcomes []MixedOutcome
	By       []string // stratifying columns; everyone comes first, then the crossed cells
	Level    Level    // 0.95
	Adjust   Adjust   // Holm
	Model    MixedModel
	Diagnose bool // also what the model says of each person, which takes the rows
}

// MixedOutcome is a scale at its visits, in order of time.
type MixedOutcome struct {
	Scale   string
	Primary bool
}

// MixedModel is the model.
type MixedModel struct {
	Time       TimeForm   `json:"time,omitempty"`
	Random     RandomForm `json:"random,omitempty"`
	Covariance Covariance `json:"covariance,omitempty"` // of the visits instead of random effects
	Irregular  bool       `json:"irregular,omitempty"`  // each survey has a time of its own; there are no visits
	Covariates []string   `json:"covariates,omitempty"`
	// Categorical are covariates that are categories although all their values
	// are numbers.
	Categorical []string `json:"categorical,omitempty"`
	Group       string   `json:"group,omitempty"` // its groups differ at baseline and over time
	// Randomised is a group whose members do not differ at baseline but by
	// chance, so that one baseline mean serves all.
	Randomised string `json:"randomised,omitempty"`
	Cluster    string `json:"cluster,omitempty"` // people of one cluster share a random effect
	// BaselineAdjusted makes the baseline score a covariate of the changes from
	// it, no outcome itself.
	BaselineAdjusted bool     `json:"baseline_adjusted,omitempty"`
	DF               DFMethod `json:"df,omitempty"`
	clusterSlope     bool     // clusters have a slope of their own too, to compare with
	ML               bool     `json:"ml,omitempty"` // full maximum likelihood instead of restricted
}

// TimeForm says how the mean depends on time.
type TimeForm string

const (
	Linear    TimeForm = ""          // time
	ByVisit   TimeForm = "visit"     // each visit has its own mean
	Quadratic TimeForm = "quadratic" // time and time²
	LogTime   TimeForm = "log"       // log(1 + time)
)

// RandomForm says which random effects a participant has.
type RandomForm string

const (
	RandomDefault  RandomForm = ""                   // slope, or intercept with two visits
	RandomSlope    RandomForm = "slope"              // intercept and slope, correlated
	RandomIndep    RandomForm = "slope-uncorrelated" // intercept and slope, independent
	RandomConstant RandomForm = "intercept"          // intercept
)

// Covariance is a form of the covariance between visits.
type Covariance string

const (
	NoCovariance Covariance = ""      // random effects instead
	UN           Covariance = "us"    // unstructured
	TOEPH        Covariance = "toeph" // Toeplitz, a variance for each visit
	TOEP         Covariance = "toep"  // Toeplitz
	AR1H         Covariance = "ar1h"  // first-order autoregressive, a variance for each visit
	AR1          Covariance = "ar1"   // first-order autoregressive
	CSH          Covariance = "csh"   // compound symmetry, a variance for each visit
	CS           Covariance = "cs"    // compound symmetry
	AD           Covariance = "ad"    // first-order ante-dependence, a variance for each visit
)

// ladder is the order in which simpler covariances replace one that cannot be
// fitted, fixed in advance.
var ladder = []Covariance{UN, TOEPH, CSH, CS}

// DFMethod is how degrees of freedom are found.
type DFMethod string

const (
	DFDefault     DFMethod = "" // Satterthwaite with random effects, Kenward-Roger with covariances
	Satterthwaite DFMethod = "satterthwaite"
	KenwardRoger  DFMethod = "kenward-roger"
)

// ParseTimeForm reads linear, visit, quadratic or log.
func ParseTimeForm(s string) (TimeForm, error) {
	return oneOf(s, map[string]TimeForm{"linear": Linear, "visit": ByVisit, "quadratic": Quadratic, "log": LogTime})
}

func (t TimeForm) String() string {
	if t == Linear {
		return "linear"
	}
	return string(t)
}

// ParseRandomForm reads slope, intercept or slope-uncorrelated.
func ParseRandomForm(s string) (RandomForm, error) {
	return oneOf(s, map[string]RandomForm{"slope": RandomSlope, "intercept": RandomConstant, "slope-uncorrelated": RandomIndep})
}

// ParseCovariance reads one of us, toeph, toep, ar1h, ar1, csh, cs and ad.
func ParseCovariance(s string) (Covariance, error) {
	known := map[string]Covariance{}
	for _, c := range []Covariance{UN, TOEPH, TOEP, AR1H, AR1, CSH, CS, AD} {
		known[string(c)] = c
	}
	return oneOf(s, known)
}

// ParseDFMethod reads satterthwaite or kenward-roger.
func ParseDFMethod(s string) (DFMethod, error) {
	return oneOf(s, map[string]DFMethod{"satterthwaite": Satterthwaite, "kenward-roger": KenwardRoger})
}

func oneOf[T any](s string, known map[string]T) (T, error) {
	t, ok := known[s]
	if !ok {
		return t, fmt.Errorf("%q is none of %s", s, strings.Join(slices.Sorted(maps.Keys(known)), ", "))
	}
	return t, nil
}
