package quality

import (
	"strconv"

	"github.com/cam-outcomes/cam/datasets"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// decided turns what loading decided into remarks.
func (e *evidence) decided(code string, remark func(summary.Decision) (summary.Remark, bool)) []summary.Remark {
	if e.cohort == nil {
		return nil
	}
	var found []summary.Remark
	for _, d := range e.cohort.Decisions() {
		if d.Code != code {
			continue
		}
		if r, ok := remark(d); ok {
			r.Outcome = d.Outcome
			found = append(found, r)
		}
	}
	return found
}

// totalsThatDiffer compares totals with the scores of the items beside them.
func totalsThatDiffer(e *evidence) []summary.Remark {
	return e.decided(datasets.DecisionItemsBeatTotals, func(d summary.Decision) (summary.Remark, bool) {
		compared, _ := strconv.ParseInt(d.Args["compared"], 10, 64)
		return summary.Remark{Severity: summary.SeverityWarning, Code: "total_differs", Column: d.Args["column"], N: d.N, Of: compared}, d.N > 0
	})
}

// implausibleAnswers are those that an instrument's own warnings are about.
func implausibleAnswers(e *evidence) []summary.Remark {
	return e.decided(datasets.DecisionImplausible, func(d summary.Decision) (summary.Remark, bool) {
		return summary.Remark{Severity: summary.SeverityWarning, Code: "implausible", N: d.N, Args: map[string]string{"warning": d.Args["warning"]}}, true
	})
}

// checksAmongItems are columns among items that belong to no score.
func checksAmongItems(e *evidence) []summary.Remark {
	return e.decided(datasets.DecisionColumnLeftOut, func(d summary.Decision) (summary.Remark, bool) {
		return summary.Remark{Severity: summary.SeverityNote, Code: "check_among_items", Column: d.Args["column"]}, true
	})
}

// synthetic says that no person is behind the rows.
func synthetic(e *evidence) []summary.Remark {
	return e.decided(datasets.DecisionSyntheticData, func(d summary.Decision) (summary.Remark, bool) {
		return summary.Remark{Severity: summary.SeverityNote, Code: "synthetic", N: d.N}, true
	})
}
