package instruments

import (
	"slices"

	"go.yaml.in/yaml/v4"
)

// evidence returns the keys that stand beside every number of the literature.
func (r reader) evidence(to *Evidence) []key {
	return []key{
		need("source", r.sourceKeys(&to.Sources)),
		need("confidence", one(r, &to.Confidence, Verified, Unverified, Convention, Computed)),
		may("note", r.text(&to.Note)),
	}
}

// sourced reads a mapping of some keys and of evidence.
func (r reader) sourced(n *yaml.Node, what string, e *Evidence, keys ...key) error {
	if err := r.mapping(n, what, append(keys, r.evidence(e)...)...); err != nil {
		return err
	}
	kinds := make([]SourceKind, len(e.Sources))
	for i, s := range e.Sources {
		kinds[i] = r.sources[s].Kind
	}
	looked := func(k SourceKind) bool { return k != Memory && k != Choice }
	switch {
	case e.Confidence == Verified && !slices.ContainsFunc(kinds, looked):
		return r.fail(n, "name the document, or lower the confidence", "%s is called verified, and no document is named", what)
	case e.Confidence != Unverified && slices.Contains(kinds, Memory):
		return r.fail(n, "write confidence: unverified", "%s rests on memory and is called %s", what, e.Confidence)
	case slices.Contains(kinds, Choice) && e.Note == "":
		return r.fail(n, "give the reason in note:", "%s is a choice without a reason", what)
	}
	return nil
}

func (r reader) sourceKeys(to *[]string) field {
	return func(n *yaml.Node) error {
		if err := r.texts(to)(n); err != nil {
			return err
		}
		for _, s := range *to {
			if _, ok := r.sources[s]; !ok {
				return r.fail(n, didYouMean(s, sortedKeys(r.sources))+" or add it to the sources", "there is no source %q", s)
			}
		}
		if len(*to) == 0 {
			return r.fail(n, "", "no source is named")
		}
		return nil
	}
}

// parseSources reads the list of sources.
func parseSources(file string, data []byte) (map[string]Source, error) {
	r := reader{file: file}
	root, err := r.document(data)
	if err != nil {
		return nil, err
	}
	all := make(map[string]Source)
	err = r.pairs(root, "the sources", func(k, v *yaml.Node) error {
		s := Source{Key: k.Value}
		err := r.mapping(v, "a source",
			need("kind", one(r, &s.Kind, Primary, Secondary, Repository, Choice, Memory)),
			need("text", r.text(&s.Text)),
			may("address", r.text(&s.Address)))
		if err != nil {
			return err
		}
		if isDocument := s.Kind != Choice && s.Kind != Memory; isDocument && s.Address == "" && s.Kind != Repository {
			return r.fail(k, "add address:", "source %q has no address", s.Key)
		}
		all[s.Key] = s
		return nil
	})
	return all, err
}

// loinc reads a code with its evidence, or null.
func (r reader) loinc(to *LOINC) field {
	return func(n *yaml.Node) error {
		if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
			return nil
		}
		return r.sourced(n, "a LOINC code", &to.Evidence, need("code", r.loincCode(&to.Code)))
	}
}

// loincCode reads a code, or null, and verifies its check digit.
func (r reader) loincCode(to *string) field {
	return func(n *yaml.Node) error {
		if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
			return nil
		}
		return parsed(r, to, parseLOINC)(n)
	}
}
