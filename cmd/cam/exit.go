package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"strings"

	"github.com/cam-outcomes/cam/datasets"
	"github.com/cam-outcomes/cam/datasets/table"
)

// Exit codes that scripts may rely on.
const (
	exitAnswered    = 0   // at least one requested outcome was answered
	exitContent     = 1   // the content cannot answer, or a write failed
	exitUsage       = 2   // wrong usage, an unreadable file, a question to the user
	exitInterrupted = 130 // stopped by the user
)

// usageError is a mistake in the command line itself.
type usageError struct{ problem, hint string }

func (e *usageError) Error() string {
	if e.hint == "" {
		return e.problem
	}
	return e.problem + "; " + e.hint
}

// contentError says that data were read but do not answer the question.
type contentError struct{ problem string }

func (e *contentError) Error() string { return e.problem }

// unanswered keeps an error that asks the user something, and makes every other
// one that the content cannot answer.
func unanswered(err error) error {
	var usage *datasets.UsageError
	if errors.As(err, &usage) {
		return err
	}
	return &contentError{err.Error()}
}

// run executes one command line and returns its exit code. Every error is
// printed here and nowhere else.
func run(args []string, s streams) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	s.args = args
	root := newRoot(s)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitAnswered
	}
	code := exitCode(err)
	if code == exitInterrupted {
		fmt.Fprintln(s.err, "cam: stopped; nothing was written")
		return code
	}
	fmt.Fprintln(s.err, "cam: "+strings.ReplaceAll(err.Error(), "\n", "\n     "))
	return code
}

// exitCode is the one place that decides what an error means to a script.
func exitCode(err error) int {
	var (
		usage     *usageError
		content   *contentError
		dataUsage *datasets.UsageError
		data      *datasets.DataError
		unread    *table.Error
		path      *fs.PathError
		write     *writeError
	)
	switch {
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &write), errors.As(err, &content), errors.As(err, &data):
		return exitContent
	case errors.As(err, &usage), errors.As(err, &dataUsage), errors.As(err, &unread), errors.As(err, &path):
		return exitUsage
	}
	return exitContent
}
