package main

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/cam-outcomes/cam/"

// allowed lists, for every package, which packages of the module it may import.
// A prefix of a package's path stands for the package and all below it; the
// longest that matches counts.
var allowed = map[string][]string{
	"datasets/summary": nil,
	"datasets/table":   nil,
	"instruments":      {"datasets/summary"},
	"datasets":         {"datasets", "instruments"},
	"analysis":         {"analysis", "datasets/summary"},
	"reports/figure":   {"analysis", "datasets/summary"},
	"reports":          {"reports", "analysis", "datasets/summary"},
	"cmd":              {"analysis", "datasets", "instruments", "reports"},
}

func goList(t *testing.T, args ...string) []string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	cmd.Dir = filepath.Join("..", "..")
	var problem bytes.Buffer
	cmd.Stderr = &problem
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, problem.String())
	}
	return strings.Fields(string(out))
}

func TestImportRules(t *testing.T) {
	below := func(path, prefix string) bool { return path == prefix || strings.HasPrefix(path, prefix+"/") }
	for _, line := range goList(t, "-f", `{{.ImportPath}}:{{join .Imports ","}}`, "./...") {
		path, imports, _ := strings.Cut(line, ":")
		path = strings.TrimPrefix(path, module)
		rule := ""
		for prefix := range allowed {
			if below(path, prefix) && len(prefix) > len(rule) {
				rule = prefix
			}
		}
		if rule == "" {
			t.Errorf("%s has no import rule", path)
		}
		for name := range strings.SplitSeq(imports, ",") {
			local, ours := strings.CutPrefix(name, module)
			switch {
			case ours && !slices.ContainsFunc(allowed[rule], func(p string) bool { return below(local, p) }):
				t.Errorf("%s imports %s, against the rule of %s", path, local, rule)
			case path == "datasets/summary" && strings.Contains(name, "."):
				t.Errorf("datasets/summary imports %s, but only the standard library is allowed", name)
			case below(path, "cmd") && strings.HasPrefix(name, "gonum.org/"):
				t.Errorf("%s imports %s: a command does no arithmetic", path, name)
			case !below(path, "cmd") && strings.Contains(name, "spf13"):
				t.Errorf("%s imports %s: only commands know flags", path, name)
			}
		}
		if last := path[strings.LastIndex(path, "/")+1:]; slices.Contains([]string{"util", "utils", "common", "helper", "helpers", "misc"}, last) {
			t.Errorf("%s: a package is named after what it is", path)
		}
	}
}

func TestNoNetworkCode(t *testing.T) {
	for _, path := range goList(t, "-deps", "./cmd/cam") {
		// Package net itself comes with pflag, for flags that are addresses.
		if path == "net/http" || path == "crypto/tls" || strings.HasPrefix(path, "google.golang.org/grpc") {
			t.Errorf("the program links %s: files need no network code", path)
		}
	}
}

func TestCommandsAreShort(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(text, []byte("\n")); n > 150 && !strings.HasSuffix(name, "_test.go") {
			t.Errorf("%s has %d lines; a command has at most 150", name, n)
		}
	}
}

// A tail found by subtraction has lost its digits, and a reference digit typed
// into a test has no source.
func TestNumericHygiene(t *testing.T) {
	subtraction := regexp.MustCompile(`1 ?- ?[\w.()]*CDF\(`)
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "architecture_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for i, line := range strings.Split(string(text), "\n") {
			if code, _, _ := strings.Cut(line, "//"); subtraction.MatchString(code) {
				t.Errorf("%s:%d: a tail is 1 - CDF; use a survival function", path, i+1)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
