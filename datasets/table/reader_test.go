package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// readAll collects header and rows.
func readAll(r Reader) (header []string, rows [][]string, err error) {
	for {
		row, err := r.Read()
		if err == io.EOF {
			return r.Header(), rows, nil
		}
		if err != nil {
			return nil, nil, err
		}
		cells := make([]string, len(row.Fields))
		for i, cell := range row.Fields {
			cells[i] = strings.Clone(cell)
		}
		rows = append(rows, cells)
	}
}

// What is written, in whatever encoding, with whatever line ends, is read.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		width := rapid.IntRange(2, 6).Draw(rt, "width")
		cell := rapid.StringOf(rapid.SampledFrom([]rune("ab01.,;\t|\" \n=éñ€<{")))
		draw := func(label string) []string {
			row := rapid.SliceOfN(cell, width, width).Draw(rt, label)
			row[0] = label + row[0] + "." // no blank rows
			return row
		}
		header := draw("header")
		for i := range header {
			header[i] = fmt.Sprintf("%s%d", header[i], i) // unique, not blank
		}
		want := [][]string{}
		for i := range rapid.IntRange(0, 5).Draw(rt, "height") {
			want = append(want, draw(fmt.Sprint("row", i)))
		}
		delimiter := rapid.SampledFrom([]string{",", ";", "\t", "|"}).Draw(rt, "delimiter")
		end := rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(rt, "line ends")
		text := quoteTable(append([][]string{header}, want...), delimiter, end)
		if rapid.Bool().Draw(rt, "no final line end") {
			text = strings.TrimSuffix(text, end)
		}
		if rapid.Bool().Draw(rt, "mark") {
			text = "\ufeff" + text
		}
		stored := []byte(text)
		for _, as := range rapid.SampledFrom([][]string{{}, {"utf-16le"}, {"utf-16be"}, {"gzip"}, {"utf-16le", "gzip"}}).Draw(rt, "stored") {
			stored = store(t, stored, as)
		}
		for i := range header {
			header[i] = trim(header[i])
		}

		r, err := OpenReader("cohort.csv", bytes.NewReader(stored))
		if err != nil {
			rt.Fatalf("%v in %q", err, text)
		}
		gotHeader, got, err := readAll(r)
		if err != nil {
			rt.Fatalf("%v in %q", err, text)
		}
		if diff := cmp.Diff(header, gotHeader); diff != "" {
			rt.Error(diff)
		}
		if diff := cmp.Diff(want, append([][]string{}, got...)); diff != "" {
			rt.Error(diff)
		}
	})
}

// quoteTable writes all cells in double quotes.
func quoteTable(rows [][]string, delimiter, end string) string {
	var b strings.Builder
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				b.WriteString(delimiter)
			}
			b.WriteString(`"` + strings.ReplaceAll(strings.ReplaceAll(cell, `"`, `""`), "\n", end) + `"`)
		}
		b.WriteString(end)
	}
	return b.String()
}

// A character or a line end that falls on the end of a buffer is read whole,
// wherever that end lies.
func TestBufferEnds(t *testing.T) {
	for name, unit := range map[string]string{
		"character": "€", "crlf": "\"a\r\nb\"\r\n", "crcrlf": "a\r\r\n", "many cr": "a" + strings.Repeat("\r", 200) + "\n", "windows-1252": "\xe9", "mark": "\ufeff",
	} {
		t.Run(name, func(t *testing.T) {
			for before := bufferSize - 20; before <= bufferSize+4; before++ {
				input := "x\n" + strings.Repeat("a", before) + "\n" + strings.Repeat(unit, 8) + "\n"
				got := describe("a.csv", strings.NewReader(input))
				want := describe("a.csv", &pieces{strings.NewReader(input), 999})
				if diff := cmp.Diff(want, got); diff != "" || strings.Contains(got, "error") {
					t.Fatalf("with %d bytes before: -in pieces +at once\n%.600s", before, diff)
				}
			}
		})
	}
}

// pieces reads a few bytes at a time.
type pieces struct {
	r    io.Reader
	most int
}

func (p *pieces) Read(b []byte) (int, error) { return p.r.Read(b[:min(len(b), p.most)]) }

// The encoding may show late: nothing that came before was misread.
func TestLateEncoding(t *testing.T) {
	rows := strings.Repeat("1,a\n", 100_000)
	r, err := OpenReader("cohort.csv", strings.NewReader("id,name\n"+rows+"2,Jos\xe9\n"))
	if err != nil {
		t.Fatal(err)
	}
	_, got, err := readAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"2", "José"}, got[len(got)-1]); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Note{noteOf(NoteEncoding, "encoding", "windows-1252")}, r.Notes()); diff != "" {
		t.Error(diff)
	}

	for text, place := range map[string][2]int{
		"id,né\n" + rows + "2,Jos\xe9\n":   {100_002, 6},
		"id,name\n" + rows + "2,\"a\x00\"": {100_002, 5},
	} {
		r, err := OpenReader("cohort.csv", strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = readAll(r)
		var e *Error
		if !errors.As(err, &e) || [2]int{e.Line, e.Column} != place {
			t.Errorf("%v, want line and column %v", err, place)
		}
		if _, rows := r.Sum(); rows != 100_000 {
			t.Errorf("%d rows before the error", rows)
		}
	}
}

// An endless row is refused after a bounded number of bytes: a quote that is
// never closed in a large file, or a line of nothing but delimiters.
func TestRowTooLarge(t *testing.T) {
	want := "cohort.csv:3: the row that starts here is too large: over 16 MiB or 100000 cells; " +
		`a double quote in it may never be closed; write a quote inside a cell twice ("")`
	for _, test := range []struct {
		start, rest string
		most        int
	}{
		{"2,\"b\n", "3," + strings.Repeat("x", 1021) + "\n", maxRow + 8*bufferSize},
		{"2", ",,,,,,,,", maxMarks + 8*bufferSize},
	} {
		rest := &repeated{line: test.rest}
		r, err := OpenReader("cohort.csv", io.MultiReader(strings.NewReader("id,note\n1,a\n"+test.start), rest))
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err = readAll(r); err == nil || err.Error() != want {
			t.Errorf("got %v\nwant %s", err, want)
		}
		if rest.given > test.most {
			t.Errorf("%d bytes were read", rest.given)
		}
	}
}

// repeated gives the same line for ever.
type repeated struct {
	line  string
	given int
}

func (r *repeated) Read(p []byte) (int, error) {
	n := copy(p, r.line[r.given%len(r.line):])
	r.given += n
	return n, nil
}

func TestTooManyColumns(t *testing.T) {
	var b strings.Builder
	for i := range maxColumns + 1 {
		fmt.Fprintf(&b, ",c%d", i)
	}
	_, err := OpenReader("cohort.csv", strings.NewReader(b.String()[1:]))
	want := "cohort.csv:1: the header has 100001 columns, more than the 100000 that can be read; " +
		"export only the columns that are needed, one row a participant"
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

// A failure of the disk is no fault of the content and keeps its cause.
func TestReadFailure(t *testing.T) {
	broken := errors.New("broken disk")
	for _, before := range []string{"", "id", "id,phq9\n", "id,phq9\n1,5\n2,", "\x1f\x8b\x08"} {
		r, err := OpenReader("cohort.csv", io.MultiReader(strings.NewReader(before), iotest.ErrReader(broken)))
		if err == nil {
			_, _, err = readAll(r)
		}
		var content *Error
		if !errors.Is(err, broken) || errors.As(err, &content) || !strings.HasPrefix(err.Error(), "cohort.csv: ") {
			t.Errorf("after %q: %v", before, err)
		}
	}
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(filepath.Join(dir, "absent.csv")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("absent file: %v", err)
	}
	if _, err := Open(dir); err == nil || strings.Count(err.Error(), dir) != 1 {
		t.Errorf("folder: %v", err)
	}
	path := filepath.Join(dir, "cohort.csv")
	if err := os.WriteFile(path, []byte("id,phq9\n1,5\n2,6\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if line, column := r.Position(1); line != 1 || column != 4 {
		t.Errorf("before the first row, name 1 is at %d:%d", line, column)
	}
	if _, err := r.Read(); err != nil {
		t.Fatal(err)
	}
	for _, i := range []int{-1, 2, 1000} {
		if line, _ := r.Position(i); line != 2 {
			t.Errorf("position %d is on line %d", i, line)
		}
	}
	if sum, rows := r.Sum(); sum != "" || rows != 1 {
		t.Errorf("before the end the sum is %q of %d rows", sum, rows)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if _, err := r.Read(); err == nil || err == io.EOF {
		t.Errorf("read after close: %v", err)
	}
}
