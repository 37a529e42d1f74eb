package summary

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// patternColumns are two covariates on grids of their own and two visits.
func patternColumns(step Step) []Column {
	return []Column{{"age", Unit}, {"dose", Step{1, 10}}, {"pre", step}, {"post", step}}
}

// patternRow gives a person covariates that depend on its scores, so that they
// are sometimes missing too.
func patternRow(p person) []Score {
	age := Score(40)
	switch p.site {
	case "":
		age = Missing
	case "10":
		age = 3 << 20 // beyond what is added up in 64 bits
	}
	dose := Missing
	if p.pre.Observed() && p.pre%2 == 0 {
		dose = 3 * p.pre
	}
	return []Score{age, dose, p.pre, p.post}
}

func eachRow(rows [][]Score) iter.Seq2[[]Score, int64] {
	return func(yield func([]Score, int64) bool) {
		for _, row := range rows {
			if !yield(row, 1) {
				return
			}
		}
	}
}

func patternRows(people []person) [][]Score {
	var rows [][]Score
	for _, p := range people {
		rows = append(rows, patternRow(p))
	}
	return rows
}

func patternsOf(people []person) Patterns {
	return must(NewPatterns(patternColumns(Unit), eachRow(patternRows(people))))
}

func TestPatternLaws(t *testing.T) {
	laws(t, nonEmpty(patternsOf))
}

// momentsOf sums the rows that have observed exactly, or at least, some columns.
func momentsOf(columns []Column, rows [][]Score, chosen []int, exactly bool) Moments {
	var names []Column
	for _, j := range chosen {
		names = append(names, columns[j])
	}
	var all [][]Score
	for _, row := range rows {
		var some []Score
		there := 0
		for _, x := range row {
			if x.Observed() {
				there++
			}
		}
		for _, j := range chosen {
			if row[j].Observed() {
				some = append(some, row[j])
			}
		}
		if len(some) == len(chosen) && (!exactly || there == len(chosen)) {
			all = append(all, some)
		}
	}
	return must(NewMoments(names, eachRow(all)))
}

// Each pattern holds the moments of its own rows, and no row is lost.
func TestPatternsAgreeWithRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := drawPeople(t)
		rows, columns := patternRows(people), patternColumns(Unit)
		p := patternsOf(people)
		var n int64
		last := []int(nil)
		for observed, m := range p.All() {
			if n > 0 && slices.Compare(last, observed) >= 0 {
				t.Fatalf("%v comes after %v", observed, last)
			}
			if want := momentsOf(columns, rows, observed, true); !m.Equal(want) {
				t.Fatalf("pattern %v:\n%+v\n%+v", observed, m, want)
			}
			last = observed
			n += m.N()
		}
		if n != int64(len(people)) || p.N() != n {
			t.Fatalf("%d of %d people, N %d", n, len(people), p.N())
		}
	})
}

// Choosing columns from the patterns is making patterns of chosen columns, and
// it commutes with Merge.
func TestPatternArrows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := drawPeople(t)
		i := rapid.IntRange(0, len(people)).Draw(t, "i")
		a, b, whole := patternsOf(people[:i]), patternsOf(people[i:]), patternsOf(people)
		rows, columns := patternRows(people), patternColumns(Unit)
		chosen := rapid.Permutation([]int{0, 1, 2, 3}).Draw(t, "columns")[:rapid.IntRange(1, 4).Draw(t, "k")]
		var names []Column
		var fewer [][]Score
		for _, j := range chosen {
			names = append(names, columns[j])
		}
		for _, row := range rows {
			var some []Score
			for _, j := range chosen {
				some = append(some, row[j])
			}
			fewer = append(fewer, some)
		}
		selected := must(whole.Select(chosen...))
		if want := must(NewPatterns(names, eachRow(fewer))); !selected.Equal(want) {
			t.Fatalf("select %v:\n%+v\n%+v", chosen, selected, want)
		}
		if merged := must(must(a.Select(chosen...)).Merge(must(b.Select(chosen...)))); !merged.Equal(selected) {
			t.Fatal("Select does not commute with Merge")
		}
		complete := must(whole.Complete(chosen...))
		if want := momentsOf(columns, rows, chosen, false); !complete.Equal(want) {
			t.Fatalf("complete %v:\n%+v\n%+v", chosen, complete, want)
		}
		if merged := must(must(a.Complete(chosen...)).Merge(must(b.Complete(chosen...)))); !merged.Equal(complete) {
			t.Fatal("Complete does not commute with Merge")
		}
		joint := jointOf(people, Unit)
		if got, want := must(whole.Complete(2, 3)), must(joint.Moments()); !sameNumbers(got, want) {
			t.Fatalf("moments by patterns %+v, by counts %+v", got, want)
		}
	})
}

func sameNumbers(a, b Moments) bool {
	return a.n == b.n && slices.Equal(a.sum, b.sum) && slices.Equal(a.cross, b.cross)
}

// Columns that are the same for everyone might as well have been in the rows.
func TestPatternsWith(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := drawPeople(t)
		at := rapid.IntRange(0, 4).Draw(t, "at")
		extra := []Column{{"one", Unit}, {"unknown", Unit}, {"half", Step{1, 2}}}
		values := []Score{1, Missing, Score(rapid.Int64Range(-9, 9).Draw(t, "value"))}
		var rows [][]Score
		for _, row := range patternRows(people) {
			rows = append(rows, slices.Insert(row, at, values...))
		}
		columns := slices.Insert(patternColumns(Unit), at, extra...)
		got := must(patternsOf(people).With(at, extra, values))
		if want := must(NewPatterns(columns, eachRow(rows))); !got.Equal(want) {
			t.Fatalf("%+v\n%+v", got, want)
		}
		back := slices.DeleteFunc([]int{0, 1, 2, 3, 4, 5, 6}, func(i int) bool { return i >= at && i < at+3 })
		if again := must(got.Select(back...)); !again.Equal(patternsOf(people)) {
			t.Fatal("leaving the new columns out does not give the old patterns")
		}
	})
}

// Shards on different grids hold the same people as one that saw all.
func TestPatternsMergeRescales(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := drawPeople(t)
		i := rapid.IntRange(0, len(people)).Draw(t, "i")
		fine := func(rows [][]Score) [][]Score {
			for _, row := range rows {
				for _, j := range []int{2, 3} {
					if row[j].Observed() {
						row[j] *= 10
					}
				}
			}
			return rows
		}
		tenths := patternColumns(Step{1, 10})
		a, b := patternsOf(people[:i]), must(NewPatterns(tenths, eachRow(fine(patternRows(people[i:])))))
		want := must(NewPatterns(tenths, eachRow(fine(patternRows(people)))))
		if got := must(a.Merge(b)); !got.Equal(want) {
			t.Fatalf("%+v\n%+v", got, want)
		}
		if got := must(b.Merge(a)); !got.Equal(want) {
			t.Fatal("the other way round differs")
		}
	})
}

// A multiplicity is that many rows.
func TestPatternMultiplicities(t *testing.T) {
	row := []Score{1, Missing, 5, -7}
	once := must(NewPatterns(patternColumns(Unit), func(yield func([]Score, int64) bool) { _ = yield(row, 3) && yield(row, 0) }))
	if thrice := must(NewPatterns(patternColumns(Unit), eachRow([][]Score{row, row, row}))); !once.Equal(thrice) {
		t.Errorf("%+v\n%+v", once, thrice)
	}
}

func BenchmarkNewPatterns(b *testing.B) {
	const n = 1_000_000
	for _, k := range []int{4, 5} {
		columns := make([]Column, k)
		for i := range columns {
			columns[i] = Column{fmt.Sprint("v", i), Unit}
		}
		rng := rand.New(rand.NewPCG(1, 2))
		flat := make([]Score, n*k)
		for i := range flat {
			if flat[i] = Score(rng.IntN(28)); rng.IntN(5) == 0 {
				flat[i] = Missing
			}
		}
		b.Run(fmt.Sprint(k), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				must(NewPatterns(columns, func(yield func([]Score, int64) bool) {
					for i := 0; i < len(flat); i += k {
						if !yield(flat[i:i+k], 1) {
							return
						}
					}
				}))
			}
		})
	}
}
