package instruments

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// didYouMean is the hint that names the candidate nearest to a mistyped word,
// else lists them all.
func didYouMean(word string, candidates []string) string {
	const longest = 80 // a longer word is not mistyped
	best, least := "", len(word)/3+1
	for _, c := range candidates {
		if len(word) > longest {
			break
		}
		if d := edits(strings.ToLower(word), strings.ToLower(c)); d < least || (d == least && best == "") {
			best, least = c, d
		}
	}
	if best != "" {
		return "did you mean " + strconv.Quote(best) + "?"
	}
	quoted := make([]string, len(candidates))
	for i, c := range candidates {
		quoted[i] = strconv.Quote(c)
	}
	return "there are " + strings.Join(quoted, ", ")
}

// edits is the Levenshtein distance in bytes; keys are ASCII.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
