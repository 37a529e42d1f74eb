package recognize

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/cam-outcomes/cam/instruments"
)

// vocabulary is how headers may name the instruments of the catalogue.
type vocabulary struct {
	known   []*known
	aliases map[string][]alias // by the first word, longest first
	// anchors are by their first word; those of one word, which may be the
	// beginning of a longer one, under "".
	anchors map[string][]anchor
	short   []string // stems of one word
}

// known is an instrument with its vocabulary.
type known struct {
	*instruments.Instrument
	numbered map[int]*instruments.Scale // 9, 8 and 2 for PHQ-9, PHQ-8 and PHQ-2
	words    map[string][]phrase        // by the first word, longest first
	noise    map[string]bool            // words of its own names
	full     bool                       // its names include its number
}

// main is the scale that stands for the instrument.
func (k *known) main() *instruments.Scale { return k.Scales[0] }

// alias is a name of an instrument.
type alias struct {
	words []string
	of    *known
	loose bool
	item  int // 1 more than the index of the item that the words name, else 0
}

// phrase is a name of an item.
type phrase struct {
	words []string
	item  int // index
}

// anchor is a piece of a question's text.
type anchor struct {
	text    string // with a space at both ends
	of      *known
	item    int
	context []string
}

var idNumber = regexp.MustCompile(`^([a-z]+?)_?(\d+)$`)

// theVocabulary is that of the builtin catalogue.
var theVocabulary = sync.OnceValue(func() *vocabulary { return newVocabulary(instruments.All()) })

func newVocabulary(all []*instruments.Instrument) *vocabulary {
	v := &vocabulary{aliases: make(map[string][]alias), anchors: make(map[string][]anchor)}
	for _, in := range all {
		k := &known{Instrument: in, numbered: make(map[int]*instruments.Scale), words: make(map[string][]phrase), noise: make(map[string]bool)}
		v.known = append(v.known, k)
		names := slices.Clone(stems[in.ID])
		full, isFull := fullNames[in.ID]
		for _, s := range in.Scales {
			if isFull {
				names, k.full = full, true
				break
			}
			stem := s.ID
			if m := idNumber.FindStringSubmatch(s.ID); m != nil {
				n, _ := strconv.Atoi(m[2])
				k.numbered[n], stem = s, m[1]
			} else if s != k.main() {
				continue // named by its id alone
			}
			if !slices.Contains(names, stem) {
				names = append(names, stem)
			}
		}
		for _, name := range names {
			v.name(k, name, false, 0)
		}
		for _, name := range looseStems[in.ID] {
			v.name(k, name, true, 0)
		}
		for i := range in.Items {
			v.item(k, i)
		}
		for first := range k.words {
			slices.SortStableFunc(k.words[first], func(a, b phrase) int { return len(b.words) - len(a.words) })
		}
	}
	for first := range v.aliases {
		slices.SortStableFunc(v.aliases[first], func(a, b alias) int { return len(b.words) - len(a.words) })
	}
	return v
}

func (v *vocabulary) name(k *known, name string, loose bool, item int) {
	words := strings.Fields(name)
	v.aliases[words[0]] = append(v.aliases[words[0]], alias{words, k, loose, item})
	if len(words) == 1 && !loose && len(name) > 2 {
		v.short = append(v.short, name)
	}
	for _, w := range words {
		if item == 0 {
			k.noise[w] = true
		}
	}
}

// item adds the names of an item: those of itemWords, and its labels.
func (v *vocabulary) item(k *known, i int) {
	it := &k.Items[i]
	plain := itemWords[k.ID][it.ID]
	names := slices.Clone(plain)
	for _, label := range []string{it.Label.EN, it.Label.ES} {
		names = append(names, words(tokenize(label)))
	}
	for _, name := range names {
		fields := strings.Fields(name)
		if len(fields) == 0 {
			continue
		}
		k.words[fields[0]] = append(k.words[fields[0]], phrase{fields, i})
	}
	if slices.Contains(wholeByItem, k.ID) {
		for _, name := range plain {
			v.name(k, name, true, i+1)
		}
	}
	for _, a := range it.Anchors {
		if text := words(tokenize(a)); text != "" {
			first, _, several := strings.Cut(text, " ")
			if !several {
				first = ""
			}
			v.anchors[first] = append(v.anchors[first], anchor{" " + text, k, i, contextWords[k.ID]})
		}
	}
}

// matches reports whether tokens begin with words.
func matches(tokens []token, words []string) bool {
	if len(tokens) < len(words) {
		return false
	}
	for i, w := range words {
		if tokens[i].text != w {
			return false
		}
	}
	return true
}
