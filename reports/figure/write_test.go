package figure

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestGoldens compares SVG with coordinates rounded to whole points, since their
// last digits differ between architectures. CAM_UPDATE=1 rewrites them.
func TestGoldens(t *testing.T) {
	for _, c := range testCases(t) {
		switch c.name {
		case "five_people", "all_equal", "long_labels", "few_pairs", "spanish":
		default:
			continue
		}
		var got txtar.Archive
		for _, k := range ofPairs() {
			f, err := k.Draw(c.report, c.options)
			if err != nil {
				t.Fatal(err)
			}
			got.Files = append(got.Files, txtar.File{Name: k.Name + ".svg", Data: rounded(written(t, f, SVG))})
		}
		golden(t, c.name, &got)
	}
}

// golden compares an archive with the one of that name.
func golden(t *testing.T, name string, got *txtar.Archive) {
	t.Helper()
	path := filepath.Join("testdata", name+".txtar")
	if os.Getenv("CAM_UPDATE") == "1" {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, txtar.Format(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(txtar.Format(want)), string(txtar.Format(got))); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

var (
	coordinates = regexp.MustCompile(`( d="[^"]*"| (?:x|y|width|height|viewBox)="[^"]*"|translate\([^)]*\))`)
	fraction    = regexp.MustCompile(`-?\d+(\.\d+)?(e-?\d+)?`)
)

func rounded(svg []byte) []byte {
	return coordinates.ReplaceAllFunc(svg, func(part []byte) []byte {
		return fraction.ReplaceAllFunc(part, func(number []byte) []byte {
			v, err := strconv.ParseFloat(string(number), 64)
			if err != nil {
				return number
			}
			return strconv.AppendInt(nil, int64(v+1000.5)-1000, 10)
		})
	})
}

func written(t testing.TB, f Figure, format Format) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, f, format); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestSameBytes draws each figure several times at once.
func TestSameBytes(t *testing.T) {
	for _, c := range testCases(t) {
		if c.name != "cam" && c.name != "long_labels" {
			continue
		}
		for _, k := range ofPairs() {
			for _, format := range []Format{SVG, PNG, PDF} {
				var wait sync.WaitGroup
				all := make([][]byte, 4)
				for i := range all {
					wait.Go(func() {
						f, err := k.Draw(c.report, c.options)
						if err == nil {
							all[i] = written(t, f, format)
						}
					})
				}
				wait.Wait()
				for _, one := range all {
					if !bytes.Equal(one, all[0]) || len(one) == 0 {
						t.Fatalf("%s/%s.%s differs between runs", c.name, k.Name, format)
					}
				}
			}
		}
	}
}

// TestSVGHoldsText reads every SVG as XML and finds the labels in it as text,
// with markup and control characters harmless.
func TestSVGHoldsText(t *testing.T) {
	for _, c := range testCases(t) {
		for _, k := range ofPairs() {
			f, err := k.Draw(c.report, c.options)
			if err != nil {
				continue
			}
			checkSVG(t, c.name+"/"+k.Name, f)
		}
	}
}

// checkSVG finds a figure's labels in its SVG, and no elements but its own.
func checkSVG(t *testing.T, name string, f Figure) {
	t.Helper()
	svg := written(t, f, SVG)
	elements, text := map[string]int{}, ""
	for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			elements[e.Name.Local]++
		case xml.CharData:
			text += string(e)
		}
	}
	for element := range elements {
		switch element {
		case "svg", "title", "desc", "g", "path", "text":
		default:
			t.Errorf("%s holds an element <%s>", name, element)
		}
	}
	for _, want := range []string{f.Title, f.Alt, strings.Fields(f.Panels[0].Title)[0]} {
		if !strings.Contains(text, want) {
			t.Errorf("%s lacks the text %q", name, want)
		}
	}
	families := strings.Count(string(svg), `style="font-family:'Liberation Sans', Arial, Helvetica, sans-serif;`)
	if families != elements["text"] {
		t.Errorf("%s: %d of %d texts have fallback fonts", name, families, elements["text"])
	}
}

func TestPNGSize(t *testing.T) {
	f, err := Change(testCases(t)[0].report, Options{Width: 300, DPI: 96})
	if err != nil {
		t.Fatal(err)
	}
	data := written(t, f, PNG)
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if got := img.Bounds().Dx(); got != 400 {
		t.Errorf("300 points at 96 dots per inch are %d pixels wide, not 400", got)
	}
	if !bytes.Contains(data, []byte("Description\x00\x00\x00\x00\x00"+f.Alt)) {
		t.Error("the PNG lacks its text alternative")
	}
}

// TestRefusals checks errors by what they say.
func TestRefusals(t *testing.T) {
	r := testCases(t)[5].report
	draw := func(o Options) error {
		f, err := Change(r, o)
		if err != nil {
			return err
		}
		return Write(io.Discard, f, SVG)
	}
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"narrow":   {draw(Options{Width: 100}), "a figure 100 points wide is too narrow; it needs 188"},
		"low":      {draw(Options{Height: 100}), "12 panels do not fit 556 × 100 points; leave the height out or make it at least"},
		"stratum":  {draw(Options{Stratum: "site=Z"}), `the report has no stratum "site=Z"; it is about everyone only`},
		"language": {draw(Options{Language: "fr"}), `language "fr" is neither en nor es`},
		"empty":    {Write(io.Discard, Figure{}, SVG), "a figure without panels cannot be drawn"},
		"format":   {func() error { _, err := FormatOf("a/b.gif"); return err }(), "b.gif: a figure's file name ends in .svg, .png or .pdf"},
		"kind":     {func() error { _, err := KindByName("pie"); return err }(), `there is no figure "pie"; choose one of change, bands, distribution`},
	} {
		if c.err == nil || !strings.HasPrefix(c.err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", name, c.err, c.want)
		}
	}
	if err := draw(Options{Height: 2000}); err != nil {
		t.Error(err)
	}
}

func BenchmarkMillion(b *testing.B) {
	r, err := described(pairs{symptoms("phq9", "PHQ-9 depression", 27, "minimal", "mild", "moderate", "severe"), million()})
	if err != nil {
		b.Fatal(err)
	}
	for _, k := range ofPairs() {
		for _, format := range []Format{SVG, PNG, PDF} {
			b.Run(k.Name+"."+format.String(), func(b *testing.B) {
				for b.Loop() {
					f, err := k.Draw(r, Options{})
					if err != nil {
						b.Fatal(err)
					}
					if err := Write(io.Discard, f, format); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
