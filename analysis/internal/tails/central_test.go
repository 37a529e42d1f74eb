package tails

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCentralTails holds every central distribution against R and, where R
// itself loses digits, against 40-digit integration.
func TestCentralTails(t *testing.T) {
	cases := []struct {
		file, want string
		f          func(c map[string][]float64, i int) (Probability, error)
	}{
		{"central/student", "ln_survival", func(c map[string][]float64, i int) (Probability, error) {
			return StudentSurvival(c["t"][i], c["df"][i])
		}},
		{"central/student", "ln_cdf", func(c map[string][]float64, i int) (Probability, error) {
			return StudentCDF(c["t"][i], c["df"][i])
		}},
		{"extreme/student", "ln_survival", func(c map[string][]float64, i int) (Probability, error) {
			return StudentSurvival(c["t"][i], c["df"][i])
		}},
		{"central/normal", "ln_survival", func(c map[string][]float64, i int) (Probability, error) {
			return NormalSurvival(c["z"][i])
		}},
		{"central/chisquare", "ln_survival", func(c map[string][]float64, i int) (Probability, error) {
			return ChiSquareSurvival(c["x"][i], c["df"][i])
		}},
		{"central/f", "ln_survival", func(c map[string][]float64, i int) (Probability, error) {
			return FSurvival(c["f"][i], c["df1"][i], c["df2"][i])
		}},
		{"extreme/f", "ln_survival", func(c map[string][]float64, i int) (Probability, error) {
			return FSurvival(c["f"][i], c["df1"][i], c["df2"][i])
		}},
		{"central/binomial", "ln_at_most", func(c map[string][]float64, i int) (Probability, error) {
			return BinomialAtMost(int64(c["k"][i]), int64(c["n"][i]), c["share"][i])
		}},
		{"central/binomial", "ln_at_least", func(c map[string][]float64, i int) (Probability, error) {
			return BinomialAtLeast(int64(c["k"][i]), int64(c["n"][i]), c["share"][i])
		}},
		{"central/binomial", "ln_mass", func(c map[string][]float64, i int) (Probability, error) {
			return BinomialMass(int64(c["k"][i]), int64(c["n"][i]), c["share"][i])
		}},
	}
	for _, tt := range cases {
		t.Run(tt.file+"/"+tt.want, func(t *testing.T) {
			c := columns(t, tt.file)
			want := c[tt.want]
			got := compute(t, len(want), func(i int) (float64, error) { return ln(t)(tt.f(c, i)) })
			if diff := cmp.Diff(want, got, logScale(1e-12)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestQuantiles holds the inverses against R and 40-digit root searches.
func TestQuantiles(t *testing.T) {
	cases := []struct {
		file, want string
		f          func(c map[string][]float64, i int) (float64, error)
	}{
		{"central/student_quantile", "t", func(c map[string][]float64, i int) (float64, error) {
			return StudentUpperQuantile(c["q"][i], c["df"][i])
		}},
		{"extreme/student_quantile", "t", func(c map[string][]float64, i int) (float64, error) {
			return StudentUpperQuantile(c["q"][i], c["df"][i])
		}},
		{"central/normal_quantile", "z", func(c map[string][]float64, i int) (float64, error) {
			return NormalUpperQuantile(c["q"][i])
		}},
		{"central/chisquare_quantile", "x", func(c map[string][]float64, i int) (float64, error) {
			return ChiSquareUpperQuantile(c["q"][i], c["df"][i])
		}},
		{"central/f_quantile", "f", func(c map[string][]float64, i int) (float64, error) {
			return FUpperQuantile(c["q"][i], c["df1"][i], c["df2"][i])
		}},
		{"central/beta_quantile", "lower", func(c map[string][]float64, i int) (float64, error) {
			return BetaLowerQuantile(c["q"][i], c["a"][i], c["b"][i])
		}},
		{"central/beta_quantile", "upper", func(c map[string][]float64, i int) (float64, error) {
			return BetaUpperQuantile(c["q"][i], c["a"][i], c["b"][i])
		}},
	}
	for _, tt := range cases {
		t.Run(tt.file+"/"+tt.want, func(t *testing.T) {
			c := columns(t, tt.file)
			want := c[tt.want]
			got := compute(t, len(want), func(i int) (float64, error) { return tt.f(c, i) })
			if diff := cmp.Diff(want, got, relative(2e-13)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestHedgesJ(t *testing.T) {
	c := columns(t, "hedges_j/hedges_j")
	got := compute(t, len(c["df"]), func(i int) (float64, error) { return HedgesJ(c["df"][i]) })
	if diff := cmp.Diff(c["j"], got, relative(1e-15)); diff != "" {
		t.Error(diff)
	}
}
