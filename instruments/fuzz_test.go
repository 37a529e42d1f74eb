package instruments

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// A file is either refused with its name, or can be compiled and scores every
// answer within its range. What is tried are the known files with some bytes
// replaced, and whole files.
func FuzzCatalog(f *testing.F) {
	bases := []string{"", sample(f)}
	for _, pattern := range []string{"catalog/*.yaml", "testdata/catalog/*.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range files {
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			bases = append(bases, string(data))
		}
	}
	for base := range bases {
		f.Add(uint8(base), uint16(0), uint8(0), "")
	}
	f.Add(uint8(1), uint16(2600), uint8(4), "mean")
	f.Add(uint8(0), uint16(0), uint8(0), "id: x\nitems: [{id: 1, number: {range: [0, 1000000], decimals: 6}}]\nscales: [{operation: product}]")
	c := builtinCatalog(f)
	f.Fuzz(func(t *testing.T, base uint8, at uint16, cut uint8, insert string) {
		data := []byte(bases[int(base)%len(bases)])
		from := min(int(at), len(data))
		data = slices.Concat(data[:from], []byte(insert), data[min(from+int(cut), len(data)):])
		i, err := c.Parse("fuzz.yaml", data)
		if err != nil {
			var mistake *FormatError
			if !errors.As(err, &mistake) {
				t.Fatalf("%v is no format error", err)
			}
			return
		}
		for _, decimals := range []int{0, maxDecimals} {
			s, err := i.Scorer(Options{Decimals: decimals})
			if err != nil {
				t.Fatal(err)
			}
			for _, top := range []bool{false, true} {
				answers := make([]Answer, len(i.Items))
				for item := range answers {
					answers[item] = s.allowed[item].low
					if top {
						answers[item] = s.allowed[item].high
					}
				}
				var r Result
				if err := s.Score(answers, &r); err != nil {
					t.Fatal(err)
				}
				for k, scale := range i.Scales {
					if !scale.Range.Contains(r.Scales[k].Score, s.Step(k)) {
						t.Fatalf("%s: %d lies outside %s", scale.ID, r.Scales[k].Score, scale.Range)
					}
				}
			}
		}
		for _, s := range i.Scales {
			s.Summary("es")
			s.Flags()
			s.Withheld()
		}
	})
}

// Whatever is read as an answer is one that the item allows.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"2", "1 - Several days", "Several days (1)", "30-45 min", "1 hr 30", "4+", "1,5", "-0", "\u221230", "½", "9e9", "0.0000001"} {
		f.Add(text, "1", uint8(2), true)
	}
	f.Fuzz(func(t *testing.T, text, code string, decimals uint8, comma bool) {
		for _, i := range All() {
			o := Options{Decimals: int(decimals % 8), DecimalComma: comma}
			if code != "" {
				o.Codes = map[string]string{code: "1"}
			}
			p, err := i.Parser(o)
			if err != nil {
				continue
			}
			for item := range i.Items {
				a, reading := p.Parse(item, text)
				allowed := i.allowed(item, o)
				if reading.Answered() != (a != NoAnswer) || !allowed.has(a) {
					t.Fatalf("%s item %d: %q is %d, %s", i.ID, item, text, a, reading)
				}
			}
		}
	})
}
