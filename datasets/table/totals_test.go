package table

import (
	"strings"
	"testing"
)

// Rows below a table that sum it up are no people, and people are no totals
// whatever they are called.
func TestTotals(t *testing.T) {
	for _, c := range []struct {
		name, text string
		rows       string
	}{
		{"last", "id,a,b\n1,2,3\nTotal,2,3\n", "rows 1"},
		{"several", "id,a,b\nanna,2,3\nmin,4,5\nMean:,2,3\nSD,,1\n", "rows 1"},
		{"spreadsheet errors", "id,a,b\n1,2,3\nAverage,#DIV/0!,3\n", "rows 1"},
		{"without an id", "id,site,a\n1,x,3\n,Promedio,3\n", "rows 1"},
		{"Spanish", "id,a\n1,2\nTOTAL GENERAL,2\n", "rows 1"},
		{"remark", "id,a,b\n1,2,3\nexported by the desk,,\n", "rows 1"},
		{"initials", "id,a,b\nAB,2,3\nSD,4,5\n", "rows 2"},
		{"no initials", "id,a,b\n17,2,3\nSD,4,5\n", "rows 1"},
		{"a name", "id,a,b\nAnn,2,3\nMax,4,5\n", "rows 2"},
		{"in between", "id,a,b\n1,2,3\nTotal,4,5\n2,3,3\n", "rows 3"},
		{"words beside", "id,a,b\n1,2,3\nTotal,yes,5\n", "rows 2"},
		{"all", "id,a\nTotal,2\n", "rows 0"},
	} {
		got := describe("a.csv", strings.NewReader(c.text))
		if !strings.HasSuffix(got, "\n"+c.rows+"\n") || strings.Contains(got, "BUG") || strings.Contains(got, "total_rows") == (strings.Count(c.text, "\n")-1 == int(c.rows[5]-'0')) {
			t.Errorf("%s: want %s, got\n%s", c.name, c.rows, got)
		}
	}
}
