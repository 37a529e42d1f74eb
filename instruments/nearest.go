package instruments

import (
	"fmt"
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
	const most = 12 // more are not read
	var quoted []string
	for _, c := range candidates[:min(most, len(candidates))] {
		quoted = append(quoted, strconv.Quote(c))
	}
	list := "there are " + strings.Join(quoted, ", ")
	if more := len(candidates) - most; more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return list
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

// nearest returns the few names that a mistyped one resembles, the likest first.
func nearest(word string, names []string) []string {
	const most = 3
	if len(word) > 80 {
		return nil
	}
	word = strings.ToLower(word)
	within := len(word)/3 + 1
	var near []string
	for _, n := range names {
		if edits(word, n) <= within || len(word) > 2 && strings.HasPrefix(n, word) {
			near = append(near, n)
		}
	}
	slices.SortStableFunc(near, func(a, b string) int { return edits(word, a) - edits(word, b) })
	return near[:min(most, len(near))]
}
