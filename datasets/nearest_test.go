package datasets

import "testing"

// At most a third of the word may be mistyped.
func TestNearest(t *testing.T) {
	for _, c := range []struct{ word, candidate string }{
		{"aeg", "age"}, {"Age", "age"}, {"sit", "site"}, {"phq9_pst", "phq9_post"}, {"ID ", "id"},
	} {
		if got, ok := nearest(c.word, []string{"quite another", c.candidate}); !ok || got != c.candidate {
			t.Errorf("nearest(%q) = %q, want %q", c.word, got, c.candidate)
		}
	}
	for _, c := range []struct{ word, candidate string }{{"date", "site"}, {"arm", "pre"}, {"x", "y"}} {
		if got, ok := nearest(c.word, []string{c.candidate}); ok {
			t.Errorf("nearest(%q) = %q, want none", c.word, got)
		}
	}
}
