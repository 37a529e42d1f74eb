package recognize

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestOrderVisits(t *testing.T) {
	for _, want := range []string{
		"baseline|month1|month2|month3",
		"Pre|Post|Follow-up",
		"screening|intake|week 4|week 12|month 6|1 year",
		"T0|T1|T2|T10",
		"pre|t1|t2",
		"baseline|3 mo follow-up|6 mo follow-up",
		"pre|post|3 month follow-up|6 month follow-up",
		"Pre-test|Mid|Post-test|follow up 1|follow up 2",
		"línea base|mes 1|mes 6",
		"antes|después|seguimiento",
		"ingreso|alta",
		"baseline_arm_1|month_3_arm_1|month_12_arm_1",
		"Visit 1|Visit 2|Visit 3",
		"baseline|1|3|6",
		"6m|1y",
	} {
		order := strings.Split(want, "|")
		mixed := slices.Clone(order)
		rand.New(rand.NewPCG(1, uint64(len(want)))).Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if got, ok := OrderVisits(mixed); !ok || !slices.Equal(got, order) {
			t.Errorf("%q is ordered as %q, %t", mixed, got, ok)
		}
	}
	for _, doubtful := range []string{
		"apple|pear", "month 1|session 2", "baseline|pre", "pre|month 3|post", "t1|visit 2", "baseline|month 0|month 3",
		"month 12|1 year|follow-up", "post|exit", "follow-up|follow-up 1", "week 1|7 days", "baseline|month", "a1b|a2b",
	} {
		if got, ok := OrderVisits(strings.Split(doubtful, "|")); ok {
			t.Errorf("%q is ordered as %q without doubt", doubtful, got)
		}
	}
}
