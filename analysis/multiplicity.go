package analysis

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Adjust is a correction of p-values for the number of outcomes.
type Adjust string

const (
	Holm     Adjust = ""     // familywise error; Holm (1979)
	BH       Adjust = "bh"   // false discovery rate; Benjamini and Hochberg (1995)
	Unadjust Adjust = "none" // no p_adjusted
)

func (a Adjust) String() string {
	if a == Holm {
		return "holm"
	}
	return string(a)
}

// ParseAdjust reads "holm", "bh" or "none".
func ParseAdjust(s string) (Adjust, error) {
	switch s {
	case "holm":
		return Holm, nil
	case "bh":
		return BH, nil
	case "none":
		return Unadjust, nil
	}
	return "", fmt.Errorf("adjustment %q is none of holm, bh and none", s)
}

// AdjustP returns the adjusted p-values in the order given.
//
//	Holm: p₍ᵢ₎ → max over j ≤ i of min(1, (m − j + 1)·p₍ⱼ₎)
//	BH:   p₍ᵢ₎ → min over j ≥ i of min(1, m/j·p₍ⱼ₎)
//
// It agrees with R stats::p.adjust.
func AdjustP(p []float64, a Adjust) []float64 {
	out := slices.Clone(p)
	if a == Unadjust {
		return out
	}
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(p[i], p[j]) })
	m := float64(len(p))
	running := 0.0
	if a == Holm {
		for rank, i := range order {
			running = max(running, min(1, (m-float64(rank))*p[i]))
			out[i] = running
		}
		return out
	}
	running = 1
	for rank, i := range slices.Backward(order) {
		running = min(running, m/float64(rank+1)*p[i])
		out[i] = running
	}
	return out
}

// adjust fills p_adjusted of every row with a p-value, over the outcomes of the
// study within the same stratum, method, term and variant. Primary outcomes are
// a family of their own.
func adjust(rows []Estimate, spec Spec) {
	if spec.Adjust == Unadjust {
		return
	}
	primary := map[string]bool{}
	for _, o := range spec.Outcomes {
		primary[o.Scale] = o.Primary
	}
	anyPrimary := slices.ContainsFunc(spec.Outcomes, func(o Outcome) bool { return o.Primary })
	families := map[[5]string][]int{}
	for i, e := range rows {
		if e.PValue.IsZero() {
			continue
		}
		name := "outcomes"
		switch {
		case primary[e.Outcome]:
			name = "primary"
		case anyPrimary:
			name = "secondary"
		}
		key := [5]string{e.Stratum, e.Method, e.Term, e.Variant, name}
		families[key] = append(families[key], i)
	}
	for key, members := range families {
		p := make([]float64, len(members))
		for i, row := range members {
			p[i], _ = rows[row].PValue.Get()
		}
		for i, adjusted := range AdjustP(p, spec.Adjust) {
			row := &rows[members[i]]
			row.PAdjusted = Num(adjusted)
			row.Detail = strings.TrimPrefix(row.Detail+";"+detail("adjusted", spec.Adjust.String(), "family", key[4], "family_size", itoa(int64(len(p)))), ";")
		}
	}
}
