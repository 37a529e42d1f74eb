package reports

import (
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// footnotes numbers the decisions in the order of the groups that they concern,
// those about everything last, and marks the groups. Decisions in the same words
// are one footnote.
func (b *builder) footnotes() Footnotes {
	var words []string
	about := map[string][]group{}
	order := append(b.groups(), group{})
	known := map[group]bool{}
	for _, g := range order {
		known[g] = true
	}
	for _, d := range b.Report.Decisions {
		g := group{d.Outcome, d.Stratum}
		if !known[g] {
			known[g] = true
			order = append(order, g)
		}
	}
	for _, g := range order {
		for _, d := range b.together(g) {
			w := b.Together(d)
			if about[w] == nil {
				words = append(words, w)
			}
			if !slices.Contains(about[w], g) {
				about[w] = append(about[w], g)
			}
		}
	}
	var notes Footnotes
	for i, w := range words {
		for _, g := range about[w] {
			b.marks[g] = append(b.marks[g], i+1)
		}
		if names := b.concerned(about[w]); names != "" {
			w = names + ": " + w
		}
		notes.Items = append(notes.Items, Footnote{i + 1, w})
	}
	return notes
}

// together lists the decisions about a group, those of one code that are told in
// one sentence joined.
func (b *builder) together(g group) [][]summary.Decision {
	var all [][]summary.Decision
	at := map[string]int{}
	for _, d := range b.Report.Decisions {
		if (group{d.Outcome, d.Stratum}) != g {
			continue
		}
		if i, ok := at[d.Code]; ok && b.Listed(d.Code) {
			all[i] = append(all[i], d)
			continue
		}
		at[d.Code] = len(all)
		all = append(all, []summary.Decision{d})
	}
	return all
}

// concerned names groups: outcomes with their strata, nothing where it is about
// all or there is only one.
func (b *builder) concerned(about []group) string {
	if slices.Contains(about, group{}) || len(about) == len(b.groups()) {
		return ""
	}
	var names []string
	for _, f := range b.everyone() {
		var strata []string
		whole := false
		for _, g := range about {
			if g.outcome != f.Outcome {
				continue
			}
			whole = whole || g.stratum == ""
			if g.stratum != "" {
				strata = append(strata, b.stratum(g.stratum))
			}
		}
		switch all := b.strataOf(f.Outcome); {
		case whole && len(strata) > 0 && len(strata) < all:
			names = append(names, b.name(f.Outcome)+" ("+b.Phrase("everyone")+"; "+strings.Join(strata, "; ")+")")
		case whole && len(strata) == 0 && all > 0:
			names = append(names, b.name(f.Outcome)+" ("+b.Phrase("everyone")+")")
		case whole:
			names = append(names, b.name(f.Outcome))
		case len(strata) > 0:
			names = append(names, b.name(f.Outcome)+" ("+strings.Join(strata, "; ")+")")
		}
	}
	return strings.Join(names, ", ")
}

// strataOf counts the strata of an outcome.
func (b *builder) strataOf(outcome string) int {
	n := 0
	for _, g := range b.groups() {
		if g.outcome == outcome && g.stratum != "" {
			n++
		}
	}
	return n
}
