package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The README's commands are run, from a folder that holds nothing but the
// example data, and what it shows of their output is what they print.
// CAM_UPDATE=1 writes the output into the README.
func TestReadme(t *testing.T) {
	path, err := filepath.Abs(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "datasets", "examples"), os.DirFS(filepath.Join("..", "..", "datasets", "examples"))); err != nil {
		t.Fatal(err)
	}
	t.Chdir(folder)

	blocks := strings.Split(string(text), "```")
	ran, last := 0, ""
	for i := 1; i < len(blocks); i += 2 {
		language, body, _ := strings.Cut(blocks[i], "\n")
		switch language {
		case "sh":
			for line := range strings.SplitSeq(strings.ReplaceAll(body, "\\\n", " "), "\n") {
				words, err := shellWords(line)
				if err != nil {
					t.Fatalf("%q: %v", line, err)
				}
				args, ok := commandLine(words)
				if !ok {
					continue
				}
				var out, problem bytes.Buffer
				if code := run(args, streams{in: strings.NewReader(""), out: &out, err: &problem}); code != 0 {
					t.Errorf("%s\nexits %d: %s", line, code, problem.String())
				}
				ran, last = ran+1, out.String()
			}
		case "text", "head": // all of it, or as much as is before the words
			if language == "head" {
				last, _, _ = strings.Cut(last, "\nIN WORDS\n")
			}
			if body != last {
				if os.Getenv("CAM_UPDATE") == "" {
					t.Errorf("the README shows\n%s\nbut the command prints\n%s", body, last)
				}
				blocks[i] = language + "\n" + last
			}
		}
	}
	if ran < 5 {
		t.Errorf("the README runs %d commands, it promises the five things people do", ran)
	}
	if os.Getenv("CAM_UPDATE") != "" {
		if err := os.WriteFile(path, []byte(strings.Join(blocks, "```")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// commandLine returns the arguments of a line that runs the program.
func commandLine(words []string) ([]string, bool) {
	switch {
	case len(words) > 0 && words[0] == "cam":
		return words[1:], true
	case len(words) > 2 && words[0] == "go" && words[1] == "run" && words[2] == "./cmd/cam":
		return words[3:], true
	}
	return nil, false
}

// shellWords splits a line as a shell does, as far as single and double quotes
// go; a # at the start of a word begins a comment.
func shellWords(line string) ([]string, error) {
	var words []string
	var word strings.Builder
	quote, inWord := rune(0), false
	for _, r := range line {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '\'' || r == '"'):
			quote, inWord = r, true
		case quote == 0 && (r == ' ' || r == '\t'):
			if inWord {
				words = append(words, word.String())
				word.Reset()
				inWord = false
			}
		case quote == 0 && !inWord && r == '#':
			return words, nil
		default:
			word.WriteRune(r)
			inWord = true
		}
	}
	if quote != 0 {
		return nil, fmt.Errorf("the quote %c is not closed", quote)
	}
	if inWord {
		words = append(words, word.String())
	}
	return words, nil
}
