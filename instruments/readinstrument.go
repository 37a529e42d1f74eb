package instruments

import (
	"fmt"
	"regexp"

	"go.yaml.in/yaml/v4"
)

// parse reads one instrument. Its scales know neither their catalogue nor
// whether their ids are unique in it.
func (r reader) parse(data []byte) (*Instrument, error) {
	root, err := r.document(data)
	if err != nil {
		return nil, err
	}
	i := &Instrument{}
	var answers string
	var sets, items, scales, skips, warnings, safety *yaml.Node
	err = r.mapping(root, "an instrument",
		need("id", r.id(&i.ID)),
		need("name", r.both(&i.Name)),
		need("construct", r.both(&i.Construct)),
		may("recall", r.both(&i.Recall)),
		may("note", r.both(&i.Note)),
		need("licence", r.licence(&i.Licence)),
		need("citations", r.each("citations", r.citation(&i.Citations))),
		need("loinc", r.codes(i)),
		may("answer_sets", later(&sets)),
		may("answers", r.text(&answers)),
		need("items", later(&items)),
		need("scales", later(&scales)),
		may("skips", later(&skips)),
		may("warnings", later(&warnings)),
		may("safety", later(&safety)))
	if err != nil {
		return nil, err
	}
	if sets != nil {
		if r.sets, err = r.answerSets(sets); err != nil {
			return nil, err
		}
	}
	steps := []struct {
		n    *yaml.Node
		read field
	}{
		{items, r.items(i, answers)},
		{skips, r.each("skips", r.skip(i))},
		{warnings, r.each("warnings", r.warning(i))},
		{safety, r.safety(i)},
		{scales, r.each("scales", r.scale(i))},
	}
	for _, s := range steps {
		if s.n == nil {
			continue
		}
		if err := s.read(s.n); err != nil {
			return nil, err
		}
	}
	if len(i.Scales) == 0 {
		return nil, r.fail(scales, "add one", "an instrument needs a scale")
	}
	const most = 64 // a score's warnings are bits
	if len(i.Warnings) > most {
		return nil, r.fail(warnings, "keep the important ones", "an instrument has at most %d warnings", most)
	}
	return i, r.check(i)
}

var idForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_]{0,39}$`)

// id reads a name that may stand in column names and results.
func (r reader) id(to *string) field {
	return parsed(r, to, func(s string) (string, error) {
		if !idForm.MatchString(s) {
			return "", fmt.Errorf("id %q must be of lower-case letters, digits and _, at most 40", s)
		}
		return s, nil
	})
}

func (r reader) licence(to *Licence) field {
	return func(n *yaml.Node) error {
		var wording string
		err := r.sourced(n, "a licence", &to.Evidence,
			need("status", one(r, &to.Status, Free, Attribution, PermissionRequired, UnknownLicence)),
			need("wording", one(r, &wording, "may_embed", "must_not_embed")),
			need("text", r.text(&to.Text)))
		to.Wording = wording == "may_embed"
		return err
	}
}

func (r reader) citation(to *[]Citation) field {
	return func(n *yaml.Node) error {
		var c Citation
		err := r.mapping(n, "a citation", need("text", r.text(&c.Text)), may("doi", r.text(&c.DOI)))
		*to = append(*to, c)
		return err
	}
}

// codes reads the LOINC code of the panel and the evidence of the items'.
func (r reader) codes(i *Instrument) field {
	return func(n *yaml.Node) error {
		if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
			return nil
		}
		return r.mapping(n, "loinc",
			need("panel", r.loinc(&i.Panel)),
			may("items", func(n *yaml.Node) error { return r.sourced(n, "items:", &i.ItemCodes) }))
	}
}

func (r reader) skip(i *Instrument) field {
	return func(n *yaml.Node) error {
		var s Skip
		read := func(n *yaml.Node) error {
			return r.pairs(n, "set", func(k, v *yaml.Node) error {
				item, err := r.itemNamed(i, k)
				if err != nil {
					return err
				}
				t := Setting{Item: item}
				if err := r.amount(&t.To)(v); err != nil {
					return err
				}
				if it := &i.Items[item]; !it.allows(t.To) {
					return r.fail(v, "", "%s is no answer to item %s", t.To, it.ID)
				}
				s.Set = append(s.Set, t)
				return nil
			})
		}
		err := r.mapping(n, "a skip", need("when", r.condition(i, &s.When)), need("set", read))
		i.Skips = append(i.Skips, s)
		return err
	}
}

func (r reader) condition(i *Instrument, to *Condition) field {
	return func(n *yaml.Node) error {
		item := func(n *yaml.Node) (err error) {
			to.Item, err = r.itemNamed(i, n)
			return err
		}
		at := func(n *yaml.Node) error {
			var s string
			err := r.text(&s)(n)
			if err == nil {
				to.Op, to.At, err = parseComparison(s)
				if err != nil {
					return r.fail(n, "", "%v", err)
				}
			}
			return err
		}
		return r.mapping(n, "a condition", need("item", item), need("at", at))
	}
}

func (r reader) warning(i *Instrument) field {
	return func(n *yaml.Node) error {
		var w Warning
		when := func(n *yaml.Node) error {
			var c Condition
			err := r.condition(i, &c)(n)
			w.When = append(w.When, c)
			return err
		}
		err := r.sourced(n, "a warning", &w.Evidence,
			need("id", r.id(&w.ID)), need("label", r.both(&w.Label)), need("when", r.each("when", when)))
		if err == nil && len(w.When) == 0 {
			return r.fail(n, "add one", "a warning needs a condition")
		}
		i.Warnings = append(i.Warnings, w)
		return err
	}
}

func (r reader) safety(i *Instrument) field {
	return func(n *yaml.Node) error {
		s := &SafetyRule{Item: -1}
		for at := range i.Items {
			if i.Items[at].Safety {
				s.Item = at
			}
		}
		var from int
		err := r.sourced(n, "safety", &s.Evidence, need("from", r.count(&from, 0, mostCode)), need("notice", r.both(&s.Notice)))
		if err == nil && s.Item < 0 {
			return r.fail(n, "mark it with safety: true", "no item is about safety")
		}
		s.From, i.Safety = Answer(from), s
		return err
	}
}
