package table

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
)

// xmlText reads the XML of spreadsheets: elements, their attributes and text,
// one after the other. It knows no document types, so that no entity can be
// declared, and keeps no more than one tag and one text, both bounded.
// encoding/xml takes eight times as long for a sheet.
type xmlText struct {
	src   *bufio.Reader
	tag   []byte // between < and >, without them
	text  []byte // before the tag
	long  []byte // holds what the buffer cannot
	depth int
	empty bool // the element has no content, and its end follows
	begun bool
}

const (
	maxXMLTag  = 64 << 10
	maxXMLText = 1 << 20
)

// xmlKind is what was read.
type xmlKind uint8

const (
	xmlStart xmlKind = iota
	xmlEnd
)

func newXMLText(r io.Reader) *xmlText { return &xmlText{src: bufio.NewReaderSize(r, bufferSize)} }

func damagedXML(what string) error {
	return &contentError{"the workbook is damaged: " + what, "open it in a spreadsheet program, save it again, or " + exportHint}
}

// next reads up to the next start or end of an element; x.text is then what
// stood before it, undecoded. At the end of the part it returns io.EOF.
func (x *xmlText) next() (xmlKind, error) {
	x.text = x.text[:0]
	if x.empty {
		x.empty = false
		x.depth--
		return xmlEnd, nil
	}
	for {
		before, err := x.until('<', maxXMLText)
		if err == io.EOF {
			if x.depth != 0 || !x.begun {
				return 0, damagedXML("it ends in the middle")
			}
			return 0, io.EOF
		}
		if err != nil {
			return 0, err
		}
		if x.depth > 0 && len(before) > 0 {
			if len(x.text)+len(before) > maxXMLText {
				return 0, damagedXML("a text in it is too long")
			}
			x.text = append(x.text, before...)
		}
		first, err := x.src.Peek(1)
		if err != nil {
			return 0, x.cut(err)
		}
		switch first[0] {
		case '!':
			if err := x.declaration(); err != nil {
				return 0, err
			}
			continue
		case '?':
			if err := x.instruction(); err != nil {
				return 0, err
			}
			continue
		}
		return x.element()
	}
}

// element reads a tag.
func (x *xmlText) element() (xmlKind, error) {
	x.long = x.long[:0]
	for {
		part, err := x.until('>', maxXMLTag)
		if err != nil {
			return 0, x.cut(err)
		}
		if len(x.long) == 0 && !insideQuotes(part) {
			x.tag = part
			break
		}
		x.long = append(append(x.long, part...), '>')
		if len(x.long) > maxXMLTag {
			return 0, damagedXML("a tag in it is too long")
		}
		if !insideQuotes(x.long) {
			x.tag = x.long[:len(x.long)-1]
			break
		}
	}
	x.begun = true
	switch {
	case len(x.tag) == 0:
		return 0, damagedXML("a tag in it has no name")
	case x.tag[0] == '/':
		x.tag = x.tag[1:]
		if x.depth--; x.depth < 0 {
			return 0, damagedXML("its elements do not match")
		}
		return xmlEnd, nil
	case x.tag[len(x.tag)-1] == '/':
		x.tag = x.tag[:len(x.tag)-1]
		x.empty = true
	}
	x.depth++
	return xmlStart, nil
}

func insideQuotes(tag []byte) bool {
	if bytes.IndexByte(tag, '"') < 0 && bytes.IndexByte(tag, '\'') < 0 {
		return false
	}
	quote := byte(0)
	for _, c := range tag {
		switch {
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return quote != 0
}

// declaration skips a comment and takes a CDATA section as text.
func (x *xmlText) declaration() error {
	head, _ := x.src.Peek(8)
	switch {
	case bytes.HasPrefix(head, []byte("!--")):
		x.src.Discard(3)
		_, err := x.through("-->", false)
		return err
	case bytes.HasPrefix(head, []byte("![CDATA[")):
		x.src.Discard(8)
		text, err := x.through("]]>", true)
		for _, c := range text { // so that it is decoded like other text
			switch c {
			case '&':
				x.text = append(x.text, "&amp;"...)
			default:
				x.text = append(x.text, c)
			}
		}
		if len(x.text) > maxXMLText {
			return damagedXML("a text in it is too long")
		}
		return err
	}
	return damagedXML("it declares a document type, which no spreadsheet program does")
}

// instruction skips <?…?>, in which an encoding other than UTF-8 may stand.
func (x *xmlText) instruction() error {
	text, err := x.through("?>", true)
	if err != nil {
		return err
	}
	if !x.begun && bytes.HasPrefix(text, []byte("?xml ")) {
		if encoding := attributeOf(text, "encoding"); encoding != "" && !strings.EqualFold(encoding, "utf-8") && !strings.EqualFold(encoding, "us-ascii") {
			return damagedXML("its text is not in UTF-8")
		}
	}
	return nil
}

// through reads to the end of a section, and returns what is in it if it is
// wanted.
func (x *xmlText) through(end string, wanted bool) ([]byte, error) {
	var kept []byte
	matched, size := 0, 0
	for {
		c, err := x.src.ReadByte()
		if err != nil {
			return nil, x.cut(err)
		}
		if size++; size > maxXMLText {
			return nil, damagedXML("a comment in it is too long")
		}
		if wanted {
			kept = append(kept, c)
		}
		switch {
		case c == end[matched]:
			matched++
		case c == end[0] && matched > 0 && end[matched-1] == c: // --->
		case c == end[0]:
			matched = 1
		default:
			matched = 0
		}
		if matched == len(end) {
			if wanted {
				kept = kept[:len(kept)-len(end)]
			}
			return kept, nil
		}
	}
}

// until reads up to a byte, which it skips. What it returns is valid until the
// next read.
func (x *xmlText) until(stop byte, most int) ([]byte, error) {
	part, err := x.src.ReadSlice(stop)
	if err == nil {
		return part[:len(part)-1], nil
	}
	var all []byte
	for errors.Is(err, bufio.ErrBufferFull) {
		if all = append(all, part...); len(all) > most {
			return nil, damagedXML("a text in it is too long")
		}
		part, err = x.src.ReadSlice(stop)
	}
	all = append(all, part...)
	switch {
	case err == nil:
		return all[:len(all)-1], nil
	case err == io.EOF && (stop != '<' || len(bytes.TrimSpace(all)) > 0 && x.depth > 0):
		return nil, damagedXML("it ends in the middle")
	}
	return nil, err
}

func (x *xmlText) cut(err error) error {
	if err == io.EOF {
		return damagedXML("it ends in the middle")
	}
	return err
}
