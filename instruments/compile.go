package instruments

import (
	"fmt"
	"math/bits"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// compiledScale is a scale with everything looked up and brought to one grid.
type compiledScale struct {
	combine   combine
	isMean    bool
	inputs    []input
	step      summary.Step // of the result
	low, high int64        // possible results of complete answers, before the table
	rule      MissingKind
	least     int   // answers that are enough
	decided   int64 // results from which on the answers there are enough
	table     []summary.Score
	quotient  *quotient // instead of inputs
}

// combine is an [Operation] as far as it combines two values.
type combine uint8

const (
	add combine = iota // sum, mean, and count of values that are 0 or 1
	greater
	times
)

// input is one item of a scale.
type input struct {
	item  int
	never bool    // never imputed
	few   []int64 // the values by answer − first, where there are few
	first Answer
	value *valuer
}

// compile brings a scale to the grid of its answers.
func (i *Instrument) compile(s *Scale, o Options) (*compiledScale, error) {
	if s.Operation == Quotient {
		return i.compileQuotient(s, o)
	}
	c := &compiledScale{isMean: s.Operation == Mean, rule: s.Missing.Kind, least: s.Missing.MinAnswered}
	switch s.Operation {
	case Max:
		c.combine = greater
	case Product:
		c.combine = times
	}
	if o.Prorate == ProrateNone && c.rule == Prorate {
		c.rule = Complete
	}
	steps := make([]summary.Step, len(s.Items))
	var common summary.Step
	for j, item := range s.Items {
		steps[j] = i.valueStep(s, item, o)
		var err error
		if common, _, _, err = common.Common(steps[j]); err != nil {
			return nil, err
		}
	}
	for j, item := range s.Items {
		step := common
		if s.Operation == Product {
			step = steps[j]
		}
		v, err := i.valuer(s, item, step, o)
		if err != nil {
			return nil, err
		}
		if s.Operation == Count {
			v = v.counted(s.Counts.On(common))
		}
		a := i.allowed(item, o)
		in := input{item: item, few: v.few(a), first: a.low, value: &v}
		for _, never := range s.Missing.NeverImpute {
			in.never = in.never || never == item
		}
		c.inputs = append(c.inputs, in)
	}
	var err error
	if c.step, err = resultStep(s.Operation, common, steps); err != nil {
		return nil, err
	}
	if err := c.bound(); err != nil {
		return nil, err
	}
	if err := c.interchangeable(i, s); err != nil {
		return nil, err
	}
	if s.Missing.Kind == Decided {
		c.decided = int64(c.step.Ceil(s.Missing.By.At))
		for _, in := range c.inputs {
			if in.value.low < 0 && s.Operation == Sum {
				return nil, fmt.Errorf("a sum with negative values is not decided by some of the items")
			}
		}
	}
	return c, c.tabulate(s)
}

// resultStep returns the grid of the operation's results.
func resultStep(operation Operation, common summary.Step, steps []summary.Step) (summary.Step, error) {
	switch operation {
	case Mean:
		return scaled(common, 1, int64(len(steps)))
	case Count:
		return summary.Unit, nil
	case Product:
		product := summary.Unit
		for _, s := range steps {
			var err error
			if product, err = scaled(product, s.Num, s.Den); err != nil {
				return product, err
			}
		}
		return product, nil
	}
	return common, nil
}

// scaled returns step·num/den.
func scaled(s summary.Step, num, den int64) (summary.Step, error) {
	n, okN := product(s.Num, num)
	d, okD := product(s.Den, den)
	if !okN || !okD {
		return s, fmt.Errorf("the grid of the scores is too fine")
	}
	return summary.NewStep(n, d)
}

// product multiplies numbers that are not negative.
func product(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	return int64(lo), hi == 0 && lo <= summary.MaxTicks
}

// bound finds the lowest and highest result of complete answers and verifies
// that no score can overflow.
func (c *compiledScale) bound() error {
	c.low, c.high = c.inputs[0].value.low, c.inputs[0].value.high
	for _, in := range c.inputs[1:] {
		v := in.value
		switch c.combine {
		case add:
			c.low, c.high = c.low+v.low, c.high+v.high
		case greater:
			c.low, c.high = max(c.low, v.low), max(c.high, v.high)
		case times:
			var ok bool
			if c.low < 0 || v.low < 0 {
				return fmt.Errorf("a product needs values that are not negative")
			}
			if c.high, ok = product(c.high, v.high); !ok {
				return fmt.Errorf("the product of the items is too large")
			}
			c.low *= v.low
		}
	}
	// Prorating doubles k times a sum before it divides.
	if limit := summary.MaxTicks / int64(4*len(c.inputs)); c.low < -limit || c.high > limit {
		return fmt.Errorf("the scores are too large to be counted exactly")
	}
	return nil
}

// interchangeable verifies that the items of a scale go over the same values
// where some may stand for others, so that no score can leave its range.
func (c *compiledScale) interchangeable(i *Instrument, s *Scale) error {
	if s.Missing.Kind != Prorate && (s.Missing.Kind != Available || !c.isMean) {
		return nil
	}
	first := c.inputs[0]
	for _, in := range c.inputs[1:] {
		if in.value.low != first.value.low || in.value.high != first.value.high {
			return fmt.Errorf("items %s and %s go over different values, so that neither can stand for the other",
				i.Items[first.item].ID, i.Items[in.item].ID)
		}
	}
	return nil
}

// tabulate lays the table out by raw score, whose grid it replaces by that of
// its values.
func (c *compiledScale) tabulate(s *Scale) error {
	const most = 100_000 // rows; a table is published, not computed
	if len(s.Table) == 0 {
		return nil
	}
	if c.high-c.low >= most {
		return fmt.Errorf("a table of %d rows is too long", c.high-c.low+1)
	}
	step := s.Step
	for _, row := range s.Table {
		if s.Step.IsSet() {
			break
		}
		var err error
		if step, _, _, err = step.Common(stepOf(row.Value)); err != nil {
			return err
		}
	}
	c.table = make([]summary.Score, c.high-c.low+1)
	for at := range c.table {
		c.table[at] = summary.Missing
	}
	for _, row := range s.Table {
		raw, ok := inSteps(row.Raw, c.step)
		if !ok || raw < c.low || raw > c.high {
			return fmt.Errorf("the table has a row for %s, which is no raw score", row.Raw)
		}
		value, ok := inSteps(row.Value, step)
		if !ok {
			return fmt.Errorf("the table's value %s is not a whole number of steps of %s", row.Value, summary.Amount(step))
		}
		if c.table[raw-c.low].Observed() {
			return fmt.Errorf("the table has two rows for %s", row.Raw)
		}
		c.table[raw-c.low] = summary.Score(value)
	}
	for at, v := range c.table {
		if !v.Observed() {
			raw, _ := summary.NewAmount((c.low+int64(at))*c.step.Num, c.step.Den)
			return fmt.Errorf("the table has no row for %s", raw)
		}
	}
	c.step = step
	return nil
}

// stepOf returns the coarsest grid on which an amount lies; none for 0, which
// lies on every grid.
func stepOf(a summary.Amount) summary.Step {
	if a.Num == 0 {
		return summary.Step{}
	}
	return summary.Step{Num: max(a.Num, -a.Num), Den: a.Den}
}
