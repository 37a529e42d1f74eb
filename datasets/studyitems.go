package datasets

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/cam-outcomes/cam/datasets/recognize"
	"github.com/cam-outcomes/cam/instruments"
)

// instrument reads the id of an instrument, or of one of its scales.
func (r studyReader) instrument(o *outcomeRequest) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		if err := r.text(&o.instrument)(n); err != nil {
			return err
		}
		if _, ok := instruments.ScaleByID(o.instrument); !ok {
			// The user's own instruments are not known yet.
			o.unknown = r.fail(n, didYouMean(o.instrument, scaleNames()), "no instrument is called %s", quoteName(o.instrument))
		}
		return nil
	}
}

// items reads a pattern such as "phq9_{1..9}", a list of columns, or a map from
// item to column; in a wide table also a map from visit to any of these.
func (r studyReader) items(to *itemsRequest) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		switch {
		case n.Kind == yaml.ScalarNode:
			if err := r.text(&to.pattern)(n); err != nil {
				return err
			}
			if !strings.Contains(to.pattern, "{") {
				return r.fail(n, "write items: \"phq9_{1..9}\", a list of columns, or a map from item to column", "%s is no pattern of items", quoteName(to.pattern))
			}
			return nil
		case n.Kind == yaml.MappingNode && byVisit(n):
			return r.pairs(n, "items", func(k, v *yaml.Node) error {
				at := visitItems{visit: k.Value}
				if slices.ContainsFunc(to.byVisit, func(o visitItems) bool { return visitKey(o.visit) == visitKey(at.visit) }) {
					return r.fail(k, "keep one", "visit %s has its items twice", quoteName(at.visit))
				}
				err := r.items(&at.items)(v)
				to.byVisit = append(to.byVisit, at)
				return err
			})
		case n.Kind == yaml.MappingNode:
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

// byVisit reports whether the values of a map are items of visits, not columns
// of items.
func byVisit(n *yaml.Node) bool {
	for i := 1; i < len(n.Content); i += 2 {
		if v := n.Content[i]; v.Kind == yaml.SequenceNode || v.Kind == yaml.MappingNode || v.Kind == yaml.ScalarNode && namesItems(v.Value) {
			return true
		}
	}
	return false
}

// totals reads the column of a total that stands beside items, or one for each
// visit.
func (r studyReader) totals(to *map[string]string) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		*to = make(map[string]string)
		if n.Kind == yaml.ScalarNode {
			var header string
			err := r.text(&header)(n)
			(*to)[""] = header
			return err
		}
		return r.pairs(n, "totals", func(k, v *yaml.Node) error {
			var header string
			err := r.text(&header)(v)
			(*to)[visitKey(k.Value)] = header
			return err
		})
	}
}

// leftOut reads columns among the items that belong to no score, with why.
func (r studyReader) leftOut(to *[]recognize.LeftOut) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		return r.pairs(n, "left_out", func(k, v *yaml.Node) error {
			l := recognize.LeftOut{Header: k.Value}
			if err := r.text(&l.Why)(v); err != nil {
				return err
			}
			if known := []string{"named_check", "other_answers"}; !slices.Contains(known, l.Why) {
				return r.fail(v, "write named_check or other_answers", "%s is no reason to leave a column out", quoteName(l.Why))
			}
			*to = append(*to, l)
			return nil
		})
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
