package table

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// cell reads one cell.
func (r *sheetRows) cell() error {
	column := r.column + 1
	if ref := rawAttribute(r.x.tag, "r"); ref != nil {
		n, ok := columnOf(ref)
		if !ok || n <= r.column {
			return damagedXML("the cells of a row are out of order")
		}
		column = n
	}
	if r.column = column; column > maxSheetWidth {
		return damagedXML("a sheet in it has more columns than a sheet can have")
	}
	kindOfCell := cellKind(rawAttribute(r.x.tag, "t"))
	style := 0
	if s := rawAttribute(r.x.tag, "s"); s != nil {
		style, _ = strconv.Atoi(string(s))
	}
	r.value = r.value[:0]
	has, formula, phonetic := false, false, false
	for {
		kind, err := r.x.next()
		if err != nil {
			return r.short(err)
		}
		name := r.x.name()
		switch {
		case kind == xmlStart && string(name) == "rPh":
			phonetic = true
		case kind == xmlEnd && string(name) == "rPh":
			phonetic = false
		case kind == xmlEnd && (string(name) == "v" || string(name) == "t" && !phonetic):
			has = true
			if len(r.value)+len(r.x.text) > maxXMLText {
				return damagedXML("a cell in it is too long")
			}
			r.value = decodeXML(r.value, r.x.text)
		case kind == xmlStart && string(name) == "f":
			formula = true
		case kind == xmlEnd && string(name) == "c":
			if formula && !has {
				r.counts.uncomputed++
			}
			if !has {
				return nil
			}
			return r.put(kindOfCell, style)
		}
	}
}

// cellType says how the value of a cell is written.
type cellType uint8

const (
	numberCell cellType = iota
	sharedCell
	textCell
	truthCell
	errorCell
)

func cellKind(t []byte) cellType {
	switch string(t) {
	case "s":
		return sharedCell
	case "str", "inlineStr", "d":
		return textCell
	case "b":
		return truthCell
	case "e":
		return errorCell
	}
	return numberCell
}

// put sets the cell of the current column. A number keeps its stored value,
// whatever its format shows, but for dates.
func (r *sheetRows) put(kind cellType, style int) error {
	for len(r.fields) < r.column {
		r.fields, r.spans = append(r.fields, ""), append(r.spans, [2]int{})
	}
	i := r.column - 1
	switch kind {
	case sharedCell:
		n, err := strconv.Atoi(string(bytes.TrimSpace(r.value)))
		text, ok := r.book.text(n)
		if err != nil || !ok {
			return damagedXML("a cell in it refers to a text that is not there")
		}
		r.fields[i] = text
		return nil
	case errorCell:
		r.counts.errors++
		return nil
	case truthCell:
		r.fields[i] = "FALSE"
		if string(bytes.TrimSpace(r.value)) == "1" {
			r.fields[i] = "TRUE"
		}
		return nil
	}
	start := len(r.buffer)
	switch {
	case kind == textCell && utf8.Valid(r.value):
		r.buffer = append(r.buffer, r.value...)
	case kind == textCell:
		r.buffer = append(r.buffer, strings.ToValidUTF8(string(r.value), "\uFFFD")...)
	case style > 0 && style < len(r.book.isDate) && r.book.isDate[style]:
		date, ok := dateOf(string(r.value), r.book.epoch)
		if ok {
			r.counts.dates++
			r.buffer = append(r.buffer, date...)
			break
		}
		fallthrough
	default:
		r.buffer = appendNumber(r.buffer, bytes.TrimSpace(r.value))
	}
	r.spans[i] = [2]int{start, len(r.buffer)}
	return nil
}

// appendNumber writes a stored number without an exponent, and with no more
// digits than tell it from its neighbours: 0.30000000000000004 is that number,
// and 5.0000000000000003E-2 is 0.05.
func appendNumber(to, raw []byte) []byte {
	plain := len(raw) < 16
	for _, c := range raw {
		plain = plain && (c >= '0' && c <= '9' || c == '.' || c == '-')
	}
	if !plain {
		if v, err := strconv.ParseFloat(string(raw), 64); err == nil && v > -1e21 && v < 1e21 && (v == 0 || v > 1e-30 || v < -1e-30) {
			return strconv.AppendFloat(to, v, 'f', -1, 64)
		}
	}
	if utf8.Valid(raw) {
		return append(to, raw...)
	}
	return append(to, strings.ToValidUTF8(string(raw), "\uFFFD")...)
}

// columnOf reads the letters of a reference such as AB12.
func columnOf(ref []byte) (int, bool) {
	n := 0
	for i, c := range ref {
		switch {
		case c >= 'a' && c <= 'z':
			c -= 'a' - 'A'
			fallthrough
		case c >= 'A' && c <= 'Z':
			if n = 26*n + int(c-'A') + 1; n > maxSheetWidth {
				return n, true
			}
		default:
			return n, i > 0 && n > 0
		}
	}
	return n, n > 0
}
