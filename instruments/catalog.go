package instruments

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

// Files of a catalogue that are no instruments.
const (
	sourcesFile = "sources.yaml"
	answersFile = "answers.yaml"
)

// Catalog is a set of instruments with their sources. It is immutable.
type Catalog struct {
	instruments []*Instrument // by id
	sources     map[string]Source
	sets        map[string]*AnswerSet
}

//go:embed catalog/*.yaml
var embedded embed.FS

var builtin = sync.OnceValues(func() (*Catalog, error) {
	files, err := fs.Sub(embedded, "catalog")
	if err != nil {
		return nil, err
	}
	return Load(files)
})

// Builtin returns the catalogue that comes with the program.
func Builtin() (*Catalog, error) { return builtin() }

// Load reads a catalogue: sources.yaml with the sources of its numbers,
// answers.yaml with the answer sets that instruments share, and every other
// file ending in .yaml as an instrument named like its id. A mistake is a
// [*FormatError].
func Load(files fs.FS) (*Catalog, error) {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return nil, err
	}
	c := &Catalog{}
	data, err := fs.ReadFile(files, sourcesFile)
	if err != nil {
		return nil, fmt.Errorf("a catalogue needs its sources: %w", err)
	}
	if c.sources, err = parseSources(sourcesFile, data); err != nil {
		return nil, err
	}
	if slices.Contains(names, answersFile) {
		if err := c.loadAnswers(files); err != nil {
			return nil, err
		}
	}
	for _, name := range names { // sorted
		if name == sourcesFile || name == answersFile {
			continue
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		i, err := c.Parse(name, data)
		if err != nil {
			return nil, err
		}
		if err := c.add(name, i); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func (c *Catalog) loadAnswers(files fs.FS) error {
	data, err := fs.ReadFile(files, answersFile)
	if err != nil {
		return err
	}
	r := reader{file: answersFile, sources: c.sources}
	root, err := r.document(data)
	if err != nil {
		return err
	}
	c.sets, err = r.answerSets(root)
	return err
}

// Parse reads one instrument that uses the catalogue's sources and answer sets,
// without adding it. The name is for messages.
func (c *Catalog) Parse(name string, data []byte) (*Instrument, error) {
	r := reader{name, c.sources, c.sets}
	i, err := r.parse(data)
	if err != nil {
		return nil, err
	}
	for _, s := range i.Scales {
		s.catalog = c
	}
	return i, nil
}

func (c *Catalog) add(name string, i *Instrument) error {
	if want := strings.TrimSuffix(path.Base(name), ".yaml"); i.ID != want {
		return &FormatError{File: name, Problem: fmt.Sprintf("the instrument's id is %q", i.ID), Hint: "name file and instrument alike"}
	}
	for _, s := range i.Scales {
		if other, taken := c.ScaleByID(s.ID); taken {
			return &FormatError{name, s.line, fmt.Sprintf("the scale %q belongs to %s", s.ID, other.instrument.ID), "give each scale its own id"}
		}
	}
	c.instruments = append(c.instruments, i)
	return nil
}

// All returns the instruments in the order of their ids.
func (c *Catalog) All() []*Instrument { return slices.Clone(c.instruments) }

// Lookup returns the instrument of an id.
func (c *Catalog) Lookup(id string) (*Instrument, bool) {
	for _, i := range c.instruments {
		if i.ID == id {
			return i, true
		}
	}
	return nil, false
}

// ScaleByID returns the scale of an id, whichever instrument it belongs to.
func (c *Catalog) ScaleByID(id string) (*Scale, bool) {
	for _, i := range c.instruments {
		if s, ok := i.Scale(id); ok {
			return s, true
		}
	}
	return nil, false
}

// Source returns a source of the catalogue's numbers.
func (c *Catalog) Source(key string) (Source, bool) {
	s, ok := c.sources[key]
	return s, ok
}

// Sources returns the sources in the order of their keys.
func (c *Catalog) Sources() []Source {
	var all []Source
	for _, k := range sortedKeys(c.sources) {
		all = append(all, c.sources[k])
	}
	return all
}

// All returns the instruments of the builtin catalogue.
func All() []*Instrument { return known().All() }

// Lookup returns an instrument of the builtin catalogue.
func Lookup(id string) (*Instrument, bool) { return known().Lookup(id) }

// ScaleByID returns a scale of the builtin catalogue.
func ScaleByID(id string) (*Scale, bool) { return known().ScaleByID(id) }

// known is the builtin catalogue, or an empty one: that it can be read is known
// from the tests, and [Builtin] says why where it cannot.
func known() *Catalog {
	if c, err := builtin(); err == nil {
		return c
	}
	return &Catalog{}
}
