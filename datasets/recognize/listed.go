package recognize

import "slices"

// listed are headers by how they are written but for one of their numbers, with
// the numbers that stand there: "who_" with 1, 2, 5.
type listed struct {
	headers []string
	numbers map[string][]int // nil until somebody asks
}

func (l *listed) read() {
	l.numbers = make(map[string][]int)
	for _, h := range l.headers {
		for _, t := range tokenize(h) {
			if !t.isNumber() {
				continue
			}
			if key := without(h, t); !slices.Contains(l.numbers[key], t.number) {
				l.numbers[key] = append(l.numbers[key], t.number)
			}
		}
	}
}

func without(header string, t token) string { return header[:t.start] + "\x00" + header[t.end:] }

// counts reports whether the number in a full name, such as the 5 of WHO-5,
// counts columns instead: who_5 beside who_4, which is no questionnaire's name.
func (l *listed) counts(v *vocabulary, header string) bool {
	tokens := v.split(header, tokenize(header))
	at, a, ok := v.findAlias(tokens)
	if !ok || !a.of.full {
		return false
	}
	last := at + len(a.words) - 1
	if !tokens[last].isNumber() {
		return false
	}
	if l.numbers == nil {
		l.read()
	}
	b, also := v.shorter(tokens, at, a)
	for _, n := range l.numbers[without(header, tokens[last])] {
		isName := n == tokens[last].number || also && (b.of.numbered[n] != nil || slices.Contains(foreignNumbers[b.of.ID], n))
		if !isName {
			return true
		}
	}
	return false
}
