package instruments

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// Card is one person's answers with all that they score.
type Card struct {
	Instrument string       `json:"instrument"`
	Answers    []CardAnswer `json:"answers"`
	Scales     []CardScale  `json:"scales"`
	Warnings   []string     `json:"warnings,omitempty"`
	Safety     *CardSafety  `json:"safety,omitempty"`
}

// CardAnswer is one answer as it was given and as it was read.
type CardAnswer struct {
	Item    string `json:"item"`
	Given   string `json:"given"`
	Reading string `json:"reading"`
}

// CardScale is one score, or why there is none.
type CardScale struct {
	Scale    string   `json:"scale"`
	Score    string   `json:"score,omitempty"` // exact: a decimal, else a fraction
	Unit     string   `json:"unit"`
	Answered int      `json:"answered"`
	Items    int      `json:"items"`
	Prorated bool     `json:"prorated"`
	Withheld string   `json:"withheld,omitempty"` // why there is no score
	Band     string   `json:"band,omitempty"`
	Criteria []string `json:"criteria,omitempty"` // those that hold: "caseness >=10"
	Flags    []Number `json:"flags,omitempty"`    // numbers used above that were not verified in a primary source
	Unused   []Number `json:"unused,omitempty"`   // numbers that are known and were not used
}

// CardSafety is the flag of the item about safety.
type CardSafety struct {
	Item   string `json:"item"`
	State  string `json:"state"`
	Notice string `json:"notice"`
}

// Card reads and scores texts, one for each item of the instrument in order; an
// empty text is no answer. It fails for texts that no item's answer can be.
func (i *Instrument) Card(texts []string, o Options) (Card, error) {
	card := Card{Instrument: i.ID}
	if len(texts) != len(i.Items) {
		return card, fmt.Errorf("%s has %d items, and %d answers are given", i.ID, len(i.Items), len(texts))
	}
	o.Decimals = maxDecimals // each item keeps what it allows
	parser, err := i.Parser(o)
	if err != nil {
		return card, err
	}
	answers := make([]Answer, len(texts))
	for n, text := range texts {
		a, reading := parser.Parse(n, text)
		if !reading.Answered() && reading != Blank {
			return card, i.noAnswer(n, text)
		}
		answers[n] = a
		card.Answers = append(card.Answers, CardAnswer{i.Items[n].ID, strings.TrimSpace(text), reading.String()})
	}
	scorer, err := i.Scorer(o)
	if err != nil {
		return card, err
	}
	var r Result
	if err := scorer.Score(answers, &r); err != nil {
		return card, err
	}
	for n, s := range i.Scales {
		card.Scales = append(card.Scales, s.card(r.Scales[n], scorer.Step(n), o))
	}
	for n, w := range i.Warnings {
		if r.Warnings>>n&1 == 1 {
			card.Warnings = append(card.Warnings, w.Label.EN)
		}
	}
	if s := i.Safety; s != nil {
		card.Safety = &CardSafety{i.Items[s.Item].ID, r.Safety.State.String(), s.Notice.EN}
	}
	return card, nil
}

func (i *Instrument) noAnswer(item int, text string) error {
	it := &i.Items[item]
	allowed := fmt.Sprintf("%s to %s", it.Low, it.High)
	if it.Answers != nil {
		var codes []string
		for _, option := range it.Answers.Options {
			codes = append(codes, fmt.Sprintf("%d (%s)", option.Code, option.EN[0]))
		}
		allowed = strings.Join(codes, ", ")
	}
	return fmt.Errorf("%s: %q is no answer to item %s (%s), which takes %s", i.ID, text, it.ID, it.Label.EN, allowed)
}

// aboutChange are the numbers that one score says nothing of.
var aboutChange = []string{"reliable_change", "reliability", "response", "mcid"}

func (s *Scale) card(x Scored, step summary.Step, o Options) CardScale {
	c := CardScale{Scale: s.ID, Unit: strings.Join(s.Units, " or "), Answered: x.Answered, Items: len(s.Items), Prorated: x.Prorated}
	d := &describer{catalog: s.catalog}
	for _, n := range d.numbers(s) {
		if slices.Contains(aboutChange, n.What) {
			continue
		}
		switch {
		case !n.Used:
			c.Unused = append(c.Unused, n)
		case n.Secondary || n.Confidence != Verified:
			if n.What != "missing_rule" || x.Prorated {
				c.Flags = append(c.Flags, n)
			}
		}
	}
	if !x.Score.Observed() {
		c.Withheld, c.Flags = s.withheld(x, o), nil
		return c
	}
	c.Score = exact(step, x.Score)
	if bands := s.Summary("en").Bands; len(bands) > 0 {
		c.Band = bands[summary.BandOf(bands, x.Score, step)].Label
	}
	for _, k := range s.Caseness {
		if k.on() && !k.Optional && k.At.On(step)(x.Score) {
			c.Criteria = append(c.Criteria, "caseness "+k.At.String())
		}
	}
	if r := s.Remission; r.on() && r.At.On(step)(x.Score) {
		c.Criteria = append(c.Criteria, "remission "+r.At.String())
	}
	for _, e := range s.ActiveEvents() {
		if e.At.On(step)(x.Score) {
			c.Criteria = append(c.Criteria, e.Label.EN+" "+e.At.String())
		}
	}
	return c
}

func exact(step summary.Step, score summary.Score) string {
	v := step.Amount(score)
	return summary.Amount{Num: v.Num().Int64(), Den: v.Denom().Int64()}.String()
}

// withheld says why there is no score.
func (s *Scale) withheld(x Scored, o Options) string {
	answered := fmt.Sprintf("%d of %d items are answered", x.Answered, len(s.Items))
	switch {
	case x.NotImputed:
		var ids []string
		for _, item := range s.Missing.NeverImpute {
			ids = append(ids, s.instrument.Items[item].ID)
		}
		return fmt.Sprintf("%s, but item %s is never made up from the others", answered, strings.Join(ids, ", "))
	case s.Missing.Kind == Complete || s.Missing.Kind == Prorate && o.Prorate == ProrateNone:
		return answered + ", and all are needed"
	case s.Missing.Kind == Decided:
		return answered + ", and these do not settle it"
	}
	return fmt.Sprintf("%s, and %d are needed", answered, s.Missing.MinAnswered)
}

// MissingText says in words what becomes of a score where answers are missing.
func (s *Scale) MissingText() string {
	m := s.Missing
	switch m.Kind {
	case Prorate:
		text := fmt.Sprintf("with %d of %d answers or more their mean stands for the others, rounded half up", m.MinAnswered, len(s.Items))
		for _, item := range m.NeverImpute {
			text += ", but never for item " + s.instrument.Items[item].ID
		}
		return text
	case Available:
		return fmt.Sprintf("with %d of %d answers or more, from these alone", m.MinAnswered, len(s.Items))
	case Decided:
		return "scored where the answers that are there already make it " + m.By.String()
	}
	return "every answer is needed"
}

// stepText writes the grid of scores: 1, 0.5 or 1/6.
func stepText(s summary.Step) string { return summary.Amount(s).String() }

// Measures reports whether a word, in English or Spanish and without regard to
// case and accents, says what the instrument or one of its scales is about.
func (i *Instrument) Measures(word string) bool {
	texts := []string{i.Construct.EN, i.Construct.ES, i.Name.EN, i.Name.ES}
	for _, s := range i.Scales {
		texts = append(texts, s.Label.EN, s.Label.ES)
	}
	want := normalize(word)
	return want != "" && slices.ContainsFunc(texts, func(t string) bool { return strings.Contains(" "+normalize(t), " "+want) })
}

// Arrange lays answers out by the instrument's items: one for each of them, or
// one for each of the scale's in order.
func (s *Scale) Arrange(texts []string) ([]string, error) {
	all := s.instrument.Items
	switch len(texts) {
	case len(all):
		return slices.Clone(texts), nil
	case len(s.Items):
		out := make([]string, len(all))
		for n, item := range s.Items {
			out[item] = texts[n]
		}
		return out, nil
	}
	if len(all) == len(s.Items) {
		return nil, fmt.Errorf("%s has %d items, and %d answers are given", s.ID, len(all), len(texts))
	}
	return nil, fmt.Errorf("%s has %d items, and its instrument %s has %d; %d answers are given", s.ID, len(s.Items), s.instrument.ID, len(all), len(texts))
}
