package table

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// bufferSize is that of every buffer between the file and the rows, and the
// length of text from which encoding, line ends and delimiter are told.
const bufferSize = 64 << 10

// Open opens a file as a table. The format is found from the content, with the
// extension as a hint. A file that is no table is an [*Error] that says what it
// looks like.
func Open(path string) (Reader, error) { return Options{}.Open(path) }

// OpenReader reads a table from r, such as standard input. The name is that of
// messages, and its extension is a hint.
func OpenReader(name string, r io.Reader) (Reader, error) { return Options{}.OpenReader(name, r) }

// Open is described at [Open].
func (o Options) Open(path string) (Reader, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	r, err := o.open(path, f, f)
	if err != nil {
		f.Close()
		return nil, err
	}
	return r, nil
}

// OpenReader is described at [OpenReader].
func (o Options) OpenReader(name string, r io.Reader) (Reader, error) {
	return o.open(name, r, io.NopCloser(nil))
}

// open is where the formats part: a format is told by the first bytes, and all
// read from the source, so that its fingerprint covers every byte.
func (o Options) open(name string, file io.Reader, closer io.Closer) (Reader, error) {
	src := newSource(file)
	content := bufio.NewReaderSize(src, bufferSize)
	packed, err := isGzip(content)
	if err != nil {
		return nil, located(name, err)
	}
	if packed {
		content = bufio.NewReaderSize(gunzip(content), bufferSize)
	}
	head, _ := content.Peek(signatureLength)
	if isZip(head) {
		r, err := o.openArchive(name, bytes.Clone(head), file, src, content, packed, closer)
		if err != nil {
			return nil, located(name, err)
		}
		return &body{Reader: r}, nil
	}
	if err := foreignBytes(head); err != nil {
		return nil, located(name, err)
	}
	if o.Sheet != "" {
		return nil, &Error{Name: name, Problem: "this is no workbook, so that it has no sheet " + quoteName(o.Sheet), Hint: "leave out --sheet"}
	}
	r := &csvReader{name: name, source: src, packed: packed, closer: closer}
	if err := r.start(content, o); err != nil {
		return nil, err
	}
	return &body{Reader: r}, nil
}

// located gives an error that happened before the first line the file's name.
func located(name string, err error) error {
	if content := (*contentError)(nil); errors.As(err, &content) {
		return &Error{Name: name, Problem: content.problem, Hint: content.hint}
	}
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		return err // it names the file
	}
	return fmt.Errorf("%s: %w", name, err)
}

// extension returns the lower-case extension of a name, .gz apart.
func extension(name string) string {
	return filepath.Ext(strings.TrimSuffix(strings.ToLower(name), ".gz"))
}
