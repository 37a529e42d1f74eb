package datasets

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// group is several rows of one participant and visit.
type group struct {
	participant int32
	visit       int
	rows        []int32
}

// pair finds the row of each participant and visit, by id and never by the
// order of the rows, and deals with duplicates.
func (b *builder) pair() error {
	if b.irregular() {
		if err := b.pairTimes(); err != nil {
			return err
		}
		b.settle()
		return nil
	}
	visits := max(1, len(b.visits.order))
	if b.visit == nil && b.participants == b.rows {
		b.rowOf = [][]int32{nil} // every row is a participant of its own
		return nil
	}
	b.rowOf = make([][]int32, visits)
	for v := range b.rowOf {
		b.rowOf[v] = slices.Repeat([]int32{-1}, b.participants)
	}
	duplicates := make(map[[2]int32]*group)
	for row, p := range b.participant {
		if p < 0 {
			continue
		}
		v := 0
		if b.visit != nil {
			v = int(b.visit[row])
		}
		first := b.rowOf[v][p]
		if first < 0 {
			b.rowOf[v][p] = int32(row)
			continue
		}
		key := [2]int32{int32(v), p}
		g := duplicates[key]
		if g == nil {
			g = &group{participant: p, visit: v, rows: []int32{first}}
			duplicates[key] = g
		}
		g.rows = append(g.rows, int32(row))
	}
	groups := slices.SortedFunc(maps.Values(duplicates), func(a, c *group) int { return cmp.Compare(a.rows[0], c.rows[0]) })
	if len(groups) > 0 {
		return b.resolveDuplicates(groups)
	}
	return nil
}

func (b *builder) resolveDuplicates(groups []*group) error {
	policy := b.options.Duplicates
	var rows int64
	for _, g := range groups {
		rows += int64(len(g.rows))
	}
	switch policy {
	case DuplicatesMean:
		for _, g := range groups {
			b.groups = append(b.groups, *g)
		}
	case DuplicatesFirst, DuplicatesLast:
		if err := b.chooseRows(groups); err != nil {
			return err
		}
		b.audit = b.audit.Drop("duplicate", rows-int64(len(groups)))
	default:
		if b.visit == nil && !b.irregular() && b.plan.study.once() {
			return b.plan.outcomes[0].severalRows()
		}
		b.reportDuplicates(groups)
		return nil
	}
	b.decide(summary.Decision{Code: DecisionDuplicates, N: int64(len(groups)), Args: map[string]string{"policy": string(policy), "rows": strconv.FormatInt(rows, 10)}})
	return nil
}

func (b *builder) reportDuplicates(groups []*group) {
	problem := Problem{}
	participants := make(map[int32]bool)
	for _, g := range groups {
		problem.add(func() string { return b.groupText(*g) })
		participants[g.participant] = true
	}
	who := plural(int64(len(participants)), "participant") + " have"
	if len(participants) == 1 {
		who = "1 participant has"
	}
	if b.irregular() {
		problem.What = who + " several rows at one time:"
	} else if b.visit == nil {
		problem.What = who + " several rows:"
		if found := headersAmong(b.plan.headers, visitHeaders); len(found) > 0 {
			b.hints = append(b.hints, "if column "+quoteName(found[0])+" tells visits apart, write --visit "+shellWord(found[0])+" and one column per outcome")
		}
	} else {
		problem.What = who + " several rows for a visit:"
	}
	b.problems = append(b.problems, problem)
	b.hints = append(b.hints, "choose with --duplicates first, last (both with --order-by COL) or mean, or correct the file")
}

// groupText names the rows of a group by their lines, and the participant only
// if that was asked for.
func (b *builder) groupText(g group) string {
	text := b.places.lines(g.rows)
	if b.visit != nil {
		text += ": visit " + quoteValue(b.visits.order[g.visit])
	}
	if b.options.ShowIDs && b.ids != nil {
		p := int(g.participant)
		if b.members != nil {
			p = int(b.members[p])
		}
		sep := ", "
		if b.visit == nil {
			sep = ": "
		}
		text += sep + "id " + quoteValue(strings.Join(b.ids.id(p), " "))
	}
	return text
}

// isoDate is what sorts as text as it does in time.
var isoDate = regexp.MustCompile(`^\d{4}-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?)?$`)

// chooseRows keeps the first or last row of each group by the order column:
// numbers as numbers, ISO dates as text.
func (b *builder) chooseRows(groups []*group) error {
	column := b.texts[b.options.OrderBy]
	numbers := numbersOf(column)
	compareRows := func(x, y int32) int {
		if numbers != nil {
			return numbers[column.at(int(x))].Cmp(numbers[column.at(int(y))])
		}
		return strings.Compare(dateText(column.text(int(x))), dateText(column.text(int(y))))
	}
	unordered := Problem{What: "rows without a value to order them by in column " + quoteName(column.header) + ":"}
	ties := Problem{What: "rows that differ, but not in column " + quoteName(column.header) + ":"}
	for _, g := range groups {
		for _, row := range g.rows {
			text := column.text(int(row))
			if text != "" && numbers == nil && !isoDate.MatchString(text) {
				value := "value"
				if b.options.ShowIDs { // the column may be that of the ids
					value += " " + quoteValue(text)
				}
				return usage("name a column of numbers or of dates such as 2025-03-31",
					"--order-by %s: the %s at %s is neither a number nor a date", shellWord(column.header), value, b.places.text(int(row)))
			}
		}
		if slices.ContainsFunc(g.rows, func(row int32) bool { return column.at(int(row)) == 0 }) {
			unordered.add(func() string { return b.groupText(*g) })
			continue
		}
		best := g.rows[0]
		for _, row := range g.rows[1:] {
			c := compareRows(row, best)
			if b.options.Duplicates == DuplicatesFirst && c < 0 || b.options.Duplicates == DuplicatesLast && c > 0 {
				best = row
			}
		}
		if slices.ContainsFunc(g.rows, func(row int32) bool { return compareRows(row, best) == 0 && !b.sameCells(row, best) }) {
			ties.add(func() string { return b.groupText(*g) })
			continue
		}
		for _, row := range g.rows {
			if row != best {
				b.drop(int(row))
			}
		}
		if !b.irregular() {
			b.rowOf[g.visit][g.participant] = best
		}
	}
	for _, p := range []Problem{unordered, ties} {
		if p.N > 0 {
			b.problems = append(b.problems, p)
			b.hints = append(b.hints, "order the rows by another column, take --duplicates mean, or correct the file")
		}
	}
	return nil
}

func dateText(s string) string { return strings.Replace(s, " ", "T", 1) }

// sameCells reports whether two rows agree in everything that is kept of them.
func (b *builder) sameCells(x, y int32) bool {
	for _, columns := range b.scores {
		for _, c := range columns {
			if c.values.at(int(x)) != c.values.at(int(y)) {
				return false
			}
		}
	}
	for _, r := range b.plan.roles() {
		if t := b.texts[r.header]; t.at(int(x)) != t.at(int(y)) {
			return false
		}
	}
	return true
}
