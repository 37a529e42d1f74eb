package exact

import (
	"fmt"

	"github.com/cam-outcomes/cam/analysis/internal/tails"
)

// Method names how a p value or an interval was obtained.
type Method string

const (
	// MethodExact is the exact conditional distribution.
	MethodExact Method = "exact"
	// MethodNormal is the tie-corrected normal approximation without continuity
	// correction.
	MethodNormal Method = "normal"
)

const (
	// AlwaysExact is the number of changes up to which everything is exact
	// whatever it costs, which on today's machines is well under a second.
	AlwaysExact = 1000
	// MaxSteps is the price, in elementary steps of about a nanosecond, up to
	// which larger samples get an exact p value, and then an exact interval: a
	// million changes of some dozen sizes cost a tenth of it.
	MaxSteps = 5e8
	// DefaultLevel is the confidence level of a zero SignedRankOptions.
	DefaultLevel = 0.95
)

// SignedRankOptions are the choices in a signed-rank analysis.
type SignedRankOptions struct {
	Zeros Zeros   // what to do with changes of 0; default DropZeros
	Level float64 // confidence level; default DefaultLevel
	// HalfTicks asks for the interval over half ticks always; else it is found
	// only where 0 is an open limit of the interval on the real line.
	HalfTicks bool
}

// SignedRankResult is the signed-rank test of changes, with estimate and
// interval. Rank sums are doubled, as mid-ranks may be halves.
type SignedRankResult struct {
	N         int64 // changes
	Nonzero   int64 // changes other than 0, the n of the test
	Zeros     int64 // changes of 0
	Tied      int64 // non-zero changes that share their size with another
	TieGroups int64 // sizes that are shared

	TwicePlus  int64 // 2·W+, W+ the sum of the ranks of positive changes
	TwiceMinus int64 // 2·W−

	P      tails.Probability // two-sided
	Method Method            // of P

	Pseudomedian Quarters

	// Interval is the set of centers that the test accepts, on the real line;
	// HalfTicks is that set among the multiples of half a tick, where it was
	// asked for or is needed. Either is nil where the test accepts no center at
	// all.
	Interval, HalfTicks *Interval
}

// Plus returns W+, the sum of the ranks of positive changes: V of R's
// wilcox.test.
func (r *SignedRankResult) Plus() float64 { return float64(r.TwicePlus) / 2 }

// RankBiserial returns the matched-pairs rank-biserial correlation
// (W+ − W−)/(W+ + W−) (Kerby 2014), positive where changes are. ok is false
// where all changes are 0. It agrees with effectsize::rank_biserial(paired).
func (r *SignedRankResult) RankBiserial() (correlation float64, ok bool) {
	if r.Nonzero == 0 {
		return 0, false
	}
	return float64(r.TwicePlus-r.TwiceMinus) / float64(r.TwicePlus+r.TwiceMinus), true
}

// SignedRank tests whether changes are symmetric around 0 and estimates their
// center of symmetry. changes are distinct, in increasing order.
//
// The p value is exact and conditional on ties and zeros,
//
//	p = min(1, 2·P(ΣRᵢBᵢ ≤ min(W+, W−))),
//
// with Rᵢ the observed mid-ranks and Bᵢ independent fair coins. It agrees with
// R coin::wilcoxsign_test(distribution = "exact", zero.method = "Wilcoxon" or
// "Pratt") and with exactRankTests::wilcox.exact. Beyond AlwaysExact changes
// whose exact null would cost more than MaxSteps it is the normal
// approximation of R wilcox.test(exact = FALSE, correct = FALSE), and Method
// says so.
//
// The estimate is the pseudomedian of all changes, zeros included. The interval
// is the hull of the centers that the same test, with the same zero rule,
// accepts; see [Interval].
//
// Sources: Wilcoxon 1945; Pratt 1959; Streitberg & Röhmel 1986; Hollander,
// Wolfe & Chicken 2014, ch. 3.
func SignedRank(changes []Change, options SignedRankOptions) (*SignedRankResult, error) {
	n, err := count(changes)
	if err != nil {
		return nil, err
	}
	if options.Level == 0 {
		options.Level = DefaultLevel
	}
	if !(options.Level > 0 && options.Level < 1) {
		return nil, fmt.Errorf("signed-rank: confidence level is %v, want a number between 0 and 1", options.Level)
	}
	if options.Zeros != DropZeros && options.Zeros != RankZeros {
		return nil, fmt.Errorf("signed-rank: unknown rule for zeros %d", options.Zeros)
	}
	budget := float64(MaxSteps)
	test := newTester(changes, options.Zeros, &budget)
	observed := rankAround(changes, 0, options.Zeros, nil)
	p, method, err := test.observed(&observed)
	if err != nil {
		return nil, err
	}
	result := &SignedRankResult{
		N:            n,
		Nonzero:      observed.nonzero(),
		Zeros:        observed.zeros,
		Tied:         observed.tied,
		TieGroups:    observed.tieGroups,
		TwicePlus:    observed.plus,
		TwiceMinus:   observed.total - observed.plus,
		P:            p,
		Method:       method,
		Pseudomedian: test.walsh.median(),
	}
	result.Interval, result.HalfTicks, err = test.interval(options.Level, options.HalfTicks)
	return result, err
}

// RankSums returns twice the sums of the ranks of positive and of negative
// changes, and the number of non-zero changes: what a resampling of the
// rank-biserial correlation needs. changes are distinct, in increasing order.
func RankSums(changes []Change, zeros Zeros) (twicePlus, twiceMinus, nonzero int64, err error) {
	if _, err := count(changes); err != nil {
		return 0, 0, 0, err
	}
	r := rankAround(changes, 0, zeros, nil)
	return r.plus, r.total - r.plus, r.nonzero(), nil
}
