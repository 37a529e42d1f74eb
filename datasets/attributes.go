package datasets

import (
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// attribute is a column by participant: a stratum, covariate, cluster or
// attendance.
type attribute struct {
	header string
	texts  []string // by code; code 0 is no value
	codes  ints     // by participant
	varies int64    // participants whose rows hold different values
}

func (a *attribute) text(participant int) string { return a.texts[a.codes.at(participant)] }

// role says what a column by participant is for.
type role struct{ header, as, flag string }

// roles lists the columns that are wanted by participant, each once.
func (p *layoutPlan) roles() []role {
	var all []role
	add := func(as, flag string, headers ...string) {
		for _, h := range headers {
			if h != "" && !slices.ContainsFunc(all, func(r role) bool { return r.header == h }) {
				all = append(all, role{h, as, flag})
			}
		}
	}
	add("stratum", "--by", p.study.Strata...)
	add("cluster", "--cluster", p.study.Cluster)
	add("covariate", "--covariate", p.study.Covariates...)
	add("group", "--group", p.options.Groups...)
	add("attendance", "attendance", p.study.Attendance.Column)
	return all
}

// allHeaders are those of the data and of the side table.
func (p *layoutPlan) allHeaders() []string {
	if p.side == nil {
		return p.headers
	}
	return slices.Concat(p.headers, p.side.headers)
}

// checkColumns checks that the columns asked for exist, in one table only.
func (p *layoutPlan) checkColumns() error {
	all := p.allHeaders()
	roles := p.roles()
	if p.options.OrderBy != "" {
		roles = append(roles, role{p.options.OrderBy, "", "--order-by"})
	}
	for _, r := range roles {
		if _, err := columnNamed(all, r.header, r.flag); err != nil {
			return err
		}
	}
	if p.side == nil {
		return nil
	}
	for _, h := range p.side.headers {
		if slices.Contains(p.headers, h) {
			return usage("rename it in one of them", "column %s is both in the data and in the side table", quoteName(h))
		}
	}
	return nil
}

// buildAttributes gives every participant the value of the baseline row, else
// that of the first row by visit that has one. Among duplicated rows it is the
// smallest value, so that the order of rows does not matter. Participants whose
// rows differ are counted.
func (b *builder) buildAttributes() ([]attribute, error) {
	var out []attribute
	for _, r := range b.plan.roles() {
		column := b.texts[r.header]
		a := attribute{header: r.header, texts: column.texts, codes: *newInts(b.participants)}
		for p := range b.participants {
			a.codes.set(p, 0)
		}
		best := make([]int32, b.participants)
		differs := make([]bool, b.participants)
		for row, p := range b.participant {
			code := column.at(row)
			if p < 0 || code == 0 {
				continue
			}
			have, rank := int32(a.codes.at(int(p))), b.rank(row)
			if have != 0 && have != code && !(r.as == "covariate" && sameNumber(column.texts[have], column.texts[code])) {
				differs[p] = true
			}
			earlier := have == 0 || rank < best[p]
			smaller := have != 0 && rank == best[p] && summary.CompareLevels(column.texts[code], column.texts[have]) < 0
			if earlier || smaller {
				a.codes.set(int(p), int64(code))
				best[p] = rank
			}
		}
		var n int64
		for _, d := range differs {
			if d {
				n++
			}
		}
		a.varies = n
		if n > 0 {
			b.decide(summary.Decision{Code: DecisionValueChanges, N: n, Args: map[string]string{"column": r.header, "role": r.as}})
		}
		if err := a.checkLevels(r); err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, nil
}

// sameNumber reports whether two texts are one number, as 34 and 34.0 are.
func sameNumber(s, t string) bool {
	x, ok1 := parseNumber(s)
	y, ok2 := parseNumber(t)
	return ok1 && ok2 && x.Cmp(y) == 0
}

const (
	maxNumericLevels = 50  // of a numeric column: beyond, it is a measurement
	maxTextLevels    = 200 // of any other: beyond, it is a name or a remark
	minAlone         = 5   // people alone in their level before a column is taken for one of names
)

// checkLevels refuses to stratify by a measurement, and by a column that tells
// people apart rather than groups: results would be those of single people,
// under their names. A handful of people in levels of their own is no such sign.
func (a *attribute) checkLevels(r role) error {
	if r.as != "stratum" {
		return nil
	}
	people := make([]int, len(a.texts))
	for p := range a.codes.len() {
		people[a.codes.at(p)]++
	}
	levels, alone, all, most, kind := 0, 0, 0, maxNumericLevels, "numbers"
	for code, n := range people {
		if code == 0 || n == 0 {
			continue
		}
		levels++
		all += n
		if n == 1 {
			alone++
		}
		if _, ok := parseNumber(a.texts[code]); !ok {
			most, kind = maxTextLevels, "values"
		}
	}
	const hint = "make a column of groups, such as age bands, and name that"
	switch {
	case levels > most:
		return usage(hint, "--by %s: the column has %d different %s, more than %d", shellWord(r.header), levels, kind, most)
	case alone >= minAlone && 2*alone > all:
		return usage(hint, "--by %s: %d of %d participants have a value that nobody else has", shellWord(r.header), alone, all)
	}
	return nil
}
