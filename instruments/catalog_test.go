package instruments

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"
)

func TestBuiltinInstruments(t *testing.T) {
	files, err := embedded.ReadDir("catalog")
	if err != nil {
		t.Fatal(err)
	}
	if n := len(All()) + 2; n != len(files) {
		t.Errorf("%d files make %d instruments", len(files), n-2)
	}
	got := make(map[string][]string)
	var order []string
	for _, i := range All() {
		order = append(order, i.ID)
		for _, s := range i.Scales {
			got[i.ID] = append(got[i.ID], s.ID)
			if found, ok := ScaleByID(s.ID); !ok || found != s || found.Instrument() != i {
				t.Errorf("scale %s is not found by its id", s.ID)
			}
		}
	}
	for id, want := range map[string][]string{
		"phq9": {"phq9", "phq8", "phq2"}, "gad7": {"gad7", "gad2"}, "ucla3": {"ucla3"}, "evs": {"evs"}, "fv2": {"fv2"}, "pss10": {"pss10", "pss4"},
	} {
		if d := cmp.Diff(want, got[id]); d != "" {
			t.Errorf("%s (-want +got):\n%s", id, d)
		}
	}
	if !slices.IsSorted(order) {
		t.Errorf("not in order: %v", order)
	}
	if _, ok := Lookup("nothing"); ok {
		t.Error("an unknown instrument is found")
	}
	if _, ok := ScaleByID("nothing"); ok {
		t.Error("an unknown scale is found")
	}
}

// walk visits every value of a type within a value.
func walk[T any](v reflect.Value, path string, seen map[any]bool, visit func(path string, at T)) {
	if at, ok := v.Interface().(T); ok {
		visit(path, at)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && !seen[v.Interface()] {
			seen[v.Interface()] = true
			walk(v.Elem(), path, seen, visit)
		}
	case reflect.Slice:
		for n := range v.Len() {
			walk(v.Index(n), path, seen, visit)
		}
	case reflect.Struct:
		for n := range v.NumField() {
			if f := v.Type().Field(n); f.IsExported() {
				walk(v.Field(n), path+"."+f.Name, seen, visit)
			}
		}
	}
}

// Every number of the literature names its source and confidence, and every
// source is named by one.
func TestEveryNumberHasItsSource(t *testing.T) {
	c := builtinCatalog(t)
	used := make(map[string]bool)
	for _, i := range c.All() {
		walk(reflect.ValueOf(i), i.ID, make(map[any]bool), func(path string, e Evidence) {
			for _, s := range e.Sources {
				used[s] = true
				if _, ok := c.Source(s); !ok {
					t.Errorf("%s: no source %s", path, s)
				}
			}
		})
		checkSourced(t, i)
	}
	for _, s := range c.Sources() {
		if !used[s.Key] {
			t.Errorf("source %s is used by no number", s.Key)
		}
	}
}

func checkSourced(t *testing.T, i *Instrument) {
	t.Helper()
	has := func(what string, e Evidence) {
		if len(e.Sources) == 0 || e.Confidence == "" {
			t.Errorf("%s: %s has no source or confidence", i.ID, what)
		}
	}
	has("the licence", i.Licence.Evidence)
	for _, it := range i.Items {
		if it.Answers != nil {
			has("answer set "+it.Answers.ID, it.Answers.Evidence)
		} else {
			has("the limits of "+it.ID, it.Limits)
		}
		if it.LOINC != "" {
			has("the LOINC code of "+it.ID, i.ItemCodes)
		}
	}
	for _, s := range i.Scales {
		has("scoring of "+s.ID, s.Scoring)
		if s.Missing.Kind != Complete {
			has("missing rule of "+s.ID, s.Missing.Evidence)
		}
		if len(s.Bands.List) > 0 {
			has("bands of "+s.ID, s.Bands.Evidence)
		}
		for _, x := range s.Caseness {
			has("caseness of "+s.ID, x.Evidence)
		}
		for _, x := range s.Reliable {
			has("reliable change of "+s.ID, x.Evidence)
		}
		for _, x := range s.Reliability {
			has("reliability of "+s.ID, x.Evidence)
		}
		for _, x := range s.MCID {
			has("mcid of "+s.ID, x.Evidence)
		}
		for _, x := range s.Events {
			has("event of "+s.ID, x.Evidence)
		}
		if s.Remission.At.IsSet() {
			has("remission of "+s.ID, s.Remission.Evidence)
		}
		if s.Response.Value.IsSet() {
			has("response of "+s.ID, s.Response.Evidence)
		}
	}
}

// Taking source or confidence away from any number of any instrument is
// refused.
func TestNumbersWithoutSourceAreRefused(t *testing.T) {
	c := builtinCatalog(t)
	tried := 0
	for _, i := range c.All() {
		data, err := embedded.ReadFile("catalog/" + i.ID + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"source", "confidence"} {
			for n := 0; ; n++ {
				broken, ok := without(t, data, key, n)
				if !ok {
					break
				}
				tried++
				if _, err := c.Parse(i.ID+".yaml", broken); err == nil || !strings.Contains(err.Error(), "has no "+key+"; add "+key+":") {
					t.Errorf("%s without the %s number %d: %v", i.ID, key, n, err)
				}
			}
		}
	}
	if tried < 100 {
		t.Errorf("only %d numbers were tried", tried)
	}
}

// without returns a file without the n'th occurrence of a key.
func without(t *testing.T, data []byte, key string, n int) ([]byte, bool) {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Load(data, &doc); err != nil {
		t.Fatal(err)
	}
	var remove func(node *yaml.Node) bool
	remove = func(node *yaml.Node) bool {
		for at := 0; at < len(node.Content); at++ {
			if node.Kind == yaml.MappingNode && at%2 == 0 && node.Content[at].Value == key {
				if n == 0 {
					node.Content = slices.Delete(node.Content, at, at+2)
					return true
				}
				n--
			}
			if remove(node.Content[at]) {
				return true
			}
		}
		return false
	}
	if !remove(&doc) {
		return nil, false
	}
	out, err := yaml.Dump(&doc)
	if err != nil {
		t.Fatal(err)
	}
	return out, true
}

func TestCataloguesAreChecked(t *testing.T) {
	ok := fstest.MapFS{}
	for _, name := range []string{"sources.yaml", "answers.yaml", "ucla3.yaml"} {
		data, err := embedded.ReadFile("catalog/" + name)
		if err != nil {
			t.Fatal(err)
		}
		ok[name] = &fstest.MapFile{Data: data}
	}
	if _, err := Load(ok); err != nil {
		t.Fatal(err)
	}
	with := func(name string, from string) fstest.MapFS {
		files := fstest.MapFS{}
		for k, v := range ok {
			files[k] = v
		}
		files[name] = &fstest.MapFile{Data: []byte(from)}
		return files
	}
	ucla := string(ok["ucla3.yaml"].Data)
	for _, c := range []struct {
		files fstest.MapFS
		want  string
	}{
		{fstest.MapFS{}, "a catalogue needs its sources"},
		{with("other.yaml", ucla), `other.yaml: the instrument's id is "ucla3"; name file and instrument alike`},
		{with("other.yaml", strings.Replace(ucla, "id: ucla3", "id: other", 1)), `ucla3.yaml:31: the scale "ucla3" belongs to other; give each scale its own id`}, // files are read in order of their names
		{with("empty.yaml", ""), "empty.yaml: the file is empty"},
		{with("huge.yaml", strings.Repeat("#", 2<<20)), "huge.yaml: the file is too large"},
		{with("sources.yaml", "S1w: {kind: secondary, text: a page}"), `sources.yaml:1: source "S1w" has no address; add address:`},
		{with("sources.yaml", "S1w: {kind: secundary, text: a page}"), `sources.yaml:1: "secundary" is not known here; did you mean "secondary"?`},
		{with("answers.yaml", "a: {source: memory, confidence: unverified, options: [{code: 0, en: [x], es: [x]}]}"), `answers.yaml:1: the answer set "a" leaves no choice`},
	} {
		if _, err := Load(c.files); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
}

func TestLOINCCheckDigits(t *testing.T) {
	for code, ok := range map[string]bool{
		"44261-6": true, "2160-0": true, "44261-7": false, "44216-6": false, "x-1": false, "44261": false, "44261-": false, "-0": false,
	} {
		if _, err := parseLOINC(code); (err == nil) != ok {
			t.Errorf("%s: %v", code, err)
		}
	}
}
