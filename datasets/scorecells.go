package datasets

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/datasets/table"
)

// lead writes what stands before the scores of a row: the id, the visit and the
// columns that are no items.
func (s *scoring) lead(row table.Row, who int32, places scorePlaces, visit string) {
	f := s.form
	for _, at := range places.id {
		s.cells = append(s.cells, s.text(row.Fields[at]))
	}
	if f.number {
		s.cells = append(s.cells, strconv.Itoa(s.rows))
	}
	switch {
	case places.visit >= 0:
		s.cells = append(s.cells, s.text(row.Fields[places.visit]))
	case f.visit != "" && !f.wideOut():
		s.cells = append(s.cells, visit)
	}
	for i, at := range places.others {
		s.cells = append(s.cells, s.text(s.cell(row, at, who, f.others[i].header)))
	}
}

// text is a cell without surrounding space, empty where it says that a value is
// missing.
func (s *scoring) text(cell string) string {
	cell = strings.TrimSpace(cell)
	if s.missing.text(cell) {
		return ""
	}
	return cell
}

// append writes the scores of the row read last. A visit without the answers
// leaves its columns empty where every visit has them.
func (s scoredSurvey) append(cells []string, all bool) []string {
	for _, by := range s.scores {
		if by.set == nil {
			if all {
				cells = append(cells, "", "", "")
			}
			continue
		}
		r := by.set.result.Scales[by.scale]
		score, prorated := "", "0"
		if r.Score.Observed() {
			score = exactText(by.set.scorer.Step(by.scale), r.Score)
		}
		if r.Prorated {
			prorated = "1"
		}
		cells = append(cells, score, strconv.Itoa(r.Answered), prorated)
	}
	return cells
}

// exactText writes a score as a decimal of at most ten places.
func exactText(step summary.Step, score summary.Score) string {
	if step.Den == 1 {
		return strconv.FormatInt(int64(score)*step.Num, 10)
	}
	r := new(big.Rat).Mul(big.NewRat(step.Num, step.Den), new(big.Rat).SetInt64(int64(score)))
	text := r.FloatString(table.MaxDecimals)
	return strings.TrimRight(strings.TrimRight(text, "0"), ".")
}
