package table

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestSameShape(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a := rapid.SliceOfDistinct(rapid.StringN(1, 4, -1), rapid.ID[string]).Draw(rt, "a")
		b := rapid.Permutation(a).Draw(rt, "b")
		perm, err := SameShape(a, b)
		if err != nil {
			rt.Fatal(err)
		}
		got := make([]string, len(a))
		for i, j := range perm {
			got[i] = b[j]
		}
		if !slices.Equal(a, got) {
			rt.Errorf("permuted to %q, want %q", got, a)
		}
	})
}

func TestSameShapeDiffers(t *testing.T) {
	tests := []struct {
		b    []string
		want string
	}{
		{[]string{"id", "phq9"}, `lacks "gad7"`},
		{[]string{"gad7", "id", "phq9", "ucla3"}, `also has "ucla3"`},
		{[]string{"id", "PHQ9", "GAD7"}, `lacks "phq9", "gad7" and also has "PHQ9", "GAD7"`},
		{[]string{"1", "2", "3", "4", "5"}, `lacks "id", "phq9", "gad7" and also has "1", "2", "3" and 2 more`},
	}
	for _, test := range tests {
		perm, err := SameShape([]string{"id", "phq9", "gad7"}, test.b)
		if err == nil {
			t.Errorf("%q fits by %v", test.b, perm)
			continue
		}
		want := "the columns differ from the first file's: this one " + test.want
		if diff := cmp.Diff(want, err.Error()); diff != "" {
			t.Error(diff)
		}
	}
}
