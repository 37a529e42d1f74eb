package tails

import (
	"fmt"
	"math"
)

// checkFinite refuses NaN and infinities.
func checkFinite(function, name string, x float64) error {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return fmt.Errorf("%s: %s is %v, want a finite number", function, name, x)
	}
	return nil
}

// checkAbove refuses NaN and what is not greater than low. +Inf passes: as
// degrees of freedom it names the limiting distribution.
func checkAbove(function, name string, x, low float64) error {
	if !(x > low) {
		return fmt.Errorf("%s: %s is %v, want more than %v", function, name, x, low)
	}
	return nil
}

// checkOpenUnit refuses what is not strictly between 0 and 1.
func checkOpenUnit(function, name string, x float64) error {
	if !(x > 0 && x < 1) {
		return fmt.Errorf("%s: %s is %v, want a number between 0 and 1", function, name, x)
	}
	return nil
}
