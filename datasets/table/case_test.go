package table

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/encoding/unicode"
)

// Each testdata/*.txtar is one case. Its comment may say how the file is
// encoded ("as: utf-16le", "as: gzip"); its first file is the input, in which
// \r, \t, \xNN, \uNNNN and \\ are escapes and a backslash at the end of a line
// takes away the line end; "want" is what describe writes of the reading.
// CAM_UPDATE=1 rewrites it.
func TestCases(t *testing.T) {
	for _, path := range casePaths(t) {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, input := loadCase(t, path)
			name := archive.Files[0].Name
			got := describe(name, bytes.NewReader(input))
			if strings.Contains(got, "\nBUG: ") {
				t.Error(got)
			}
			if os.Getenv("CAM_UPDATE") == "1" {
				archive.Files[1].Data = []byte(got)
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(archive.Files[1].Data), got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			for how, r := range chunked(input) {
				if diff := cmp.Diff(got, describe(name, r)); diff != "" {
					t.Errorf("read by %s: -at once +so\n%s", how, diff)
				}
			}
		})
	}
}

// chunked gives the same bytes in the ways in which readers may hand them out.
func chunked(input []byte) map[string]io.Reader {
	return map[string]io.Reader{
		"single bytes":        iotest.OneByteReader(bytes.NewReader(input)),
		"halves":              iotest.HalfReader(bytes.NewReader(input)),
		"data with its error": iotest.DataErrReader(bytes.NewReader(input)),
	}
}

func casePaths(t testing.TB) []string {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases", err)
	}
	return paths
}

func loadCase(t testing.TB, path string) (*txtar.Archive, []byte) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.Files) != 2 || archive.Files[1].Name != "want" {
		t.Fatalf("%s: want an input and then the file want", path)
	}
	input := unescape(t, string(archive.Files[0].Data))
	for line := range strings.Lines(string(archive.Comment)) {
		if as, found := strings.CutPrefix(strings.TrimSpace(line), "as: "); found {
			input = store(t, input, as)
		}
	}
	return archive, input
}

func unescape(t testing.TB, s string) []byte {
	s = strings.ReplaceAll(s, "\\\n", "")
	var out []byte
	for s != "" {
		if s[0] != '\\' {
			out, s = append(out, s[0]), s[1:]
			continue
		}
		c, multibyte, rest, err := strconv.UnquoteChar(s, 0)
		if err != nil {
			t.Fatalf("bad escape: %.10q", s)
		}
		if multibyte {
			out = append(out, string(c)...)
		} else {
			out = append(out, byte(c))
		}
		s = rest
	}
	return out
}

// store writes text as it might stand in a file.
func store(t testing.TB, text []byte, as string) []byte {
	var err error
	switch as {
	case "utf-16le":
		text, err = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().Bytes(text)
	case "utf-16be":
		text, err = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().Bytes(text)
	case "gzip", "gzip-cut":
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		w.Write(text)
		err = w.Close()
		text = packed.Bytes()
		if as == "gzip-cut" {
			text = text[:len(text)-9]
		}
	default:
		t.Fatalf("unknown way to store: %s", as)
	}
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// describe writes everything that a reading yields: the header, the rows by
// line, the notes, and the number of rows or the error. What must hold of every
// reading is checked on the way: a breach is a line that starts with "BUG: ".
func describe(name string, r io.Reader) string { return describeWith(Options{}, name, r) }

func describeWith(o Options, name string, r io.Reader) string {
	hash := sha256.New()
	var b strings.Builder
	table, err := o.OpenReader(name, io.TeeReader(r, hash))
	if err != nil {
		fmt.Fprintf(&b, "error %v\n", err)
		return b.String()
	}
	fmt.Fprintf(&b, "header %s\n", quoteAll(table.Header()))
	for {
		row, err := table.Read()
		if err != nil {
			_, again := table.Read()
			if again != err {
				fmt.Fprintf(&b, "BUG: then %v\n", again)
			}
			writeNotes(&b, table.Notes())
			writeEnd(&b, table, err, hex.EncodeToString(hash.Sum(nil)))
			return b.String()
		}
		if len(row.Fields) != len(table.Header()) {
			fmt.Fprintf(&b, "BUG: %d fields\n", len(row.Fields))
		}
		if line, column := table.Position(0); line != row.Line || column != 1 {
			fmt.Fprintf(&b, "BUG: row of line %d starts at %d:%d\n", row.Line, line, column)
		}
		line, column := table.Position(len(row.Fields) - 1)
		fmt.Fprintf(&b, "%d %s last at %d:%d\n", row.Line, quoteAll(row.Fields), line, column)
	}
}

func writeNotes(b *strings.Builder, notes []Note) {
	for _, note := range notes {
		fmt.Fprintf(b, "note %s", note.Code)
		var args []string
		for key, value := range note.Args {
			args = append(args, fmt.Sprintf(" %s=%q", key, value))
		}
		slices.Sort(args)
		fmt.Fprintln(b, strings.Join(args, ""))
	}
}

func writeEnd(b *strings.Builder, table Reader, err error, want string) {
	sum, rows := table.Sum()
	switch {
	case err != io.EOF:
		fmt.Fprintf(b, "error %v\n", err)
		if sum != "" {
			fmt.Fprintf(b, "BUG: sum %s before the end\n", sum)
		}
	case sum != want:
		fmt.Fprintf(b, "BUG: sum %s, not %s\n", sum, want)
	default:
		fmt.Fprintf(b, "rows %d\n", rows)
	}
}

func quoteAll(cells []string) string {
	quoted := make([]string, len(cells))
	for i, cell := range cells {
		quoted[i] = strconv.Quote(cell)
	}
	return strings.Join(quoted, " ")
}
