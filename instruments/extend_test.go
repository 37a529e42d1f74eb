package instruments

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// ownFiles is the documented file as somebody's own, with sources and answers.
func ownFiles(t *testing.T) fstest.MapFS {
	text := sample(t)
	return fstest.MapFS{
		"sample.yaml":  {Data: []byte(strings.ReplaceAll(text, "source: choice", "source: [choice, ours]"))},
		"sources.yaml": {Data: []byte("ours: {kind: repository, text: our programme}")},
		"answers.yaml": {Data: []byte("thumbs: {source: ours, confidence: verified, options: [{code: 0, en: [down], es: [abajo]}, {code: 1, en: [up], es: [arriba]}]}")},
	}
}

func TestOwnInstrumentsJoinTheCatalogue(t *testing.T) {
	c := builtinCatalog(t)
	with, err := c.With(ownFiles(t))
	if err != nil {
		t.Fatal(err)
	}
	if _, s, err := with.Find("sample_rate"); err != nil || s.Instrument().ID != "sample" {
		t.Errorf("own scale: %v", err)
	}
	if _, ok := with.Lookup("phq9"); !ok || len(with.All()) != len(c.All())+1 {
		t.Error("the builtin instruments are gone")
	}
	if !slices.IsSortedFunc(with.All(), func(a, b *Instrument) int { return strings.Compare(a.ID, b.ID) }) {
		t.Error("not in order")
	}
	if _, ok := c.Lookup("sample"); ok {
		t.Error("the catalogue was written to")
	}
	if _, ok := c.Source("ours"); ok {
		t.Error("the catalogue's sources were written to")
	}
}

func TestOwnInstrumentsTakeNoNames(t *testing.T) {
	c := builtinCatalog(t)
	text := string(ownFiles(t)["sample.yaml"].Data)
	for _, m := range []struct {
		name, from, to, want string
	}{
		{"gad7.yaml", "id: sample  ", "id: gad7 ", `gad7.yaml:1: there is an instrument "gad7" already; give it another id, and its file the same name`},
		{"sample.yaml", "  - id: sample_rate", "  - id: phq2", `the scale "phq2" belongs to phq9; give each scale its own id`},
		{"other.yaml", "", "", `other.yaml: the instrument's id is "sample"; name file and instrument alike`},
	} {
		files := ownFiles(t)
		delete(files, "sample.yaml")
		files[m.name] = &fstest.MapFile{Data: []byte(strings.Replace(text, m.from, m.to, 1))}
		_, err := c.With(files)
		var mistake *FormatError
		if !errors.As(err, &mistake) || !strings.Contains(err.Error(), m.want) {
			t.Errorf("%v, want %s", err, m.want)
		}
	}
	files := ownFiles(t)
	files["sources.yaml"] = &fstest.MapFile{Data: []byte("choice: {kind: choice, text: mine}")}
	if _, err := c.With(files); err == nil || err.Error() != `sources.yaml: the source "choice" is there already; give it another name, or leave it out` {
		t.Errorf("%v", err)
	}
	if _, err := c.With(fstest.MapFS{}); err == nil {
		t.Error("an empty folder is no catalogue")
	}
}

// The mistakes of all files are told at once.
func TestEveryMistakeIsTold(t *testing.T) {
	_, err := builtinCatalog(t).With(fstest.MapFS{"a.yaml": {Data: []byte("id: a")}, "b.yaml": {Data: []byte("id: B")}})
	if err == nil || !strings.Contains(err.Error(), "a.yaml:1: an instrument has no name") || !strings.Contains(err.Error(), `b.yaml:1: id "B" must be`) {
		t.Errorf("%v", err)
	}
}

func TestNearestNames(t *testing.T) {
	var unknown *UnknownError
	for id, want := range map[string][]string{"pqh9": {"phq9"}, "ucla": {"ucla3", "ucla20v3"}, "xyzzy": nil, strings.Repeat("x", 100): nil} {
		_, _, err := builtinCatalog(t).Find(id)
		if !errors.As(err, &unknown) {
			t.Fatalf("%s: %v", id, err)
		}
		if d := cmp.Diff(want, unknown.Like); d != "" {
			t.Errorf("%s (-want +got):\n%s", id, d)
		}
	}
}
