package datasets

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// UsageError says that the request cannot be carried out as it was made: an
// unknown column or visit, a study file with a mistake, a recognition that
// needs a decision from the user. The program's exit code is 2.
type UsageError struct {
	Problem string // what was found, and where
	Hint    string // what to type next; may be empty

	assume func(*Options) // nil where nothing can be assumed
	parts  []*UsageError
}

// Assume returns options with which loading gets past the problem, by an answer
// that may be wrong: for finding out what else there is to settle, never for
// results.
func (e *UsageError) Assume(o Options) (Options, bool) {
	if e.assume == nil {
		return o, false
	}
	e.assume(&o)
	return o, true
}

// assuming gives an error what to assume in order to go on looking.
func (e *UsageError) assuming(assume func(*Options)) *UsageError {
	e.assume = assume
	return e
}

// Parts are the problems that the error reports together, at least one.
func (e *UsageError) Parts() []*UsageError {
	if len(e.parts) > 0 {
		return e.parts
	}
	return []*UsageError{e}
}

func (e *UsageError) Error() string {
	if e.Hint == "" {
		return e.Problem
	}
	return e.Problem + "; " + e.Hint
}

func usage(hint, format string, args ...any) *UsageError {
	return &UsageError{Problem: fmt.Sprintf(format, args...), Hint: hint}
}

// DataError says that the content of the data prevents an answer: values that
// are no numbers, values out of range, participants who occur twice. The
// program's exit code is 1. All kinds of problems are reported together.
type DataError struct {
	Problems []Problem
	Hint     string // what to do next; may be empty
}

// Problem is one kind of fault with the first few places where it was found.
type Problem struct {
	What   string
	N      int64    // how often; 0 where it is not a matter of counting
	Places []string // the first few
}

// listed is how many places of one problem a message names.
const listed = 5

func (e *DataError) Error() string {
	var b strings.Builder
	for i, p := range e.Problems {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(p.What)
		for _, place := range p.Places {
			b.WriteString("\n  " + place)
		}
		if more := p.N - int64(len(p.Places)); more > 0 && len(p.Places) > 0 {
			fmt.Fprintf(&b, "\n  and %d more", more)
		}
	}
	if e.Hint != "" {
		b.WriteString("\n" + e.Hint)
	}
	return b.String()
}

// add notes a place of the problem, the first few only.
func (p *Problem) add(place func() string) {
	p.N++
	if len(p.Places) < listed {
		p.Places = append(p.Places, place())
	}
}

// fileProblem is what the file system has against a file, or "".
func fileProblem(err error) string {
	if cause := (*fs.PathError)(nil); errors.As(err, &cause) {
		return cause.Err.Error()
	}
	return ""
}
