package summary

import (
	"fmt"
	"math/big"
	"math/bits"
)

// Amount is an exact number of a scale's units, Num/Den. The zero value is no
// amount at all; see [Amount.IsSet].
type Amount struct{ Num, Den int64 }

// Step is the grid of a scale: one tick is Num/Den units. PHQ-9 totals have
// Step{1, 1}, the Brief Resilience Scale's means {1, 6}, weights in 0.1 kg
// {1, 10}. The zero Step is unknown and belongs to a scale without any score.
type Step Amount

// NewAmount returns num/den in lowest terms with a positive denominator. It
// fails when den is 0.
func NewAmount(num, den int64) (Amount, error) {
	if den == 0 {
		return Amount{}, fmt.Errorf("an amount of %d/0 units does not exist", num)
	}
	if den < 0 {
		num, den = -num, -den
	}
	if num == 0 {
		return Amount{0, 1}, nil
	}
	g := int64(gcd(magnitude(num), uint64(den)))
	return Amount{num / g, den / g}, nil
}

// NewStep returns the step num/den in lowest terms. Both must be positive.
func NewStep(num, den int64) (Step, error) {
	if num <= 0 || den <= 0 {
		return Step{}, fmt.Errorf("a step of %d/%d units does not exist", num, den)
	}
	a, err := NewAmount(num, den)
	return Step(a), err
}

// Unit is the step of whole numbers.
var Unit = Step{1, 1}

// IsSet tells an amount from the zero value; the amount 0 is {0, 1}.
func (a Amount) IsSet() bool { return a.Den != 0 }

// Rat returns the amount as a rational number.
func (a Amount) Rat() *big.Rat { return big.NewRat(a.Num, a.Den) }

// Float returns the amount, correctly rounded.
func (a Amount) Float() float64 {
	f, _ := a.Rat().Float64()
	return f
}

// String writes the amount as a decimal when it is one of at most ten places,
// and as a fraction otherwise.
func (a Amount) String() string {
	if !a.IsSet() {
		return ""
	}
	r := a.Rat()
	if places, exact := r.FloatPrec(); exact && places <= 10 {
		return r.FloatString(places)
	}
	return r.RatString()
}

// IsSet tells a known step from the zero value.
func (s Step) IsSet() bool { return s.Num > 0 && s.Den > 0 }

// Rat returns the length of one tick in units. An unknown step counts as one
// unit: it belongs to no score, so only to cut-offs that nobody is compared with.
func (s Step) Rat() *big.Rat {
	if !s.IsSet() {
		return big.NewRat(1, 1)
	}
	return big.NewRat(s.Num, s.Den)
}

// Float returns the length of one tick in units, correctly rounded.
func (s Step) Float() float64 {
	f, _ := s.Rat().Float64()
	return f
}

// Amount returns t ticks in units, exactly.
func (s Step) Amount(t Score) *big.Rat {
	return new(big.Rat).Mul(new(big.Rat).SetInt64(int64(t)), s.Rat())
}

// Value returns t ticks in units, correctly rounded.
func (s Step) Value(t Score) float64 {
	// Two integers that are floats exactly have their quotient rounded once.
	const exact = 1 << 53
	if s.IsSet() && s.Den <= exact {
		if n, ok := mul64(int64(t), s.Num); ok && -exact <= n && n <= exact {
			return float64(n) / float64(s.Den)
		}
	}
	v, _ := s.Amount(t).Float64()
	return v
}

// Ceil returns the smallest score that is at least a.
func (s Step) Ceil(a Amount) Score {
	q := new(big.Rat).Quo(a.Rat(), s.Rat())
	n, m := new(big.Int).DivMod(q.Num(), q.Denom(), new(big.Int))
	if m.Sign() != 0 {
		n.Add(n, big.NewInt(1))
	}
	return clampScore(n)
}

// Floor returns the largest score that is at most a.
func (s Step) Floor(a Amount) Score {
	q := new(big.Rat).Quo(a.Rat(), s.Rat())
	return clampScore(new(big.Int).Div(q.Num(), q.Denom()))
}

// clampScore keeps a cut-off that lies beyond every possible score comparable
// with scores.
func clampScore(n *big.Int) Score {
	switch {
	case n.Cmp(big.NewInt(MaxTicks)) > 0:
		return MaxTicks + 1
	case n.Cmp(big.NewInt(-MaxTicks)) < 0:
		return -MaxTicks - 1
	}
	return Score(n.Int64())
}

// Common returns the coarsest step of which both s and t are whole multiples,
// with the factors that turn ticks of s and of t into ticks of it. An unknown
// step is no constraint. It fails when a factor does not fit.
func (s Step) Common(t Step) (common Step, fs, ft int64, err error) {
	switch {
	case !s.IsSet():
		return t, 1, 1, nil
	case !t.IsSet() || s == t:
		return s, 1, 1, nil
	}
	// a/b and c/d share gcd(a·d, c·b)/(b·d).
	ad, ok1 := mul64(s.Num, t.Den)
	cb, ok2 := mul64(t.Num, s.Den)
	bd, ok3 := mul64(s.Den, t.Den)
	if !ok1 || !ok2 || !ok3 {
		return Step{}, 0, 0, &RangeError{Column: "steps " + Amount(s).String() + " and " + Amount(t).String(), What: "step"}
	}
	g := int64(gcd(uint64(ad), uint64(cb)))
	common, err = NewStep(g, bd)
	return common, ad / g, cb / g, err
}

// rescale multiplies a score by a factor from [Step.Common].
func rescale(t Score, factor int64, column string) (Score, error) {
	if t == Missing || factor == 1 {
		return t, nil
	}
	v, ok := mul64(int64(t), factor)
	if !ok || !Score(v).InRange() {
		return 0, &RangeError{Column: column, What: "score"}
	}
	return Score(v), nil
}

func magnitude(v int64) uint64 {
	if v < 0 {
		return -uint64(v)
	}
	return uint64(v)
}

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// mul64 multiplies and reports whether the product fits.
func mul64(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	if hi != 0 || lo > 1<<63-1 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(lo), true
	}
	return int64(lo), true
}

// add64 adds and reports whether the sum fits.
func add64(a, b int64) (int64, bool) {
	s := a + b
	return s, (s > a) == (b > 0)
}
