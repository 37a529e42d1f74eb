package datasets

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// A column that tells people apart is no stratum, and no message shows what it
// holds.
func TestStrataOfPeople(t *testing.T) {
	for _, c := range []struct {
		name    string
		people  int
		level   func(i int) string
		refused bool
	}{
		{"names", 6, func(i int) string { return fmt.Sprintf("Zq%d", i) }, true},
		{"ages", 6, func(i int) string { return fmt.Sprint(7300 + i) }, true},
		{"names of some", 40, func(i int) string { return map[bool]string{true: fmt.Sprintf("Zq%d", i)}[i < 5] }, true},
		{"remarks", 402, func(i int) string { return fmt.Sprintf("Zq%d", i/2) }, true},
		{"clinics", 400, func(i int) string { return fmt.Sprintf("Zq%d", i/2) }, false},
		{"half alone", 10, func(i int) string { return fmt.Sprintf("Zq%d", min(i, 5)) }, false},
		{"a handful", 4, func(i int) string { return fmt.Sprintf("Zq%d", i) }, false},
	} {
		var b strings.Builder
		b.WriteString("id,pre,post,by\n")
		for i := range c.people {
			fmt.Fprintf(&b, "p%d,1,2,%s\n", i, c.level(i))
		}
		o := Options{Outcomes: []string{"x=pre:post"}, By: []string{"by"}}
		_, err := Load(context.Background(), []string{"-"}, strings.NewReader(b.String()), o, nil)
		if refused := errors.As(err, new(*UsageError)); refused != c.refused || err != nil && !refused {
			t.Errorf("%s: %v", c.name, err)
		}
		if err != nil && (strings.Contains(err.Error(), "Zq") || strings.Contains(err.Error(), "730")) {
			t.Errorf("%s: a value is shown: %v", c.name, err)
		}
	}
}
