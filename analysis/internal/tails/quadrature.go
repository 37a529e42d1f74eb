package tails

import "gonum.org/v1/gonum/integrate/quad"

// nodesPerPanel is the order of the Gauss-Legendre rule: on a panel of some
// standard deviations of a smooth integrand it is exact to rounding.
const nodesPerPanel = 20

// gaussLegendre holds nodes and weights on [−1, 1].
type gaussLegendre struct {
	nodes, weights [nodesPerPanel]float64
}

func newGaussLegendre() *gaussLegendre {
	var g gaussLegendre
	quad.Legendre{}.FixedLocations(g.nodes[:], g.weights[:], -1, 1)
	return &g
}

// panel integrates f over [lo, hi].
func (g *gaussLegendre) panel(f func(float64) float64, lo, hi float64) float64 {
	middle, half := (lo+hi)/2, (hi-lo)/2
	sum := 0.0
	for i, node := range g.nodes {
		sum += g.weights[i] * f(middle+half*node)
	}
	return half * sum
}
