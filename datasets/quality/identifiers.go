package quality

import (
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// identifiers warns of columns that may tell who somebody is, by their headers
// and by what stands in their cells.
func identifiers(e *evidence) []summary.Remark {
	var found []summary.Remark
	known := e.answers()
	for _, p := range e.profiles {
		if p.n == 0 || slices.Contains(known, p.header) {
			continue
		}
		if k, why, n, ok := p.identifier(); ok {
			found = append(found, summary.Remark{
				Severity: summary.SeverityWarning, Code: "identifier", Column: p.header, N: n, Of: p.n,
				Args: map[string]string{"kind": kindIDs[k], "why": why},
			})
		}
	}
	return found
}

// identifier says which kind of identifier a column holds, if any: by a header
// that its values do not contradict, else by most of its values, else by single
// cells of what should stand nowhere.
func (p *profile) identifier() (k kind, why string, n int64, ok bool) {
	for k := range numKinds {
		if k.says(p.header) && p.bears(k) {
			return k, "header", p.n, true
		}
	}
	for k := range numKinds {
		switch {
		case k == kindName && (10*p.likes[k] < 8*p.n || p.n < 5 || 2*len(p.texts) < int(min(p.n, mostTexts))):
		case k == kindDate && 10*p.likes[k] < 8*p.n:
		case k != kindName && k != kindDate && p.likes[k] == 0:
		default:
			return k, "values", p.likes[k], true
		}
	}
	// Few different sentences are categories, written out.
	const categories = 20
	if different := int64(len(p.texts)); 10*p.long > p.n && (different > categories || 2*different > p.n) {
		return kindText, "values", p.long, true
	}
	return 0, "", 0, false
}

// bears reports whether the values of a column can be of the kind that its
// header says: a column of codes is none, and ages matter from 90 on.
func (p *profile) bears(k kind) bool {
	switch k {
	case kindAge:
		return p.numbers == p.n && p.high > 89 && p.high < 130
	case kindZIP, kindPhone, kindRecord, kindPlan, kindPlatform, kindSSN, kindCoordinates:
		return !(p.codes() && p.high < 100)
	case kindText:
		return p.long > 0
	}
	return p.numbers < p.n || p.likes[k] > 0
}

// answers are the columns of items, whose answers tell nobody apart.
func (e *evidence) answers() []string {
	var all []string
	for _, s := range e.sets {
		all = append(all, s.headers...)
	}
	return all
}
