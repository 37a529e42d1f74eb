package reports

import (
	"slices"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// countsJSON is the joint counts of one outcome of one stratum. Scores are in
// steps: a score of 12 with the step 1/6 is 2 units.
type countsJSON struct {
	Outcome string `json:"outcome"`
	Stratum string `json:"stratum"`
	Pre     string `json:"pre"`  // the visits
	Post    string `json:"post"` //
	Step    string `json:"step"`
	// Of the suppressed ones: the threshold, how many people stand in cells that
	// are not listed, and whether that is all of them.
	MinCell    int64      `json:"min_cell,omitzero"`
	Suppressed int64      `json:"suppressed,omitzero"`
	Refused    bool       `json:"refused,omitzero"`
	Cells      []cellJSON `json:"cells"`
}

// cellJSON is one cell; a score that was not observed is left out.
type cellJSON struct {
	Pre  *int64 `json:"pre,omitzero"`
	Post *int64 `json:"post,omitzero"`
	N    int64  `json:"n"`
}

// jointCounts lists the joint counts in the order of results.
//
// Under a threshold, cells below it are not listed, nor are as many of the next
// smallest as it takes that what is left out cannot be solved for. Programs know
// the totals of pairs and of those with one score or none (the flow), and each
// row of estimates is at most one equation in the missing cells; so within each
// of these four kinds of people either nothing is left out, or more cells than
// there are rows, holding at least the threshold of people together. Where that
// takes all pairs, the outcome is refused. Strata add up to everyone, so where
// anything is left out of an outcome, all its strata are refused.
func jointCounts(report *analysis.Report, least int64) []countsJSON {
	equations := map[group]int{}
	for _, e := range report.Estimates {
		equations[group{e.Outcome, e.Stratum}]++
	}
	all := []countsJSON{}
	incomplete := map[string]bool{}
	for _, j := range report.Joints {
		c := countsJSON{Outcome: j.Outcome, Stratum: j.Stratum, Step: summary.Amount(j.Joint.Step()).String(), Cells: []cellJSON{}}
		if axes := j.Joint.Counts().Axes(); len(axes) == 2 {
			c.Pre, c.Post = axes[0].Visit, axes[1].Visit
		}
		c.suppress(j.Joint, least, equations[group{j.Outcome, j.Stratum}])
		incomplete[j.Outcome] = incomplete[j.Outcome] || c.MinCell > 0
		all = append(all, c)
	}
	for i, c := range all {
		if c.Stratum != "" && incomplete[c.Outcome] {
			all[i].refuse(report.Joints[i].Joint, least)
		}
	}
	return all
}

// countedCell is a cell with its kind: which of its two scores were observed.
type countedCell struct {
	at   [2]summary.Score
	n    int64
	kind [2]bool
}

// suppress fills in the cells that may be listed.
func (c *countsJSON) suppress(j summary.Joint, least int64, equations int) {
	var cells []countedCell
	for at, n := range j.All() {
		cells = append(cells, countedCell{at, n, [2]bool{at[0].Observed(), at[1].Observed()}})
	}
	hide := map[int]bool{}
	for _, kind := range [][2]bool{{true, true}, {true, false}, {false, true}, {false, false}} {
		var order []int
		for i, cell := range cells {
			if cell.kind == kind {
				order = append(order, i)
			}
		}
		slices.SortStableFunc(order, func(a, b int) int { return int(min(max(cells[a].n-cells[b].n, -1), 1)) })
		var people int64
		hidden := 0
		for _, i := range order {
			enough := hidden == 0 || hidden > equations && people >= least
			if cells[i].n >= least && enough {
				break
			}
			hide[i] = true
			people += cells[i].n
			hidden++
		}
		if hidden > 0 && hidden == len(order) && kind == [2]bool{true, true} {
			c.refuse(j, least)
			return
		}
	}
	for i, cell := range cells {
		if hide[i] {
			c.MinCell = least
			c.Suppressed += cell.n
			continue
		}
		c.Cells = append(c.Cells, cellJSON{observed(cell.at[0]), observed(cell.at[1]), cell.n})
	}
}

// refuse leaves out every cell.
func (c *countsJSON) refuse(j summary.Joint, least int64) {
	c.MinCell, c.Suppressed, c.Refused, c.Cells = least, j.Flow().Enrolled, true, []cellJSON{}
}

func observed(s summary.Score) *int64 {
	if !s.Observed() {
		return nil
	}
	t := int64(s)
	return &t
}
