package analysis

import "fmt"

// Level is a confidence level. The zero Level is 0.95.
type Level float64

// value returns the level, or an error for one that is not strictly between 0
// and 1.
func (l Level) value() (float64, error) {
	switch {
	case l == 0:
		return 0.95, nil
	case l > 0 && l < 1:
		return float64(l), nil
	}
	return 0, fmt.Errorf("a confidence level of %v is not between 0 and 1", float64(l))
}
