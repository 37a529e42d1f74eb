package instruments

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// field reads the value of one key.
type field func(*yaml.Node) error

// key is a key that a mapping may have.
type key struct {
	name     string
	read     field
	required bool
}

func need(name string, read field) key { return key{name, read, true} }
func may(name string, read field) key  { return key{name, read, false} }

// mapping reads a mapping of known keys, each at most once.
func (r reader) mapping(n *yaml.Node, what string, keys ...key) error {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	given := make([]bool, len(keys))
	err := r.pairs(n, what, func(k, v *yaml.Node) error {
		i := slices.Index(names, k.Value)
		if i < 0 {
			return r.fail(k, didYouMean(k.Value, names), "%s has no key %q", what, k.Value)
		}
		given[i] = true
		return keys[i].read(v)
	})
	if err != nil {
		return err
	}
	for i, k := range keys {
		if k.required && !given[i] {
			return r.fail(n, "add "+k.name+":", "%s has no %s", what, k.name)
		}
	}
	return nil
}

// pairs walks a mapping, whose keys differ, in order.
func (r reader) pairs(n *yaml.Node, what string, each func(k, v *yaml.Node) error) error {
	if n.Kind != yaml.MappingNode {
		return r.fail(n, "", "%s must be keys with values", what)
	}
	seen := make(map[string]bool)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		switch {
		case k.Kind != yaml.ScalarNode:
			return r.fail(k, "", "a key of %s must be plain text", what)
		case seen[k.Value]:
			return r.fail(k, "keep one", "%s has the key %q twice", what, k.Value)
		}
		seen[k.Value] = true
		if err := each(k, v); err != nil {
			return err
		}
	}
	return nil
}

// each walks a list.
func (r reader) each(what string, read field) field {
	return func(n *yaml.Node) error {
		if n.Kind != yaml.SequenceNode {
			return r.fail(n, "write a list", "%s must be a list", what)
		}
		for _, v := range n.Content {
			if err := read(v); err != nil {
				return err
			}
		}
		return nil
	}
}

// text reads a single value that is not empty.
func (r reader) text(to *string) field {
	return func(n *yaml.Node) error {
		switch {
		case n.Kind == yaml.AliasNode:
			return r.fail(n, "write the value out", "aliases are not used in catalogues")
		case n.Kind != yaml.ScalarNode:
			return r.fail(n, "", "this must be a single value")
		case n.Tag == "!!null" || strings.TrimSpace(n.Value) == "":
			return r.fail(n, "give it one, or leave the key out", "this key has no value")
		}
		*to = strings.TrimSpace(n.Value)
		return nil
	}
}

// texts reads a list of values, or a single one.
func (r reader) texts(to *[]string) field {
	return func(n *yaml.Node) error {
		add := func(v *yaml.Node) error {
			var s string
			err := r.text(&s)(v)
			*to = append(*to, s)
			return err
		}
		if n.Kind != yaml.SequenceNode {
			return add(n)
		}
		return r.each("this key", add)(n)
	}
}

// later keeps the node of a key, to be read once what it refers to is known.
func later(to **yaml.Node) field {
	return func(n *yaml.Node) error {
		*to = n
		return nil
	}
}

// both reads a text in English and Spanish.
func (r reader) both(to *Text) field {
	return func(n *yaml.Node) error {
		return r.mapping(n, "a text", need("en", r.text(&to.EN)), need("es", r.text(&to.ES)))
	}
}

// parsed reads a single value by a parser of text.
func parsed[T any](r reader, to *T, parse func(string) (T, error)) field {
	return func(n *yaml.Node) error {
		var s string
		err := r.text(&s)(n)
		if err != nil {
			return err
		}
		if *to, err = parse(s); err != nil {
			return r.fail(n, "", "%v", err)
		}
		return nil
	}
}

// one reads one of some words.
func one[T ~string](r reader, to *T, words ...T) field {
	return func(n *yaml.Node) error {
		var s string
		if err := r.text(&s)(n); err != nil {
			return err
		}
		if *to = T(s); !slices.Contains(words, *to) {
			known := make([]string, len(words))
			for i, w := range words {
				known[i] = string(w)
			}
			return r.fail(n, didYouMean(s, known), "%q is not known here", s)
		}
		return nil
	}
}

func (r reader) flag(to *bool) field {
	return parsed(r, to, func(s string) (bool, error) {
		if s != "true" && s != "false" {
			return false, fmt.Errorf("%q is neither true nor false", s)
		}
		return s == "true", nil
	})
}

func (r reader) count(to *int, least, most int) field {
	return func(n *yaml.Node) error {
		var s string
		if err := r.text(&s)(n); err != nil {
			return err
		}
		v, err := strconv.Atoi(s)
		if err != nil || v < least || v > most {
			return r.fail(n, "", "%q is not a whole number from %d to %d", s, least, most)
		}
		*to = v
		return nil
	}
}

func (r reader) amount(to *summary.Amount) field { return parsed(r, to, parseAmount) }

// rangeOf reads [low, high].
func (r reader) rangeOf(low, high *summary.Amount) field {
	return func(n *yaml.Node) error {
		if n.Kind != yaml.SequenceNode || len(n.Content) != 2 {
			return r.fail(n, "write [0, 27]", "a range must be its lowest and highest value")
		}
		if err := r.amount(low)(n.Content[0]); err != nil {
			return err
		}
		if err := r.amount(high)(n.Content[1]); err != nil {
			return err
		}
		if compare(*low, *high) >= 0 {
			return r.fail(n, "put the lowest value first", "the range %s to %s is empty", *low, *high)
		}
		return nil
	}
}
