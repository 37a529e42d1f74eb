package datasets

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// StudyFile is a study file as read, before it meets the headers of a data
// file. It is immutable.
type StudyFile struct {
	request request
}

// studyFileLimit is far beyond any study file, and far below what would
// trouble the reader.
const studyFileLimit = 4 << 20

// ReadStudyFile reads a study file. Mistakes in it are [*UsageError]s that name
// file and line.
func ReadStudyFile(path string) (*StudyFile, error) {
	info, err := os.Stat(path)
	if err == nil && info.Size() > studyFileLimit {
		return nil, usage("name the study file, not the data", "%s is too large for a study file", path)
	}
	data, err := os.ReadFile(path)
	if problem := fileProblem(err); problem != "" {
		return nil, usage("check --study", "study file %s: %s", path, problem)
	}
	if err != nil {
		return nil, err
	}
	return ParseStudyFile(filepath.Base(path), data)
}

// ParseStudyFile reads the text of a study file; the name is for messages. Keys
// that are not known, or given twice, are errors. Visits and codes are text and
// stay as written: 02 is not 2.
func ParseStudyFile(name string, data []byte) (*StudyFile, error) {
	var doc yaml.Node
	r := studyReader{name}
	err := yaml.Load(data, &doc)
	switch {
	case isBlank(data) || err == nil && len(doc.Content) == 0:
		return nil, usage("write at least outcomes: in it, or leave --study out", "%s is empty", name)
	case (err != nil || doc.Content[0].Kind != yaml.MappingNode) && looksLikeData(name, data):
		return nil, usage("name the study file, not the data", "%s is not a study file", name)
	case err != nil:
		return nil, r.syntax(data, err)
	}
	var s StudyFile
	q := &s.request
	criteria := newCriteria()
	err = r.mapping(doc.Content[0], "the study file", []key{
		{"study", r.text(&q.name)},
		{"id", r.list(&q.id)},
		{"layout", r.layout(&q.layout)},
		{"visits", r.visits(q)},
		{"pre", r.text(&q.pre)},
		{"post", r.text(&q.post)},
		{"outcomes", r.outcomes(&q.outcomes)},
		{"left_out", r.list(&q.leftOut)},
		{"caseness", r.criteria(criteria.caseness)},
		{"reliable_change", r.criteria(criteria.reliable)},
		{"strata", r.list(&q.by)},
		{"covariates", r.list(&q.covariates)},
		{"cluster", r.text(&q.cluster)},
		{"attendance", r.attendance(&q.attendance)},
		{"missing", r.list(&q.missing)},
		{"adjust", r.adjust(&q.adjust)},
	})
	if err != nil {
		return nil, err
	}
	if err := criteria.apply(r, q.outcomes); err != nil {
		return nil, err
	}
	if q.visit != "" && q.layout == LayoutUnknown {
		q.layout = Long
	}
	return &s, nil
}

// isBlank reports whether there is nothing but comments.
func isBlank(data []byte) bool {
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			return false
		}
	}
	return true
}

// looksLikeData reports whether what is no study file is a table.
func looksLikeData(name string, data []byte) bool {
	if slices.Contains([]string{".csv", ".tsv", ".tab", ".xlsx", ".xls", ".sav", ".dta"}, strings.ToLower(filepath.Ext(name))) {
		return true
	}
	header, _, _ := strings.Cut(string(data), "\n")
	return strings.ContainsAny(header, ",;\t") && !strings.ContainsAny(header, ":#{}[]")
}

// syntax says in one line what is no YAML. Tabs before a key are the mistake
// behind most of what the library says of them.
func (r studyReader) syntax(data []byte, err error) error {
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		rest := strings.TrimLeft(line, " \t")
		if indent := line[:len(line)-len(rest)]; strings.TrimSpace(rest) != "" && strings.Contains(indent, "\t") {
			return usage("", "%s:%d: indent with spaces, not tabs", r.name, n)
		}
	}
	text, place := err.Error(), ""
	if fault := (*yaml.LoadError)(nil); errors.As(err, &fault) {
		text = fault.Message
		if fault.Mark.Line > 0 {
			place = fmt.Sprintf(":%d", fault.Mark.Line)
		}
	}
	text, _, _ = strings.Cut(strings.TrimSpace(strings.TrimPrefix(text, "yaml: ")), "\n")
	return usage("", "%s%s: %s", r.name, place, text)
}

// studyReader turns nodes of a study file into values.
type studyReader struct{ name string }

// key is a known key of a mapping with what to do with its value.
type key struct {
	name string
	read func(*yaml.Node) error
}

func (r studyReader) fail(n *yaml.Node, hint, format string, args ...any) error {
	return usage(hint, "%s:%d: %s", r.name, n.Line, fmt.Sprintf(format, args...))
}

// badValue is what is wrong with the value of a key. Readers of values do not
// know the key; pairs names it.
type badValue struct {
	node *yaml.Node
	hint string
	what string // after the key's name
}

func (e *badValue) Error() string { return "the value of a key" + e.what }

// mapping reads a mapping of known keys, each at most once.
func (r studyReader) mapping(n *yaml.Node, what string, keys []key) error {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	return r.pairs(n, what, func(k, v *yaml.Node) error {
		i := slices.Index(names, k.Value)
		if i < 0 {
			return r.fail(k, didYouMean(k.Value, names), "%s has no key %s", what, quoteName(k.Value))
		}
		return keys[i].read(v)
	})
}

// pairs walks a mapping of any keys, each at most once, in order.
func (r studyReader) pairs(n *yaml.Node, what string, each func(k, v *yaml.Node) error) error {
	if n.Kind != yaml.MappingNode {
		return r.fail(n, "", "%s must be a list of keys with values", what)
	}
	seen := make(map[string]bool)
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if k.Kind != yaml.ScalarNode {
			return r.fail(k, "", "a key of %s must be plain text", what)
		}
		if v.Kind == yaml.AliasNode {
			return r.fail(v, "write the value out", "aliases are not used in study files")
		}
		if seen[k.Value] {
			return r.fail(k, "keep one", "key %s is given twice", quoteName(k.Value))
		}
		seen[k.Value] = true
		err := each(k, v)
		if bad := (*badValue)(nil); errors.As(err, &bad) {
			return r.fail(bad.node, bad.hint, "key %s%s", quoteName(k.Value), bad.what)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
