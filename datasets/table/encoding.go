package table

import (
	"encoding/binary"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// The encodings by the names in their notes.
const (
	utf8Name    = ""
	utf16LEName = "utf-16le"
	utf16BEName = "utf-16be"
	windowsName = "windows-1252"
)

// utf16Of tells UTF-16 by its byte order mark or, without one, by most of every
// other byte at the start being NUL, as where a text starts with Latin letters,
// and no byte between them.
func utf16Of(head []byte) string {
	if len(head) >= 2 {
		switch mark := [2]byte(head); mark {
		case [2]byte{0xff, 0xfe}:
			return utf16LEName
		case [2]byte{0xfe, 0xff}:
			return utf16BEName
		}
	}
	pairs := min(len(head), 64) / 2
	if pairs < 2 {
		return utf8Name
	}
	var zeros [2]int
	for i, b := range head[:2*pairs] {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch {
	case zeros[0] == 0 && zeros[1] > pairs/2:
		return utf16LEName
	case zeros[1] == 0 && zeros[0] > pairs/2:
		return utf16BEName
	}
	return utf8Name
}

// textReader turns bytes into UTF-8 without NUL. Bytes are UTF-8 as long as
// they can be. At the first that cannot, all before it being ASCII, the rest is
// read as Windows-1252: ASCII is the same in both, so nothing was misread. Where
// other UTF-8 characters came before, the file mixes encodings, an error. Long
// runs of ASCII cost a test per eight bytes.
type textReader struct {
	src      io.Reader
	encoding string
	beyond   bool   // characters beyond ASCII were seen as UTF-8
	buf      []byte // holds the raw bytes
	kept     int    // raw bytes at its start: a character cut by the buffer's end
	wide     []byte // holds decoded Windows-1252
	ready    []byte // text to be handed out
	err      error  // what follows it
}

func newTextReader(src io.Reader, encoding string) *textReader {
	switch encoding {
	case utf16LEName:
		src = transform.NewReader(src, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder())
	case utf16BEName:
		src = transform.NewReader(src, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder())
	}
	return &textReader{src: src, encoding: encoding, buf: make([]byte, bufferSize)}
}

func (t *textReader) Read(p []byte) (int, error) {
	for len(t.ready) == 0 {
		if t.err != nil {
			return 0, t.err
		}
		n, err := t.src.Read(t.buf[t.kept:])
		raw := t.buf[:t.kept+n]
		t.kept, t.err = 0, err
		t.decode(raw)
	}
	n := copy(p, t.ready)
	t.ready = t.ready[n:]
	return n, nil
}

// decode sets what is ready, and what follows it where raw cannot be read to
// its end.
func (t *textReader) decode(raw []byte) {
	if t.encoding == windowsName {
		t.windows(t.wide[:0], raw)
		return
	}
	for i := 0; ; {
		i += asciiLength(raw[i:])
		if i == len(raw) {
			t.ready = raw
			return
		}
		c, size := utf8.DecodeRune(raw[i:])
		switch {
		case c == 0:
			t.ready, t.err = raw[:i], errNUL()
			return
		case c != utf8.RuneError || size > 1:
			t.beyond = true
			i += size
		case t.err != io.EOF && !utf8.FullRune(raw[i:]):
			// The buffer was handed out before it is read into again.
			t.ready = append(t.wide[:0], raw[:i]...)
			t.wide = t.ready
			t.kept = copy(t.buf, raw[i:])
			return
		case t.beyond:
			t.ready, t.err = raw[:i], errNotUTF8(raw[i:])
			return
		default:
			t.encoding = windowsName
			t.windows(append(t.wide[:0], raw[:i]...), raw[i:])
			return
		}
	}
}

// windows appends raw bytes, decoded, to the text that is ready.
func (t *textReader) windows(text, raw []byte) {
	for len(raw) > 0 {
		n := asciiLength(raw)
		text = append(text, raw[:n]...)
		if n == len(raw) {
			break
		}
		if raw[n] == 0 {
			t.err = errNUL()
			break
		}
		text = utf8.AppendRune(text, charmap.Windows1252.DecodeByte(raw[n]))
		raw = raw[n+1:]
	}
	t.ready, t.wide = text, text
}

// errNotUTF8 explains why raw, after characters of UTF-8, does not go on so.
func errNotUTF8(raw []byte) error {
	if !utf8.FullRune(raw) {
		return &contentError{"the file ends in the middle of a character", "copy or download the file again"}
	}
	return &contentError{
		fmt.Sprintf("byte 0x%02X is not UTF-8, but earlier characters are: the file mixes encodings", raw[0]),
		"save the file as UTF-8 and check its accented letters",
	}
}

func errNUL() error {
	return &contentError{"a NUL byte stands here, so this is not a text file", exportHint}
}

// asciiLength counts the leading bytes that are ASCII and not NUL.
func asciiLength(p []byte) int {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	i := 0
	for ; i+8 <= len(p); i += 8 {
		// Subtracting 1 from each byte sets the high bit of a NUL.
		if w := binary.LittleEndian.Uint64(p[i:]); ((w-ones)|w)&highs != 0 {
			break
		}
	}
	for i < len(p) && p[i] != 0 && p[i] < utf8.RuneSelf {
		i++
	}
	return i
}
