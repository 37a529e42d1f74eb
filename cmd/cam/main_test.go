package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"cam":        main,
		"transcript": scriptProgram(transcript),
		"rows":       scriptProgram(rows),
		"part":       scriptProgram(part),
		"decided":    scriptProgram(decided),
		"encode":     scriptProgram(encode),
		"bytes":      scriptProgram(writeBytes),
		"list":       scriptProgram(list),
		"unread":     scriptProgram(unread),
		"onterminal": scriptProgram(onterminal),
	})
}

// Scripts run the program as a user would: what it prints, where, and how it
// exits. Most are transcripts, whose outputs CAM_UPDATE=1 rewrites.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       os.Getenv("CAM_UPDATE") != "",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Condition: func(name string) (bool, error) {
			// The superuser may write everywhere.
			return name == "superuser" && os.Geteuid() == 0, nil
		},
	})
}
