package datasets

import (
	"context"
	"iter"
	"math/bits"
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// tally counts combinations of strata and scores.
type tally struct {
	participants int
	by           []*attribute
	scores       []*series
}

// cells are combinations with the number of participants in each: the codes of
// the strata, then the scores.
type cells struct {
	by, scores int
	at         []int64 // by + scores numbers a cell
	n          []int64
}

// run counts over a table with one place a combination where that is small,
// else by sorting the combinations, which are numbered in a mixed radix.
func (t *tally) run(ctx context.Context) (*cells, error) {
	radix := make([]uint64, 0, len(t.by)+len(t.scores))
	for _, a := range t.by {
		radix = append(radix, uint64(len(a.texts)))
	}
	for _, s := range t.scores {
		radix = append(radix, uint64(max(0, s.high-s.low+1))+1) // missing is 0
	}
	size, fits := uint64(1), true
	for _, r := range radix {
		hi, lo := bits.Mul64(size, r)
		size, fits = lo, fits && hi == 0
	}
	if !fits {
		return t.compare(ctx)
	}
	if size <= uint64(max(1<<16, 2*t.participants)) {
		return t.dense(ctx, radix, size)
	}
	return t.sorted(ctx, radix)
}

// number is the combination of a participant in the mixed radix.
func (t *tally) number(p int, radix []uint64) uint64 {
	var x uint64
	for i, a := range t.by {
		x = x*radix[i] + uint64(a.codes.at(p))
	}
	for i, s := range t.scores {
		x *= radix[len(t.by)+i]
		if v := s.at(p); v != noScore {
			x += uint64(v-s.low) + 1
		}
	}
	return x
}

// each visits the participants, and stops when the context does.
func (t *tally) each(ctx context.Context, visit func(p int)) error {
	for p := range t.participants {
		if p%(1<<16) == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		visit(p)
	}
	return nil
}

func (t *tally) dense(ctx context.Context, radix []uint64, size uint64) (*cells, error) {
	n := make([]int32, size)
	if err := t.each(ctx, func(p int) { n[t.number(p, radix)]++ }); err != nil {
		return nil, err
	}
	out := t.newCells()
	for x, k := range n {
		if k > 0 {
			out.addNumber(t, uint64(x), radix, int64(k))
		}
	}
	return out, nil
}

func (t *tally) sorted(ctx context.Context, radix []uint64) (*cells, error) {
	all := make([]uint64, 0, t.participants)
	if err := t.each(ctx, func(p int) { all = append(all, t.number(p, radix)) }); err != nil {
		return nil, err
	}
	slices.Sort(all)
	out := t.newCells()
	for start := 0; start < len(all); {
		end := start
		for end < len(all) && all[end] == all[start] {
			end++
		}
		out.addNumber(t, all[start], radix, int64(end-start))
		start = end
	}
	return out, nil
}

// compare sorts the combinations themselves, where they are too many to be
// numbered.
func (t *tally) compare(ctx context.Context) (*cells, error) {
	width := len(t.by) + len(t.scores)
	all := make([]int64, 0, width*t.participants)
	order := make([]int, 0, t.participants)
	err := t.each(ctx, func(p int) {
		order = append(order, p)
		for _, a := range t.by {
			all = append(all, a.codes.at(p))
		}
		for _, s := range t.scores {
			all = append(all, s.at(p))
		}
	})
	if err != nil {
		return nil, err
	}
	of := func(p int) []int64 { return all[p*width : (p+1)*width] }
	slices.SortFunc(order, func(a, b int) int { return slices.Compare(of(a), of(b)) })
	out := t.newCells()
	for i, p := range order {
		if i > 0 && slices.Equal(of(p), of(order[i-1])) {
			out.n[len(out.n)-1]++
			continue
		}
		out.at = append(out.at, of(p)...)
		out.n = append(out.n, 1)
	}
	return out, nil
}

func (t *tally) newCells() *cells { return &cells{by: len(t.by), scores: len(t.scores)} }

// addNumber adds the combination of a number in the mixed radix.
func (c *cells) addNumber(t *tally, x uint64, radix []uint64, n int64) {
	width := c.by + c.scores
	start := len(c.at)
	c.at = append(c.at, make([]int64, width)...)
	for i := width - 1; i >= 0; i-- {
		digit := x % radix[i]
		x /= radix[i]
		switch {
		case i < c.by:
			c.at[start+i] = int64(digit)
		case digit == 0:
			c.at[start+i] = noScore
		default:
			c.at[start+i] = t.scores[i-c.by].low + int64(digit) - 1
		}
	}
	c.n = append(c.n, n)
}

// strata yields the cells of each stratum, which lie together.
func (c *cells) strata() iter.Seq2[[]int64, iter.Seq2[[]summary.Score, int64]] {
	width := c.by + c.scores
	return func(yield func([]int64, iter.Seq2[[]summary.Score, int64]) bool) {
		for start := 0; start < len(c.n); {
			key := c.at[start*width : start*width+c.by]
			end := start
			for end < len(c.n) && slices.Equal(c.at[end*width:end*width+c.by], key) {
				end++
			}
			if !yield(key, c.inside(start, end)) {
				return
			}
			start = end
		}
	}
}

func (c *cells) inside(start, end int) iter.Seq2[[]summary.Score, int64] {
	width := c.by + c.scores
	return func(yield func([]summary.Score, int64) bool) {
		at := make([]summary.Score, c.scores)
		for i := start; i < end; i++ {
			for j, v := range c.at[i*width+c.by : (i+1)*width] {
				at[j] = summary.Score(v) // noScore is summary.Missing
			}
			if !yield(at, c.n[i]) {
				return
			}
		}
	}
}
