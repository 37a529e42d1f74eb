package summary

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Level is one value of one stratifying column. An empty value is the level of
// those who have none.
type Level struct{ Name, Value string }

// Missing reports whether this is the level of those without a value.
func (l Level) Missing() bool { return l.Value == "" }

// Key names a stratum: an ordered list of levels, written "site=A;sex=F" with
// ';', '=' and '\' in names and values escaped by '\'. Everyone is the zero
// Key. Keys are comparable and made only by [NewKey], so two that say the same
// are equal.
type Key struct{ text string }

var keyEscape = strings.NewReplacer(`\`, `\\`, `;`, `\;`, `=`, `\=`)

// NewKey returns the key of the levels in their order.
func NewKey(levels ...Level) Key {
	parts := make([]string, len(levels))
	for i, l := range levels {
		parts[i] = keyEscape.Replace(l.Name) + "=" + keyEscape.Replace(l.Value)
	}
	return Key{strings.Join(parts, ";")}
}

// ParseKey reads what [Key.String] writes.
func ParseKey(text string) Key { return Key{text} }

// String returns the key as written in results, "" for everyone.
func (k Key) String() string { return k.text }

// Levels returns the levels in their order.
func (k Key) Levels() []Level {
	if k.text == "" {
		return nil
	}
	var levels []Level
	var name, part strings.Builder
	inValue := false
	flush := func() {
		levels = append(levels, Level{name.String(), part.String()})
		name.Reset()
		part.Reset()
		inValue = false
	}
	for i := 0; i < len(k.text); i++ {
		switch c := k.text[i]; {
		case c == '\\' && i+1 < len(k.text):
			i++
			part.WriteByte(k.text[i])
		case c == '=' && !inValue:
			name.WriteString(part.String())
			part.Reset()
			inValue = true
		case c == ';':
			flush()
		default:
			part.WriteByte(c)
		}
	}
	flush()
	return levels
}

// Level returns the level of a column, and false where the key has none.
// [Level.Missing] tells those without a value.
func (k Key) Level(name string) (Level, bool) {
	for _, l := range k.Levels() {
		if l.Name == name {
			return l, true
		}
	}
	return Level{}, false
}

// Without returns the key that lacks the levels of the named columns.
func (k Key) Without(names ...string) Key {
	var kept []Level
	for _, l := range k.Levels() {
		if !slices.Contains(names, l.Name) {
			kept = append(kept, l)
		}
	}
	return NewKey(kept...)
}

// CompareKeys orders keys level by level: numbers as numbers, before text, and
// those without a value last.
func CompareKeys(a, b Key) int {
	la, lb := a.Levels(), b.Levels()
	for i := range min(len(la), len(lb)) {
		if c := cmp.Or(cmp.Compare(la[i].Name, lb[i].Name), CompareLevels(la[i].Value, lb[i].Value)); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(la), len(lb))
}

// CompareLevels orders two values of a column: numbers as numbers, before text,
// and the empty value last.
func CompareLevels(a, b string) int {
	rank := func(s string) (int, float64) {
		if s == "" {
			return 2, 0
		}
		if f, err := strconv.ParseFloat(s, 64); err == nil && f == f {
			return 0, f
		}
		return 1, 0
	}
	ra, fa := rank(a)
	rb, fb := rank(b)
	return cmp.Or(cmp.Compare(ra, rb), cmp.Compare(fa, fb), cmp.Compare(a, b))
}
