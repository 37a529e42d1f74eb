package analysis

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/cam-outcomes/cam/analysis/internal/exact"
)

// enumerateUpTo is the largest number of pairs whose resamples are enumerated:
// at most C(15, 8) = 6,435 multisets.
const enumerateUpTo = 8

// rowsUpTo is the number of pairs below which drawing people one by one is
// faster than drawing cells.
const rowsUpTo = 200

// draw is one bootstrap value with its weight, NaN where the statistic is
// undefined.
type draw struct{ value, weight float64 }

func value(n Number) float64 {
	if v, ok := n.Get(); ok {
		return v
	}
	return math.NaN()
}

// sampleReplicates draws the replicates. Replicate i has its own random stream,
// from the seed and i, so that the number of workers cannot change a digit.
func sampleReplicates(groups []exact.Change, statistic func([]exact.Change) Number, replicates int, seed uint64) []draw {
	draws := make([]draw, replicates)
	workers := min(runtime.GOMAXPROCS(0), replicates)
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			resample := newResampler(groups)
			for i := w; i < replicates; i += workers {
				draws[i] = draw{value(statistic(resample.draw(seed, uint64(i)))), 1}
			}
		})
	}
	wait.Wait()
	return draws
}

// resampler draws people with replacement from grouped changes.
type resampler struct {
	groups []exact.Change // the sample
	out    []exact.Change // one replicate; every value, possibly of nobody
	cell   []int32        // the cell of each person, for small samples
	tail   []int64        // people in this cell and all later ones
}

func newResampler(groups []exact.Change) *resampler {
	r := &resampler{groups: groups, out: slices.Clone(groups), tail: make([]int64, len(groups)+1)}
	for i, g := range slices.Backward(groups) {
		r.tail[i] = r.tail[i+1] + g.N
	}
	if r.tail[0] <= rowsUpTo {
		for i, g := range groups {
			r.cell = append(r.cell, slices.Repeat([]int32{int32(i)}, int(g.N))...)
		}
	}
	return r
}

func (r *resampler) draw(seed, replicate uint64) []exact.Change {
	rng := rand.New(rand.NewPCG(seed, mix(replicate)))
	n := r.tail[0]
	if r.cell != nil {
		for i := range r.out {
			r.out[i].N = 0
		}
		for range n {
			r.out[r.cell[rng.IntN(len(r.cell))]].N++
		}
		return r.out
	}
	// A multinomial is a chain of binomials: of those not yet placed, this
	// cell's share among the cells that remain.
	left := n
	for i, g := range r.groups {
		switch {
		case left == 0:
			r.out[i].N = 0
		case i == len(r.groups)-1:
			r.out[i].N = left
		default:
			b := distuv.Binomial{N: float64(left), P: float64(g.N) / float64(r.tail[i]), Src: rng}
			r.out[i].N = int64(b.Rand())
		}
		left -= r.out[i].N
	}
	return r.out
}

// mix spreads consecutive replicate numbers over the stream's state
// (SplitMix64, Steele, Lea and Flood 2014), since neighbouring states of a
// congruential generator begin alike.
func mix(i uint64) uint64 {
	z := (i + 1) * 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// enumerateResamples returns every multiset of n people with its probability.
func enumerateResamples(groups []exact.Change, statistic func([]exact.Change) Number) []draw {
	var n int64
	for _, g := range groups {
		n += g.N
	}
	var draws []draw
	out := slices.Clone(groups)
	// weight is n!/∏kᵢ!·∏(nᵢ/n)^kᵢ, built up cell by cell.
	var place func(i int, left int64, weight float64)
	place = func(i int, left int64, weight float64) {
		share := float64(groups[i].N) / float64(n)
		if i == len(groups)-1 {
			out[i].N = left
			draws = append(draws, draw{value(statistic(out)), weight * math.Pow(share, float64(left))})
			return
		}
		choose, power := 1.0, 1.0
		for k := range left + 1 {
			if k > 0 {
				choose *= float64(left-k+1) / float64(k)
				power *= share
			}
			out[i].N = k
			place(i+1, left-k, weight*choose*power)
		}
	}
	place(0, n, 1)
	return draws
}
