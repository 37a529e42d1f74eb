package analysis

import (
	"fmt"
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// jointWants returns what is counted for the joint outcomes: both scales at both
// visits, by strata.
func jointWants(spec Spec) ([]summary.Want, error) {
	var wants []summary.Want
	for _, j := range spec.Joint {
		want := summary.Want{By: spec.By}
		for _, id := range j.Scales {
			i := slices.IndexFunc(spec.Outcomes, func(o Outcome) bool { return o.Scale == id })
			if i < 0 {
				return nil, fmt.Errorf("%s: %s is not among the outcomes", j.ID, id)
			}
			o := spec.Outcomes[i]
			want.Axes = append(want.Axes, summary.Axis{Scale: id, Visit: o.Pre}, summary.Axis{Scale: id, Visit: o.Post})
		}
		wants = append(wants, want)
	}
	return wants, nil
}

// addJoint judges the joint outcomes, for everyone and by stratum.
func (r *Report) addJoint(counts []summary.Strata[summary.Counts], spec Spec) error {
	for i, j := range spec.Joint {
		options, err := r.jointOptions(j, spec)
		if err != nil {
			return err
		}
		whole, err := counts[i].Without(spec.By...)
		if err != nil {
			return err
		}
		parts := []summary.Strata[summary.Counts]{whole}
		if len(spec.By) > 0 {
			parts = append(parts, counts[i])
		}
		for _, strata := range parts {
			for key, c := range strata.All() {
				result, err := RecoveryJoint(c, options)
				if err != nil {
					return fmt.Errorf("%s: %w", j.ID, err)
				}
				r.addResult(result, "recovery_joint", j.ID, key.String())
			}
		}
	}
	return nil
}

// jointOptions takes the criteria of both scales from their descriptions.
func (r *Report) jointOptions(j JointOutcome, spec Spec) (RecoveryJointOptions, error) {
	o := RecoveryJointOptions{Preset: j.Preset, Level: spec.Level}
	for i, id := range j.Scales {
		at := slices.IndexFunc(r.Scales, func(s summary.Scale) bool { return s.ID == id })
		if at < 0 {
			return o, fmt.Errorf("%s: %s is not among the outcomes", j.ID, id)
		}
		s := r.Scales[at]
		criterion := slices.IndexFunc(s.Reliable, func(c summary.Reliable) bool { return c.ID == j.Preset && c.Change.IsSet() })
		if criterion < 0 || len(s.Caseness) == 0 || s.Better == summary.Unknown {
			return o, fmt.Errorf("%s: %s has no direction, caseness or criterion %s", j.ID, id, j.Preset)
		}
		o.Scales[i] = JointScale{Better: s.Better, Case: s.Caseness[0], Reliable: s.Reliable[criterion].Change}
	}
	return o, nil
}
