package instruments

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
)

// FormatError is a mistake in a file of a catalogue.
type FormatError struct {
	File    string
	Line    int // 0 where it concerns the whole file
	Problem string
	Hint    string // what to do; may be empty
}

func (e *FormatError) Error() string {
	s := e.File + ": " + e.Problem
	if e.Line > 0 {
		s = fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Problem)
	}
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

// reader turns the nodes of one file into values.
type reader struct {
	file    string
	sources map[string]Source // nil while the sources themselves are read
	sets    map[string]*AnswerSet
}

func (r reader) fail(n *yaml.Node, hint, format string, args ...any) error {
	return &FormatError{r.file, n.Line, fmt.Sprintf(format, args...), hint}
}

// document returns the root of a file.
func (r reader) document(data []byte) (*yaml.Node, error) {
	const limit = 1 << 20 // far beyond any instrument
	if len(data) > limit {
		return nil, &FormatError{File: r.file, Problem: "the file is too large for an instrument", Hint: "give one instrument a file"}
	}
	loader, err := yaml.NewLoader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	var doc yaml.Node
	err = loader.Load(&doc)
	if errors.Is(err, io.EOF) || err == nil && len(doc.Content) == 0 {
		return nil, &FormatError{File: r.file, Problem: "the file is empty"}
	}
	if err != nil {
		text, _, _ := strings.Cut(strings.TrimPrefix(err.Error(), "yaml: "), "\n")
		return nil, &FormatError{File: r.file, Problem: text}
	}
	if err := loader.Load(&yaml.Node{}); !errors.Is(err, io.EOF) {
		return nil, &FormatError{File: r.file, Problem: "the file has more than one document", Hint: "give one instrument a file"}
	}
	return doc.Content[0], nil
}
