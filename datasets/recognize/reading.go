package recognize

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/instruments"
)

// reading is one way to read a header.
type reading struct {
	column  int // among the table's
	of      *known
	scale   *instruments.Scale // by its number, as in phq8; nil for the stem alone
	loose   bool               // the name is one that other questionnaires use
	vague   bool               // so loose that its numbers are not worth a question
	part    part
	numbers []int  // that may be an item or a wave, as written
	spelled []int  // the tokens of numbers
	item    int    // index, where words name it; else -1
	visit   string // as written in the header; empty without one
	unit    string // that the header states
	// either says that the header may also name a score: phq9, which may be the
	// ninth of phq1, phq2, …
	either   bool
	bare     bool   // a score that is not called one: phq9, not phq9_total
	strange  bool   // there are words that are not understood
	template string // the header with # for its numbers and @ for its visit
}

// part says what of a questionnaire a column holds.
type part uint8

const (
	whole    part = iota // a score
	numbered             // an item, or a wave, by a number
	marked               // an item by a number that is said to be one
	worded               // an item by what it is about
	check                // a test of attention
)

// read returns the ways to read a header.
func (v *vocabulary) read(column int, header string) []reading {
	tokens := v.split(header, tokenize(header))
	if len(tokens) == 0 || len(tokens) == maxTokens {
		return nil
	}
	var found []reading
	at, a, ok := v.findAlias(tokens)
	if ok {
		found = v.named(column, header, tokens, at, a)
		// phq_4 names the PHQ-4, and may be the fourth item of another.
		if b, also := v.shorter(tokens, at, a); also {
			found = append(found, v.named(column, header, tokens, at, b)...)
		}
	}
	plain := slices.ContainsFunc(found, func(r reading) bool { return r.part == worded && !r.strange })
	if text, ok := v.text(column, header, tokens); ok && !plain {
		for _, r := range found {
			if r.of == text.of && r.visit != "" {
				text.visit = r.visit
			}
		}
		return []reading{text}
	}
	return found
}

// split parts names that are written together with a visit or with the word for
// a score: prephq9, phqtotal.
func (v *vocabulary) split(header string, tokens []token) []token {
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if t.isNumber() || len(t.text) != t.end-t.start {
			continue
		}
		cut := 0
		for _, stem := range v.short {
			if before, ok := strings.CutSuffix(t.text, stem); ok && before != "" && isPhase(before) {
				cut = len(before)
			}
			if after, ok := strings.CutPrefix(t.text, stem); ok && after != "" && (isPhase(after) || wholeWords[after]) {
				cut = len(stem)
			}
		}
		if cut == 0 {
			continue
		}
		first, second := t, t
		first.text, first.end = t.text[:cut], t.start+cut
		second.text, second.start = t.text[cut:], t.start+cut
		tokens = slices.Replace(tokens, i, i+1, first, second)
		i++
	}
	return tokens
}

func isPhase(word string) bool { _, ok := phaseWords[word]; return ok }

// findAlias returns the name of an instrument that a header holds: the plainest
// one, then the first, then the longest.
func (v *vocabulary) findAlias(tokens []token) (at int, a alias, ok bool) {
	for i, t := range tokens {
		for _, candidate := range v.aliases[t.text] {
			if !matches(tokens[i:], candidate.words) {
				continue
			}
			if !candidate.loose {
				return i, candidate, true
			}
			if !ok {
				at, a, ok = i, candidate, true
			}
		}
	}
	return at, a, ok
}

// shorter returns the stem of another instrument with which a full name begins.
func (v *vocabulary) shorter(tokens []token, at int, full alias) (alias, bool) {
	for _, b := range v.aliases[tokens[at].text] {
		if full.of.full && b.of != full.of && !b.loose && len(b.words) < len(full.words) && matches(tokens[at:], b.words) {
			return b, true
		}
	}
	return alias{}, false
}

// named reads a header that names an instrument at a place. A number after the
// name may belong to it, as in phq9, or be that of an item, as in phq_9.
func (v *vocabulary) named(column int, header string, tokens []token, at int, a alias) []reading {
	k := a.of
	base := reading{column: column, of: k, loose: a.loose, item: -1}
	base.vague = a.loose && !slices.Contains(plainStems, strings.Join(a.words, " "))
	next := at + len(a.words)
	h := heading{header: header, tokens: tokens, of: k}
	if a.item > 0 { // the name is the item's: fruit
		base.item, base.part = a.item-1, worded
		if r, ok := h.parse(base, at, next); ok {
			return []reading{r}
		}
		return nil
	}
	var found []reading
	if next < len(tokens) && tokens[next].isNumber() && !a.loose {
		n := tokens[next].number
		if s, ok := k.numbered[n]; ok {
			own := base
			own.scale = s
			r, ok := h.parse(own, at, next+1)
			if ok {
				found = append(found, r)
			}
			if !ok || r.part != whole {
				return found
			}
			// phq9, which may be the ninth item of a stem.
			if r, ok := h.parse(base, at, next); ok && len(r.numbers) == 1 && r.part == numbered {
				r.either = true
				found = append(found, r)
			}
			return found
		}
		if s, item := k.runTogether(tokens[next]); s != nil { // PHQ91 to PHQ99
			own := base
			own.scale = s
			if r, ok := h.parse(own, at, next); ok && len(r.numbers) == 1 && r.part == numbered {
				r.numbers = []int{item}
				return append(found, r)
			}
			return nil
		}
		if slices.Contains(foreignNumbers[k.ID], n) {
			r, ok := h.parse(base, at, next)
			if !ok || len(r.numbers) != 1 || r.part != numbered {
				return nil // PHQ-15 and its like
			}
			return append(found, r)
		}
	}
	if s := k.main(); len(k.numbered) == 0 && !a.loose {
		base.scale = s // a name without a number is the whole name
	}
	if r, ok := h.parse(base, at, next); ok {
		found = append(found, r)
	}
	return found
}

// runTogether reads a number that is the instrument's with an item's behind it,
// such as 91 for the first item of PHQ-9.
func (k *known) runTogether(t token) (s *instruments.Scale, item int) {
	for n, scale := range k.numbered {
		own := strconv.Itoa(n)
		rest, ok := strings.CutPrefix(t.text, own)
		if ok && len(rest) > 0 && rest[0] != '0' {
			if item, err := strconv.Atoi(rest); err == nil && item <= len(scale.Items) && scale == k.main() {
				return scale, item
			}
		}
	}
	return nil, 0
}

// text reads a header that holds a question's text.
func (v *vocabulary) text(column int, header string, tokens []token) (reading, bool) {
	all := " " + words(tokens)
	// Of two items' anchors the longer one says more: that of "moving or speaking so
	// slowly, or so restless that …" over that of "restless".
	var found, rival *anchor
	look := func(anchors []anchor) {
		for i := range anchors {
			a := &anchors[i]
			if !strings.Contains(all, a.text) {
				continue
			}
			if len(a.context) > 0 && !slices.ContainsFunc(a.context, func(w string) bool { return strings.Contains(all, " "+w) }) {
				continue
			}
			switch {
			case found == nil || len(a.text) > len(found.text):
				found, rival = a, nil
			case len(a.text) == len(found.text) && (found.of != a.of || found.item != a.item):
				rival = a
			}
		}
	}
	look(v.anchors[""])
	for _, t := range tokens {
		look(v.anchors[t.text])
	}
	// A bare word is left to the names of items: "fruit" beside "fruit cups".
	if found == nil || rival != nil || len(tokens) < 4 && !strings.Contains(found.text[1:], " ") {
		return reading{}, false
	}
	r := reading{column: column, of: found.of, part: worded, item: found.item, template: "text"}
	r.unit = unitOf(found.of, tokens)
	for _, end := range [][]token{tokens[:min(3, len(tokens))], tokens[max(0, len(tokens)-3):]} {
		for _, p := range visitPhrases(end) {
			first, last := end[p.from], end[p.to-1]
			atEdge := first.start == tokens[0].start || last.end == tokens[len(tokens)-1].end
			if atEdge && r.visit == "" {
				r.visit, r.template = header[first.start:last.end], "text @"
			}
		}
	}
	return r, true
}

func unitOf(k *known, tokens []token) string {
	unit := ""
	for _, t := range tokens {
		if u, ok := unitWords[k.ID][t.text]; ok {
			if unit != "" && unit != u {
				return ""
			}
			unit = u
		}
	}
	return unit
}

// VisitOf returns the visit that a header names, as written: "pre" of
// pre_phq9_1; empty without one, or with several.
func VisitOf(header string) string {
	tokens := tokenize(header)
	found := visitPhrases(tokens)
	if len(found) != 1 {
		return ""
	}
	return header[tokens[found[0].from].start:tokens[found[0].to-1].end]
}
