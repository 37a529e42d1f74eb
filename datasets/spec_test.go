package datasets

import (
	"slices"
	"strings"
	"testing"
)

// bruteReadings tries every subset of the colons.
func bruteReadings(right string, headers []string) [][]string {
	pieces := strings.Split(right, ":")
	if len(pieces) > 10 {
		return nil
	}
	var found [][]string
	for mask := range 1 << (len(pieces) - 1) {
		reading := []string{pieces[0]}
		for i, p := range pieces[1:] {
			if mask>>i&1 == 1 {
				reading = append(reading, p)
			} else {
				reading[len(reading)-1] += ":" + p
			}
		}
		ok := true
		for i := range reading {
			reading[i] = strings.TrimSpace(reading[i])
			ok = ok && slices.Contains(headers, reading[i])
		}
		if ok {
			found = append(found, reading)
		}
	}
	return found
}

func FuzzOutcomeSpec(f *testing.F) {
	for _, s := range []struct{ spec, headers string }{
		{"bdi=pre:post", "pre\npost"},
		{"x=a:b:c", "a\nb\nc\na:b\nb:c"},
		{"x=a=b:c=d", "a=b\nc=d\nc"},
		{"x= a : b ", "a\nb"},
		{"x=a:a:a:a:a:a:a:a:a:a:a:a:a", "a\na:a\na:a:a"},
		{"phq9=D{1..9}", "D1\nD2"},
		{"x=:", ":\n"},
		{"=", ""},
	} {
		f.Add(s.spec, s.headers)
	}
	f.Fuzz(func(t *testing.T, spec, headerText string) {
		if len(spec) > 200 || len(headerText) > 400 {
			return
		}
		var headers []string
		for h := range strings.SplitSeq(headerText, "\n") {
			if h = strings.TrimSpace(h); h != "" && !slices.Contains(headers, h) {
				headers = append(headers, h)
			}
		}
		_, right, _ := splitSpec(spec)
		columns, err := outcomeColumns("--outcome "+spec, right, headers)
		if err != nil {
			if _, ok := err.(*UsageError); !ok {
				t.Fatalf("%T: %v", err, err)
			}
		}
		if strings.Count(right, ":") > 9 {
			return
		}
		want := bruteReadings(right, headers)
		switch {
		case len(want) == 1 && err == nil:
			if !slices.Equal(columns, want[0]) {
				t.Errorf("%q is read as %q, not as %q", right, columns, want[0])
			}
		case len(want) == 1:
			if _, twice := repeated(want[0]); !twice {
				t.Errorf("%q has one reading %q, but: %v", right, want[0], err)
			}
		case err == nil:
			t.Errorf("%q has %d readings, but is read as %q", right, len(want), columns)
		}
	})
}

func TestScaleSpecs(t *testing.T) {
	for _, c := range []struct{ in, id string }{
		{">=6", ">=6"}, {">= 6.50", ">=6.5"}, {"sd:pre,r:0.890", "sd:pre,r:0.89"}, {"sd:6.10, r:.84", "sd:6.1,r:0.84"},
	} {
		got, err := parseReliable(c.in, nil)
		if err != nil || got.ID != c.id {
			t.Errorf("parseReliable(%q) = %q, %v, want %q", c.in, got.ID, err, c.id)
		}
	}
	for _, in := range []string{">=0", ">=-1", "<=6", "sd:pre", "r:0.8,sd:pre", "sd:0,r:0.8", "sd:pre,r:1", "sd:pre,r:0", "", "sd:,r:"} {
		if got, err := parseReliable(in, nil); err == nil {
			t.Errorf("parseReliable(%q) = %+v, want an error", in, got)
		}
	}
	for _, in := range []string{"27:0", "0", "0:0", "a:b", "0:27:30"} {
		if got, err := parseRange(in); err == nil {
			t.Errorf("parseRange(%q) = %v, want an error", in, got)
		}
	}
	for in, want := range map[string]string{"1/6": "1/6", "0.5": "0.5", "2": "2", "0.1/0.3": "1/3"} {
		step, err := parseStep(in)
		if got := amountText(step.Rat()); err != nil || got != want && step.Rat().RatString() != want {
			t.Errorf("parseStep(%q) = %s, %v, want %s", in, got, err, want)
		}
	}
	for _, in := range []string{"0", "-1", "1/0", "x", ""} {
		if got, err := parseStep(in); err == nil {
			t.Errorf("parseStep(%q) = %v, want an error", in, got)
		}
	}
}
