package recognize

import "strings"

// phraseAt is a visit's place among tokens.
type phraseAt struct{ from, to int }

// visitPhrases finds visits that begin with a word, such as pre, t1 and month
// 3. A number before the word is left to [heading.leadingNumbers].
func visitPhrases(tokens []token) []phraseAt {
	var found []phraseAt
	for i := 0; i < len(tokens); i++ {
		if tokens[i].isNumber() {
			continue
		}
		if n := recallPeriod(tokens[i:]); n > 0 {
			i += n - 1
			continue
		}
		for n := min(4, len(tokens)-i); n > 0; n-- {
			if isVisit(tokens[i : i+n]) {
				found = append(found, phraseAt{i, i + n})
				i += n - 1
				break
			}
		}
	}
	return found
}

// recallPeriod is the length of what a question asks about, such as the last 2
// weeks, at the start of tokens: it is no visit.
func recallPeriod(tokens []token) int {
	if !recallWords[tokens[0].text] {
		return 0
	}
	for i := 1; i < min(4, len(tokens)); i++ {
		if _, ok := unitDays[tokens[i].text]; ok {
			return i + 1
		}
	}
	return 0
}

// recallWords begin the period that a question asks about.
var recallWords = set("last", "past", "previous", "ultimas", "ultimos", "ultima", "ultimo", "pasadas", "pasados", "pasada", "pasado")

func isVisit(tokens []token) bool {
	if markers[tokens[0].text] {
		return false // q1 is a question sooner than a quarter
	}
	var b strings.Builder
	for i, t := range tokens {
		if i > 0 && t.isNumber() && tokens[i-1].isNumber() {
			return false // month1_1 is item 1 at month 1, not month 11
		}
		b.WriteString(t.text)
	}
	w, ok := parseVisitWord(b.String())
	return ok && w.family != "number"
}
