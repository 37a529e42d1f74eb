package summary

import "fmt"

// Direction says which way a score is better.
type Direction int8

const (
	Unknown Direction = iota // nothing is called improved
	Lower                    // less is better, as with symptoms
	Higher                   // more is better, as with exercise
)

// ParseDirection reads "lower" or "higher".
func ParseDirection(s string) (Direction, error) {
	switch s {
	case "lower":
		return Lower, nil
	case "higher":
		return Higher, nil
	}
	return Unknown, fmt.Errorf("direction %q is neither lower nor higher", s)
}

func (d Direction) String() string { return [...]string{"", "lower", "higher"}[d] }

// Sign is +1 where a rise is an improvement, −1 where a fall is, 0 unknown.
func (d Direction) Sign() int64 { return [...]int64{0, -1, 1}[d] }

// Scale is what later stages need to know of a score.
type Scale struct {
	ID       string // "phq9"; unique in a study, the name of the outcome
	Label    string // "PHQ-9 depression"; for people
	Unit     string // "points", "min/week"; may be empty
	Step     Step
	Range    Range
	Better   Direction
	Bands    []Band
	Caseness []Criterion // the undesirable state, one criterion or several
	Reliable []Reliable  // criteria of reliable change
	// Reliability is the stated reliability of the score, from which the
	// change expected by chance alone is computed; 0 where none is stated.
	Reliability float64
	Remission   Criterion // zero where the scale has none
	Events      []Event   // what a score says beside caseness, such as a guideline that is met
	MCID        Amount    // minimal clinically important difference; zero where none is stated
}

// Name is what people see of the scale: its label, else its id.
func (s Scale) Name() string {
	if s.Label != "" {
		return s.Label
	}
	return s.ID
}

// Range is the closed interval of possible scores, in units. The zero Range is
// unknown.
type Range struct{ Low, High Amount }

// IsSet tells a known range from the zero value.
func (r Range) IsSet() bool { return r.Low.IsSet() && r.High.IsSet() }

// Contains reports whether t ticks of the step s lie within the range. An
// unknown range contains everything, and every range contains [Missing].
func (r Range) Contains(t Score, s Step) bool {
	if t == Missing || !r.IsSet() {
		return true
	}
	v := s.Amount(t)
	return v.Cmp(r.Low.Rat()) >= 0 && v.Cmp(r.High.Rat()) <= 0
}

func (r Range) String() string { return r.Low.String() + ":" + r.High.String() }

// Band is a class of severity: scores from From up to the next band's.
type Band struct {
	ID    string // "moderate"
	Label string
	From  Amount
}

// BandOf returns the index of the band that holds t ticks of the step s: the
// last whose From it reaches, or the first for scores below all of them. The
// bands must be in order of From.
func BandOf(bands []Band, t Score, s Step) int {
	return bandAt(bandCuts(bands, s), t)
}

// bandCuts returns the lowest score of each band on a grid.
func bandCuts(bands []Band, s Step) []Score {
	cuts := make([]Score, len(bands))
	for i, b := range bands {
		cuts[i] = s.Ceil(b.From)
	}
	return cuts
}

// bandAt returns the index of the last band that a score reaches, or 0.
func bandAt(cuts []Score, t Score) int {
	at := 0
	for i, cut := range cuts {
		if t >= cut {
			at = i
		}
	}
	return at
}

// Event is something that a score says and that is not caseness.
type Event struct {
	ID, Label string
	Criterion Criterion
}

// Criterion is a cut-off on a score. ID is how it is written in results, as
// in ">=10".
type Criterion struct {
	Op string // ">=" or "<="
	At Amount
}

// IsSet tells a criterion from the zero value.
func (c Criterion) IsSet() bool { return c.Op != "" }

func (c Criterion) String() string {
	if !c.IsSet() {
		return ""
	}
	return c.Op + c.At.String()
}

// On fixes the criterion to a grid: the returned function reports whether an
// observed score of the step s meets it.
func (c Criterion) On(s Step) func(Score) bool {
	if c.Op == "<=" {
		cut := s.Floor(c.At)
		return func(t Score) bool { return t <= cut }
	}
	cut := s.Ceil(c.At)
	return func(t Score) bool { return t >= cut }
}

// Reliable is a criterion of reliable change: either a published or chosen
// smallest change that counts, or the inputs from which Jacobson and Truax
// (1991) compute it. Exactly one of Change and R is set.
type Reliable struct {
	ID     string  // "nhs_tt", ">=6", "sd:pre,r:0.89"; the variant in results
	Change Amount  // smallest change that counts, in units
	SD     float64 // baseline SD of a reference sample; 0 takes this sample's
	R      float64 // reliability of the score
}
