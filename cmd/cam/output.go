package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/cam-outcomes/cam/reports"
)

// writeError says that a result could not be written.
type writeError struct {
	name string
	err  error
}

func (e *writeError) Error() string {
	return fmt.Sprintf("%s cannot be written: %v; nothing was left behind", e.name, cause(e.err))
}

// cause leaves out the name of the temporary file, which means nothing to users.
func cause(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

func (e *writeError) Unwrap() error { return e.err }

// formatFor returns the format named, else the one that the output's extension
// stands for, else text.
func formatFor(name, output string) (reports.Format, error) {
	switch {
	case name != "":
		format, err := reports.FormatByName(name)
		if err != nil {
			return format, &usageError{fmt.Sprintf("--format %q is not known", name), "use one of " + formatNames()}
		}
		return format, nil
	case output != "" && output != "-":
		format, err := reports.FormatByFile(output)
		if err != nil {
			return format, &usageError{fmt.Sprintf("-o %q does not say in which format to write", output),
				"end the name in .txt, .json, .csv or .md, or add --format with one of " + formatNames()}
		}
		return format, nil
	}
	return reports.FormatByName("text")
}

func formatNames() string {
	var names []string
	for _, f := range reports.Formats() {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

// sparesInputs refuses an output that is one of the files read.
func sparesInputs(output string, inputs []string) error {
	if output == "" || output == "-" {
		return nil
	}
	target, err := os.Stat(output)
	if err != nil {
		return nil // a new file
	}
	for _, name := range inputs {
		if in, err := os.Stat(name); name != "" && name != "-" && err == nil && os.SameFile(in, target) {
			return &usageError{fmt.Sprintf("-o %q would replace a file that is read", output), "give the results a name of their own"}
		}
	}
	return nil
}

// writeOutput calls write for the file at path, or for standard output when
// path is empty or "-". A file appears whole or not at all: it is written beside
// its place, flushed to disk and renamed.
func writeOutput(s streams, path string, write func(io.Writer) error) error {
	if path == "" || path == "-" {
		buffered := bufio.NewWriter(s.out)
		if err := write(buffered); err != nil {
			return &writeError{"standard output", err}
		}
		if err := buffered.Flush(); err != nil {
			return &writeError{"standard output", err}
		}
		return nil
	}
	if err := writeFile(path, write); err != nil {
		return &writeError{path, err}
	}
	return nil
}
