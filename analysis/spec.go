package analysis

import (
	"fmt"

	"github.com/cam-outcomes/cam/analysis/internal/exact"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// Spec says what the standard analysis is about. Its zero values are the
// documented defaults of each field.
type Spec struct {
	Outcomes  []Outcome
	Joint     []JointOutcome // two scales judged together
	By        []string       // stratifying columns; everyone comes first, then the crossed cells
	Cluster   string         // column of groups that meet together; "" for none
	Level     Level          // 0.95
	Adjust    Adjust         // Holm
	Zeros     Zeros          // Wilcoxon
	Bootstrap int            // replicates; 0 for none
	Seed      uint64         // of the bootstrap
}

// Outcome is a scale at the two visits that are compared, or at its only visit.
type Outcome struct {
	Scale     string // id of one of the source's scales
	Pre, Post string // visits; without a post visit the outcome is described
	Primary   bool   // adjusted within the family of primary outcomes
}

// Zeros says what the signed-rank test does with changes of zero.
type Zeros string

const (
	Wilcoxon Zeros = ""      // drops them before ranking
	Pratt    Zeros = "pratt" // ranks them, then drops them
)

func (z Zeros) String() string {
	if z == Wilcoxon {
		return "wilcoxon"
	}
	return string(z)
}

// rule is what package exact calls it.
func (z Zeros) rule() exact.Zeros {
	if z == Pratt {
		return exact.RankZeros
	}
	return exact.DropZeros
}

// ParseZeros reads "wilcoxon" or "pratt".
func ParseZeros(s string) (Zeros, error) {
	switch s {
	case "wilcoxon":
		return Wilcoxon, nil
	case "pratt":
		return Pratt, nil
	}
	return "", fmt.Errorf("zeros %q are neither wilcoxon nor pratt", s)
}

// Pair is one outcome in one stratum: all that its methods draw from.
type Pair struct {
	Scale    summary.Scale
	Joint    summary.Joint
	Change   summary.Histogram               // of the pairs, post − pre
	Moments  summary.Moments                 // of the pairs, columns pre and post
	Clusters summary.Strata[summary.Moments] // of the change, by cluster; empty without
	Strata   summary.Strata[summary.Moments] // of the change, by stratum; empty but for everyone
	// BaselineSD is of everyone with a baseline score, whatever the stratum, so
	// that a criterion of reliable change is one and the same in all strata.
	BaselineSD Number
}

func newPair(scale summary.Scale, joint summary.Joint) (*Pair, error) {
	change, err := joint.Change()
	if err != nil {
		return nil, err
	}
	moments, err := joint.Moments()
	if err != nil {
		return nil, err
	}
	scale.Step = joint.Step()
	return &Pair{Scale: scale, Joint: joint, Change: change, Moments: moments}, nil
}
