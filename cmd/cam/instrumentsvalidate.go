package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cam-outcomes/cam/instruments"
)

type instrumentsValidateOptions struct {
	streams
	paths []string
}

func newInstrumentsValidate(s streams, run func(context.Context, *instrumentsValidateOptions) error) *cobra.Command {
	o := &instrumentsValidateOptions{streams: s}
	return &cobra.Command{
		Use:   "validate FILE|DIR…",
		Short: "check instruments of your own",
		Long: `Validate reads files in the catalogue's format, or folders of them, and names every
mistake with its file, its line and its key: a key that is not known, a number
without its source, a range that does not follow from the items, a scale's name
that is taken. A sources.yaml and an answers.yaml beside a file are read with it.

The exit code is 1 where a file has a mistake.`,
		Example: `  cam instruments validate mine.yaml
  cam instruments validate questionnaires/`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return &usageError{"no file was named", "type " + cmd.CommandPath() + " FILE.yaml, or the folder of several"}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.paths = args
			return run(cmd.Context(), o)
		},
	}
}

func runInstrumentsValidate(_ context.Context, o *instrumentsValidateOptions) error {
	builtin, err := instruments.Builtin()
	if err != nil {
		return err
	}
	var mistakes, told []string
	for _, path := range o.paths {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		dir, with := path, builtin
		if info.IsDir() {
			with, err = builtin.With(os.DirFS(dir))
		} else {
			dir = filepath.Dir(path)
			with, err = builtin.WithFile(os.DirFS(dir), filepath.Base(path))
		}
		if err != nil {
			mistakes = append(mistakes, inFolder(dir, err)...)
			continue
		}
		for _, i := range with.All() {
			if _, known := builtin.Lookup(i.ID); !known {
				told = append(told, fmt.Sprintf("%s: %s, with %s", path, i.ID, scaleNames(i)))
			}
		}
	}
	if err := writeOutput(o.streams, "", func(w io.Writer) error {
		for _, line := range told {
			if _, err := fmt.Fprintln(w, line); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	if len(mistakes) > 0 {
		return &contentError{strings.Join(mistakes, "\n")}
	}
	return nil
}

// scaleNames lists the scales of an instrument with their ranges.
func scaleNames(i *instruments.Instrument) string {
	var all []string
	for _, s := range i.Scales {
		all = append(all, fmt.Sprintf("%s (%s to %s)", s.ID, s.Range.Low, s.Range.High))
	}
	return strings.Join(all, ", ")
}
