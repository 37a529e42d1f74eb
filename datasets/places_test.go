package datasets

import (
	"context"
	"strings"
	"testing"
)

func TestStandardInputIsNamed(t *testing.T) {
	csv := "id,pre,post\n1,x,2\n"
	_, err := Load(context.Background(), []string{"-"}, strings.NewReader(csv), Options{Outcomes: []string{"x=pre:post"}}, nil)
	if err == nil || !strings.Contains(err.Error(), "standard input:2:2") {
		t.Errorf("the place of a cell is told as: %v", err)
	}
}

func TestPlaceOfARow(t *testing.T) {
	p := rowPlaces{files: []string{"a.csv"}}
	p.add(0, 0, 2)
	if got := p.in(0); got != "on line 2" {
		t.Errorf("in one file: %q", got)
	}
	p.files = append(p.files, "b.csv")
	p.add(1, 1, 2)
	if got := p.in(1); got != "at b.csv:2" {
		t.Errorf("in two files: %q", got)
	}
}
