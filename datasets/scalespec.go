package datasets

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/datasets/table"
)

// parseAmount reads an exact number of at most ten decimals.
func parseAmount(s string) (summary.Amount, error) {
	mantissa, decimals, status := table.ParseDecimal(s, false)
	if status != table.Exact {
		return summary.Amount{}, fmt.Errorf("%s is not a number of at most %d decimals", quoteValue(s), table.MaxDecimals)
	}
	return summary.NewAmount(mantissa, powerOfTen(decimals))
}

// parsePositive reads an amount above 0.
func parsePositive(s string) (summary.Amount, error) {
	a, err := parseAmount(s)
	if err == nil && a.Num <= 0 {
		err = fmt.Errorf("%s is not above 0", quoteValue(s))
	}
	return a, err
}

// powerOfTen returns 10^n for n up to 18.
func powerOfTen(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

// parseRange reads LO:HI.
func parseRange(s string) (summary.Range, error) {
	low, high, found := strings.Cut(s, ":")
	if !found {
		return summary.Range{}, fmt.Errorf("%s is not a range such as 0:27", quoteValue(s))
	}
	return newRange(low, high)
}

func newRange(low, high string) (summary.Range, error) {
	lo, err := parseAmount(low)
	if err != nil {
		return summary.Range{}, err
	}
	hi, err := parseAmount(high)
	if err != nil {
		return summary.Range{}, err
	}
	if lo.Rat().Cmp(hi.Rat()) >= 0 {
		return summary.Range{}, fmt.Errorf("the range %s:%s is empty", lo, hi)
	}
	return summary.Range{Low: lo, High: hi}, nil
}

// parseCriterion reads >=K or <=K.
func parseCriterion(s string) (summary.Criterion, error) {
	s = strings.TrimSpace(s)
	for _, op := range []string{">=", "<="} {
		if rest, ok := strings.CutPrefix(s, op); ok {
			at, err := parseAmount(rest)
			return summary.Criterion{Op: op, At: at}, err
		}
	}
	return summary.Criterion{}, fmt.Errorf("%s is not a cut-off such as '>=10' or '<=50'", quoteValue(s))
}

// parseReliable reads a criterion of reliable change: '>=K', sd:S,r:R with
// S the baseline SD of a reference sample or "pre" for this sample's, or the
// name of one of the presets.
func parseReliable(s string, presets []summary.Reliable) (summary.Reliable, error) {
	s = strings.TrimSpace(s)
	if rest, ok := strings.CutPrefix(s, ">="); ok {
		change, err := parseAmount(rest)
		if err != nil {
			return summary.Reliable{}, err
		}
		if change.Num <= 0 {
			return summary.Reliable{}, fmt.Errorf("a reliable change must be above 0, not %s", change)
		}
		return summary.Reliable{ID: ">=" + change.String(), Change: change}, nil
	}
	sd, r, isPair := strings.Cut(s, ",")
	sd, hasSD := strings.CutPrefix(strings.TrimSpace(sd), "sd:")
	r, hasR := strings.CutPrefix(strings.TrimSpace(r), "r:")
	if isPair && hasSD && hasR {
		return newReliable(sd, r)
	}
	for _, p := range presets {
		if p.ID == s {
			return p, nil
		}
	}
	known := "no preset is known for this outcome"
	if len(presets) > 0 {
		ids := make([]string, len(presets))
		for i, p := range presets {
			ids[i] = p.ID
		}
		known = "the presets of this outcome are " + strings.Join(ids, ", ")
	}
	return summary.Reliable{}, fmt.Errorf("%s is no criterion of reliable change: %s; write '>=K', sd:S,r:R or sd:pre,r:R", quoteValue(s), known)
}

func newReliable(sd, r string) (summary.Reliable, error) {
	reliability, text, err := parseReliability(r)
	if err != nil {
		return summary.Reliable{}, err
	}
	out := summary.Reliable{ID: "sd:pre,r:" + text, R: reliability}
	if strings.TrimSpace(sd) == "pre" {
		return out, nil
	}
	amount, err := parseAmount(sd)
	if err != nil || amount.Num <= 0 {
		return summary.Reliable{}, fmt.Errorf("%s is not a standard deviation: write a positive number, or pre for this sample's", quoteValue(sd))
	}
	out.ID = "sd:" + amount.String() + ",r:" + text
	out.SD = amount.Float()
	return out, nil
}

// parseReliability reads a reliability, between 0 and 1 exclusively.
func parseReliability(s string) (r float64, text string, err error) {
	amount, err := parseAmount(s)
	if err != nil || amount.Num <= 0 || amount.Num >= amount.Den {
		return 0, "", fmt.Errorf("%s is not a reliability between 0 and 1", quoteValue(s))
	}
	return amount.Float(), amount.String(), nil
}

// parseBands reads id:from,id:from in ascending order.
func parseBands(s string) ([]summary.Band, error) {
	var bands []summary.Band
	for part := range strings.SplitSeq(s, ",") {
		id, from, found := strings.Cut(part, ":")
		if !found {
			return nil, fmt.Errorf("%s is not a band such as mild:5", quoteValue(part))
		}
		at, err := parseAmount(from)
		if err != nil {
			return nil, err
		}
		bands = append(bands, summary.Band{ID: strings.TrimSpace(id), From: at})
	}
	return bands, checkBands(bands)
}

func checkBands(bands []summary.Band) error {
	for i, b := range bands {
		if b.ID == "" {
			return fmt.Errorf("the band from %s has no id", b.From)
		}
		if slices.ContainsFunc(bands[:i], func(a summary.Band) bool { return a.ID == b.ID }) {
			return fmt.Errorf("band %s occurs twice", quoteName(b.ID))
		}
		if i > 0 && bands[i-1].From.Rat().Cmp(b.From.Rat()) >= 0 {
			return fmt.Errorf("band %s from %s does not lie above band %s from %s", quoteName(b.ID), b.From, quoteName(bands[i-1].ID), bands[i-1].From)
		}
	}
	return nil
}

// parseAmounts reads the times of visits.
func parseAmounts(texts []string) ([]summary.Amount, error) {
	var out []summary.Amount
	for _, s := range texts {
		a, err := parseAmount(s)
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, nil
}

// parseCodes reads code:answer,code:answer.
func parseCodes(s string) (map[string]string, error) {
	codes := make(map[string]string)
	for part := range strings.SplitSeq(s, ",") {
		at := strings.LastIndexByte(part, ':')
		if at < 0 {
			return nil, fmt.Errorf("%s is not a code with its answer, such as 1:0", quoteValue(part))
		}
		code, answer := strings.TrimSpace(part[:at]), strings.TrimSpace(part[at+1:])
		if _, twice := codes[code]; twice || code == "" || answer == "" {
			return nil, fmt.Errorf("%s is not a code with its answer, or occurs twice", quoteValue(part))
		}
		codes[code] = answer
	}
	return codes, nil
}

// parseCount reads a whole number that is not negative.
func parseCount(s string) (int64, error) {
	n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	if err != nil || n < 0 {
		return 0, fmt.Errorf("%s is not a whole number", quoteValue(s))
	}
	return n, nil
}

// cutFraction reads a number such as 0.5 or a fraction such as 1/6.
func cutFraction(s string) (num, den int64, err error) {
	top, bottom, isFraction := strings.Cut(s, "/")
	a, err := parseAmount(top)
	if err != nil || !isFraction {
		return a.Num, a.Den, err
	}
	b, err := parseAmount(bottom)
	if err != nil {
		return 0, 0, err
	}
	q := a.Rat()
	if b.Num == 0 {
		return 0, 0, fmt.Errorf("%s divides by zero", quoteValue(s))
	}
	if q.Quo(q, b.Rat()); !q.Num().IsInt64() || !q.Denom().IsInt64() {
		return 0, 0, fmt.Errorf("%s is too fine", quoteValue(s))
	}
	return q.Num().Int64(), q.Denom().Int64(), nil
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
