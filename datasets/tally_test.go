package datasets

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// All three ways of counting agree with a map.
func TestTallyAgreesWithMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 60).Draw(t, "n")
		value := rapid.OneOf(rapid.Int64Range(-3, 3), rapid.Just[int64](noScore), rapid.Int64Range(-summary.MaxTicks, summary.MaxTicks))
		tl := tally{participants: n}
		for range rapid.IntRange(0, 4).Draw(t, "axes") {
			s := &series{values: newInts(n), factor: 1, divisor: 1}
			for p := range n {
				s.values.set(p, value.Draw(t, "value"))
			}
			s.bounds(n)
			tl.scores = append(tl.scores, s)
		}
		for range rapid.IntRange(0, 2).Draw(t, "by") {
			a := &attribute{texts: []string{"", "a", "b"}, codes: *newInts(n)}
			for p := range n {
				a.codes.set(p, rapid.Int64Range(0, 2).Draw(t, "code"))
			}
			tl.by = append(tl.by, a)
		}
		want := make(map[string]int64)
		for p := range n {
			var key []int64
			for _, a := range tl.by {
				key = append(key, a.codes.at(p))
			}
			for _, s := range tl.scores {
				key = append(key, s.at(p))
			}
			want[fmt.Sprint(key)]++
		}
		ctx := context.Background()
		run, err1 := tl.run(ctx)
		compared, err2 := tl.compare(ctx)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		for _, c := range []*cells{run, compared} {
			got := make(map[string]int64)
			width := c.by + c.scores
			for i, k := range c.n {
				got[fmt.Sprint(slices.Clip(append([]int64(nil), c.at[i*width:(i+1)*width]...)))] += k
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

// A column of adaptive width is a slice of integers.
func TestIntsAreIntegers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.OneOf(rapid.Int64Range(-200, 200), rapid.SampledFrom([]int64{noScore, badScore, -127, -126, 127, 128, -32767, 32767, 32768, 1 << 31, -1 << 31}), rapid.Int64())
		var v ints
		var want []int64
		for range rapid.IntRange(1, 40).Draw(t, "n") {
			x := value.Draw(t, "x")
			if len(want) > 0 && rapid.Bool().Draw(t, "set") {
				i := rapid.IntRange(0, len(want)-1).Draw(t, "i")
				v.set(i, x)
				want[i] = x
			} else {
				v.append(x)
				want = append(want, x)
			}
		}
		var got []int64
		for i := range v.len() {
			got = append(got, v.at(i))
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}
