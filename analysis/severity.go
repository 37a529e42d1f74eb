package analysis

import (
	"errors"

	"gonum.org/v1/gonum/mat"

	"github.com/cam-outcomes/cam/analysis/internal/tails"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// SeverityOptions names the bands whose indices the counts hold.
type SeverityOptions struct {
	Bands []summary.Band
	Level Level // 0.95, of the shares' Wilson intervals
}

// SeverityResult is the distribution over classes of severity before and after,
// with the Stuart–Maxwell test of marginal homogeneity.
type SeverityResult struct {
	Head
	findings
	N         int64
	Pre, Post []int64 // pairs in each band
	ChiSquare Number
	DF        int // bands minus the connected components of the changes
	P         Number
}

func severityInputs(p *Pair, spec Spec) ([]input[summary.Joint, SeverityOptions], error) {
	if len(p.Scale.Bands) < 2 {
		return nil, nil
	}
	banded, err := p.Joint.Banded(p.Scale.Bands)
	if err != nil {
		return nil, err
	}
	return once(banded, SeverityOptions{Bands: p.Scale.Bands, Level: spec.Level})
}

// Severity compares the two distributions of paired classes, from joint counts
// of band indices (see [summary.Joint.Banded]). With dᵢ = nᵢ₊ − n₊ᵢ and
//
//	Vᵢᵢ = nᵢ₊ + n₊ᵢ − 2nᵢᵢ,  Vᵢⱼ = −(nᵢⱼ + nⱼᵢ)
//
// the statistic is d′V⁻d with a generalised inverse, chi-square on k minus the
// number of connected components of the graph that joins bands between which
// anybody moved: V is that graph's Laplacian, so that is its rank. Stuart (1955)
// and Maxwell (1970). It agrees with coin::mh_test where every band exchanges
// people with the others.
func Severity(banded summary.Joint, o SeverityOptions) (*SeverityResult, error) {
	k := len(o.Bands)
	r := &SeverityResult{
		Head: Head{Method: "severity", Title: "severity bands, Stuart–Maxwell test", References: []string{"stuart1955", "maxwell1970", "wilson1927"}},
		Pre:  make([]int64, k), Post: make([]int64, k),
	}
	level, err := o.Level.value()
	if err != nil {
		return nil, err
	}
	moved := make([][]int64, k) // symmetric: pairs that moved between two bands
	for i := range moved {
		moved[i] = make([]int64, k)
	}
	for at, n := range banded.Pairs() {
		r.N += n
		r.Pre[at[0]] += n
		r.Post[at[1]] += n
		if at[0] != at[1] {
			moved[at[0]][at[1]] += n
			moved[at[1]][at[0]] += n
		}
	}
	for _, side := range []struct {
		prefix string
		n      []int64
	}{{"pre:", r.Pre}, {"post:", r.Post}} {
		for i, b := range o.Bands {
			e, err := share(Estimate{Term: side.prefix + b.ID, N: r.N}, side.n[i], r.N, level)
			if err != nil {
				return nil, err
			}
			r.add(e)
		}
	}
	if r.N == 0 {
		r.decide("no_pairs", 0)
	}
	row := Estimate{Term: "marginal_homogeneity", N: r.N}
	component := components(moved)
	roots := map[int]bool{}
	for _, c := range component {
		roots[c] = true
	}
	if r.DF = k - len(roots); r.DF > 0 {
		x, err := stuartMaxwell(r.Pre, r.Post, moved, component)
		if err != nil {
			return nil, err
		}
		r.ChiSquare = Num(x)
		row.Statistic, row.DF = r.ChiSquare, Num(float64(r.DF))
		p, err := tails.ChiSquareSurvival(x, float64(r.DF))
		if err != nil {
			return nil, err
		}
		row = withP(row, p)
		r.P = row.PValue
	} else if r.N > 0 {
		r.decide("no_band_changes", r.N)
	}
	r.add(row)
	return r, nil
}

// components labels each band by the smallest band it is connected with.
func components(moved [][]int64) []int {
	label := make([]int, len(moved))
	for i := range label {
		label[i] = -1
	}
	var visit func(i, root int)
	visit = func(i, root int) {
		label[i] = root
		for j, n := range moved[i] {
			if n > 0 && label[j] < 0 {
				visit(j, root)
			}
		}
	}
	for i := range label {
		if label[i] < 0 {
			visit(i, i)
		}
	}
	return label
}

// stuartMaxwell returns d′V⁻d. Leaving one band out of each component makes V
// non-singular, and the quadratic form does not depend on which, since d sums to
// zero over each component.
func stuartMaxwell(pre, post []int64, moved [][]int64, component []int) (float64, error) {
	var kept []int
	for i, c := range component {
		if c != i {
			kept = append(kept, i)
		}
	}
	d := mat.NewVecDense(len(kept), nil)
	v := mat.NewSymDense(len(kept), nil)
	for a, i := range kept {
		d.SetVec(a, float64(pre[i]-post[i]))
		var leaving int64
		for _, n := range moved[i] {
			leaving += n
		}
		v.SetSym(a, a, float64(leaving))
		for b := a + 1; b < len(kept); b++ {
			v.SetSym(a, b, -float64(moved[i][kept[b]]))
		}
	}
	var factor mat.Cholesky
	if !factor.Factorize(v) {
		return 0, errors.New("the changes between bands have a singular covariance")
	}
	var solved mat.VecDense
	if err := factor.SolveVecTo(&solved, d); err != nil {
		return 0, err
	}
	return mat.Dot(d, &solved), nil
}
