package text

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/template"
	"text/template/parse"

	"github.com/google/go-cmp/cmp"

	"github.com/cam-outcomes/cam/datasets/summary"
)

func open(t *testing.T, l Language) *catalogue {
	t.Helper()
	c, err := catalogues[l]()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEveryDecisionHasWords(t *testing.T) {
	source := decisionsMade(t)
	if len(source) < 20 {
		t.Fatalf("only %d decision codes were found in the source: the search is broken", len(source))
	}
	for _, l := range Languages() {
		c := open(t, l)
		for _, code := range slices.Sorted(maps.Keys(source)) {
			if c.decisions[code] == nil {
				t.Errorf("%s has no words for decision %s (%s)", l, code, source[code][0].at)
			}
		}
		for _, code := range slices.Sorted(maps.Keys(c.decisions)) {
			if source[code] == nil {
				t.Errorf("%s has words for decision %s, which nobody makes", l, code)
			}
		}
	}
}

func TestDecisionsPassWhatTheirWordsName(t *testing.T) {
	source := decisionsMade(t)
	for _, l := range Languages() {
		c := open(t, l)
		for _, code := range slices.Sorted(maps.Keys(c.decisions)) {
			required, optional := names(c.decisions[code])
			for _, m := range source[code] {
				for _, name := range required {
					if name == "items" && c.items[code] != nil {
						continue
					}
					if name != "n" && !slices.Contains(m.args, name) {
						t.Errorf("%s: the words for %s name %q, which %s does not pass", l, code, name, m.at)
					}
				}
			}
			for _, name := range optional {
				// Passed where there is one, or added to a decision later, by withArg.
				passed := slices.ContainsFunc(source[code], func(m made) bool { return slices.Contains(m.args, name) })
				if name != "effect_size" && !passed {
					t.Errorf("%s: the words for %s have the optional %q; nobody adds it", l, code, name)
				}
			}
		}
	}
}

func TestLanguagesSayTheSame(t *testing.T) {
	english := open(t, English)
	for _, l := range Languages() {
		c := open(t, l)
		for _, kind := range []struct {
			name      string
			got, want map[string]*template.Template
		}{{"phrases", c.phrases, english.phrases}, {"decisions", c.decisions, english.decisions}} {
			if diff := cmp.Diff(slices.Sorted(maps.Keys(kind.want)), slices.Sorted(maps.Keys(kind.got))); diff != "" {
				t.Errorf("%s %s (-en +%s):\n%s", l, kind.name, l, diff)
			}
			for id, words := range kind.got {
				want, wantOptional := names(kind.want[id])
				got, gotOptional := names(words)
				// A language may leave out a number that its grammar does not need.
				for _, name := range append(got, gotOptional...) {
					if !slices.Contains(append(want, wantOptional...), name) && name != "n" {
						t.Errorf("%s: %s names %q, which English does not", l, id, name)
					}
				}
			}
		}
	}
}

func TestDecisionIsASentence(t *testing.T) {
	for _, l := range Languages() {
		for code, words := range open(t, l).decisions {
			required, _ := names(words)
			args := map[string]string{}
			for _, name := range required {
				args[name] = "2"
			}
			for _, n := range []int64{1, 12} {
				s := l.Decision(summary.Decision{Code: code, N: n, Args: args})
				if !strings.HasSuffix(s, ".") || strings.Contains(s, "<no value>") || strings.HasPrefix(s, code+" (") {
					t.Errorf("%s %s with n = %d: %q", l, code, n, s)
				}
			}
		}
	}
}

func TestUnknownIsWrittenPlainly(t *testing.T) {
	for _, c := range []struct {
		d    summary.Decision
		want string
	}{
		{summary.Decision{Code: "brand_new", N: 3, Args: map[string]string{"b": "2", "a": "1"}}, "brand_new (n = 3, a = 1, b = 2)."},
		{summary.Decision{Code: "response_needs_zero", N: 3}, "response_needs_zero (n = 3)."},
		{summary.Decision{}, " (n = 0)."},
	} {
		for _, l := range append(Languages(), "xx") {
			if got := l.Decision(c.d); got != c.want {
				t.Errorf("%s: %q, want %q", l, got, c.want)
			}
		}
	}
	if got, want := Language("xx").Phrase("to"), English.Phrase("to"); got != want {
		t.Errorf("an unknown language says %q, want %q", got, want)
	}
	if got, want := English.Phrase("no_such", "a", "1"), "no_such (a = 1)"; got != want {
		t.Errorf("an unknown phrase says %q, want %q", got, want)
	}
}

// Every phrase is asked for by a literal in the report's source, or by a literal
// that begins it, as in "term_" + term.
func TestEveryPhraseIsUsed(t *testing.T) {
	paths, err := filepath.Glob("../*.go")
	if err != nil {
		t.Fatal(err)
	}
	literals := map[string]bool{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if e, ok := n.(ast.Expr); ok {
				if s, ok := literal(e); ok {
					literals[s] = true
				}
			}
			return true
		})
	}
	for id := range open(t, English).phrases {
		used := literals[id]
		for i, r := range id {
			used = used || r == '_' && literals[id[:i+1]]
		}
		if !used {
			t.Errorf("nobody asks for the phrase %s", id)
		}
	}
}

func TestParseLanguage(t *testing.T) {
	for _, l := range Languages() {
		if got, err := ParseLanguage(l.String()); err != nil || got != l {
			t.Errorf("ParseLanguage(%q) = %q, %v", l.String(), got, err)
		}
	}
	if _, err := ParseLanguage("fr"); err == nil {
		t.Error("fr was accepted")
	}
}

// names lists what a template needs (.name) and what it takes where it is given
// (index . "name").
func names(t *template.Template) (required, optional []string) {
	if t == nil {
		return nil, nil
	}
	var walk func(parse.Node)
	list := func(l *parse.ListNode) {
		if l != nil {
			for _, n := range l.Nodes {
				walk(n)
			}
		}
	}
	branch := func(b *parse.BranchNode) {
		walk(b.Pipe)
		list(b.List)
		list(b.ElseList)
	}
	walk = func(n parse.Node) {
		switch n := n.(type) {
		case *parse.ListNode:
			list(n)
		case *parse.ActionNode:
			walk(n.Pipe)
		case *parse.PipeNode:
			for _, c := range n.Cmds {
				walk(c)
			}
		case *parse.CommandNode:
			if id, ok := n.Args[0].(*parse.IdentifierNode); ok && id.Ident == "index" {
				optional = append(optional, n.Args[2].(*parse.StringNode).Text)
			}
			for _, a := range n.Args {
				walk(a)
			}
		case *parse.FieldNode:
			required = append(required, n.Ident[0])
		case *parse.IfNode:
			branch(&n.BranchNode)
		case *parse.WithNode:
			branch(&n.BranchNode)
		case *parse.RangeNode:
			branch(&n.BranchNode)
		}
	}
	walk(t.Root)
	return required, optional
}
