package datasets

import (
	"math/big"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets/recognize"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// namedTimes are the times in the names of visits, or in what is left of them
// without a common beginning and end, in the smallest unit named.
func namedTimes(visits []string) (times []summary.Amount, unit string, ok bool) {
	head, tail := common(visits)
	for _, cutHead := range cuts(head, false) {
		for _, cutTail := range cuts(tail, true) {
			names := make([]string, len(visits))
			for i, v := range visits {
				v = v[cutHead:]
				names[i] = v[:max(0, len(v)-cutTail)] // the beginning and the end may overlap
			}
			if times, unit, ok = readTimes(names); ok {
				return times, unit, true
			}
		}
	}
	return nil, "", false
}

// separators part the words of a header.
const separators = "_.- "

// common is what all names begin with, up to a separator, and what they end with
// from one on.
func common(names []string) (head, tail string) {
	head, tail = names[0], names[0]
	for _, n := range names[1:] {
		for !strings.HasPrefix(n, head) {
			head = head[:len(head)-1]
		}
		for !strings.HasSuffix(n, tail) {
			tail = tail[1:]
		}
	}
	head = head[:strings.LastIndexAny(head, separators)+1]
	at := strings.IndexAny(tail, separators)
	if at < 0 {
		return head, ""
	}
	return head, tail[at:]
}

// cuts are the lengths at which a common beginning or end may be cut off:
// nothing, and up to or from each of its separators.
func cuts(s string, fromEnd bool) []int {
	out := []int{0}
	for i := range len(s) {
		if !strings.ContainsRune(separators, rune(s[i])) {
			continue
		}
		if fromEnd {
			out = append(out, len(s)-i)
		} else {
			out = append(out, i+1)
		}
	}
	slices.Sort(out)
	return out
}

// readTimes reads names of which each says its time.
func readTimes(names []string) (times []summary.Amount, unit string, ok bool) {
	units := make([]string, len(names))
	for i, v := range names {
		a, err := parseAmount(v)
		if err != nil {
			time, ok := recognize.TimeOfVisit(v)
			if !ok {
				return nil, "", false
			}
			if a, err = parseAmount(time.Number); err != nil {
				return nil, "", false
			}
			units[i] = time.Unit
		}
		times = append(times, a)
		if u := units[i]; u != "" && (unit == "" || slices.Index(timeUnits, u) < slices.Index(timeUnits, unit)) {
			unit = u
		}
	}
	for i, u := range units {
		switch {
		case times[i].Num == 0 || u == unit:
		case u == "":
			return nil, "", false // month3 beside 6
		default:
			one, ok := convertTimes(times[i:i+1], u, unit)
			if !ok {
				return nil, "", false
			}
			times[i] = one[0]
		}
	}
	return times, unit, rising(times)
}

// timeUnits are those that visits are named in, from the smallest.
var timeUnits = []string{"days", "weeks", "months", "years"}

// convertTimes expresses times in another unit where that is exact: weeks are
// seven days, years twelve months.
func convertTimes(times []summary.Amount, from, to string) ([]summary.Amount, bool) {
	size := func(unit string) (base string, n int64) {
		switch unit {
		case "weeks":
			return "days", 7
		case "years":
			return "months", 12
		}
		return unit, 1
	}
	baseFrom, n := size(from)
	baseTo, m := size(to)
	if baseFrom != baseTo {
		return nil, false
	}
	out := make([]summary.Amount, len(times))
	for i, t := range times {
		r := t.Rat().Mul(t.Rat(), big.NewRat(n, m))
		if !r.Num().IsInt64() || !r.Denom().IsInt64() {
			return nil, false
		}
		out[i] = summary.Amount{Num: r.Num().Int64(), Den: r.Denom().Int64()}
	}
	return out, true
}

// unitOfHeader is the unit that a column of numbers is called by, "" without one.
func unitOfHeader(header string) string {
	if t, ok := recognize.TimeOfVisit("1 " + plainHeader(header)); ok {
		return t.Unit
	}
	return ""
}
