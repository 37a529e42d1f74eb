package reml

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// PersonFit is what a fit says of one participant.
type PersonFit struct {
	Fitted       []float64 // X·β, of each observation
	Residuals    []float64 // y − X·β
	Predicted    []float64 // X·β with the person's and the cluster's predicted effects
	Standardized []float64 // L⁻¹(y − Xβ)/σ, R = L·L': independent and of variance 1 under the model
	Effects      []float64 // predicted random effects; none of a covariance between visits
	// Distance is Cook's: how far the fixed effects move without this person, the
	// covariance being kept, in the metric of their own covariance and per effect.
	Distance float64
	// Moved is by how much each fixed effect would change without this person.
	Moved []float64
}

// People returns what the fit says of participants, each a block of one, in their
// order, by the covariance that was fitted. Predicted effects are
//
//	û = E·(I + W'R⁻¹W·E)⁻¹·W'R⁻¹(y − Xβ)   of a cluster
//	b̂ = Γ·Z'R⁻¹(y − Xβ − W·û)              of a person
//
// the empirical best linear unbiased predictions (Henderson 1975), as lme4's
// ranef gives them.
func (f *Fit) People(blocks []Block) ([]PersonFit, error) {
	people := make([]PersonFit, len(blocks))
	clusters := map[int][]int{}
	var order []int
	for i, b := range blocks {
		if clusters[b.Cluster] == nil {
			order = append(order, b.Cluster)
		}
		clusters[b.Cluster] = append(clusters[b.Cluster], i)
	}
	for _, c := range order {
		if err := f.cluster(blocks, clusters[c], people); err != nil {
			return nil, err
		}
	}
	return people, nil
}

// whitened is a person in the coordinates in which the errors and the person's
// own effects have the identity for covariance.
type whitened struct {
	x, w, z [][]float64 // columns
	r       []float64
}

func (f *Fit) whitened(b *Block, p *PersonFit) (whitened, error) {
	m, terms, constants := len(b.Visits), len(f.e.Columns), f.e.constants
	w := new(work)
	c := f.structure.relative()
	w.reset(m, c.size(), 0)
	c.fill(b, f.Theta, 0, w)
	if _, ok := w.factor(); !ok {
		return whitened{}, errInfeasible
	}
	p.Fitted, p.Residuals = make([]float64, m), make([]float64, m)
	out := whitened{r: make([]float64, m)}
	solved := func(at func(t int) float64) []float64 {
		column := make([]float64, m)
		for t := range m {
			column[t] = at(t)
		}
		w.solve(column)
		return column
	}
	for t := range m {
		for k, constant := range f.e.Columns {
			p.Fitted[t] += f.Beta[k] * b.F[t*terms+k] * b.Gram[constant]
		}
		p.Residuals[t] = b.Gram[constants+t] - p.Fitted[t]
	}
	for k, constant := range f.e.Columns {
		out.x = append(out.x, solved(func(t int) float64 { return b.F[t*terms+k] * b.Gram[constant] }))
	}
	for k := range f.e.Clusters {
		out.w = append(out.w, solved(func(t int) float64 { return b.W[t*f.e.Clusters+k] }))
	}
	if s, ok := f.structure.(RandomEffects); ok {
		for k := range s.Effects {
			out.z = append(out.z, solved(func(t int) float64 { return b.Z[t*s.Effects+k] }))
		}
	}
	out.r = solved(func(t int) float64 { return p.Residuals[t] })
	for _, x := range out.r {
		p.Standardized = append(p.Standardized, x/math.Sqrt(f.Sigma2))
	}
	return out, nil
}

// cluster fills in the people of one cluster.
func (f *Fit) cluster(blocks []Block, members []int, people []PersonFit) error {
	q := f.e.Clusters
	all := make([]whitened, len(members))
	ww, wr := mat.NewDense(max(q, 1), max(q, 1), nil), make([]float64, q)
	for i, member := range members {
		var err error
		if all[i], err = f.whitened(&blocks[member], &people[member]); err != nil {
			return err
		}
		for a := range q {
			wr[a] += dot(all[i].w[a], all[i].r)
			for c := range q {
				ww.Set(a, c, ww.At(a, c)+dot(all[i].w[a], all[i].w[c]))
			}
		}
	}
	shared := make([]float64, q)
	if q > 0 {
		// û = κ·(I + κ·W'R⁻¹W·κ)⁻¹·κ·W'R⁻¹r
		inner := mat.NewDense(q, q, nil)
		right := mat.NewVecDense(q, nil)
		for a := range q {
			for c := range q {
				inner.Set(a, c, f.Cluster[a]*ww.At(a, c)*f.Cluster[c])
			}
			inner.Set(a, a, inner.At(a, a)+1)
			right.SetVec(a, f.Cluster[a]*wr[a])
		}
		var solved mat.VecDense
		if err := solved.SolveVec(inner, right); err != nil {
			return errInfeasible
		}
		for a := range q {
			shared[a] = f.Cluster[a] * solved.AtVec(a)
		}
	}
	for i, member := range members {
		f.predict(&blocks[member], all[i], shared, &people[member])
		if err := f.without(all[i], &people[member]); err != nil {
			return err
		}
	}
	return nil
}

// predict fills in the person's predicted effects and scores.
func (f *Fit) predict(b *Block, w whitened, shared []float64, p *PersonFit) {
	rest := append([]float64(nil), w.r...)
	p.Predicted = append([]float64(nil), p.Fitted...)
	for a, u := range shared {
		for t := range rest {
			rest[t] -= w.w[a][t] * u
			p.Predicted[t] += b.W[t*f.e.Clusters+a] * u
		}
	}
	s, ok := f.structure.(RandomEffects)
	if !ok {
		return
	}
	gamma := s.Gamma(f.Theta)
	zr := make([]float64, s.Effects)
	for k := range zr {
		zr[k] = dot(w.z[k], rest)
	}
	p.Effects = make([]float64, s.Effects)
	for k := range p.Effects {
		p.Effects[k] = dot(gamma[k*s.Effects:(k+1)*s.Effects], zr)
		for t := range p.Predicted {
			p.Predicted[t] += b.Z[t*s.Effects+k] * p.Effects[k]
		}
	}
}

// without fills in what the fixed effects would be without the person, by taking
// the person's part off the sums: (S − Sᵢ)⁻¹(s − sᵢ). Cluster effects are kept out
// of it: the person counts as if alone.
func (f *Fit) without(w whitened, p *PersonFit) error {
	k := len(f.Beta)
	var information mat.SymDense
	var chol mat.Cholesky
	if !chol.Factorize(f.Cov) || chol.InverseTo(&information) != nil {
		return errInfeasible
	}
	left := mat.NewSymDense(k, nil)
	moved := mat.NewVecDense(k, nil) // X'R⁻¹(y − Xβ) of the person, over σ²
	for a := range k {
		for c := range a + 1 {
			left.SetSym(a, c, information.At(a, c)-dot(w.x[a], w.x[c])/f.Sigma2)
		}
		moved.SetVec(a, -dot(w.x[a], w.r)/f.Sigma2)
	}
	var without mat.Cholesky
	if !without.Factorize(left) {
		return nil // without this person the effects cannot be told
	}
	var delta mat.VecDense
	if err := without.SolveVecTo(&delta, moved); err != nil {
		return nil
	}
	p.Moved = append([]float64(nil), delta.RawVector().Data...)
	p.Distance = mat.Inner(&delta, &information, &delta) / float64(k)
	return nil
}
