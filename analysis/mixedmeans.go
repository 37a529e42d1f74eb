package analysis

// constantMeans returns the constants at which means are taken: 1, the numeric
// covariates at their means over the people in the model, the baseline at its
// centre, categories by their shares, and one group.
func (t *terms) constantMeans(group string) []float64 {
	width := len(t.s.numeric)
	out := make([]float64, 1+width+len(t.dummies))
	out[0] = 1
	n := float64(t.s.participants())
	for _, p := range t.s.people {
		for i := range width {
			out[1+i] += p.sum[i] / n
		}
		for i, d := range t.constants(p) {
			out[1+width+i] += d * float64(p.n) / n
		}
	}
	for i := range width {
		out[1+i] += t.s.origin[i] - t.s.centre[i]
	}
	if t.s.baseline {
		out[width] = 0
	}
	for i, d := range t.dummies {
		if d.column == t.m.group() {
			out[1+width+i] = 0
			if d.level == group {
				out[1+width+i] = 1
			}
		}
	}
	return out
}

// varyingMeans returns the varying covariates at their means over the surveys.
func (t *terms) varyingMeans() []float64 {
	out := make([]float64, len(t.s.varying))
	n := float64(t.s.surveys())
	for _, p := range t.s.people {
		for _, values := range p.values {
			for i, x := range values {
				out[i] += x / n
			}
		}
	}
	return out
}
