package datasets

import (
	"testing"
)

func TestVisitKey(t *testing.T) {
	for _, same := range [][2]string{{"1", "01"}, {"1", "1.0"}, {"1e1", "10"}, {" Pre", "pre"}, {"MONTH 3", "month 3"}} {
		if visitKey(same[0]) != visitKey(same[1]) {
			t.Errorf("%q and %q are different visits", same[0], same[1])
		}
	}
	for _, other := range [][2]string{{"1", "10"}, {"pre", "post"}, {"1", "1a"}, {"#1e-0", "1"}} {
		if visitKey(other[0]) == visitKey(other[1]) {
			t.Errorf("%q and %q are one visit", other[0], other[1])
		}
	}
}
