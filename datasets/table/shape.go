package table

import (
	"fmt"
	"strings"
)

// SameShape says how a table with the header b fits under one with the header
// a: column i of a is column perm[i] of b. It fails, naming the first columns
// that are missing or left over, unless both have the same set of names.
func SameShape(a, b []string) (perm []int, err error) {
	at := make(map[string]int, len(b))
	for i, name := range b {
		at[name] = i
	}
	perm = make([]int, len(a))
	var missing, extra []string
	for i, name := range a {
		j, found := at[name]
		if !found {
			missing = append(missing, name)
			continue
		}
		perm[i] = j
		delete(at, name)
	}
	for _, name := range b {
		if _, left := at[name]; left {
			extra = append(extra, name)
		}
	}
	var faults []string
	if len(missing) > 0 {
		faults = append(faults, "lacks "+listNames(missing))
	}
	if len(extra) > 0 {
		faults = append(faults, "also has "+listNames(extra))
	}
	if len(faults) > 0 {
		return nil, fmt.Errorf("the columns differ from the first file's: this one %s", strings.Join(faults, " and "))
	}
	return perm, nil
}

// listNames writes the first few of the names.
func listNames(names []string) string {
	const most = 3
	quoted := make([]string, 0, most)
	for _, name := range names[:min(len(names), most)] {
		quoted = append(quoted, quoteName(name))
	}
	list := strings.Join(quoted, ", ")
	if more := len(names) - most; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return list
}
