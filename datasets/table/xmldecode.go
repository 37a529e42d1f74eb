package table

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// name is that of the element, without its prefix.
func (x *xmlText) name() []byte { return localName(x.tag) }

func localName(tag []byte) []byte {
	for i, c := range tag {
		switch c {
		case ' ', '\t', '\n', '\r', '/':
			return tag[:i]
		case ':':
			return localName(tag[i+1:])
		}
	}
	return tag
}

// is reports whether the element has a name.
func (x *xmlText) is(name string) bool { return string(x.name()) == name }

// attribute returns an attribute by its local name, "" where it is not there.
func (x *xmlText) attribute(name string) string { return attributeOf(x.tag, name) }

func attributeOf(tag []byte, name string) string {
	value := rawAttribute(tag, name)
	if value == nil {
		return ""
	}
	return string(decodeXML(nil, value))
}

// rawAttribute finds an attribute, undecoded; nil where it is not there.
func rawAttribute(tag []byte, name string) []byte {
	for {
		at := bytes.IndexByte(tag, '=')
		if at < 0 {
			return nil
		}
		left := bytes.TrimRight(tag[:at], " \t\r\n")
		left = left[bytes.LastIndexAny(left, " \t\r\n:")+1:]
		rest := bytes.TrimLeft(tag[at+1:], " \t\r\n")
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return nil
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return nil
		}
		if string(left) == name {
			return rest[1 : 1+end]
		}
		tag = rest[end+2:]
	}
}

// decodeXML appends a text with its entities, and spreadsheets' _x000D_,
// resolved, and line ends as "\n".
func decodeXML(to, raw []byte) []byte {
	for len(raw) > 0 {
		n := bytes.IndexAny(raw, "&_\r")
		if n < 0 {
			return append(to, raw...)
		}
		to, raw = append(to, raw[:n]...), raw[n:]
		switch {
		case raw[0] == '\r':
			raw = raw[1:]
			if len(raw) == 0 || raw[0] != '\n' {
				to = append(to, '\n')
			}
		case raw[0] == '_':
			if c, ok := escapedUnit(raw); ok {
				to, raw = utf8.AppendRune(to, c), raw[7:]
				continue
			}
			to, raw = append(to, '_'), raw[1:]
		default:
			end := bytes.IndexByte(raw[:min(len(raw), 12)], ';')
			c, ok := rune(0), false
			if end > 0 {
				c, ok = entity(string(raw[1:end]))
			}
			if !ok {
				to, raw = append(to, '&'), raw[1:]
				continue
			}
			to, raw = utf8.AppendRune(to, c), raw[end+1:]
		}
	}
	return to
}

// escapedUnit reads _xHHHH_, in which spreadsheets write characters that XML
// cannot hold.
func escapedUnit(raw []byte) (rune, bool) {
	if len(raw) < 7 || raw[1] != 'x' || raw[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(raw[2:6]), 16, 16)
	if err != nil || n == 0 {
		return 0, false
	}
	if n == '\r' {
		n = '\n'
	}
	return rune(n), true
}

func entity(name string) (rune, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, ok := strings.CutPrefix(name, "#")
	base := 10
	if hex, isHex := strings.CutPrefix(digits, "x"); isHex {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 31)
	if !ok || err != nil || n == 0 || !utf8.ValidRune(rune(n)) {
		return 0, false
	}
	return rune(n), true
}
