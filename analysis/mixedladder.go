package analysis

import (
	"errors"
	"slices"

	"github.com/cam-outcomes/cam/analysis/internal/reml"
)

// descendLadder fits the covariance that was asked for, or the next simpler one
// that the data can carry. The order is fixed in advance and each step is a
// decision:
//
//   - a covariance between visits that cannot be fitted gives way to the next of
//     us, toeph, csh, cs;
//   - a random slope by default becomes a random intercept where nobody has three
//     scores;
//   - a lone random intercept without variance hides a negative covariance, under
//     which its tests reject too often: with two visits it becomes unstructured,
//     with more compound symmetry, whose correlation may be negative.
//
// A random slope on its boundary stays, with Kenward and Roger's inference.
func descendLadder(s *sample, t *terms, m MixedModel, found *findings) (*mixedFit, error) {
	if m.Covariance != NoCovariance {
		return descendCovariances(s, t, m.Covariance, found)
	}
	form := m.Random
	if form == RandomDefault {
		form = RandomSlope
		if !s.repeats() {
			form = RandomConstant
			if len(s.visits) > 2 || len(s.visits) == 0 {
				found.decide("mixed_no_slope", s.participants())
			}
		}
	}
	f, err := fitModel(s, t, form, NoCovariance)
	var lost *reml.NotConvergedError
	if errors.As(err, &lost) && form == RandomSlope {
		found.decide("mixed_ladder", 0, "from", string(RandomSlope), "to", string(RandomIndep), "reason", "converge")
		f, err = fitModel(s, t, RandomIndep, NoCovariance)
	}
	if err != nil || !f.boundary.intercept || len(s.visits) == 0 {
		if err == nil && f.boundary.any() {
			found.decide("mixed_boundary", s.participants(), "where", f.boundary.String())
		}
		return f, err
	}
	to := CS
	if len(s.visits) == 2 {
		to = UN
	}
	found.decide("mixed_negative_covariance", s.participants(), "to", string(to))
	return descendCovariances(s, t, to, found)
}

func (b boundary) String() string {
	switch {
	case b.intercept:
		return "intercept"
	case b.slope:
		return "slope"
	case b.cluster:
		return "cluster"
	}
	return ""
}

func descendCovariances(s *sample, t *terms, asked Covariance, found *findings) (*mixedFit, error) {
	rungs := []Covariance{asked, CS}
	if at := slices.Index(ladder, asked); at >= 0 {
		rungs = ladder[at:]
	}
	var first error
	for i, cov := range rungs {
		f, err := fitModel(s, t, "", cov)
		if err == nil {
			if f.boundary.cluster {
				found.decide("mixed_boundary", s.participants(), "where", f.boundary.String())
			}
			return f, nil
		}
		var lost *reml.NotConvergedError
		if !errors.Is(err, errTooFew) && !errors.As(err, &lost) {
			return nil, err
		}
		if first == nil {
			first = err
		}
		if i+1 < len(rungs) && rungs[i+1] != cov {
			reason := "few"
			if errors.As(err, &lost) {
				reason = "converge"
			}
			found.decide("mixed_ladder", 0, "from", string(cov), "to", string(rungs[i+1]), "reason", reason)
		}
	}
	return nil, first
}
