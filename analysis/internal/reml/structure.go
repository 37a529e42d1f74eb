package reml

// Structure is a form of the covariance of one participant's observations.
type Structure interface {
	// relative is the parameterisation that is optimised: R with the scale σ²
	// taken out, smooth in unconstrained parameters.
	relative() chart
	// absolute is a parameterisation of V/σ̂² with its scale, in which the
	// covariance is smooth also where relative is folded (a variance of 0), and
	// its values where the relative parameters are theta.
	absolute(theta []float64) (chart, []float64)
	// canonical returns the parameters of the same covariance that are printed.
	canonical(theta []float64) []float64
	// start is where the search begins.
	start() []float64
}

// chart writes a block's covariance and its derivatives in some parameters.
type chart interface {
	// size is the number of parameters.
	size() int
	// fill writes R into w.r, from order 1 on its derivatives into w.d, and from
	// order 2 on its second derivatives into w.dd. It leaves out what is zero:
	// buffers come cleared, and w.second reports which second derivatives are
	// there.
	fill(b *Block, psi []float64, order int, w *work)
	// curved reports whether parameters i and j have a second derivative.
	curved(i, j int) bool
}

// pairs is the number of unordered pairs of p parameters.
func pairs(p int) int { return p * (p + 1) / 2 }

// pair is the index of the unordered pair of parameters i and j.
func pair(i, j int) int {
	if i < j {
		i, j = j, i
	}
	return i*(i+1)/2 + j
}
