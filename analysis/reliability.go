package analysis

import (
	"errors"
	"fmt"

	"gonum.org/v1/gonum/mat"

	"github.com/cam-outcomes/cam/analysis/internal/factor"
	"github.com/cam-outcomes/cam/analysis/internal/tails"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// InternalConsistencyOptions are the choices of [InternalConsistency].
type InternalConsistencyOptions struct {
	Level Level  // of alpha's interval; 0.95
	Visit string // the variant of the rows
}

// InternalConsistencyResult says how well the items of a scale go together in a
// sample.
type InternalConsistencyResult struct {
	Head
	findings
	N         int64 // surveys with every item answered
	Alpha     Number
	Low, High Number // Feldt's interval of alpha
	Omega     Number
	Items     []ItemConsistency
}

// ItemConsistency is how an item goes with the others of its scale.
type ItemConsistency struct {
	Item      string
	Rest      Number // correlation with the sum of the others
	IfDropped Number // alpha of the others
}

// InternalConsistency gives the internal consistency of a scale from the moments
// of its k items, reverse-keyed ones turned round, over surveys with every item
// answered.
//
// Cronbach's (1951) alpha, exactly rounded, and the interval of Feldt (1965),
// with F quantiles of n − 1 and (n − 1)(k − 1) degrees of freedom:
//
//	α = k/(k − 1) · (1 − Σ var(xᵢ)/var(T)),  T = Σ xᵢ
//	1 − (1 − α)·F₍₁₊level₎/₂  to  1 − (1 − α)·F₍₁₋level₎/₂
//
// McDonald's (1999) omega of one factor, fitted by maximum likelihood to the
// correlations: the loadings λ are standardized, and the denominator is the
// variance that the model implies, not the observed one,
//
//	ω = (Σλ)² / ((Σλ)² + Σ(1 − λ²))
//
// Loadings keep their signs: an item that runs against the others lowers omega,
// as it lowers alpha. A uniqueness at its bound (a Heywood case) is a decision.
// With two items, or where an item does not vary or follows from the others,
// there is no omega.
//
// It agrees with R psych::alpha (raw_alpha, r.drop, alpha.drop, alpha.ci) and
// with psych's one-factor omega from fa(fm = "ml").
func InternalConsistency(items summary.Moments, o InternalConsistencyOptions) (*InternalConsistencyResult, error) {
	r, err := internalConsistency(items, o)
	if err != nil {
		return nil, err
	}
	if o.Visit != "" {
		for i, d := range r.decisions {
			r.decisions[i] = withArg(d, "visit", o.Visit)
		}
	}
	return r, nil
}

func internalConsistency(items summary.Moments, o InternalConsistencyOptions) (*InternalConsistencyResult, error) {
	level, err := o.Level.value()
	if err != nil {
		return nil, err
	}
	r := &InternalConsistencyResult{
		Head: Head{
			Method: "internal_consistency", Title: "internal consistency",
			Settings:   []Setting{{"level", ftoa(level)}, {"interval", "feldt"}, {"omega", "one factor, maximum likelihood, standardized, model-implied variance"}},
			References: []string{"cronbach1951", "feldt1965", "joreskog1967", "mcdonald1999"},
		},
		N: items.N(),
	}
	columns := items.Columns()
	if r.N > 0 && len(columns) < 2 {
		return nil, fmt.Errorf("internal consistency takes two items or more, not %d", len(columns))
	}
	alpha := Estimate{Term: "alpha", Variant: o.Visit, N: r.N, Detail: detail("items", itoa(int64(len(columns))))}
	omega := Estimate{Term: "omega", Variant: o.Visit, N: r.N, Detail: detail("items", itoa(int64(len(columns))), "factors", "1", "fit", "ml", "loadings", "standardized", "denominator", "model")}
	if r.N < 2 {
		r.decide("too_few_surveys", r.N)
		r.add(alpha, omega)
		return r, nil
	}
	v := newItemVariances(items)
	r.Alpha = v.alpha(-1)
	if a, ok := r.Alpha.Get(); ok {
		if r.Low, r.High, err = feldt(a, r.N, len(columns), level); err != nil {
			return nil, err
		}
		alpha.Estimate, alpha.ConfLow, alpha.ConfHigh, alpha.ConfLevel = r.Alpha, r.Low, r.High, Num(level)
	} else {
		r.decide("total_constant", r.N)
	}
	if err := r.fitOmega(items, v); err != nil {
		return nil, err
	}
	omega.Estimate = r.Omega
	r.add(alpha, omega)
	for i, c := range columns {
		item := ItemConsistency{Item: c.Name, Rest: v.rest(i), IfDropped: v.alpha(i)}
		r.Items = append(r.Items, item)
		r.add(Estimate{Term: "item_rest[" + c.Name + "]", Variant: o.Visit, N: r.N, Estimate: item.Rest})
	}
	for _, item := range r.Items {
		r.add(Estimate{Term: "alpha_if_dropped[" + item.Item + "]", Variant: o.Visit, N: r.N, Estimate: item.IfDropped})
	}
	return r, nil
}

// fitOmega fits the factor where there can be one.
func (r *InternalConsistencyResult) fitOmega(items summary.Moments, v itemVariances) error {
	columns := items.Columns()
	k, constant := len(columns), false
	for i, c := range columns {
		if v.of[i].Sign() == 0 {
			r.decide("item_without_variance", r.N, "item", c.Name)
			constant = true
		}
	}
	if k < 3 {
		r.decide("omega_two_items", r.N)
		return nil
	}
	if constant {
		return nil
	}
	correlations := mat.NewSymDense(k, nil)
	for i := range k {
		correlations.SetSym(i, i, 1)
		for j := range i {
			c, _ := items.Correlation(i, j)
			correlations.SetSym(i, j, c)
		}
	}
	fit, err := factor.One(correlations)
	switch {
	case errors.Is(err, factor.ErrSingular):
		r.decide("omega_singular", r.N)
		return nil
	case errors.Is(err, factor.ErrNoOptimum):
		r.decide("omega_not_fitted", r.N)
		return nil
	case err != nil:
		return err
	}
	for _, i := range fit.Boundary {
		r.decide("omega_heywood", r.N, "item", columns[i].Name, "least", ftoa(factor.LeastUnique))
	}
	sum, unique := 0.0, 0.0
	for _, l := range fit.Loadings {
		sum += l
		unique += 1 - l*l
	}
	r.Omega = Num(sum * sum / (sum*sum + unique))
	return nil
}

// feldt is the interval of alpha from the F distribution of (1 − α)/(1 − estimate).
func feldt(alpha float64, n int64, k int, level float64) (low, high Number, err error) {
	df1 := float64(n - 1)
	df2 := df1 * float64(k-1)
	upper, err := tails.FUpperQuantile((1-level)/2, df1, df2)
	if err != nil {
		return low, high, err
	}
	lower, err := tails.FUpperQuantile((1-level)/2, df2, df1) // of 1/F
	if err != nil {
		return low, high, err
	}
	return Num(1 - (1-alpha)*upper), Num(1 - (1-alpha)/lower), nil
}
