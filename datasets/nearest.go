package datasets

import (
	"slices"
	"strings"
)

// nearest returns the candidate that a mistyped word probably means: the one
// with the fewest edits, transpositions included, if they are at most a third
// of the word. Equal but for letter case and space comes first.
func nearest(word string, candidates []string) (string, bool) {
	fold := func(s string) string { return strings.ToLower(strings.TrimSpace(s)) }
	const longest = 80 // headers that are whole sentences are not mistyped
	if len(word) > longest {
		return "", false
	}
	best, least := "", len([]rune(word))/3+1
	for _, c := range candidates {
		if len(c) > longest {
			continue
		}
		if d := edits([]rune(fold(word)), []rune(fold(c))); d < least {
			best, least = c, d
		}
	}
	return best, best != ""
}

// didYouMean is the hint that names the nearest candidate, else lists them.
func didYouMean(word string, candidates []string) string {
	if near, ok := nearest(word, candidates); ok {
		return "did you mean " + quoteName(near) + "?"
	}
	if len(candidates) == 0 {
		return ""
	}
	return "there are " + quoteNames(candidates)
}

// edits is the optimal string alignment distance.
func edits(a, b []rune) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	row := make([]int, len(b)+1)
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// columnNamed returns the place of a header, which must be there as written.
func columnNamed(headers []string, name, asked string) (int, error) {
	if i := slices.Index(headers, name); i >= 0 {
		return i, nil
	}
	return 0, usage(didYouMean(name, headers), "%s: there is no column %s", asked, quoteName(name))
}
