package quality

import (
	"slices"
	"strconv"

	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/instruments"
)

// scaleSums are sums over the items of a scale, each turned the way that the
// scale turns it, over all visits.
type scaleSums struct {
	outcome    string
	instrument *instruments.Instrument
	scale      *instruments.Scale
	headers    []string // by item, at the first visit
	reverse    []int64  // by item of the scale: low + high where it is turned round, else -1
	values     []int64
	sums       *itemSums
}

// scalesOf returns the sums of an item set's scales, which visits of a wide
// table share. Only sums and means of codes say that items go together.
func (e *evidence) scalesOf(s *itemSet) []*scaleSums {
	var all []*scaleSums
	for _, scale := range s.instrument.Scales {
		simple := (scale.Operation == instruments.Sum || scale.Operation == instruments.Mean) && len(scale.Maps) == 0 && len(scale.Items) > 2
		coded := !slices.ContainsFunc(scale.Items, func(i int) bool { return s.instrument.Items[i].Answers == nil || s.columns[i] < 0 })
		if scale.Derived || !simple || !coded {
			continue
		}
		at := slices.IndexFunc(e.sums, func(x *scaleSums) bool { return x.scale == scale })
		if at < 0 {
			x := &scaleSums{outcome: s.outcome, instrument: s.instrument, scale: scale, headers: s.headers, values: make([]int64, len(scale.Items)), sums: newItemSums(len(scale.Items))}
			for _, i := range scale.Items {
				turn := int64(-1)
				if it := s.instrument.Items[i]; it.Reverse {
					turn = it.Low.Num + it.High.Num
				}
				x.reverse = append(x.reverse, turn)
			}
			at = len(e.sums)
			e.sums = append(e.sums, x)
		}
		all = append(all, e.sums[at])
	}
	return all
}

// add counts a survey in which every item was answered, and reports whether it
// was; its values stay until the next.
func (s *scaleSums) add(answers []instruments.Answer) bool {
	for n, i := range s.scale.Items {
		if answers[i] == instruments.NoAnswer {
			return false
		}
		s.values[n] = int64(answers[i])
		if s.reverse[n] >= 0 {
			s.values[n] = s.reverse[n] - s.values[n]
		}
	}
	s.sums.add(s.values)
	return true
}

// against is how far below 0 a correlation has to lie to be more than chance.
const against = -0.1

// runsAgainst finds items that correlate negatively with the others of their
// scale after reverse-keyed ones were turned round. Where such an item is
// reverse-keyed, the file may hold it turned round already.
func runsAgainst(e *evidence) []summary.Remark {
	var found []summary.Remark
	for _, s := range e.sums {
		for n, i := range s.scale.Items {
			r, ok := s.sums.rest(n)
			if !ok || r >= against {
				continue
			}
			remark := summary.Remark{
				Severity: summary.SeverityWarning, Code: "item_runs_against", Outcome: s.scale.ID, Column: s.headers[i], Of: s.sums.n,
				Args: map[string]string{"r": strconv.FormatFloat(r, 'g', -1, 64)},
			}
			if s.reverse[n] >= 0 {
				remark.Severity, remark.Code = summary.SeverityError, "item_turned_already"
			}
			found = append(found, remark)
		}
	}
	return found
}

// A column whose correlation lies so far below the next lowest is no item like
// the others, given so many surveys that this is not chance.
const (
	apart       = 0.15
	surelyApart = 100
)

// unlikeOthers finds columns of a counted family that do not go with the others:
// attention checks, filter questions, and items that run the other way.
func unlikeOthers(e *evidence) []summary.Remark {
	var found []summary.Remark
	for _, f := range e.free() {
		if _, _, ok := e.isAnswers(f); !ok {
			continue
		}
		var all []float64
		for i := range f.columns {
			if r, ok := f.sums.rest(i); ok {
				all = append(all, r)
			}
		}
		if len(all) < 4 {
			continue
		}
		slices.Sort(all)
		middle := all[len(all)/2]
		limit := middle / 3
		if f.sums.n >= surelyApart && all[1]-all[0] >= apart {
			limit = max(limit, all[0])
		}
		for i, h := range f.headers {
			r, ok := f.sums.rest(i)
			if !ok || middle < 0.2 || r > limit {
				continue
			}
			code := "column_unlike_others"
			if r < against {
				code = "column_runs_against"
			}
			found = append(found, summary.Remark{
				Severity: summary.SeverityWarning, Code: code, Column: h, Of: f.sums.n,
				Args: map[string]string{"r": strconv.FormatFloat(r, 'g', -1, 64), "middle": strconv.FormatFloat(middle, 'g', -1, 64), "first": f.first, "last": f.last},
			})
		}
	}
	return found
}
