package instruments

import "github.com/cam-outcomes/cam/datasets/summary"

// compiledCondition holds where an answer lies between low and high.
type compiledCondition struct {
	item      int
	low, high Answer
}

func (i *Instrument) compileCondition(c Condition, o Options) compiledCondition {
	grid := i.Grid(c.Item, o)
	floor, ceil := Answer(grid.Floor(c.At)), Answer(grid.Ceil(c.At))
	out := compiledCondition{c.Item, -summary.MaxTicks, summary.MaxTicks}
	switch c.Op {
	case ">=":
		out.low = ceil
	case ">":
		out.low = floor + 1
	case "<=":
		out.high = floor
	case "<":
		out.high = ceil - 1
	case "==":
		out.low, out.high = ceil, floor // empty where no answer is equal
	}
	return out
}

// holds is false where the answer is missing.
func (c *compiledCondition) holds(answers []Answer) bool {
	return answers[c.item] >= c.low && answers[c.item] <= c.high
}

func hold(all []compiledCondition, answers []Answer) bool {
	for n := range all {
		if !all[n].holds(answers) {
			return false
		}
	}
	return true
}

// compiledSkip is a [Skip] on the grids of its items.
type compiledSkip struct {
	when compiledCondition
	set  []compiledSetting
}

type compiledSetting struct {
	item int
	to   Answer
}

func (i *Instrument) compileSkip(s Skip, o Options) compiledSkip {
	out := compiledSkip{when: i.compileCondition(s.When, o)}
	for _, t := range s.Set {
		out.set = append(out.set, compiledSetting{t.Item, Answer(i.Grid(t.Item, o).Ceil(t.To))})
	}
	return out
}

func (s *compiledSkip) apply(answers []Answer) {
	if s.when.holds(answers) {
		for _, t := range s.set {
			answers[t.item] = t.to
		}
	}
}
