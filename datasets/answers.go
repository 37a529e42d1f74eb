package datasets

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/cam-outcomes/cam/instruments"
)

// rowMark says what happened to the answers of a row.
type rowMark uint16

const (
	anyAnswer rowMark = 1 << iota
	fromLabel
	fromCode
	interpreted
	roundedAnswer
	decimalComma
	firstWarning // and those of further warnings
)

// maxWarnings is how many warnings of an instrument a row can hold.
const maxWarnings = 10

// scoreMark says what happened to a score.
type scoreMark uint8

const (
	proratedScore scoreMark = iota + 1
	tooFewAnswers
	neverImputed
)

// decodedAnswer is what a cell says.
type decodedAnswer struct {
	answer instruments.Answer
	mark   rowMark
	fault  badKind
	bad    bool
	seen   bool
}

// answerFault is a cell that is no answer.
type answerFault struct {
	row  int32
	item uint16
	kind badKind
}

// decode reads a cell, each text once.
func (s *itemSet) decode(item int, cell string, missing missingCodes, commaFile bool) decodedAnswer {
	if len(cell) == 1 && cell[0] < 128 {
		d := &s.short[item][cell[0]]
		if !d.seen {
			*d = s.parse(item, cell, missing, commaFile)
		}
		return *d
	}
	if d, ok := s.known[item][cell]; ok {
		return d
	}
	d := s.parse(item, cell, missing, commaFile)
	const most = 4096
	if len(s.known[item]) < most {
		s.known[item][strings.Clone(cell)] = d
	}
	return d
}

func (s *itemSet) parse(item int, cell string, missing missingCodes, commaFile bool) decodedAnswer {
	d := decodedAnswer{answer: instruments.NoAnswer, seen: true}
	if missing.text(strings.TrimSpace(cell)) {
		return d
	}
	parser := s.parsers[0]
	isNumber := s.instrument.Items[item].Answers == nil
	comma := isNumber && strings.Contains(cell, ",")
	if comma {
		if commaFile && looksLikeThousands(cell) {
			d.bad, d.fault = true, thousands
			return d
		}
		parser = s.parsers[1]
	}
	answer, reading := parser.Parse(item, cell)
	switch reading {
	case instruments.Blank:
		return d
	case instruments.OutOfRange:
		d.bad, d.fault = true, outOfRange
		return d
	case instruments.Read:
	case instruments.Interpreted:
		d.mark |= interpreted
	case instruments.Rounded:
		d.mark |= roundedAnswer
	default:
		d.bad, d.fault = true, notNumber
		return d
	}
	d.answer = answer
	d.mark |= anyAnswer
	switch {
	case !isNumber && strings.IndexFunc(cell, unicode.IsLetter) >= 0:
		d.mark |= fromLabel
	default:
		d.mark |= fromCode
	}
	if comma {
		d.mark |= decimalComma
	}
	return d
}

func (s *itemSet) addFault(item int, cell string, kind badKind) {
	if len(s.texts) < maxBadCells {
		const most = 160
		s.texts = append(s.texts, strings.Clone(cell[:min(len(cell), most)]))
	}
	s.faults = append(s.faults, answerFault{int32(len(s.rows)), uint16(item), kind})
}

// limits says which answers an item has.
func (s *itemSet) limits(item int) string {
	it := s.instrument.Items[item]
	return fmt.Sprintf("%s to %s", it.Low, it.High)
}
