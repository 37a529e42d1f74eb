package datasets

import (
	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/datasets/table"
)

// settleDecimals reads scores of a scale whose grid is no decimal one, such as
// the mean of six or twelve items, where every score of a column is a value of
// the grid as ten decimals write it: 4.3333333333 is 13/3 then. A column with any
// other value stays as it is.
func (b *builder) settleDecimals() error {
	for i, o := range b.plan.study.Outcomes {
		for _, c := range b.scores[i] {
			b.settle10(c, o.Scale.Step)
		}
	}
	for _, s := range b.sets {
		for _, w := range s.wanted {
			if w.stored != nil {
				b.settle10(w.stored, b.plan.study.Outcomes[w.outcome].Scale.Step)
			}
		}
	}
	return nil
}

// settle10 brings a column of ten decimals to a grid, if all of it fits.
func (b *builder) settle10(c *scoreColumn, step summary.Step) {
	const most = 1000 // of a numerator or denominator, so that nothing overflows
	if c.grid.IsSet() || !step.IsSet() || c.decimals != table.MaxDecimals || step.Den > most || step.Num > most {
		return
	}
	scale := powerOfTen(c.decimals)
	// v/scale = g·Num/Den within half a unit of the last decimal.
	nearest := func(v int64) (g int64, fits bool) {
		const far = 1 << 51 // v·Den has to fit
		if v > far || v < -far {
			return 0, false
		}
		unit := step.Num * scale
		g = floorDivide(2*v*step.Den+unit, 2*unit)
		rest := v*step.Den - g*unit
		return g, 2*rest <= step.Den && -2*rest <= step.Den
	}
	for row, p := range b.participant {
		if v := c.values.at(row); p >= 0 && v > badScore {
			if _, fits := nearest(v); !fits {
				return
			}
		}
	}
	for row := range b.participant {
		if v := c.values.at(row); v > badScore {
			g, _ := nearest(v)
			c.values.set(row, g)
		}
	}
	c.grid, c.decimals = step, 0
}

// floorDivide is ⌊a/b⌋ for positive b.
func floorDivide(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
