package reml

import (
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// chunk is how many blocks, or clusters, are summed on their own before the sums
// are added in order: fixed, so that the number of processors changes no digit.
const chunk = 256

// sum adds the products of all blocks at the parameters, the participants'
// first and then the clusters'.
func (e *evaluator) sum(psi []float64, order int) (*products, error) {
	params := e.params()
	inner, cluster := psi[:e.chart.size()], slices.Clone(psi[e.chart.size():])
	if e.variances {
		for i, v := range cluster {
			cluster[i] = math.Sqrt(max(v, 0))
		}
	}
	var parts int
	var part func(i int, w *work) (*products, bool)
	if e.Clusters == 0 {
		blocks := e.Blocks
		parts = (len(blocks) + chunk - 1) / chunk
		part = func(i int, w *work) (*products, bool) {
			p := newProducts(e.width, params, order)
			return p, e.addAll(p, blocks[i*chunk:min(len(blocks), (i+1)*chunk)], inner, order, w)
		}
	} else {
		parts = (len(e.runs) + chunk - 1) / chunk
		part = func(i int, w *work) (*products, bool) {
			p := newProducts(e.width, params, order)
			for _, run := range e.runs[i*chunk : min(len(e.runs), (i+1)*chunk)] {
				one := newProducts(e.width, params, order)
				if !e.addAll(one, run, inner, order, w) || !one.addClusterEffects(e.model, cluster, e.variances, order) {
					return nil, false
				}
				p.add(one)
			}
			return p, true
		}
	}
	sums := make([]*products, parts)
	if !inParallel(parts, func(i int, w *work) (ok bool) {
		sums[i], ok = part(i, w)
		return ok
	}) {
		return nil, errInfeasible
	}
	total := newProducts(e.width, params, order)
	for _, s := range sums {
		total.add(s)
	}
	return total, nil
}

// addAll adds blocks, those of one person by way of their random effects.
func (e *evaluator) addAll(p *products, blocks []Block, inner []float64, order int, w *work) bool {
	var shape effectsShape
	chart, byEffects := e.chart.(effectsChart)
	if byEffects {
		shape = chart.shape(inner, order)
	}
	for i := range blocks {
		if b := &blocks[i]; byEffects && b.N == 1 {
			if b.own == nil {
				b.own = e.gramOfPerson(b, shape.q)
			}
			if !p.addPerson(b.own, len(b.Visits), shape, order, &w.person) {
				return false
			}
			continue
		}
		if !p.addBlock(e.model, &blocks[i], e.chart, inner, order, w) {
			return false
		}
	}
	return true
}

// inParallel does parts 0 … n−1, each with buffers of its worker, and reports
// whether all went well.
func inParallel(n int, do func(i int, w *work) bool) bool {
	if n == 1 {
		return do(0, new(work))
	}
	var next atomic.Int64
	var failed atomic.Bool
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		all.Go(func() {
			w := new(work)
			for !failed.Load() {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if !do(i, w) {
					failed.Store(true)
				}
			}
		})
	}
	all.Wait()
	return !failed.Load()
}
