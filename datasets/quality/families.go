package quality

import (
	"regexp"
	"slices"
	"strconv"

	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/datasets/table"
)

// family is columns whose headers differ in a counted number: D1 to D9.
type family struct {
	first, last string
	columns     []int
	headers     []string
	sums        *itemSums
	totals      []*totalOf // other columns that may be the sum
	values      []int64
}

// totalOf compares a column with the sum of a family.
type totalOf struct{ column, compared, equal int64 }

var numberedHeader = regexp.MustCompile(`^(.*?)(\d{1,3})(\D*)$`)

// findFamilies groups headers. Numbers follow each other, and there are four
// columns or more.
func findFamilies(headers []string) []*family {
	type numbered struct{ n, column int }
	groups := make(map[string][]numbered)
	var order []string
	for i, h := range headers {
		m := numberedHeader.FindStringSubmatch(h)
		if m == nil {
			continue
		}
		key := m[1] + "\x00" + m[3]
		if groups[key] == nil {
			order = append(order, key)
		}
		n, _ := strconv.Atoi(m[2])
		groups[key] = append(groups[key], numbered{n, i})
	}
	var all []*family
	for _, key := range order {
		g := groups[key]
		slices.SortStableFunc(g, func(a, b numbered) int { return a.n - b.n })
		f := &family{}
		for _, x := range g {
			f.columns, f.headers = append(f.columns, x.column), append(f.headers, headers[x.column])
		}
		const least, most = 4, 100
		if k := len(g); k < least || k > most || g[k-1].n-g[0].n != k-1 {
			continue
		}
		f.first, f.last = f.headers[0], f.headers[len(f.headers)-1]
		f.sums = newItemSums(len(f.columns))
		f.values = make([]int64, len(f.columns))
		for i := range headers {
			if !slices.Contains(f.columns, i) {
				f.totals = append(f.totals, &totalOf{column: int64(i)})
			}
		}
		all = append(all, f)
	}
	return all
}

// add looks at a row in which all columns hold whole numbers.
func (f *family) add(cells []string) {
	var sum int64
	for i, column := range f.columns {
		n, decimals, status := table.ParseDecimal(cells[column], false)
		const most = 1000
		if cells[column] == "" || status != table.Exact || decimals > 0 || n > most || n < -most {
			return
		}
		f.values[i] = n
		sum += n
	}
	f.sums.add(f.values)
	for _, t := range f.totals {
		const patience = 50 // rows in which a column that is no total may stay one
		if t.compared >= patience && 2*t.equal < t.compared || cells[t.column] == "" {
			continue
		}
		if n, decimals, status := table.ParseDecimal(cells[t.column], false); status == table.Exact && decimals == 0 {
			t.compared++
			if n == sum {
				t.equal++
			}
		}
	}
}

// isAnswers reports whether the columns hold few whole numbers, as items do, and
// between which of them most lie.
func (e *evidence) isAnswers(f *family) (low, high int64, ok bool) {
	pooled := make(map[int64]int64)
	var n int64
	for _, c := range f.columns {
		p := e.profiles[c]
		if p.n == 0 {
			continue
		}
		if !p.codes() {
			return 0, 0, false
		}
		for v, k := range p.counts {
			pooled[v] += k
			n += k
		}
	}
	first := true
	for v, k := range pooled {
		if 100*k < n || k < 2 {
			continue // less than one in a hundred, or once
		}
		if first {
			low, high, first = v, v, false
		}
		low, high = min(low, v), max(high, v)
	}
	const most = 10 // an item has no more answers than 0 to 10
	return low, high, n > 0 && high > low && high-low <= most
}

// free lists the families that are not the items of a recognised instrument.
func (e *evidence) free() []*family {
	known := e.answers()
	return slices.DeleteFunc(slices.Clone(e.families), func(f *family) bool {
		return slices.ContainsFunc(f.headers, func(h string) bool { return slices.Contains(known, h) })
	})
}

// oddValues finds single values far from the answers of a family: 22 for 2.
func oddValues(e *evidence) []summary.Remark {
	var found []summary.Remark
	for _, f := range e.free() {
		low, high, ok := e.isAnswers(f)
		if !ok {
			continue
		}
		for i, c := range f.columns {
			for v, n := range e.profiles[c].counts {
				if v >= low && v <= high || v == low-1 || v == high+1 {
					continue
				}
				found = append(found, summary.Remark{
					Severity: summary.SeverityError, Code: "odd_value", Column: f.headers[i], N: n, Of: e.profiles[c].n,
					Args: map[string]string{"value": strconv.FormatInt(v, 10), "low": strconv.FormatInt(low, 10), "high": strconv.FormatInt(high, 10), "first": f.first, "last": f.last},
				})
			}
		}
	}
	return found
}

// sumsThatDiffer finds columns that are the sum of a family in most rows, and
// not in all.
func sumsThatDiffer(e *evidence) []summary.Remark {
	var found []summary.Remark
	for _, f := range e.free() {
		for _, t := range f.totals {
			const least = 5
			if t.compared < least || 2*t.equal < t.compared || t.equal == t.compared {
				continue
			}
			found = append(found, summary.Remark{
				Severity: summary.SeverityWarning, Code: "sum_differs", Column: e.headers[t.column], N: t.compared - t.equal, Of: t.compared,
				Args: map[string]string{"first": f.first, "last": f.last},
			})
		}
	}
	return found
}
