package reports

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/reports/text"
)

// Format is one form in which an analysis can be written.
type Format struct {
	Name       string
	Extensions []string // of files, with the dot; the first is the usual one
	Write      func(io.Writer, Analysis, Style) error
}

// Style is what formats for people depend on beside the analysis.
type Style struct {
	Language text.Language
	Text     TextStyle
}

// formats lists every format. Adding one is its file and one line here.
var formats = []Format{
	{"text", []string{".txt"}, func(w io.Writer, a Analysis, s Style) error {
		return WriteText(w, NewDocument(a, s.Language), s.Text)
	}},
	{"json", []string{".json"}, func(w io.Writer, a Analysis, s Style) error { return WriteJSON(w, a, s.Language) }},
	{"csv", []string{".csv"}, func(w io.Writer, a Analysis, _ Style) error { return WriteCSV(w, a) }},
	{"md", []string{".md", ".markdown"}, func(w io.Writer, a Analysis, s Style) error {
		return WriteMarkdown(w, NewDocument(a, s.Language))
	}},
}

// Formats lists the formats in the order in which help texts name them.
func Formats() []Format { return slices.Clone(formats) }

// FormatByName returns the format of a name.
func FormatByName(name string) (Format, error) {
	for _, f := range formats {
		if f.Name == name {
			return f, nil
		}
	}
	return Format{}, fmt.Errorf("format %q is none of %s", name, strings.Join(formatNames(), ", "))
}

// FormatByFile returns the format that a file's extension stands for, in
// whatever case.
func FormatByFile(path string) (Format, error) {
	extension := strings.ToLower(filepath.Ext(path))
	for _, f := range formats {
		if slices.Contains(f.Extensions, extension) {
			return f, nil
		}
	}
	return Format{}, fmt.Errorf("the extension of %q stands for no format; name one of %s with --format", filepath.Base(path), strings.Join(formatNames(), ", "))
}

func formatNames() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.Name)
	}
	return names
}
