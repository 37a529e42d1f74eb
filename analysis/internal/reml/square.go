package reml

// Square matrices of a few rows, flat and by rows, as products hold them.

func product(a, b []float64, n int) []float64 {
	out := make([]float64, n*n)
	for i := range n {
		for k := range n {
			x := a[i*n+k]
			if x == 0 {
				continue
			}
			for j := range n {
				out[i*n+j] += x * b[k*n+j]
			}
		}
	}
	return out
}

// sandwich returns A·S·A' of a symmetric S.
func sandwich(a, s []float64, n int) []float64 {
	as := product(a, s, n)
	out := make([]float64, n*n)
	for i := range n {
		for j := range i + 1 {
			out[i*n+j] = dot(as[i*n:i*n+n], a[j*n:j*n+n])
			out[j*n+i] = out[i*n+j]
		}
	}
	return out
}

func minus(a, b []float64) []float64 {
	out := make([]float64, len(a))
	for i, x := range a {
		out[i] = x - b[i]
	}
	return out
}

func identityMinus(a []float64, n int) []float64 {
	out := make([]float64, n*n)
	for i, x := range a {
		out[i] = -x
	}
	for i := range n {
		out[i*n+i]++
	}
	return out
}

// symmetric returns (A + A')/2.
func symmetric(a []float64, n int) []float64 {
	out := make([]float64, n*n)
	for i := range n {
		for j := range n {
			out[i*n+j] = (a[i*n+j] + a[j*n+i]) / 2
		}
	}
	return out
}

// outer returns scale times column i of A times column j of B transposed.
func outer(a []float64, i int, b []float64, j int, scale float64, n int) []float64 {
	out := make([]float64, n*n)
	for k := range n {
		for l := range n {
			out[k*n+l] = scale * a[k*n+i] * b[l*n+j]
		}
	}
	return out
}
