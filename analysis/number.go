package analysis

import (
	"math"
	"strconv"
)

// Number is a value that may be absent. A real zero survives, and NaN, an
// infinity and −0 cannot be written: making one from NaN or an infinity gives
// an absent Number, and −0 becomes 0. The zero Number is absent.
type Number struct {
	value   float64
	present bool
}

// Num returns the Number of v.
func Num(v float64) Number {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return Number{}
	}
	return Number{v + 0, true} // −0 + 0 is 0
}

// Int returns the Number of a count.
func Int(v int64) Number { return Number{float64(v), true} }

// Get returns the value and whether it is there.
func (n Number) Get() (float64, bool) { return n.value, n.present }

// IsZero reports whether the number is absent; it is what `omitzero` asks.
func (n Number) IsZero() bool { return !n.present }

// String writes the shortest decimal that reads back as the same float64, and
// nothing for an absent number. JSON and CSV carry these digits.
func (n Number) String() string {
	if !n.present {
		return ""
	}
	abs := math.Abs(n.value)
	if abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		return strconv.FormatFloat(n.value, 'e', -1, 64)
	}
	return strconv.FormatFloat(n.value, 'f', -1, 64)
}

// MarshalJSON writes [Number.String]. An absent number has no JSON form: it
// must be omitted, and is by the tag `omitzero`.
func (n Number) MarshalJSON() ([]byte, error) { return []byte(n.String()), nil }

// UnmarshalJSON reads a JSON number.
func (n *Number) UnmarshalJSON(text []byte) error {
	v, err := strconv.ParseFloat(string(text), 64)
	if err != nil {
		return err
	}
	*n = Num(v)
	return nil
}
