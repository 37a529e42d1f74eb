package summary

import (
	"cmp"
	"maps"
	"slices"
)

// Decision records an automatic choice: what was decided (Code, Outcome), about
// what (Outcome, Stratum, Method), for how many (N) and with which particulars
// (Args). It carries no prose: the words belong to the report, in the reader's
// language. A Decision never holds a participant's id or a line of a file, so
// that it is the same however the rows were ordered.
type Decision struct {
	Code    string
	Outcome string // the scale's id; empty where it concerns every outcome
	Stratum string
	Method  string
	N       int64 // how many rows, participants or values it touched
	Args    map[string]string
}

// CompareDecisions orders decisions for output and tells equal ones apart.
func CompareDecisions(a, b Decision) int {
	return cmp.Or(
		cmp.Compare(a.Outcome, b.Outcome), cmp.Compare(a.Stratum, b.Stratum), cmp.Compare(a.Method, b.Method),
		cmp.Compare(a.Code, b.Code), cmp.Compare(a.N, b.N), slices.Compare(flat(a.Args), flat(b.Args)))
}

func flat(args map[string]string) []string {
	var all []string
	for _, k := range slices.Sorted(maps.Keys(args)) {
		all = append(all, k, args[k])
	}
	return all
}
