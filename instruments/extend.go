package instruments

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// With returns a catalogue that has the instruments of files beside those of c,
// written in the same format, one a file. A sources.yaml and an answers.yaml
// beside them add to those of c; sources and answers of c may be named without.
// Nothing may take the name of something that is there already. A mistake is a
// [*FormatError]; where several files have one, all are joined.
func (c *Catalog) With(files fs.FS) (*Catalog, error) {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return nil, err
	}
	out, err := c.base(files)
	if err != nil {
		return nil, err
	}
	names = slices.DeleteFunc(names, func(n string) bool { return n == sourcesFile || n == answersFile })
	if len(names) == 0 {
		return nil, errors.New("there is no file ending in .yaml")
	}
	return out, out.addFiles(files, names)
}

// WithFile is [Catalog.With] for one of the files alone.
func (c *Catalog) WithFile(files fs.FS, name string) (*Catalog, error) {
	out, err := c.base(files)
	if err != nil {
		return nil, err
	}
	return out, out.addFiles(files, []string{name})
}

// base is c with the sources and answer sets of files.
func (c *Catalog) base(files fs.FS) (*Catalog, error) {
	out := &Catalog{instruments: slices.Clone(c.instruments), sources: maps.Clone(c.sources), sets: c.sets}
	data, err := fs.ReadFile(files, sourcesFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	default:
		more, err := parseSources(sourcesFile, data)
		if err != nil {
			return nil, err
		}
		for _, key := range sortedKeys(more) {
			if _, taken := out.sources[key]; taken {
				return nil, &FormatError{File: sourcesFile, Problem: fmt.Sprintf("the source %q is there already", key), Hint: "give it another name, or leave it out"}
			}
			out.sources[key] = more[key]
		}
	}
	if _, err := fs.Stat(files, answersFile); errors.Is(err, fs.ErrNotExist) {
		return out, nil
	}
	return out, out.loadAnswers(files)
}

func (c *Catalog) addFiles(files fs.FS, names []string) error {
	var all []error
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		i, err := c.Parse(name, data)
		if err == nil {
			if _, taken := c.Lookup(i.ID); taken {
				err = &FormatError{File: name, Line: idLine(data), Problem: fmt.Sprintf("there is an instrument %q already", i.ID), Hint: "give it another id, and its file the same name"}
			} else {
				err = c.add(path.Base(name), i)
			}
		}
		if err != nil {
			all = append(all, err)
		}
	}
	slices.SortFunc(c.instruments, func(a, b *Instrument) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	return errors.Join(all...)
}

// idLine is the line of a file that gives the instrument its id.
func idLine(data []byte) int {
	for n, line := range strings.Split(string(data), "\n") {
		if strings.HasPrefix(line, "id:") {
			return n + 1
		}
	}
	return 0
}

// Find returns the instrument of an id, or the scale of one: phq2 is a scale of
// phq9. Without either the error names what is nearest.
func (c *Catalog) Find(id string) (*Instrument, *Scale, error) {
	if i, ok := c.Lookup(id); ok {
		if s, ok := i.Scale(id); ok {
			return i, s, nil
		}
		return i, i.Scales[0], nil
	}
	if s, ok := c.ScaleByID(id); ok {
		return s.instrument, s, nil
	}
	var names []string
	for _, i := range c.instruments {
		names = append(names, i.ID)
		for _, s := range i.Scales {
			if s.ID != i.ID {
				names = append(names, s.ID)
			}
		}
	}
	return nil, nil, &UnknownError{id, nearest(id, names)}
}

// UnknownError is a name that no instrument has.
type UnknownError struct {
	ID   string
	Like []string // the nearest names; none where no name is near
}

func (e *UnknownError) Error() string { return fmt.Sprintf("no instrument is called %q", e.ID) }
