package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func newRoot(s streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "cam",
		Short: "defensible outcomes from before-and-after surveys",
		Long: `cam turns the surveys of a community-health programme into defensible outcomes:
it pairs people by id, runs exact paired statistics with named effect sizes and
clinically meaningful change, and says what it decided on the way.`,
		Example: `  cam analyze sleep.csv --outcome sleep=drug1:drug2 --better sleep=higher
  cam analyze --help`,
		SuggestionsMinimumDistance: suggestWithin,
		Version:                    programVersion(),
		SilenceErrors:              true,
		SilenceUsage:               true,
		Args:                       cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			hint := "type cam --help for the commands"
			if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
				hint = "did you mean cam " + near[0] + "?"
			}
			return &usageError{fmt.Sprintf("there is no command %q", args[0]), hint}
		},
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.SetVersionTemplate("cam {{.Version}}\n")
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(newAnalyze(s, runAnalyze), newMixed(s, runMixed), newScore(s, runScore), newCheck(s, runCheck), newInit(s, runInit), newPlot(s, runPlot), newInstruments(s), newDatasets(s))
	return root
}
