package summary

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Any number of columns is told apart.
func TestManyColumns(t *testing.T) {
	const k = 10_000
	columns := make([]Column, k)
	for i := range columns {
		columns[i] = Column{fmt.Sprintf("v%d", i), Unit}
	}
	var rows [][]Score
	for _, at := range []int{0, 63, 64, 65, 9_999, 64} {
		row := slices.Repeat([]Score{Missing}, k)
		row[at], row[500] = Score(at), 1
		rows = append(rows, row)
	}
	p := must(NewPatterns(columns, eachRow(rows)))
	var got [][]int
	for observed := range p.All() {
		got = append(got, observed)
	}
	if diff := cmp.Diff([][]int{{0, 500}, {63, 500}, {64, 500}, {65, 500}, {500, 9_999}}, got); diff != "" {
		t.Error(diff)
	}
	if m := must(p.Complete(64)); m.N() != 2 {
		t.Errorf("%d rows have visit 64", m.N())
	}
}

func TestPatternErrors(t *testing.T) {
	columns := []Column{{"x", Unit}, {"y", Unit}}
	of := func(n int64, row ...Score) (Patterns, error) {
		return NewPatterns(columns, func(yield func([]Score, int64) bool) { yield(row, n) })
	}
	tooLarge := func(what string, err error) {
		t.Helper()
		if !errors.As(err, new(*RangeError)) {
			t.Errorf("%s: %v", what, err)
		}
	}
	_, err := of(1, math.MaxInt64, 1)
	tooLarge("the largest integer", err)
	_, err = of(1, math.MinInt64+1, 1)
	tooLarge("the smallest integer", err)
	_, err = of(math.MaxInt64, MaxTicks, MaxTicks)
	tooLarge("a sum of squares", err)
	nobody := must(of(math.MaxInt64, Missing, Missing))
	_, err = nobody.Merge(nobody)
	tooLarge("a count of rows without a column", err)
	_, err = NewPatterns(columns, func(yield func([]Score, int64) bool) {
		_ = yield([]Score{Missing, Missing}, math.MaxInt64) && yield([]Score{Missing, Missing}, 1)
	})
	tooLarge("a count within a pattern", err)
	_, err = must(of(math.MaxInt64, 1, Missing)).Merge(must(of(1, Missing, 1)))
	tooLarge("a total over patterns", err)
	many := must(of(1<<60, MaxTicks/100_000, Missing))
	_, err = many.With(0, []Column{{"c", Unit}}, []Score{math.MaxInt64})
	tooLarge("a constant", err)
	_, err = many.With(0, []Column{{"c", Unit}}, []Score{MaxTicks})
	tooLarge("products with a constant", err)
	_, err = many.Merge(must(NewPatterns([]Column{{"x", Step{1, MaxTicks}}, {"y", Unit}}, eachRow([][]Score{{1, 1}}))))
	tooLarge("rescaling", err)
	p := must(of(1, 1, 2))
	for what, err := range map[string]error{
		"no columns":         second(NewPatterns(nil, eachRow(nil))),
		"a short row":        second(of(1, 1)),
		"a negative count":   second(of(-1, 1, 2)),
		"other columns":      second(p.Merge(must(NewPatterns([]Column{{"x", Unit}, {"z", Unit}}, eachRow([][]Score{{1, 1}}))))),
		"select nothing":     second(p.Select()),
		"select beyond":      second(p.Select(2)),
		"select twice":       second(p.Select(1, 1)),
		"complete beyond":    second(p.Complete(-1)),
		"with too few":       second(p.With(0, columns, []Score{1})),
		"with out of places": second(p.With(3, columns, []Score{1, 1})),
	} {
		if err == nil {
			t.Errorf("%s is no error", what)
		}
	}
}

func second[T any](_ T, err error) error { return err }
