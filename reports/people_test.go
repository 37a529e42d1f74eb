package reports

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cam-outcomes/cam/reports/text"
)

// No line is wider than asked for, but commands, which are there to be copied.
func TestTextKeepsItsWidth(t *testing.T) {
	eachCase(t, func(t *testing.T, a Analysis, _ text.Language) {
		for _, l := range text.Languages() {
			d := NewDocument(a, l)
			for width := 20; width <= 140; width += 3 {
				var out bytes.Buffer
				if err := WriteText(&out, d, TextStyle{Width: width}); err != nil {
					t.Fatal(err)
				}
				for line := range strings.Lines(out.String()) {
					line = strings.TrimSuffix(line, "\n")
					if columnsOf(line) > width && !strings.HasPrefix(line, "    cam ") {
						t.Fatalf("width %d: %q takes %d columns", width, line, columnsOf(line))
					}
					if strings.HasSuffix(line, " ") || strings.Contains(line, nbsp) {
						t.Fatalf("width %d: %q ends in a blank or has a no-break space", width, line)
					}
				}
			}
		}
	})
}

// Nothing that data could say reaches a terminal as more than text.
func TestOutputIsPrintable(t *testing.T) {
	eachCase(t, func(t *testing.T, a Analysis, l text.Language) {
		for _, format := range []string{"text", "md", "csv"} {
			out := render(t, format, a, l)
			if i := bytes.IndexFunc(out, func(r rune) bool { return r != '\n' && hidden(r) }); i >= 0 {
				t.Errorf("%s holds a control character: %q", format, out[max(i-20, 0):min(i+20, len(out))])
			}
		}
	})
}

// Colour is bold headings and nothing else: without its codes the text is the
// same.
func TestColorMeansNothing(t *testing.T) {
	codes := regexp.MustCompile("\x1b\\[[01]m")
	eachCase(t, func(t *testing.T, a Analysis, l text.Language) {
		d := NewDocument(a, l)
		var plain, bold bytes.Buffer
		if err := WriteText(&plain, d, TextStyle{}); err != nil {
			t.Fatal(err)
		}
		if err := WriteText(&bold, d, TextStyle{Color: true}); err != nil {
			t.Fatal(err)
		}
		if got := codes.ReplaceAllString(bold.String(), ""); got != plain.String() || bold.Len() == plain.Len() {
			t.Error("colour changes the text, or there is none")
		}
	})
}

// Every phrase that is asked for has words and gets what they name: no id shows
// through, in any language.
func TestNoPhraseIsMissing(t *testing.T) {
	ids := phraseIDs(t)
	eachCase(t, func(t *testing.T, a Analysis, _ text.Language) {
		for _, l := range text.Languages() {
			out := string(render(t, "md", a, l))
			for _, id := range ids {
				if strings.Contains(out, id) || strings.Contains(out, "<no value>") {
					t.Errorf("%s: %q shows through", l, id)
				}
			}
		}
	})
}

// phraseIDs lists the literals of this package that have the form of a phrase's
// id.
func phraseIDs(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	form := regexp.MustCompile(`^(finding|head|heading|caption|note|reading|verdict|heterogeneity|severity|next|ranks|title|people|input|comparison|term|adjust|family|reliable|band|cases)_[a-z_]+$`)
	var ids []string
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, err := strconv.Unquote(lit.Value); err == nil && form.MatchString(s) && !slices.Contains(ids, s) {
					ids = append(ids, s)
				}
			}
			return true
		})
	}
	if len(ids) < 50 {
		t.Fatalf("only %d phrases found: the search is broken", len(ids))
	}
	return ids
}

// A document carries no causal word and no verbal label of an effect's size.
func TestWordingSafeguards(t *testing.T) {
	banned := regexp.MustCompile(`(?i)\b(because of the|due to the|caused|thanks to|effective|large effect|medium effect|small effect|gracias a|debido a|eficaz|efecto grande)\b`)
	percentAlone := regexp.MustCompile(`(?m)(?:^|[^(\d.,<>] )[<>]? ?\d+(\.\d+)?%`)
	eachCase(t, func(t *testing.T, a Analysis, _ text.Language) {
		for _, l := range text.Languages() {
			out := strings.ReplaceAll(string(render(t, "text 140", a, l)), "\n", " \n")
			if s := banned.FindString(out); s != "" {
				t.Errorf("%s: the text says %q", l, s)
			}
			for _, s := range percentAlone.FindAllString(out, -1) {
				if !strings.Contains(s, "95%") && !regexp.MustCompile(regexp.QuoteMeta(strings.TrimSpace(s))+` (of|de) \d`).MatchString(out) {
					t.Errorf("%s: %q has no denominator", l, s)
				}
			}
			if strings.Contains(out, "p = 0.000 ") || strings.Contains(out, "NaN") || strings.Contains(out, "Inf ") || regexp.MustCompile(`−0(\.0+)?[^.\d]`).MatchString(out) {
				t.Errorf("%s: a number that must not be", l)
			}
		}
	})
}

func TestMarkdownEscapes(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"a|b", `a\|b`}, {"<b>", `\<b\>`}, {"`x`", "\\`x\\`"}, {"*a* _b_ d_pre", `\*a\* \_b\_ d_pre`}, {"# x", `\# x`}, {"- x", `\- x`}, {"1. x", `1\. x`}, {"1.5", "1.5"},
		{"[a](b)", `[a\](b)`}, {"[−1, 2]", "[−1, 2]"}, {"[^1]", `\[^1]`}, {"http://x", `http\://x`}, {"www.x.org", `www\.x.org`}, {"a\nb", "a b"}, {"&lt;", `\&lt;`}, {`\`, `\\`},
	} {
		if got := markdown(c.in); got != c.want {
			t.Errorf("markdown(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestNextIsOnlyWhatWouldRun(t *testing.T) {
	_, a, l := openCase(t, "testdata/typical.txtar")
	a.Args = nil
	if out := render(t, "text", a, l); bytes.Contains(out, []byte("NEXT")) {
		t.Error("a command is suggested that nobody could type")
	}
	for _, arg := range []string{"a\x1b.csv", "-"} {
		a.Args = []string{arg}
		if out := render(t, "text", a, l); bytes.Contains(out, []byte("NEXT")) {
			t.Errorf("a command with the argument %q is suggested", arg)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in      string
		columns int
		want    string
	}{
		{"a bb ccc", 4, "a bb|ccc"}, {"", 4, ""}, {"abcdefgh", 3, "abc|def|gh"}, {"ab 抑うつ尺度", 6, "ab|抑うつ|尺度"}, {"e\u0301e\u0301e\u0301 x", 3, "e\u0301e\u0301e\u0301|x"},
	} {
		if got := strings.Join(wrap(c.in, c.columns), "|"); got != c.want {
			t.Errorf("wrap(%q, %d) = %q, want %q", c.in, c.columns, got, c.want)
		}
	}
}
