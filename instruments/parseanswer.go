package instruments

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// Reading says how a text was read as an answer.
type Reading uint8

const (
	Read        Reading = iota // the answer is that of the text
	Interpreted                // a range was taken at its middle, or a unit was converted
	Rounded                    // a number had more decimals than are kept
	Blank                      // there is no text
	OutOfRange                 // a code or number that the item does not allow
	Conflicting                // number and label in one text name different answers
	Unreadable                 // neither a code, nor a number, nor a label of the item
)

// Answered reports whether there is an answer.
func (r Reading) Answered() bool { return r <= Rounded }

func (r Reading) String() string {
	return [...]string{"read", "interpreted", "rounded", "blank", "out_of_range", "conflicting", "unreadable"}[r]
}

// Parser reads answers to an instrument. It is made once, never changes, and
// may be used by several goroutines.
type Parser struct {
	items []itemParser
	comma bool
}

type itemParser struct {
	item    *Item
	grid    summary.Step
	allowed allowed
	exact   map[string]Answer // texts as they mostly stand in files
	labels  map[string]Answer // normalized labels, English and Spanish
	codes   map[string]studyCode
}

// studyCode is what one of a study's own codes means for an item.
type studyCode struct {
	answer  Answer
	reading Reading
}

// Parser compiles how answers are read. It fails for codes that mean no answer
// to any item.
func (i *Instrument) Parser(o Options) (*Parser, error) {
	if o.Decimals < 0 {
		return nil, fmt.Errorf("%s: answers cannot have %d decimals", i.ID, o.Decimals)
	}
	p := &Parser{items: make([]itemParser, len(i.Items)), comma: o.DecimalComma}
	for n := range i.Items {
		ip := itemParser{
			item: &i.Items[n], grid: i.Grid(n, o), allowed: i.allowed(n, o),
			exact: make(map[string]Answer), labels: make(map[string]Answer),
		}
		if set := ip.item.Answers; set != nil {
			for _, option := range set.Options {
				for _, label := range slices.Concat(option.EN, option.ES) {
					ip.labels[normalize(label)] = option.Code
					ip.exact[label] = option.Code
				}
				if len(o.Codes) == 0 {
					ip.exact[fmt.Sprint(option.Code)] = option.Code
				}
			}
		}
		p.items[n] = ip
	}
	return p, p.studyCodes(i, o.Codes)
}

// studyCodes adds a study's own codes.
func (p *Parser) studyCodes(i *Instrument, codes map[string]string) error {
	seen := make(map[string]string)
	for _, text := range sortedKeys(codes) {
		as := codeKey(p.point(text))
		if other, taken := seen[as]; taken || as == "" {
			return fmt.Errorf("%s: codes %q and %q cannot be told apart", i.ID, other, text)
		}
		seen[as] = text
		mantissa, decimals, ok := scanDecimal(strings.TrimSpace(codes[text]))
		if !ok {
			return fmt.Errorf("%s: code %q means %q, which is not a number", i.ID, text, codes[text])
		}
		isAnswer := false
		for n := range p.items {
			ip := &p.items[n]
			var c studyCode
			c.answer, c.reading = ip.onGrid(mantissa, decimals)
			if ip.codes == nil {
				ip.codes = make(map[string]studyCode)
			}
			ip.codes[as] = c
			isAnswer = isAnswer || c.reading.Answered()
		}
		if !isAnswer {
			return fmt.Errorf("%s: code %q means %s, which is an answer to no item", i.ID, text, codes[text])
		}
	}
	return nil
}

// codeKey is what two writings of a code have in common: 1, 01 and 1.0 are one
// number, as are "None" and "none".
func codeKey(text string) string {
	if m, decimals, ok := scanDecimal(strings.TrimSpace(text)); ok {
		return fmt.Sprintf("%de-%d", m, decimals)
	}
	return normalize(text)
}

// Parse reads the answer to one item, numbered from 0: a code or number, the
// study's own code, or the answer's label in English or Spanish whatever its
// case, accents and spacing, also with its number, as in "1 - Several days" and
// "Several days (1)". A number may carry a unit that the item knows, and a
// range of numbers is taken at its middle. Without an answer it returns
// [NoAnswer].
func (p *Parser) Parse(item int, text string) (Answer, Reading) {
	ip := &p.items[item]
	if a, ok := ip.exact[text]; ok {
		return a, Read
	}
	trimmed := strings.TrimSpace(text)
	if trimmed == "" {
		return NoAnswer, Blank
	}
	if ip.codes != nil {
		if code, ok := ip.codes[codeKey(p.point(trimmed))]; ok {
			return code.answer, code.reading
		}
	}
	if m, decimals, ok := scanDecimal(shorten(p.point(trimmed))); ok {
		return ip.number(m, decimals)
	}
	if ip.item.Answers == nil {
		return ip.quantity(p.point(trimmed))
	}
	return ip.label(normalize(trimmed))
}

// Number reads a number, mantissa / 10^decimals, that the caller has read from
// the text by rules of its own.
func (p *Parser) Number(item int, mantissa int64, decimals int) (Answer, Reading) {
	ip := &p.items[item]
	if ip.codes != nil {
		for decimals > 0 && mantissa%10 == 0 {
			mantissa /= 10
			decimals--
		}
		if code, ok := ip.codes[fmt.Sprintf("%de-%d", mantissa, decimals)]; ok {
			return code.answer, code.reading
		}
	}
	return ip.number(mantissa, decimals)
}

// point writes a decimal comma as a point, where commas are decimal signs.
func (p *Parser) point(s string) string {
	if !p.comma {
		return s
	}
	return strings.NewReplacer(",", ".", ".", "\x00").Replace(s)
}

// shorten drops decimals beyond those that any answer keeps, which floating
// point leaves in some files: 2.3333333333333335.
func shorten(s string) string {
	const most = maxDecimals + 4
	if at := strings.IndexByte(s, '.'); at >= 0 && len(s)-at-1 > most && strings.Trim(s[at+1:], "0123456789") == "" {
		return s[:at+1+most]
	}
	return s
}

// number reads a number that is none of the study's codes.
func (ip *itemParser) number(mantissa int64, decimals int) (Answer, Reading) {
	if ip.item.Answers != nil && ip.codes != nil {
		return NoAnswer, OutOfRange
	}
	return ip.onGrid(mantissa, decimals)
}

// onGrid brings a number to the item's grid, rounded half up.
func (ip *itemParser) onGrid(mantissa int64, decimals int) (Answer, Reading) {
	const most = 1_000_000_000_000 // beyond every limit, and safe to multiply
	if mantissa > most || mantissa < -most || decimals < 0 || decimals > 12 {
		return NoAnswer, OutOfRange
	}
	scale := powerOfTen(decimals)
	if mantissa < ip.item.Low.Num*scale || mantissa > ip.item.High.Num*scale {
		return NoAnswer, OutOfRange
	}
	ticks := mantissa * ip.grid.Den // of 1/(scale·grid)
	a := Answer(floorDiv(2*ticks+scale, 2*scale))
	switch exact := ticks%scale == 0; {
	case !exact && ip.item.Answers != nil, !ip.allowed.has(a):
		return NoAnswer, OutOfRange
	case !exact:
		return a, Rounded
	}
	return a, Read
}

// label reads a normalized label, alone or with its number in front or behind.
func (ip *itemParser) label(text string) (Answer, Reading) {
	if a, ok := ip.labels[text]; ok {
		return a, Read
	}
	first, rest, _ := strings.Cut(text, " ")
	if a, reading, ok := ip.numbered(first, rest); ok {
		return a, reading
	}
	if at := strings.LastIndexByte(text, ' '); at > 0 {
		if a, reading, ok := ip.numbered(text[at+1:], text[:at]); ok {
			return a, reading
		}
	}
	return NoAnswer, Unreadable
}

// numbered reads a label beside its number, which must mean the same.
func (ip *itemParser) numbered(number, label string) (Answer, Reading, bool) {
	m, decimals, isNumber := scanDecimal(number)
	a, isLabel := ip.labels[label]
	if !isNumber || !isLabel {
		return NoAnswer, Unreadable, false
	}
	by, reading := ip.number(m, decimals)
	if code, ok := ip.codes[codeKey(number)]; ok {
		by, reading = code.answer, code.reading
	}
	if !reading.Answered() || by != a {
		return NoAnswer, Conflicting, true
	}
	return a, Read, true
}
