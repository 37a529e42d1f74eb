package datasets

import (
	"math/big"
	"strconv"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// mean is the mean of the observed values of a group, sum/n in ticks.
type mean struct {
	slot   int32 // of the participant, or of the row that stands for the group
	column int
	sum    *big.Int
	n      int64
}

// average replaces duplicates by their means. These are exact rationals: on an
// undeclared grid the step becomes fine enough to hold all of them, step/lcm of
// the group sizes, and where that would exceed [summary.MaxTicks] they are
// rounded, half away from zero, to the finest decimal part of the step that
// holds. On a declared grid they are rounded to it once.
func (b *builder) average(o Outcome, columns []series, step summary.Step) (summary.Step, error) {
	means, lcm := b.means(columns)
	if len(means) == 0 {
		return step, nil
	}
	var largest int64
	for i := range columns {
		largest = max(largest, columns[i].magnitude())
	}
	// A mean becomes round(sum·finer / (n·coarser))·coarser ticks of step/finer.
	finer, coarser := int64(1), int64(1)
	switch {
	case o.Scale.Step.IsSet():
		_, _, ratio, err := step.Common(o.Scale.Step)
		if err != nil {
			return step, gridError(o.Scale, err)
		}
		coarser = ratio
	case lcm > 0 && largest <= summary.MaxTicks/lcm && step.Den <= summary.MaxTicks/lcm:
		finer = lcm
	default:
		for largest <= summary.MaxTicks/(finer*10) && step.Den <= summary.MaxTicks/(finer*10) {
			finer *= 10
		}
	}
	fine, err := summary.NewStep(step.Num, step.Den*finer)
	if err != nil {
		return step, gridError(o.Scale, err)
	}
	touched := make(map[int]*ints)
	for i := range columns {
		touched[i] = columns[i].finer(finer, b.slots())
	}
	var rounded int64
	for _, m := range means {
		num := new(big.Int).Mul(m.sum, big.NewInt(finer))
		den := new(big.Int).Mul(big.NewInt(m.n), big.NewInt(coarser))
		q, exact := roundHalfAway(num, den)
		if !exact {
			rounded++
		}
		touched[m.column].set(int(m.slot), q*coarser)
	}
	for i := range columns {
		columns[i] = series{values: touched[i], factor: 1, divisor: 1}
		columns[i].bounds(b.slots())
	}
	b.decide(summary.Decision{Code: DecisionDuplicatesMean, Outcome: o.Scale.ID, N: int64(len(means)), Args: map[string]string{
		"step": summary.Amount(fine).String(), "rounded": strconv.FormatInt(rounded, 10)}})
	return fine, nil
}

// means sums the observed values of each group, and finds the least common
// multiple of their numbers, 0 where it exceeds every grid.
func (b *builder) means(columns []series) (all []mean, lcm int64) {
	lcm = 1
	for _, g := range b.groups {
		for i := range columns {
			if b.visit != nil && i != len(columns)-len(b.visits.order)+g.visit {
				continue
			}
			c := columns[i]
			c.rows = g.rows
			m := mean{b.slotOf(g), i, new(big.Int), 0}
			for k := range g.rows {
				if v := c.at(k); v != noScore {
					m.sum.Add(m.sum, big.NewInt(v))
					m.n++
				}
			}
			// The group's first row stands for it so far: without any observed
			// value it is missing already.
			if m.n == 0 {
				continue
			}
			all = append(all, m)
			if lcm > 0 {
				lcm = lcmOf(lcm, m.n)
			}
		}
	}
	return all, lcm
}

// slotOf is where the mean of a group is kept.
func (b *builder) slotOf(g group) int32 {
	if b.irregular() {
		return g.rows[0]
	}
	return g.participant
}

func lcmOf(a, b int64) int64 {
	g := new(big.Int).GCD(nil, nil, big.NewInt(a), big.NewInt(b)).Int64()
	if a/g > summary.MaxTicks/b {
		return 0
	}
	return a / g * b
}

// finer returns the ticks of all participants, multiplied.
func (s *series) finer(by int64, participants int) *ints {
	values := newInts(participants)
	for p := range participants {
		if v := s.at(p); v != noScore {
			values.set(p, v*by)
		}
	}
	return values
}

// roundHalfAway returns num/den rounded half away from zero; den is positive.
func roundHalfAway(num, den *big.Int) (q int64, exact bool) {
	quotient, remainder := new(big.Int).QuoRem(num, den, new(big.Int))
	if remainder.Sign() == 0 {
		return quotient.Int64(), true
	}
	if twice := new(big.Int).Lsh(remainder.Abs(remainder), 1); twice.Cmp(den) >= 0 {
		quotient.Add(quotient, big.NewInt(int64(num.Sign())))
	}
	return quotient.Int64(), false
}
