package analysis

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// drawnVisits are people at some visits, who differ and whose scores are
// sometimes missing.
func drawnVisits(t *rapid.T, people, count int, missing float64) visits {
	var s visits
	for range people {
		level := rapid.Int64Range(0, 20).Draw(t, "level")
		row := make([]summary.Score, count)
		for v := range row {
			row[v] = summary.Score(level + rapid.Int64Range(0, 12).Draw(t, "noise") - int64(v))
			if rapid.Float64Range(0, 1).Draw(t, "missing") < missing {
				row[v] = summary.Missing
			}
		}
		s.scores = append(s.scores, row)
	}
	return s
}

// TestCompletePairsAreThePairedT: two complete visits, whatever their
// covariance, give Student's paired t, its degrees of freedom and its interval.
func TestCompletePairsAreThePairedT(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawnVisits(t, rapid.IntRange(5, 25).Draw(t, "people"), 2, 0)
		if rapid.Bool().Draw(t, "negative covariance") {
			for i, row := range s.scores {
				s.scores[i] = []summary.Score{row[0], 20 - row[0] + row[1]%5}
			}
		}
		columns := []summary.Column{{Name: "pre", Step: summary.Unit}, {Name: "post", Step: summary.Unit}}
		pairs, err := summary.NewMoments(columns, func(yield func([]summary.Score, int64) bool) {
			for _, row := range s.scores {
				yield(row, 1)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		change, err := pairs.Combine("change", -1, 1)
		if err != nil {
			t.Fatal(err)
		}
		for v := range columns {
			if sd, _ := pairs.SD(v); sd == 0 {
				t.Skip("a visit without variance")
			}
		}
		r, _ := pairs.Correlation(0, 1)
		if math.Abs(r) > .999 {
			t.Skip("a singular covariance")
		}
		// An unstructured covariance next to a singular one is known to so many
		// digits less.
		tolerance := 1e-9 / (1 - r*r)
		want, err := PairedT(change, PairedTOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range []MixedModel{{}, {Time: ByVisit}, {Time: ByVisit, Covariance: UN}, {DF: KenwardRoger}} {
			rows, _, err := fitted(s, m)
			if err != nil {
				t.Fatal(err)
			}
			got := rows["contrast[v1-v0]"]
			for _, c := range []struct{ got, want Number }{
				{got.Estimate, want.Mean}, {got.StdError, want.StdError}, {got.DF, want.DF}, {got.ConfLow, want.Low}, {got.ConfHigh, want.High},
			} {
				if math.Abs(valueOf(c.got)-valueOf(c.want)) > tolerance*(1+math.Abs(valueOf(c.want))) {
					t.Fatalf("%+v: %v, the paired t %v", m, got, want.rows)
				}
			}
		}
	})
}

// TestMixedInvariances: permuted people change no bit, and moved, scaled and
// reversed scores move, scale and reverse the estimates.
func TestMixedInvariances(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawnVisits(t, rapid.IntRange(12, 40).Draw(t, "people"), 4, .2)
		m := MixedModel{}
		if rapid.Bool().Draw(t, "by visit") {
			m = MixedModel{Time: ByVisit, Covariance: UN}
		}
		term := "contrast[v3-v0]"
		rows, decisions, err := fitted(s, m)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := rows[term]
		if !ok || got.StdError.IsZero() || slices.ContainsFunc(decisions, func(d summary.Decision) bool { return d.Code == "mixed_ladder" }) {
			t.Skip("too few people for the model")
		}
		shuffled := visits{scores: slices.Clone(s.scores)}
		for i := range shuffled.scores {
			j := rapid.IntRange(0, i).Draw(t, "swap")
			shuffled.scores[i], shuffled.scores[j] = shuffled.scores[j], shuffled.scores[i]
		}
		again, _, err := fitted(shuffled, m)
		if err != nil {
			t.Fatal(err)
		}
		if again[term] != got {
			t.Fatalf("permuted people give %v, not %v", again[term], got)
		}
		turned := visits{}
		for _, row := range s.scores {
			next := slices.Clone(row)
			for v, x := range next {
				if x.Observed() {
					next[v] = 1_000_000 - 3*x
				}
			}
			turned.scores = append(turned.scores, next)
		}
		other, _, err := fitted(turned, m)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct{ got, want float64 }{
			{valueOf(other[term].Estimate), -3 * valueOf(got.Estimate)}, {valueOf(other[term].StdError), 3 * valueOf(got.StdError)}, {valueOf(other[term].DF), valueOf(got.DF)},
			{valueOf(other["d_pre[v3-v0]"].Estimate), -valueOf(rows["d_pre[v3-v0]"].Estimate)},
		} {
			if math.Abs(c.got-c.want) > 1e-6*(1+math.Abs(c.want)) {
				t.Fatalf("reversed, scaled and moved scores give %v, not %v turned", other[term], got)
			}
		}
	})
}

// TestPeopleOneByOne: the same scores given person by person, with the times of
// their visits as times of their own, are the same model to 1e-12.
func TestPeopleOneByOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawnVisits(t, rapid.IntRange(12, 40).Draw(t, "people"), 4, .2)
		for _, form := range []RandomForm{RandomSlope, RandomConstant} {
			for _, df := range []DFMethod{Satterthwaite, KenwardRoger} {
				counts, _, err := fitted(s, MixedModel{Random: form, DF: df})
				if err != nil {
					t.Fatal(err)
				}
				rows, _, err := fitted(s, MixedModel{Random: form, DF: df, Irregular: true})
				if err != nil {
					t.Fatal(err)
				}
				if counts["time"].Variant != rows["time"].Variant || counts["time"].StdError.IsZero() {
					continue // without visits a negative covariance has nowhere to go
				}
				if g, w := valueOf(rows["reml_criterion"].Estimate), valueOf(counts["reml_criterion"].Estimate); math.Abs(g-w) > 1e-12*max(1, math.Abs(w)) {
					t.Fatalf("%s: criterion %.15g one by one, %.15g by patterns", form, g, w)
				}
				// The criterion does not move about its optimum, but where it is
				// flat the last digits of the optimum are not the data's.
				se := valueOf(counts["time"].StdError)
				if g, w := valueOf(rows["time"].Estimate), valueOf(counts["time"].Estimate); math.Abs(g-w) > 1e-8*se {
					t.Fatalf("%s: %.15g one by one, %.15g by patterns", form, g, w)
				}
				if g := valueOf(rows["time"].StdError); math.Abs(g-se) > 1e-7*se {
					t.Fatalf("%s: standard error %.15g one by one, %.15g by patterns", form, g, se)
				}
			}
		}
	})
}
