package datasets

import (
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// VisitTimes returns the visits of an outcome in order with their times: the
// first of these that there is.
//
//   - The times that were declared, by --times or by months: of the study file.
//   - The visits' own values, where all of them are numbers.
//   - What their names say, as a decision: 0 for a baseline, beside numbers that
//     are above 0, or beside durations such as month3 and "6 mo follow-up". A
//     name's common beginning and end are left out, so that bdi_pre, bdi_2m and
//     bdi_8m are 0, 2 and 8 months.
//   - 0, 1, 2, … as a decision.
//
// The unit is that of --time-unit, or of what the times come from: months: of the
// study file, the unit in the names, or the header of a column of numbers that
// is called month, week, day or year. Times that are given in numbers only have
// none. Durations in several units are brought to the smallest where that is
// exact.
func (c *Cohort) VisitTimes(outcome string) (summary.VisitTimes, error) {
	i, err := c.outcome(outcome)
	if err != nil {
		return summary.VisitTimes{}, err
	}
	o := c.study.Outcomes[i]
	t := summary.VisitTimes{Visits: visitsOf(o), Unit: c.study.Visits.Unit}
	if c.study.Visits.Time != "" {
		return t, usage("leave out --time-column to use visits", "the data were loaded with irregular times, so that there are no visits")
	}
	if len(c.study.Visits.Months) > 0 {
		t.Times, err = c.study.declaredTimes(o)
		if named, unit, ok := namedTimes(t.Visits); t.Unit == "" && ok && slices.Equal(named, t.Times) {
			t.Unit = unit
		}
		return t, err
	}
	if times, ok := ownTimes(t.Visits); ok {
		t.Times = times
		if t.Unit == "" {
			t.Unit = unitOfHeader(c.study.Visits.Column)
		}
		return t, nil
	}
	times, unit, ok := namedTimes(t.Visits)
	if ok && t.Unit != "" && unit != "" && unit != t.Unit {
		if times, ok = convertTimes(times, unit, t.Unit); !ok {
			return t, usage("give each visit its time with --times, or leave out --time-unit", "the visits %s are named in %s, which cannot be counted in %s", quoteNames(t.Visits), unit, t.Unit)
		}
		unit = t.Unit
	}
	if ok {
		t.Times = times
		if t.Unit == "" {
			t.Unit = unit
		}
		if t.Unit == "" {
			t.Unit = unitOfHeader(c.study.Visits.Column)
		}
		t.Decisions = append(t.Decisions, summary.Decision{Code: DecisionTimesFromNames, Outcome: outcome, N: int64(len(times)),
			Args: map[string]string{"times": timesText(times), "unit": t.Unit}})
		return t, nil
	}
	t.Unordered = slices.ContainsFunc(c.decisions, func(d summary.Decision) bool { return d.Code == DecisionVisitOrderPartial })
	for i := range t.Visits {
		t.Times = append(t.Times, summary.Amount{Num: int64(i), Den: 1})
	}
	t.Decisions = append(t.Decisions, summary.Decision{Code: DecisionTimesFromOrder, Outcome: outcome, N: int64(len(t.Times)),
		Args: map[string]string{"times": timesText(t.Times)}})
	return t, nil
}

// declaredTimes finds the declared time of each visit: by the order of visits
// where they are in it, else by their place. A baseline that has a column of its
// own has the first time where there is one more than the other visits, else 0.
func (s Study) declaredTimes(o Outcome) ([]summary.Amount, error) {
	times, order := s.Visits.Months, s.Visits.Order
	own := len(times) - len(order) // times of a baseline that has a column of its own
	var out []summary.Amount
	for i, c := range o.Columns {
		at := slices.IndexFunc(order, func(v string) bool { return visitKey(v) == visitKey(c.Visit) })
		switch {
		case at >= 0 && (own == 0 || own == 1 && s.Layout == Long):
			out = append(out, times[at+own])
		case s.Layout == Long && c.Visit == baselineVisit && own == 1:
			out = append(out, times[0])
		case s.Layout == Long && c.Visit == baselineVisit && own == 0:
			out = append(out, summary.Amount{Num: 0, Den: 1})
		case s.Layout == Wide && len(times) == len(o.Columns):
			out = append(out, times[i])
		default:
			return nil, usage("give each visit its time, in this order: "+quoteNames(visitsOf(o)), "there are %d times for the %d visits of outcome %s", len(times), len(o.Columns), quoteName(o.Scale.ID))
		}
	}
	return increasing(o, out)
}

// increasing checks that each visit comes after the one before.
func increasing(o Outcome, times []summary.Amount) ([]summary.Amount, error) {
	for i := 1; i < len(times); i++ {
		if times[i].Rat().Cmp(times[i-1].Rat()) <= 0 {
			return nil, usage("give each visit its time, in this order: "+quoteNames(visitsOf(o)), "the time of visit %s, %s, does not come after that of %s, %s",
				quoteName(o.Columns[i].Visit), times[i], quoteName(o.Columns[i-1].Visit), times[i-1])
		}
	}
	return times, nil
}

// ownTimes are the values of visits that are numbers.
func ownTimes(visits []string) ([]summary.Amount, bool) {
	times := make([]summary.Amount, len(visits))
	for i, v := range visits {
		var err error
		if times[i], err = parseAmount(v); err != nil {
			return nil, false
		}
	}
	return times, rising(times)
}

func rising(times []summary.Amount) bool {
	for i := 1; i < len(times); i++ {
		if times[i].Rat().Cmp(times[i-1].Rat()) <= 0 {
			return false
		}
	}
	return true
}

func timesText(times []summary.Amount) string {
	texts := make([]string, len(times))
	for i, t := range times {
		texts[i] = t.String()
	}
	return strings.Join(texts, ", ")
}
