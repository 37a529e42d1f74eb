package datasets

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// scalar returns the text of a value as written.
func (r studyReader) scalar(n *yaml.Node) (string, error) {
	switch {
	case n.Kind == yaml.AliasNode:
		return "", r.fail(n, "write the value out", "aliases are not used in study files")
	case n.Kind != yaml.ScalarNode:
		return "", &badValue{n, "", " must have a single value"}
	}
	return n.Value, nil
}

// text reads a value that must not be empty.
func (r studyReader) text(to *string) func(*yaml.Node) error {
	return func(n *yaml.Node) (err error) {
		if *to, err = r.scalar(n); err == nil && *to == "" {
			return &badValue{n, "give it one, or leave the key out", " has no value"}
		}
		return err
	}
}

// list reads a list of texts, or a single one.
func (r studyReader) list(to *[]string) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		if n.Kind != yaml.SequenceNode {
			var one string
			err := r.text(&one)(n)
			*to = []string{one}
			return err
		}
		*to = []string{}
		for _, item := range n.Content {
			s, err := r.scalar(item)
			if err != nil {
				return err
			}
			*to = append(*to, s)
		}
		return nil
	}
}

// parsed reads a single value by a parser of text.
func parsed[T any](r studyReader, to *T, parse func(string) (T, error)) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		s, err := r.scalar(n)
		if err != nil {
			return err
		}
		if *to, err = parse(s); err != nil {
			return &badValue{n, "", ": " + err.Error()}
		}
		return nil
	}
}

func (r studyReader) layout(to *Layout) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		s, err := r.scalar(n)
		if err != nil {
			return err
		}
		switch s {
		case Wide.String():
			*to = Wide
		case Long.String():
			*to = Long
		default:
			return r.fail(n, "write wide (one row per participant) or long (one row per participant and visit)", "layout %s is not known", quoteValue(s))
		}
		return nil
	}
}

func (r studyReader) adjust(to *string) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		if err := r.text(to)(n); err != nil {
			return err
		}
		if !slices.Contains([]string{"holm", "bh", "none"}, *to) {
			return &badValue{n, "use holm, bh or none", ": adjustment " + quoteValue(*to) + " is not known"}
		}
		return nil
	}
}

func (r studyReader) visits(q *request) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		var months []string
		err := r.mapping(n, "visits", []key{
			{"column", r.text(&q.visit)},
			{"recognised", r.flag(&q.visitFound)},
			{"order", r.list(&q.order)},
			{"months", r.list(&months)},
		})
		if err != nil {
			return err
		}
		if q.times, err = parseAmounts(months); err != nil {
			return r.fail(n, "", "months: %v", err)
		}
		if len(months) > 0 {
			q.timeUnit = "months"
		}
		if len(months) > 0 && len(q.order) > 0 && len(months) != len(q.order) {
			return r.fail(n, "give each visit its month", "visits has %d months for %d visits", len(months), len(q.order))
		}
		return nil
	}
}

func (r studyReader) attendance(to *Attendance) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		return r.mapping(n, "attendance", []key{
			{"column", r.text(&to.Column)},
			{"offered", parsed(r, &to.Offered, parseCount)},
		})
	}
}

func (r studyReader) flag(to *bool) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		s, err := r.scalar(n)
		if err != nil {
			return err
		}
		if s != "true" && s != "false" {
			return &badValue{n, "write true or false", ": " + quoteValue(s) + " is neither true nor false"}
		}
		*to = s == "true"
		return nil
	}
}

func (r studyReader) rangeOf(to *summary.Range) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		var ends []string
		if err := r.list(&ends)(n); err != nil {
			return err
		}
		if len(ends) != 2 {
			return &badValue{n, "", ": a range is written [0, 27]"}
		}
		rng, err := newRange(ends[0], ends[1])
		if err != nil {
			return &badValue{n, "", ": " + err.Error()}
		}
		*to = rng
		return nil
	}
}

func (r studyReader) bands(to *[]summary.Band) func(*yaml.Node) error {
	return func(n *yaml.Node) error {
		if n.Kind != yaml.SequenceNode {
			return r.fail(n, "write bands: [{id: mild, from: 5, label: Mild}]", "bands must be a list")
		}
		for _, item := range n.Content {
			var b summary.Band
			err := r.mapping(item, "a band", []key{
				{"id", r.text(&b.ID)},
				{"from", parsed(r, &b.From, parseAmount)},
				{"label", r.text(&b.Label)},
			})
			if err != nil {
				return err
			}
			if !b.From.IsSet() {
				return r.fail(item, "add from: the lowest score of the band", "band %s has no from", quoteName(b.ID))
			}
			*to = append(*to, b)
		}
		if err := checkBands(*to); err != nil {
			return r.fail(n, "", "%v", err)
		}
		return nil
	}
}
