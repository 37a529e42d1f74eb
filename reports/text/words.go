package text

import (
	"maps"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// Phrase returns a phrase filled with name, value, name, value, … . A phrase
// that this language lacks is taken from English; one that nobody has is its id
// with its data, so that nothing is ever lost for want of words.
func (l Language) Phrase(id string, pairs ...string) string {
	data := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		data[pairs[i]] = pairs[i+1]
	}
	for _, language := range []Language{l, English} {
		if words, ok := language.execute(func(c *catalogue) (string, bool) { return execute(c.phrases, id, data) }); ok {
			return words
		}
	}
	return plainly(id, pairs)
}

// Decision returns a decision in words, as one sentence with its full stop. It
// does not name outcome, stratum and method. A code without a template, or with
// other arguments than its template names, is written plainly: code, number and
// arguments.
func (l Language) Decision(d summary.Decision) string {
	return l.Together([]summary.Decision{d})
}

// Listed reports whether decisions of a code about one thing are told together.
func (l Language) Listed(code string) bool {
	_, ok := l.execute(func(c *catalogue) (string, bool) { return "", c.items[code] != nil })
	return ok
}

// Together returns decisions of one code in one sentence, as [Language.Decision]
// does one.
func (l Language) Together(all []summary.Decision) string {
	d := all[0]
	data := map[string]any{"n": itoa(d.N)}
	pairs := []string{"n", itoa(d.N)}
	for _, name := range slices.Sorted(maps.Keys(d.Args)) {
		data[name] = d.Args[name]
		pairs = append(pairs, name, d.Args[name])
	}
	var items []string
	for _, one := range all {
		item := map[string]any{"n": itoa(one.N)}
		for name, value := range one.Args {
			item[name] = value
		}
		if words, ok := l.execute(func(c *catalogue) (string, bool) { return execute(c.items, d.Code, item) }); ok {
			items = append(items, words)
		}
	}
	data["items"] = strings.Join(items, ", ")
	if words, ok := l.execute(func(c *catalogue) (string, bool) { return execute(c.decisions, d.Code, data) }); ok {
		return words
	}
	return plainly(d.Code, pairs) + "."
}

func (l Language) execute(with func(*catalogue) (string, bool)) (string, bool) {
	open, ok := catalogues[l]
	if !ok {
		return "", false
	}
	c, err := open()
	if err != nil {
		return "", false
	}
	return with(c)
}
