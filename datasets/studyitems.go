package datasets

import (
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/cam-outcomes/cam/instruments"
)

// instrument reads the id of an instrument, or of one of its scales.
func (r studyReader) instrument(o *outcomeRequest) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		if err := r.text(&o.instrument)(n); err != nil {
			return err
		}
		if _, ok := instruments.ScaleByID(o.instrument); !ok {
			return r.fail(n, didYouMean(o.instrument, scaleNames()), "no instrument is called %s", quoteName(o.instrument))
		}
		return nil
	}
}

// items reads a pattern such as "phq9_{1..9}", a list of columns, or a map from
// item to column.
func (r studyReader) items(to *itemsRequest) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		switch n.Kind {
		case yaml.ScalarNode:
			if err := r.text(&to.pattern)(n); err != nil {
				return err
			}
			if !strings.Contains(to.pattern, "{") {
				return r.fail(n, "write items: \"phq9_{1..9}\", a list of columns, or a map from item to column", "%s is no pattern of items", quoteName(to.pattern))
			}
			return nil
		case yaml.MappingNode:
			return r.pairs(n, "items", func(k, v *yaml.Node) error {
				pair := [2]string{k.Value}
				err := r.text(&pair[1])(v)
				to.byItem = append(to.byItem, pair)
				return err
			})
		}
		return r.list(&to.list)(n)
	}
}

// codes reads a map from the codes of the file to the answers that they mean.
func (r studyReader) codes(to *map[string]string) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		*to = make(map[string]string)
		return r.pairs(n, "codes", func(k, v *yaml.Node) error {
			var answer string
			if err := r.text(&answer)(v); err != nil {
				return err
			}
			(*to)[k.Value] = answer
			return nil
		})
	}
}
