package analysis

import "github.com/cam-outcomes/cam/datasets/summary"

// Trajectory is one outcome over its visits: means as they were observed and,
// where a model was fitted, as the model has them. It is what a figure or a
// table shows; nothing is computed here.
type Trajectory struct {
	Outcome, Stratum string
	Scale            summary.Scale
	Unit             string   // of time, as in "weeks"; "" where a time is only a place in an order
	ConfLevel        Number   // of every interval; absent is 0.95
	Groups           []Course // one without a name where there are no groups
	// Decisions are those that whoever shows the trajectory has to tell, such as
	// synthetic_data.
	Decisions []summary.Decision
}

// Course is the trajectory of one group.
type Course struct {
	Group    string
	People   int64         // with a score at any visit; 0 where it is not known
	Observed []Observation // in order of time
	Fitted   []Fitted      // in order of time; none where no model was fitted
}

// Observation is the mean of those with a score at one visit. There is no
// interval where fewer than two have one, and no mean where nobody has.
type Observation struct {
	Visit           string
	Time            float64 // in units of the trajectory
	N               int64
	Mean, Low, High Number
}

// Fitted is the mean of a model at one time, with its interval.
type Fitted struct {
	Time            float64
	Mean, Low, High Number
}
