package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mixedCase is one model fitted in R by a script beside the case.
type mixedCase struct {
	Shared, File    string // the data: of the shared folder, or beside the case
	Args            any    // a list, or nothing of a case of the engine
	People, Surveys float64
	Rows            []mixedRow
}

type mixedRow struct {
	Term, Variant string
	Estimate      *float64
	StdError      *float64 `json:"std_error"`
	DF            *float64
	PValue        *float64 `json:"p_value"`
}

// mixedFixtures are the folders of R's cases.
var mixedFixtures = filepath.Join("..", "..", "analysis", "testdata", "ref", "mixed")

// TestMixedReferences runs `cam mixed` on every case that R answered, once with
// Satterthwaite's and once with Kenward and Roger's degrees of freedom, and
// compares every row that the case has.
func TestMixedReferences(t *testing.T) {
	var paths []string
	err := filepath.WalkDir(mixedFixtures, func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".json") {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		name, _ := filepath.Rel(mixedFixtures, path)
		t.Run(strings.TrimSuffix(filepath.ToSlash(name), ".json"), func(t *testing.T) {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var c mixedCase
			if err := json.Unmarshal(text, &c); err != nil {
				t.Fatal(err)
			}
			list, _ := c.Args.([]any)
			if len(list) == 0 {
				t.Skip("a case of the engine, not of the command")
			}
			var typed []string
			for _, a := range list {
				typed = append(typed, a.(string))
			}
			data := filepath.Join(filepath.Dir(path), c.File)
			if c.Shared != "" {
				data = filepath.Join(shared, c.Shared)
				if _, err := os.Stat(shared); errors.Is(err, fs.ErrNotExist) {
					t.Skip("the shared reference data are not here")
				}
			}
			for _, df := range []string{"satterthwaite", "kenward-roger"} {
				if want := expectedOf(c, typed, df); len(want) > 0 {
					compareMixed(t, append([]string{data, "--df", df}, typed...), want)
				}
			}
		})
	}
}

// expectedOf is what R has of a case under one choice of degrees of freedom.
// Covariances between visits, whether asked for or where a random intercept would
// have to be negative, go with the observed information; with a baseline as
// covariate the outcome is the change.
func expectedOf(c mixedCase, args []string, df string) map[string]mixedRow {
	variant := df
	negative := slices.ContainsFunc(c.Rows, func(r mixedRow) bool { return r.Term == "sd(Residual)" })
	if df == "kenward-roger" && (slices.Contains(args, "--covariance") || !negative) {
		variant += "/observed"
	}
	want := map[string]mixedRow{}
	for _, suffix := range []string{"", "/change"} {
		for _, r := range c.Rows {
			switch {
			case r.Variant == variant+suffix:
				r.Variant = df
			case df == "satterthwaite" && r.Variant == "" && r.StdError == nil:
			case df == "satterthwaite" && r.Term == "icc" && r.Variant == "mean over surveys":
			default:
				continue
			}
			want[r.Term] = r
		}
	}
	return want
}

// compareMixed holds the rows of one run to R's: estimates and standard errors
// to 1e-6, Satterthwaite's df to 1e-4 and Kenward and Roger's to 1e-3.
func compareMixed(t *testing.T, args []string, want map[string]mixedRow) {
	t.Helper()
	var out, problem bytes.Buffer
	args = append([]string{"mixed", "--format", "json"}, args...)
	if code := run(args, streams{in: strings.NewReader(""), out: &out, err: &problem}); code != 0 {
		t.Errorf("cam %s exits %d: %s", strings.Join(args, " "), code, problem.String())
		return
	}
	var doc struct {
		Estimates []mixedRow
		Decisions []struct{ Code string }
	}
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	got := map[string]mixedRow{}
	for _, e := range doc.Estimates {
		got[e.Term] = e
	}
	var method string
	for i, a := range args {
		if a == "--df" {
			method = args[i+1] // the last is what holds
		}
	}
	if slices.ContainsFunc(doc.Decisions, func(d struct{ Code string }) bool { return strings.Contains(d.Code, "kenward_roger") }) {
		method = "another" // than was asked for: its degrees of freedom are another's
	}
	for _, w := range want {
		g, ok := got[w.Term]
		if !ok {
			t.Errorf("%s: no row", w.Term)
			continue
		}
		size := 1e-300
		if w.StdError != nil {
			size = *w.StdError
		}
		near(t, w.Term+" estimate", g.Estimate, w.Estimate, 1e-6, size)
		if method == w.Variant {
			near(t, w.Term+" std_error", g.StdError, w.StdError, 1e-6, 0)
			near(t, w.Term+" df", g.DF, w.DF, map[string]float64{"satterthwaite": 1e-4, "kenward-roger": 1e-3}[method], 0)
		}
	}
}

func near(t *testing.T, what string, got, want *float64, relative, size float64) {
	t.Helper()
	if want == nil {
		return
	}
	if got == nil {
		t.Errorf("%s is absent, R has %v", what, *want)
		return
	}
	if math.Abs(*got-*want) > relative*max(math.Abs(*want), size) {
		t.Errorf("%s is %s, R has %s", what, fmt.Sprintf("%.10g", *got), fmt.Sprintf("%.10g", *want))
	}
}
