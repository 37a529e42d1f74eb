package analysis

import (
	"fmt"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// JointOutcome names two scales that are judged together, as NHS Talking
// Therapies judges depression and anxiety.
type JointOutcome struct {
	ID     string // of the rows, as in "phq9+gad7"
	Scales [2]string
	Preset string // id of the criterion of reliable change on both, as in "nhs_tt"
}

// JointScale is one of the two scales with its criteria.
type JointScale struct {
	Better   summary.Direction
	Case     summary.Criterion
	Reliable summary.Amount // smallest reliable change, in units
}

// RecoveryJointOptions says how the two scales are judged.
type RecoveryJointOptions struct {
	Preset string
	Scales [2]JointScale
	Level  Level // 0.95, of the Wilson intervals
}

// RecoveryJointResult counts people by both scales at once.
type RecoveryJointResult struct {
	Head
	findings
	N     int64 // people with both scales at both visits
	Cases int64 // of those, cases on either scale before
}

// RecoveryJoint judges two scales together, from counts on the axes (first
// before, first after, second before, second after):
//
//   - recovered: of those who were a case on either scale before, no case on
//     both after;
//   - reliably improved: of all, better by the criterion on either scale and on
//     neither worse by it;
//   - reliably recovered: recovered and reliably improved, of baseline cases.
//
// Recovery is never claimed from one of the two scales. Shares have Wilson
// intervals; "/started" counts those lost as not recovered. What would be
// expected without change depends on how the two scales' errors go together,
// which no reliability states, so those rows are empty, with a decision.
func RecoveryJoint(c summary.Counts, o RecoveryJointOptions) (*RecoveryJointResult, error) {
	level, err := o.Level.value()
	if err != nil {
		return nil, err
	}
	r := &RecoveryJointResult{Head: Head{
		Method: "recovery_joint", Title: "recovery on two scales together",
		Settings:   []Setting{{"criterion", o.Preset}, {"level", ftoa(level)}},
		References: []string{"wilson1927"},
	}}
	axes := c.Axes()
	if len(axes) != 0 && len(axes) != 4 {
		return nil, fmt.Errorf("joint recovery needs two scales at two visits, not %d axes", len(axes))
	}
	var started, recovered, improved, both int64
	judge := jointJudges(axes, o)
	for at, n := range c.All() {
		first, second := judge[0](at[0], at[1]), judge[1](at[2], at[3])
		if at[0].Observed() && at[2].Observed() && (first.caseBefore || second.caseBefore) {
			started += n
		}
		if !at[0].Observed() || !at[1].Observed() || !at[2].Observed() || !at[3].Observed() {
			continue
		}
		r.N += n
		better := (first.better || second.better) && !first.worse && !second.worse
		if better {
			improved += n
		}
		if !first.caseBefore && !second.caseBefore {
			continue
		}
		r.Cases += n
		if !first.caseAfter && !second.caseAfter {
			recovered += n
			if better {
				both += n
			}
		}
	}
	switch {
	case r.N == 0:
		r.decide("no_pairs", 0)
	case r.Cases == 0:
		r.decide("no_baseline_cases", 0, "criterion", o.Preset)
	default:
		r.decide("expected_not_joint", r.Cases)
	}
	for _, s := range []struct {
		term    string
		k, n    int64
		ofCases bool
	}{{"recovered", recovered, r.Cases, true}, {"reliably_improved", improved, r.N, false}, {"reliably_recovered", both, r.Cases, true}} {
		e, err := share(Estimate{Term: s.term, Variant: o.Preset, N: s.n}, s.k, s.n, level)
		if err != nil {
			return nil, err
		}
		r.add(e)
		if !s.ofCases {
			continue
		}
		e, err = share(Estimate{Term: s.term, Variant: o.Preset + "/started", N: started, Detail: detail("lost", "not_improved")}, s.k, started, level)
		if err != nil {
			return nil, err
		}
		r.add(e, Estimate{Term: s.term, Variant: o.Preset + "/expected", N: s.n})
	}
	return r, nil
}

// judged is what one scale says of one person.
type judged struct{ caseBefore, caseAfter, better, worse bool }

// jointJudges fixes the criteria of both scales to their grids.
func jointJudges(axes []summary.Axis, o RecoveryJointOptions) [2]func(pre, post summary.Score) judged {
	var judges [2]func(pre, post summary.Score) judged
	for i, s := range o.Scales {
		// A source counts every visit of a scale on one grid.
		step := summary.Unit
		if len(axes) == 4 {
			step = axes[2*i].Step
		}
		isCase, smallest, sign := s.Case.On(step), step.Ceil(s.Reliable), summary.Score(s.Better.Sign())
		judges[i] = func(pre, post summary.Score) judged {
			var j judged
			if pre.Observed() {
				j.caseBefore = isCase(pre)
			}
			if post.Observed() {
				j.caseAfter = isCase(post)
			}
			if pre.Observed() && post.Observed() {
				gain := sign * (post - pre)
				j.better, j.worse = gain >= smallest, gain <= -smallest
			}
			return j
		}
	}
	return judges
}
