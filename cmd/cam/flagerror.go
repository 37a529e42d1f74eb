package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// suggestWithin is how many letters may be wrong in a word that is still taken
// for a mistyped one.
const suggestWithin = 2

// flagError says which flag was misunderstood: for an unknown one which known
// flags it resembles, for a value what it should have been.
func flagError(cmd *cobra.Command, err error) error {
	var (
		unknown  *pflag.NotExistError
		missing  *pflag.ValueRequiredError
		invalid  *pflag.InvalidValueError
		help     = "type " + cmd.CommandPath() + " --help for its flags"
		withName = func(f *pflag.Flag) string {
			name, _ := pflag.UnquoteUsage(f)
			return "write --" + f.Name + " " + name
		}
	)
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		letters := unknown.GetSpecifiedShortnames()
		if len(letters) > 1 {
			help = "a flag starts with two dashes, and a file of that name is written ./-" + letters
		}
		return &usageError{"there is no flag -" + letters, help}
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		if near := flagsLike(cmd.Flags(), name); len(near) > 0 {
			help = "did you mean " + strings.Join(near, " or ") + "?"
		}
		return &usageError{"there is no flag --" + name, help}
	case errors.As(err, &missing):
		return &usageError{"--" + missing.GetFlag().Name + " has no value", withName(missing.GetFlag())}
	case errors.As(err, &invalid):
		f := invalid.GetFlag()
		what := map[string]string{"int": "a whole number", "int64": "a whole number", "uint64": "a whole number of 0 or more", "float64": "a number", "bool": "true or false", "stringSlice": "a list separated by commas"}[f.Value.Type()]
		if what != "" {
			return &usageError{fmt.Sprintf("--%s %q is not %s", f.Name, invalid.GetValue(), what), withName(f)}
		}
	}
	return &usageError{err.Error(), help}
}

// flagsLike returns the few flags that a mistyped one resembles, by the measure
// by which cobra suggests commands.
func flagsLike(flags *pflag.FlagSet, name string) []string {
	const most = 3
	like := &cobra.Command{SuggestionsMinimumDistance: suggestWithin}
	flags.VisitAll(func(f *pflag.Flag) {
		like.AddCommand(&cobra.Command{Use: f.Name, Run: func(*cobra.Command, []string) {}})
	})
	near := like.SuggestionsFor(name)
	if len(near) > most {
		return nil
	}
	for i := range near {
		near[i] = "--" + near[i]
	}
	return near
}
