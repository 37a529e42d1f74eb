package reml

import (
	"errors"
	"fmt"
	"slices"
)

// Data are the observations of a model: fixed-effects terms and blocks of
// participants, in a fixed order, since sums are taken in it.
type Data struct {
	// Columns says which column of a block's constants multiplies each
	// fixed-effects term: X[t,k] of a participant = F[t,k]·z[Columns[k]].
	Columns []int
	Blocks  []Block
	// Clusters is the number of random effects that each cluster of blocks adds,
	// all independent, 0 where participants are independent. Blocks of a cluster
	// are next to each other.
	Clusters int
}

// Block is participants who were observed at the same visits (or times): their
// rows of the design up to the constants z, and the cross products of (z, y).
type Block struct {
	N       int64     // participants
	Cluster int       // which cluster they belong to
	Visits  []int     // the visits observed, as the rows of a visit-indexed structure
	F       []float64 // m × terms, by rows
	Z       []float64 // m × q, by rows: the design of the participants' random effects
	W       []float64 // m × Clusters, by rows: the design of the cluster's random effects
	// Gram is Σ (z, y)(z, y)' over the participants, (constants + m)², by rows.
	// The first constant is 1.
	Gram []float64

	own []float64 // A'A of a single person, once it was needed
}

// Observations returns N, the number of observations.
func (d *Data) Observations() int64 {
	var n int64
	for _, b := range d.Blocks {
		n += b.N * int64(len(b.Visits))
	}
	return n
}

// Participants returns the number of participants.
func (d *Data) Participants() int64 {
	var n int64
	for _, b := range d.Blocks {
		n += b.N
	}
	return n
}

// model is data with what every evaluation asks of them.
type model struct {
	*Data
	constants int       // z of a block, the same number in all
	width     int       // columns of A = (X, W, y)
	n         float64   // observations
	runs      [][]Block // the blocks of each cluster, or all at once without clusters
}

// newModel refuses data whose shapes do not go together.
func newModel(d *Data) (*model, error) {
	terms := len(d.Columns)
	if terms == 0 {
		return nil, errors.New("a model without fixed effects")
	}
	constants := slices.Max(d.Columns) + 1
	seen := map[int]bool{}
	last := -1
	for i, b := range d.Blocks {
		m := len(b.Visits)
		width := constants + m
		switch {
		case b.N < 1 || m < 1:
			return nil, fmt.Errorf("block %d has %d participants and %d observations", i, b.N, m)
		case len(b.F) != m*terms, len(b.W) != m*d.Clusters, len(b.Gram) != width*width:
			return nil, fmt.Errorf("block %d of %d observations has %d, %d and %d values for %d terms, %d cluster effects and %d cross products", i, m, len(b.F), len(b.W), len(b.Gram), terms, d.Clusters, width)
		}
		if b.Cluster != last {
			if seen[b.Cluster] {
				return nil, fmt.Errorf("blocks of cluster %d are not next to each other", b.Cluster)
			}
			seen[b.Cluster], last = true, b.Cluster
		}
	}
	// Blocks keep what is computed of them, so they are the model's own.
	d = &Data{Columns: d.Columns, Blocks: slices.Clone(d.Blocks), Clusters: d.Clusters}
	m := &model{Data: d, constants: constants, width: terms + d.Clusters + 1, n: float64(d.Observations())}
	m.runs = m.clusters()
	return m, nil
}

// clusters yields the runs of blocks that belong together: one run a cluster,
// or everything where participants are independent.
func (m *model) clusters() [][]Block {
	if m.Clusters == 0 {
		return [][]Block{m.Blocks}
	}
	var runs [][]Block
	start := 0
	for i := range m.Blocks {
		if i+1 == len(m.Blocks) || m.Blocks[i+1].Cluster != m.Blocks[i].Cluster {
			runs = append(runs, m.Blocks[start:i+1])
			start = i + 1
		}
	}
	return runs
}
