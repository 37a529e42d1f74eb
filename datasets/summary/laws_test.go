package summary

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// people draws participants of one study as (site, group, pre, post), scores
// sometimes missing, so that every summary can be made from any subset of them.
type person struct {
	site      string
	pre, post Score
}

func drawPeople(t *rapid.T) []person {
	score := rapid.Custom(func(t *rapid.T) Score {
		if rapid.IntRange(0, 4).Draw(t, "missing") == 0 {
			return Missing
		}
		return Score(rapid.Int64Range(-30, 30).Draw(t, "score"))
	})
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) person {
		return person{rapid.SampledFrom([]string{"A", "b;=\\", "", "10", "9"}).Draw(t, "site"), score.Draw(t, "pre"), score.Draw(t, "post")}
	}), 0, 40).Draw(t, "people")
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func jointOf(people []person, step Step) Joint {
	return must(NewJoint("phq9", "pre", "post", step, func(yield func([]Score, int64) bool) {
		for _, p := range people {
			if !yield([]Score{p.pre, p.post}, 1) {
				return
			}
		}
	}))
}

// laws checks that Merge has the zero value as identity, is commutative and
// associative, and that the summary of the whole is the merge of the summaries
// of any three parts of it, for summaries made by of.
func laws[T Mergeable[T]](t *testing.T, of func([]person) T) {
	t.Helper()
	rapid.Check(t, func(t *rapid.T) {
		people := drawPeople(t)
		i := rapid.IntRange(0, len(people)).Draw(t, "i")
		j := rapid.IntRange(i, len(people)).Draw(t, "j")
		a, b, c := of(people[:i]), of(people[i:j]), of(people[j:])
		var zero T
		equal := func(law string, x, y T) {
			if !x.Equal(y) {
				t.Fatalf("%s:\n%+v\n%+v", law, x, y)
			}
		}
		equal("left identity", must(zero.Merge(a)), a)
		equal("right identity", must(a.Merge(zero)), a)
		equal("empty", must(zero.Merge(zero)), zero)
		equal("commutative", must(a.Merge(b)), must(b.Merge(a)))
		equal("associative", must(must(a.Merge(b)).Merge(c)), must(a.Merge(must(b.Merge(c)))))
		whole := must(must(a.Merge(b)).Merge(c))
		equal("split is whole", whole, of(people))
		reversed := make([]person, len(people))
		for i, p := range people {
			reversed[len(people)-1-i] = p
		}
		equal("order", of(reversed), of(people))
	})
}

// nonEmpty gives the zero value for nobody, as merging parts does: a summary of
// nobody has no axes to remember.
func nonEmpty[T any](of func([]person) T) func([]person) T {
	return func(people []person) T {
		if len(people) == 0 {
			var zero T
			return zero
		}
		return of(people)
	}
}

func TestLaws(t *testing.T) {
	joint := func(p []person) Joint { return jointOf(p, Unit) }
	t.Run("Counts", func(t *testing.T) {
		laws(t, nonEmpty(func(p []person) Counts { return joint(p).Counts() }))
	})
	t.Run("Joint", func(t *testing.T) { laws(t, nonEmpty(joint)) })
	t.Run("Histogram", func(t *testing.T) {
		laws(t, nonEmpty(func(p []person) Histogram { return must(joint(p).Change()) }))
	})
	t.Run("Moments", func(t *testing.T) {
		laws(t, func(p []person) Moments { return must(joint(p).Moments()) })
	})
	t.Run("Fourfold", func(t *testing.T) {
		laws(t, nonEmpty(func(p []person) Fourfold {
			return joint(p).Fourfold(">=10", func(s Score) bool { return s >= 10 })
		}))
	})
	t.Run("Strata", func(t *testing.T) {
		laws(t, func(people []person) Strata[Joint] {
			return must(NewStrata(func(yield func(Key, Joint) bool) {
				for _, p := range people {
					if !yield(NewKey(Level{"site", p.site}), joint([]person{p})) {
						return
					}
				}
			}))
		})
	})
	t.Run("Audit", func(t *testing.T) {
		laws(t, func(people []person) Audit {
			a := Audit{RowsRead: int64(len(people)), Participants: int64(len(people))}
			for _, p := range people {
				if p.site == "" {
					a = a.Drop("no_site", 1)
				} else if !p.pre.Observed() {
					a = a.Drop("no_pre", 1)
				}
			}
			return a
		})
	})
}

// An arrow commutes with Merge: to conclude from the parts and merge is to
// merge and conclude.
func TestArrowsCommute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := drawPeople(t)
		i := rapid.IntRange(0, len(people)).Draw(t, "i")
		a, b := jointOf(people[:i], Unit), jointOf(people[i:], Unit)
		whole := must(a.Merge(b))
		if got, want := must(must(a.Change()).Merge(must(b.Change()))), must(whole.Change()); !got.Equal(want) {
			t.Fatalf("change: %v, want %v", got, want)
		}
		if got, want := must(must(a.Moments()).Merge(must(b.Moments()))), must(whole.Moments()); !got.Equal(want) {
			t.Fatalf("moments: %v, want %v", got, want)
		}
		high := func(s Score) bool { return s >= 3 }
		if got, want := must(a.Fourfold("high", high).Merge(b.Fourfold("high", high))), whole.Fourfold("high", high); got != want {
			t.Fatalf("fourfold: %v, want %v", got, want)
		}
		if got, want := must(must(whole.Change()).Moments()), must(must(whole.Moments()).Combine("change", -1, 1)); !got.Equal(want) {
			t.Fatalf("moments of the change by histogram %v, from pre and post %v", got, want)
		}
		if got, want := must(must(whole.Swap()).Swap()), whole; !got.Equal(want) {
			t.Fatalf("swap twice: %v, want %v", got, want)
		}
		f := whole.Flow()
		if f.Enrolled != int64(len(people)) || f.Pairs != must(whole.Change()).N() || f.Pre != must(whole.Before(false)).N() {
			t.Fatalf("flow %+v of %d people", f, len(people))
		}
	})
}

// Shards that chose different grids hold the same people as one that saw all.
func TestMergeRescales(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := drawPeople(t)
		tenths := make([]person, len(people))
		for i, p := range people {
			tenths[i] = p
			for _, s := range []*Score{&tenths[i].pre, &tenths[i].post} {
				if s.Observed() {
					*s *= 10
				}
			}
		}
		i := rapid.IntRange(0, len(people)).Draw(t, "i")
		got := must(jointOf(people[:i], Unit).Merge(jointOf(tenths[i:], Step{1, 10})))
		if want := jointOf(tenths, Step{1, 10}); i > 0 && i < len(people) && !got.Equal(want) {
			t.Fatalf("got %v, want %v", got, want)
		}
		coarse, fine := must(jointOf(people, Unit).Moments()), must(jointOf(tenths, Step{1, 10}).Moments())
		for _, at := range []int{0, 1} {
			cv, cok := coarse.Var(at)
			fv, fok := fine.Var(at)
			if cv != fv || cok != fok {
				t.Fatalf("variance %v on one grid, %v on the other", cv, fv)
			}
		}
	})
}

func TestStrataWithout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := drawPeople(t)
		by := must(NewStrata(func(yield func(Key, Joint) bool) {
			for i, p := range people {
				if !yield(NewKey(Level{"site", p.site}, Level{"group", fmt.Sprint(i % 3)}), jointOf([]person{p}, Unit)) {
					return
				}
			}
		}))
		everyone, _ := must(by.Without("site", "group")).Get(Key{})
		if len(people) > 0 && !everyone.Equal(jointOf(people, Unit)) {
			t.Fatalf("strata joined again: %v", everyone)
		}
	})
}

func TestKeys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune(`ab;=\ 1é`)))
		var levels []Level
		for range rapid.IntRange(1, 3).Draw(t, "levels") {
			levels = append(levels, Level{text.Draw(t, "name"), text.Draw(t, "value")})
		}
		got := NewKey(levels...).Levels()
		if fmt.Sprint(got) != fmt.Sprint(levels) {
			t.Fatalf("levels %q came back as %q", levels, got)
		}
		k := NewKey(levels...)
		if CompareKeys(k, k) != 0 || k != NewKey(got...) || k != ParseKey(k.String()) {
			t.Fatalf("key %q is not equal to itself", k)
		}
	})
}
