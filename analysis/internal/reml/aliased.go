package reml

import "math"

// CrossProducts returns X'X over the observations, by rows.
func CrossProducts(d *Data) ([]float64, error) {
	m, err := newModel(d)
	if err != nil {
		return nil, err
	}
	k := len(d.Columns)
	out := make([]float64, k*k)
	for _, b := range d.Blocks {
		width := m.constants + len(b.Visits)
		for i := range k {
			for j := range k {
				var f float64
				for t := range b.Visits {
					f += b.F[t*k+i] * b.F[t*k+j]
				}
				out[i*k+j] += f * b.Gram[d.Columns[i]*width+d.Columns[j]]
			}
		}
	}
	return out, nil
}

// Aliased lists the terms that are combinations of those before them, or
// nothing but zeros, so that the data cannot tell their effects.
func Aliased(d *Data) ([]int, error) {
	x, err := CrossProducts(d)
	if err != nil {
		return nil, err
	}
	k := len(d.Columns)
	scale := make([]float64, k)
	for i := range k {
		scale[i] = math.Sqrt(x[i*k+i])
	}
	var aliased []int
	l := make([]float64, k*k)
	for j := range k {
		if scale[j] == 0 {
			aliased = append(aliased, j)
			continue
		}
		for i := range j {
			if l[i*k+i] == 0 {
				continue
			}
			s := x[j*k+i] / (scale[i] * scale[j])
			for c := range i {
				s -= l[i*k+c] * l[j*k+c]
			}
			l[j*k+i] = s / l[i*k+i]
		}
		rest := 1.0
		for c := range j {
			rest -= l[j*k+c] * l[j*k+c]
		}
		// What remains of a column after those before it is rounding.
		if rest < 1e-9 {
			aliased = append(aliased, j)
			continue
		}
		l[j*k+j] = math.Sqrt(rest)
	}
	return aliased, nil
}
