package datasets

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// Whatever the cases in testdata load with flags, loads with the study file that
// is proposed for it: the same counts, decisions and hash.
func TestProposedStudyIsTheSame(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	proposed := 0
	for _, path := range archives {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		for _, f := range archive.Files {
			if !strings.HasPrefix(f.Name, "flags ") && !strings.HasPrefix(f.Name, "want ") {
				if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, f := range archive.Files {
			name, ok := strings.CutPrefix(f.Name, "flags ")
			if !ok {
				continue
			}
			t.Run(filepath.Base(path)+"/"+name, func(t *testing.T) {
				paths, o, err := testFlags(dir, string(f.Data))
				if err != nil || o.TimeColumn != "" || o.TimeUnit != "" || len(o.Times) > 0 {
					return // times without months have no key
				}
				want, err := Load(context.Background(), paths, nil, o, nil)
				if err != nil {
					return
				}
				if want.Study().Visits.Months != nil && want.Study().Visits.Unit != "months" {
					return
				}
				proposed++
				sameWithStudy(t, paths, o, want)
			})
		}
	}
	const least = 50
	if proposed < least {
		t.Errorf("only %d cases were proposed for: the search is broken", proposed)
	}
}

// sameWithStudy loads with the study file proposed, and what it has no key for.
func sameWithStudy(t *testing.T, paths []string, o Options, want *Cohort) {
	t.Helper()
	text, err := ProposeStudy(context.Background(), paths, nil, o, nil)
	if err != nil {
		t.Fatal(err)
	}
	study, err := ParseStudyFile("study.yaml", text)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	got, err := Load(context.Background(), paths, nil, Options{
		Study: study, Where: o.Where, Invalid: o.Invalid, Duplicates: o.Duplicates, OrderBy: o.OrderBy, Join: o.Join, Prorate: o.Prorate, OneVisit: o.OneVisit,
	}, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	// That it was recognised, and how, is all that a study file takes away.
	known := regexp.MustCompile(`(?m)^\S+ from .*\n`)
	without := func(c *Cohort) string { return known.ReplaceAllString(dump(c), "") }
	if diff := cmp.Diff(without(want), without(got)); diff != "" {
		t.Errorf("differs (-flags +study):\n%s\n%s", diff, text)
	}
	if want.Study().Hash() != got.Study().Hash() {
		t.Errorf("the study is another (-flags +study):\n%s\n%s", cmp.Diff(string(want.Study().Canonical()), string(got.Study().Canonical())), text)
	}
}

// Names that mean something to YAML stay names.
func TestProposedTextIsText(t *testing.T) {
	for _, s := range []string{"no", "Yes", "1", "02", "-", "a: b", "#", "{x}", "[", "it's", `"q"`, "ñ", "tab\there", "line\nend", "~", "*a", "&b", "!c", "%", "@", "`", "null", "1e3", "x y ", "\u0085", "\u2028", "\x7f"} {
		study, err := ParseStudyFile("study.yaml", []byte("study: "+yamlText(s)+"\noutcomes: [{name: x, column: x}]\n"))
		if err != nil {
			t.Errorf("%q: %v", s, err)
			continue
		}
		if study.request.name != s {
			t.Errorf("%q is read as %q", s, study.request.name)
		}
	}
}
