package datasets

import (
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// syntheticHeader is the column in which simulated cohorts say what they are.
const syntheticHeader = "synthetic"

// decideSynthetic says so where the data declare rows as made up: the label
// travels with them into everything that is concluded.
func (b *builder) decideSynthetic() {
	column := b.texts[syntheticHeader]
	if column == nil {
		return
	}
	var n int64
	for row, p := range b.participant {
		if p >= 0 && slices.Contains([]string{"yes", "true", "1"}, strings.ToLower(column.text(row))) {
			n++
		}
	}
	if n > 0 {
		b.decide(summary.Decision{Code: DecisionSyntheticData, N: n})
	}
}
