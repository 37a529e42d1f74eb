package instruments

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// maxDecimals is the most decimals that an answer may have. It bounds every
// score far below what a scale can hold.
const maxDecimals = 6

// parseAmount reads an exact number: 5, -1, 0.89 or 1/6.
func parseAmount(s string) (summary.Amount, error) {
	top, bottom, isFraction := strings.Cut(s, "/")
	num, decimals, ok := scanDecimal(top)
	if !ok {
		return summary.Amount{}, fmt.Errorf("%q is not a number", s)
	}
	den := powerOfTen(decimals)
	if isFraction {
		whole, places, ok := scanDecimal(bottom)
		if !ok || places != 0 || decimals != 0 || whole == 0 {
			return summary.Amount{}, fmt.Errorf("%q is not a fraction such as 1/6", s)
		}
		den = whole
	}
	return summary.NewAmount(num, den)
}

// scanDecimal reads digits with at most a sign in front and a full stop within:
// number = mantissa / 10^decimals. Trailing zeros of the decimals are dropped.
func scanDecimal(s string) (mantissa int64, decimals int, ok bool) {
	const most = 12 // digits; beyond any answer and any published number
	digits := strings.TrimPrefix(s, "-")
	point, n := -1, 0
	for i := 0; i < len(digits); i++ {
		switch c := digits[i]; {
		case c >= '0' && c <= '9':
			mantissa = mantissa*10 + int64(c-'0')
			if n++; n > most {
				return 0, 0, false
			}
		case c == '.' && point < 0:
			point = i
		default:
			return 0, 0, false
		}
	}
	if n == 0 {
		return 0, 0, false
	}
	if point >= 0 {
		decimals = len(digits) - 1 - point
	}
	for decimals > 0 && mantissa%10 == 0 {
		mantissa /= 10
		decimals--
	}
	if len(digits) < len(s) {
		mantissa = -mantissa
	}
	return mantissa, decimals, true
}

func powerOfTen(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

func compare(a, b summary.Amount) int { return a.Rat().Cmp(b.Rat()) }

// whole returns an amount as an integer, where it is one.
func whole(a summary.Amount) (int64, bool) { return a.Num, a.Den == 1 }

// inSteps returns how many steps an amount is, where that is a whole number
// that a score can hold.
func inSteps(a summary.Amount, s summary.Step) (int64, bool) {
	q := new(big.Rat).Quo(a.Rat(), s.Rat())
	if !q.IsInt() || !q.Num().IsInt64() || !summary.Score(q.Num().Int64()).InRange() {
		return 0, false
	}
	return q.Num().Int64(), true
}

// parseCriterion reads >=K or <=K.
func parseCriterion(s string) (summary.Criterion, error) {
	for _, op := range []string{">=", "<="} {
		if rest, ok := strings.CutPrefix(s, op); ok {
			at, err := parseAmount(strings.TrimSpace(rest))
			return summary.Criterion{Op: op, At: at}, err
		}
	}
	return summary.Criterion{}, fmt.Errorf("%q is not a cut-off such as \">=10\" or \"<=4\"", s)
}

// parseComparison reads >=K, <=K, >K, <K or ==K.
func parseComparison(s string) (op string, at summary.Amount, err error) {
	for _, op := range []string{">=", "<=", "==", ">", "<"} {
		if rest, ok := strings.CutPrefix(s, op); ok {
			at, err := parseAmount(strings.TrimSpace(rest))
			return op, at, err
		}
	}
	return "", at, fmt.Errorf("%q is not a comparison such as \">=1\" or \"==0\"", s)
}

// parseStep reads a grid such as 1, 0.5 or 1/6, or "exact": that of the answers.
func parseStep(s string) (summary.Step, error) {
	if s == "exact" {
		return summary.Step{}, nil
	}
	a, err := parseAmount(s)
	if err != nil {
		return summary.Step{}, err
	}
	return summary.NewStep(a.Num, a.Den)
}
