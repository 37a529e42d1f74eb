package analysis

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/analysis/internal/reml"
)

// mixedFit is one fitted model with all that its rows are made of.
type mixedFit struct {
	*reml.Fit
	s     *sample
	t     *terms
	form  RandomForm // of the participants' random effects, "" with a covariance
	cov   Covariance // of the visits, "" with random effects
	slope slopeAxis
	boundary
	df   DFMethod
	kr   *reml.KenwardRoger
	data *reml.Data
	// members are the places in the sample of the first pattern of each block.
	members []int
}

// boundary says where a fit lies on the edge of what its parameters may be.
type boundary struct {
	intercept bool // a lone random intercept has no variance
	slope     bool // some direction of the random effects has none
	cluster   bool // the clusters' effect has none
}

func (b boundary) any() bool { return b.intercept || b.slope || b.cluster }

// slopeAxis is the time of the random slope as computed: (x − shift)/scale.
type slopeAxis struct{ shift, scale float64 }

// variant names the model in its rows.
func (f *mixedFit) variant() string {
	name := "growth_" + string(f.form)
	if f.cov != NoCovariance {
		name = "mmrm_" + string(f.cov)
	}
	name = strings.ReplaceAll(name, "-", "_")
	if f.t.m.ML {
		name += "_ml"
	}
	return name
}

// covariances is the number of parameters of the covariance.
func covariances(form RandomForm, cov Covariance, visits int) int {
	switch cov {
	case NoCovariance:
		return map[RandomForm]int{RandomConstant: 2, RandomIndep: 3, RandomSlope: 4}[form]
	case UN:
		return visits * (visits + 1) / 2
	case TOEPH, AD:
		return 2*visits - 1
	case TOEP:
		return visits
	case AR1H, CSH:
		return visits + 1
	}
	return 2
}

// structure is the covariance as package reml has it.
func structure(form RandomForm, cov Covariance, visits int) reml.Structure {
	correlated := func(f reml.Form, heterogeneous bool) reml.Structure {
		return reml.Correlated{Visits: visits, Form: f, Heterogeneous: heterogeneous}
	}
	switch cov {
	case UN:
		return reml.Unstructured{Visits: visits}
	case TOEPH, TOEP:
		return correlated(reml.Toeplitz, cov == TOEPH)
	case AR1H, AR1:
		return correlated(reml.Autoregressive, cov == AR1H)
	case CSH, CS:
		return correlated(reml.Exchangeable, cov == CSH)
	case AD:
		return correlated(reml.AnteDependence, true)
	}
	return reml.RandomEffects{Effects: map[RandomForm]int{RandomConstant: 1}[form] + map[RandomForm]int{RandomSlope: 2, RandomIndep: 2}[form], Uncorrelated: form == RandomIndep}
}

// errTooFew says that there are too few people, or too few of them at two
// visits, for a covariance.
var errTooFew = errors.New("too few people for the covariance")

// fitModel fits one covariance to the sample.
func fitModel(s *sample, t *terms, form RandomForm, cov Covariance) (*mixedFit, error) {
	f := &mixedFit{s: s, t: t, form: form, cov: cov}
	if err := enough(s, t, covariances(form, cov, len(s.visits))); err != nil {
		return nil, err
	}
	if cov == UN {
		if a, b, ok := s.unseenPair(); ok {
			return nil, fmt.Errorf("%w: nobody has a score at both %s and %s", errTooFew, s.visits[a], s.visits[b])
		}
	}
	if cov == NoCovariance && form != RandomConstant && !s.repeats() {
		return nil, fmt.Errorf("%w: nobody has three scores, so a slope of their own cannot be told from error", errTooFew)
	}
	f.assemble()
	var err error
	if f.Fit, err = reml.New(f.data, structure(form, cov, len(s.visits)), reml.Options{ML: t.m.ML}); err != nil {
		return nil, err
	}
	if f.SmallestShare() < 1e-6 {
		return nil, fmt.Errorf("%w: it comes out next to a singular one", errTooFew)
	}
	if !t.m.ML {
		f.Criterion += 2 * t.time.logScale(t)
	}
	f.findBoundary()
	return f, nil
}

// enough refuses a covariance that the people cannot carry: its parameters are
// told by those with two scores or more, and by what scores vary within people
// beyond the effects of time. Next to that border a likelihood runs into a
// covariance that explains everything, and tests reject what they like.
func enough(s *sample, t *terms, parameters int) error {
	var repeated, within int64
	for _, p := range s.people {
		if m := int64(len(p.visits)); m > 1 {
			repeated += p.n
			within += p.n * (m - 1)
		}
	}
	changing := int64(0)
	for _, x := range t.all {
		if x.function > 0 {
			changing++
		}
	}
	switch {
	case repeated <= int64(min(parameters, max(len(s.visits), 2))):
		return fmt.Errorf("%w: %d people have two scores or more", errTooFew, repeated)
	case within-changing < int64(parameters):
		return fmt.Errorf("%w: %d changes within people, %d effects of time and %d parameters of the covariance", errTooFew, within, changing, parameters)
	}
	return nil
}

// unseenPair finds two visits at both of which nobody has a score.
func (s *sample) unseenPair() (a, b int, found bool) {
	for a := range s.visits {
		for b := range a {
			if !slices.ContainsFunc(s.people, func(p pattern) bool {
				return slices.Contains(p.visits, a) && slices.Contains(p.visits, b)
			}) {
				return b, a, true
			}
		}
	}
	return 0, 0, false
}

// repeats reports whether anyone has three scores or more.
func (s *sample) repeats() bool {
	return slices.ContainsFunc(s.people, func(p pattern) bool { return len(p.visits) > 2 })
}

// assemble writes the data as package reml takes them: patterns of the same
// visits and cluster become one block.
func (f *mixedFit) assemble() {
	f.slope = f.axis()
	f.data = &reml.Data{Columns: f.t.columns()}
	clusters := f.s.clusters(f.t.m.Cluster)
	if f.t.m.Cluster != "" {
		f.data.Clusters = 1
		if f.t.m.clusterSlope {
			f.data.Clusters = 2
		}
	}
	for c, cluster := range clusters {
		at := map[string]int{}
		for place, p := range f.s.people {
			if f.t.m.Cluster != "" {
				if l, _ := p.key.Level(f.t.m.Cluster); l.Value != cluster {
					continue
				}
			}
			b := f.t.block(p)
			b.Cluster = c
			for _, x := range p.times {
				b.Z = append(b.Z, 1)
				if f.form == RandomSlope || f.form == RandomIndep {
					b.Z = append(b.Z, (f.t.time.ofSlope(x)-f.slope.shift)/f.slope.scale)
				}
				if f.data.Clusters > 0 {
					b.W = append(b.W, 1)
				}
				if f.data.Clusters > 1 {
					b.W = append(b.W, (f.t.time.ofSlope(x)-f.slope.shift)/f.slope.scale)
				}
			}
			name := fmt.Sprint(p.visits)
			if i, ok := at[name]; ok && len(f.s.visits) > 0 && p.values == nil {
				into := &f.data.Blocks[i]
				into.N += b.N
				for k, x := range b.Gram {
					into.Gram[k] += x
				}
				continue
			}
			at[name] = len(f.data.Blocks)
			f.data.Blocks = append(f.data.Blocks, b)
			f.members = append(f.members, place)
		}
	}
}

// clusters lists the clusters of the sample in order; one without a name where
// there are none.
func (s *sample) clusters(column string) []string {
	if column == "" {
		return []string{""}
	}
	var all []string
	for _, p := range s.people {
		if l, ok := p.key.Level(column); ok {
			all = append(all, l.Value)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// axis is the time of the random slope. A correlated slope may be computed about
// any time; an uncorrelated one says of itself about which it is uncorrelated.
func (f *mixedFit) axis() slopeAxis {
	time := f.t.time
	if time.form == ByVisit {
		time = newTimeline(f.s, MixedModel{})
	}
	if f.form == RandomSlope {
		return slopeAxis{time.shift, time.scale}
	}
	return slopeAxis{0, time.scale}
}

// findBoundary looks for variances of zero.
func (f *mixedFit) findBoundary() {
	for _, k := range f.Cluster {
		f.boundary.cluster = f.boundary.cluster || k < 1e-4
	}
	if f.cov != NoCovariance {
		return
	}
	effects := structure(f.form, f.cov, 0).(reml.RandomEffects)
	scale := make([]float64, effects.Effects)
	for i := range scale {
		scale[i] = 1
	}
	singular := effects.Singular(f.Theta, scale)
	f.boundary.intercept = singular && f.form == RandomConstant
	f.boundary.slope = singular && f.form != RandomConstant
}

// chooseDF settles how degrees of freedom are found: as asked for, but
// Kenward-Roger where Satterthwaite's are known to mislead.
func (f *mixedFit) chooseDF(asked DFMethod, found *findings) {
	f.df = asked
	if asked == DFDefault {
		f.df = Satterthwaite
		if f.cov != NoCovariance {
			f.df = KenwardRoger
		}
	}
	switch {
	case f.t.m.ML && f.df == KenwardRoger:
		// Kenward and Roger's adjustment is of restricted likelihood.
		f.df = Satterthwaite
		if asked == KenwardRoger || f.cov == UN {
			found.decide("mixed_ml_without_kenward_roger", 0)
		}
	case f.t.m.ML:
	case f.df == Satterthwaite && f.cov == UN:
		f.df = KenwardRoger
		found.decide("mixed_unstructured_kenward_roger", 0)
	case f.df == Satterthwaite && f.boundary.any():
		f.df = KenwardRoger
		found.decide("mixed_boundary_kenward_roger", 0)
	}
	if f.df == KenwardRoger {
		var err error
		if f.kr, err = f.kenwardRoger(); err != nil {
			f.df = Satterthwaite
			found.decide("mixed_without_kenward_roger", 0)
		}
	}
}

// kenwardRoger takes the observed information of a covariance between visits, as
// SAS and mmrm do, and the expected one of random effects, as pbkrtest does, or
// where the observed one cannot be inverted.
func (f *mixedFit) kenwardRoger() (*reml.KenwardRoger, error) {
	if f.cov != NoCovariance {
		if kr, err := f.Fit.KenwardRoger(reml.Observed); err == nil {
			return kr, nil
		}
	}
	return f.Fit.KenwardRoger(reml.Expected)
}

// test returns a combination of the fixed effects as they are printed, with its
// standard error and degrees of freedom.
func (f *mixedFit) test(l []float64) (reml.Test, error) {
	inside, offset := f.t.inside(l)
	test, err := f.testInside(inside)
	test.Estimate += offset
	return test, err
}

func (f *mixedFit) testInside(l []float64) (reml.Test, error) {
	if f.kr != nil {
		return f.kr.Test(l)
	}
	return f.Satterthwaite(l)
}
