package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cam-outcomes/cam/instruments"
)

func newInstruments(s streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "instruments",
		Short: "the questionnaires that are known, and how they are scored",
		Long: `Instruments shows the catalogue: what each questionnaire measures, how answers
become scores, what scores mean, under which terms it may be used, and from which
source every number comes. Questionnaires of your own are files of the same
format.`,
		Example: `  cam instruments list --construct depression
  cam instruments show phq9
  cam instruments score phq9 1,1,2,0,1,0,1,0,0`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newInstrumentsList(s, runInstrumentsList), newInstrumentsShow(s, runInstrumentsShow),
		newInstrumentsScore(s, runInstrumentsScore), newInstrumentsValidate(s, runInstrumentsValidate))
	return cmd
}

// instrumentsDir is the flag by which instruments of the user's own join the
// catalogue.
const instrumentsDirUsage = "folder `DIR` of instruments of your own, one YAML file each"

// catalogWith returns the builtin catalogue with the instruments of a folder, if
// one is named.
func catalogWith(dir string) (*instruments.Catalog, error) {
	c, err := instruments.Builtin()
	if err != nil || dir == "" {
		return c, err
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, &usageError{"--instruments " + dir + " is no folder", "name the folder that holds the YAML files, or check one file with cam instruments validate FILE"}
	}
	with, err := c.With(os.DirFS(dir))
	if err != nil {
		return nil, &usageError{strings.Join(inFolder(dir, err), "\n"), ""}
	}
	return with, nil
}

// inFolder writes mistakes one a line, with the folder before the file's name.
func inFolder(dir string, err error) []string {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []string
		for _, e := range joined.Unwrap() {
			all = append(all, inFolder(dir, e)...)
		}
		return all
	}
	var mistake *instruments.FormatError
	if errors.As(err, &mistake) {
		placed := *mistake
		placed.File = filepath.ToSlash(filepath.Join(dir, mistake.File))
		return []string{placed.Error()}
	}
	return []string{dir + ": " + err.Error()}
}

// findInstrument looks an instrument, or one of its scales, up by its name.
func findInstrument(dir, id string) (*instruments.Instrument, *instruments.Scale, error) {
	c, err := catalogWith(dir)
	if err != nil {
		return nil, nil, err
	}
	i, s, err := c.Find(id)
	var unknown *instruments.UnknownError
	if errors.As(err, &unknown) {
		hint := "type cam instruments list for all of them"
		if len(unknown.Like) > 0 {
			hint = "did you mean " + strings.Join(unknown.Like, " or ") + "?"
		}
		return nil, nil, &usageError{unknown.Error(), hint}
	}
	return i, s, err
}

// instrumentArgument asks for the name of an instrument.
func instrumentArgument(cmd *cobra.Command, args []string) error {
	switch len(args) {
	case 0:
		return &usageError{"no instrument is named", "type " + cmd.CommandPath() + " phq9, or cam instruments list for their names"}
	case 1:
		return nil
	}
	return noArguments(cmd, args[1:])
}

// textOrJSON reads --format for commands that are no tables of numbers.
func textOrJSON(format string, also ...string) error {
	for _, known := range append([]string{"text", "json"}, also...) {
		if format == known {
			return nil
		}
	}
	return &usageError{"--format " + format + " is not known here", "use --format " + strings.Join(append([]string{"text", "json"}, also...), " or ")}
}
