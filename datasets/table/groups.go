package table

import (
	"slices"
	"strconv"
	"strings"
)

// groupedUnder reports whether the first row may hold headings that span
// columns, with names under them, and whether that is evident. Names are no
// numbers, unless they count from 1 under each heading, and no answer further
// down repeats them; evidence is a name that stands under two headings, two
// headings with names that count, numbers under a name, or a heading without names beside others with them.
func groupedUnder(rows [][]string) (may, evident bool) {
	if len(rows) < 2 {
		return false, false
	}
	top, under, rest := rows[0], rows[1], rows[2:]
	spans, open := 0, false
	for i := range under {
		switch {
		case trim(at(top, i)) != "":
			open = trim(under[i]) != ""
		case trim(under[i]) != "" && open:
			spans++
		}
	}
	if spans == 0 || filled(top) == 0 || filled(top) >= filled(under)+filledAlone(top, under) {
		return false, false
	}
	counted, headings := countsUnder(top, under)
	evident = headings > 1
	for i, cell := range under {
		cell = trim(cell)
		if cell == "" {
			continue
		}
		if isNumeric(cell) && !counted[i] {
			return false, false
		}
		for _, row := range rest {
			below := trim(at(row, i))
			if below == cell && !counted[i] {
				return false, false // an answer
			}
			evident = evident || isNumeric(below) && !counted[i]
		}
	}
	names := make(map[string]bool)
	for i, cell := range under {
		if cell = trim(cell); cell != "" && !counted[i] {
			evident = evident || names[cell]
			names[cell] = true
		}
	}
	return true, evident || filledAlone(top, under) > 0 && filledBelow(top, under, rest)
}

// filledAlone counts the cells of the first row with nothing under them.
func filledAlone(top, under []string) int {
	n := 0
	for i, cell := range top {
		if trim(cell) != "" && trim(at(under, i)) == "" {
			n++
		}
	}
	return n
}

// filledBelow reports whether the columns without a second name have values.
func filledBelow(top, under []string, rest [][]string) bool {
	for i, cell := range top {
		if trim(cell) == "" || trim(at(under, i)) != "" {
			continue
		}
		if !slices.ContainsFunc(rest, func(row []string) bool { return trim(at(row, i)) != "" }) {
			return false
		}
	}
	return len(rest) > 0
}

// countsUnder tells the columns whose second names count 1, 2, 3, … under one
// heading, three at least, and counts such headings.
func countsUnder(top, under []string) (counted []bool, headings int) {
	counted = make([]bool, len(under))
	for i := 0; i < len(under); {
		end := i + 1
		for end < len(under) && trim(at(top, end)) == "" && trim(under[end]) != "" {
			end++
		}
		all := end-i > 2 && trim(at(top, i)) != ""
		for j := i; j < end && all; j++ {
			all = trim(under[j]) == strconv.Itoa(j-i+1)
		}
		for j := i; j < end; j++ {
			counted[j] = all
		}
		if all {
			headings++
		}
		i = end
	}
	return counted, headings
}

// groupNames joins the two rows. A name that stands under one heading only is
// enough by itself, and its heading is part of its text; one that stands under
// several, or a mere number, is called with its heading.
func groupNames(top, under []string) (names, texts []string) {
	columns := max(len(top), len(under))
	names, texts = make([]string, columns), make([]string, columns)
	times := make(map[string]int)
	for i := range columns {
		times[trim(at(under, i))]++
		if trim(at(under, i)) == "" {
			times[trim(at(top, i))]++
		}
	}
	over := ""
	for i := range columns {
		above, name := trim(at(top, i)), trim(at(under, i))
		if above != "" {
			over = above
		}
		switch {
		case name == "":
			names[i], over = above, ""
		case over == "":
			names[i] = name
		case times[name] > 1 || isNumeric(name):
			names[i] = over + " " + name
		default:
			names[i] = name
			texts[i] = over + ": " + name
		}
		names[i] = strings.Join(strings.Fields(names[i]), " ")
	}
	return names, texts
}
