package recognize

import (
	"slices"
	"strings"
)

// heading is a header that names an instrument.
type heading struct {
	header string
	tokens []token
	of     *known
	twice  bool // it names two items
}

// role says what a token of a header is.
type role uint8

const (
	unread role = iota
	nameRole
	itemRole // names an item
	visitRole
	numberRole
	quiet // says nothing
	wholeRole
	otherRole
	checkRole
	strangeRole
)

// parse reads what stands around the name, tokens from to to. It fails for
// headers that name neither an item nor a score.
func (h *heading) parse(r reading, from, to int) (reading, bool) {
	roles := make([]role, len(h.tokens))
	for i := from; i < to; i++ {
		roles[i] = nameRole
		if r.item >= 0 {
			roles[i] = itemRole
		}
	}
	sides := [2][2]int{{0, from}, {to, len(h.tokens)}}
	for _, side := range sides {
		h.itemWords(&r, roles, side[0], side[1])
	}
	for _, side := range sides {
		for _, p := range visitPhrases(h.tokens[side[0]:side[1]]) {
			a, b := side[0]+p.from, side[0]+p.to
			if free(roles[a:b]) && !h.setVisit(&r, roles, a, b) {
				return r, false // two visits in one header
			}
		}
	}
	for _, side := range sides {
		h.leadingNumbers(&r, roles, side[0], side[1])
	}
	h.letter(&r, roles, to)
	if h.twice {
		return r, false
	}
	isMarked := h.rest(&r, roles)
	return h.finish(r, roles, isMarked)
}

func free(roles []role) bool {
	for _, r := range roles {
		if r != unread {
			return false
		}
	}
	return true
}

// itemWords finds the words that name an item.
func (h *heading) itemWords(r *reading, roles []role, from, to int) {
	for i := from; i < to; i++ {
		for _, p := range h.of.words[h.tokens[i].text] {
			if !matches(h.tokens[i:to], p.words) || !free(roles[i:i+len(p.words)]) {
				continue
			}
			if r.item >= 0 && r.item != p.item {
				if h.of.Items[r.item].Answers == nil && daily[h.tokens[i].text] {
					break // the minutes of a day
				}
				h.twice = true
			}
			r.item, r.part = p.item, worded
			for j := range p.words {
				roles[i+j] = itemRole
			}
			i += len(p.words) - 1
			break
		}
	}
}

func (h *heading) setVisit(r *reading, roles []role, from, to int) bool {
	text := h.header[h.tokens[from].start:h.tokens[to-1].end]
	if r.visit != "" && visitKey(r.visit) != visitKey(text) {
		return false
	}
	r.visit = text
	for i := from; i < to; i++ {
		roles[i] = visitRole
	}
	return true
}

// leadingNumbers finds visits that begin with a number: 3mo, 6 month follow-up.
func (h *heading) leadingNumbers(r *reading, roles []role, from, to int) {
	for i := from; i+1 < to; i++ {
		if !h.tokens[i].isNumber() || r.visit != "" || i > 0 && recallWords[h.tokens[i-1].text] {
			continue
		}
		for n := min(4, to-i); n > 1; n-- {
			part := h.tokens[i : i+n]
			glued := part[0].chunk == part[1].chunk
			if !free(roles[i:i+n]) || !glued && len(part[1].text) < 2 || !isVisit(part) {
				continue
			}
			h.setVisit(r, roles, i, i+n)
			break
		}
	}
}

// letter reads the items of phq9_a to phq9_i, or phq9a to phq9i: a letter right
// behind the name, with nothing but a visit beside.
func (h *heading) letter(r *reading, roles []role, at int) {
	if at >= len(h.tokens) || r.item >= 0 || r.loose || roles[at] != unread || len(h.tokens[at].text) != 1 {
		return
	}
	n := int(h.tokens[at].text[0]-'a') + 1
	if n < 1 || n > len(h.of.Items) || slices.Contains(roles[at+1:], unread) {
		return
	}
	roles[at] = numberRole
	r.numbers, r.spelled = append(r.numbers, n), append(r.spelled, at)
}

// rest reads what is neither name nor visit.
func (h *heading) rest(r *reading, roles []role) (isMarked bool) {
	for i, t := range h.tokens {
		if roles[i] != unread {
			continue
		}
		next := i + 1
		switch {
		case t.text == "arm" && next < len(h.tokens) && h.tokens[next].isNumber(): // REDCap's arm_1
			roles[i], roles[next] = quiet, quiet
		case t.isNumber():
			roles[i] = numberRole
			r.numbers, r.spelled = append(r.numbers, t.number), append(r.spelled, i)
		case markers[t.text] && next < len(h.tokens) && h.tokens[next].isNumber() && roles[next] == unread && !isMarked:
			roles[i], roles[next] = quiet, numberRole
			isMarked = true
			r.numbers = append([]int{h.tokens[next].number}, r.numbers...)
			r.spelled = append([]int{next}, r.spelled...)
		case checks[t.text]:
			roles[i] = checkRole
		case unitWords[h.of.ID][t.text] != "":
			roles[i] = quiet
		case wholeWords[t.text]:
			roles[i] = wholeRole
		case others[t.text]:
			roles[i] = otherRole
		case noise[t.text], h.of.noise[t.text], weekly[t.text], daily[t.text] && r.item >= 0:
			roles[i] = quiet
		default:
			roles[i] = strangeRole
		}
	}
	return isMarked
}

// finish says what the header is, from the roles of its tokens.
func (h *heading) finish(r reading, roles []role, isMarked bool) (reading, bool) {
	var isWhole, isTotal, perWeek bool
	for i, role := range roles {
		isTotal = isTotal || role == wholeRole && totalWords[h.tokens[i].text]
		switch role {
		case otherRole:
			if h.tokens[i].text != "response" || len(r.numbers) == 0 {
				return r, false
			}
		case checkRole:
			r.part = check
		case wholeRole:
			isWhole = true
		case strangeRole:
			r.strange = true
		}
		perWeek = perWeek || role != visitRole && weekly[h.tokens[i].text]
	}
	r.unit = unitOf(h.of, h.tokens)
	r.template = h.template(roles)
	switch {
	case r.part == check:
		return r, true
	case r.item >= 0:
		// The minutes of a week are the score itself.
		if perWeek && len(h.of.Scales[0].Units) == 1 && h.of.Items[r.item].ID == "minutes" {
			r.item, r.part, r.scale = -1, whole, h.of.main()
			return r, len(r.numbers) == 0 && !r.loose && !r.strange
		}
		return r, len(r.numbers) <= 1 && !isWhole && !(perWeek && h.of.ID == "fv2")
	case isMarked:
		r.part = marked
		return r, len(r.numbers) <= 2
	case isTotal && len(r.numbers) == 1 && r.visit == "" && !r.strange && !r.loose: // phq9_total_2
		t := h.tokens[r.spelled[0]]
		r.part, r.visit, r.numbers = whole, h.header[t.start:t.end], nil
		return r, !perWeek
	case len(r.numbers) == 0:
		r.part = whole
		r.bare = !isWhole
		return r, !r.strange && !r.loose && !perWeek
	case len(r.numbers) <= 2:
		r.part = numbered
		return r, true
	}
	return r, false
}

// template writes the header with # for numbers, % for letters and @ for the visit.
func (h *heading) template(roles []role) string {
	var b strings.Builder
	for i, role := range roles {
		switch {
		case role == visitRole && i > 0 && roles[i-1] == visitRole:
			continue
		case role == visitRole:
			b.WriteString("@ ")
		case role == numberRole && h.tokens[i].isNumber():
			b.WriteString("# ")
		case role == numberRole:
			b.WriteString("% ") // a letter
		case role == itemRole, role == quiet && (weekly[h.tokens[i].text] || daily[h.tokens[i].text] || h.tokens[i].text == "per"): // the same for all items
			continue
		default:
			b.WriteString(h.tokens[i].text + " ")
		}
	}
	return b.String()
}
