package instruments

import (
	"fmt"
	"math"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// Answer is what someone answered to one item: the answer's code, or a number
// in steps of the item's grid, which is 1 unless [Options] ask for decimals.
type Answer int64

// NoAnswer is an answer that was not given. It sorts before every other.
const NoAnswer Answer = math.MinInt64

// Options say how answers are read and scored. The zero Options read whole
// numbers and score by the rules of the instrument.
type Options struct {
	// Prorate switches the prorating of missing answers off.
	Prorate Prorating
	// Decimals is how many decimals are kept of numbers that may have them, at
	// most as many as the item allows. With 2, two and a half servings are the
	// answer 250, and scores made of them are counted in steps of 0.01. Codes,
	// and numbers that must be whole, are not concerned.
	Decimals int
	// DecimalComma reads 2,5 as two and a half, and 2.5 not at all.
	DecimalComma bool
	// Codes are a study's own codes with what they mean: {"1": "0", "2": "1"}.
	// They replace the codes of items with answer sets, and are added to what
	// is read of numbers.
	Codes map[string]string
}

// Prorating says whether scores are prorated.
type Prorating string

const (
	ProrateByRule Prorating = ""     // as the instrument's missing rule says
	ProrateNone   Prorating = "none" // never: a scale that would be prorated needs every answer
)

// ParseProrating reads "rule" or "none".
func ParseProrating(s string) (Prorating, error) {
	switch s {
	case "rule":
		return ProrateByRule, nil
	case "none":
		return ProrateNone, nil
	}
	return "", fmt.Errorf("prorating %q is neither rule nor none", s)
}

// Grid returns the length of one step of the answers to an item.
func (i *Instrument) Grid(item int, o Options) summary.Step {
	return summary.Step{Num: 1, Den: powerOfTen(max(0, min(o.Decimals, i.Items[item].Decimals)))}
}

// InvalidAnswerError is an answer that the item does not allow.
type InvalidAnswerError struct {
	Instrument, Item string
	Answer           summary.Amount
	Low, High        summary.Amount
}

func (e *InvalidAnswerError) Error() string {
	return fmt.Sprintf("%s: item %s has no answer %s; it goes from %s to %s", e.Instrument, e.Item, e.Answer, e.Low, e.High)
}
