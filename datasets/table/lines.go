package table

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"math"
)

// The line ends by the names in their notes. "\n" and "\r\n" need no care.
const (
	lineEndsPlain  = ""
	lineEndsCR     = "cr"
	lineEndsDouble = "crcrlf"
)

// lineEndsOf tells line ends by the start of a text.
func lineEndsOf(head []byte) string {
	if bytes.Contains(head, []byte("\r\r\n")) {
		return lineEndsDouble
	}
	if len(head) >= bufferSize {
		head = bytes.TrimSuffix(head, []byte("\r")) // its "\n" may follow
	}
	if bytes.IndexByte(head, '\r') >= 0 && bytes.IndexByte(head, '\n') < 0 {
		return lineEndsCR
	}
	return lineEndsPlain
}

const (
	// maxRow is the most bytes that one row may have. Survey rows have hundreds;
	// a row this long is a quote that was never closed.
	maxRow = 16 << 20
	// maxMarks is the most delimiters that may be read for one row: those of the
	// widest table and of what is buffered beyond its row.
	maxMarks = maxColumns + 2*bufferSize
)

// errTooLarge says that more was asked for than a row may have.
var errTooLarge = errors.New("row too large")

// lineReader hands on text with "\n" or "\r\n" as line ends, keeps the place in
// it, and refuses to read endless rows, which would fill the memory.
type lineReader struct {
	src  *bufio.Reader
	ends string
	last byte // the last byte read

	delimiter byte  // once it is known
	limit     int64 // no more is read for this row once offset has reached it
	marks     int   // delimiters read for this row

	offset int64 // bytes handed on
	lines  int   // line ends among them
	start  int64 // offset after the last of them
	before int64 // offset of the start of the line that it ended
	eof    bool
}

// newLineReader tells line ends from the start of the text and skips byte order
// marks, of which some programs write two.
func newLineReader(text io.Reader) *lineReader {
	src := bufio.NewReaderSize(text, bufferSize)
	const mark = "\uFEFF"
	for {
		if head, _ := src.Peek(len(mark)); string(head) != mark {
			break
		}
		src.Discard(len(mark))
	}
	head, _ := src.Peek(bufferSize) // an error is met again after the text before it
	return &lineReader{src: src, ends: lineEndsOf(head), limit: math.MaxInt64}
}

// nextRow says that what is read from now on is for another row.
func (l *lineReader) nextRow() { l.limit, l.marks = l.offset+maxRow, 0 }

func (l *lineReader) Read(p []byte) (int, error) {
	if l.offset >= l.limit || l.marks > maxMarks {
		return 0, errTooLarge
	}
	n, err := 0, error(nil)
	for n == 0 && err == nil { // a line end that is left out is no reason to return
		n, err = l.src.Read(p)
		n = l.normalize(p[:n])
	}
	l.eof = err == io.EOF
	l.marks += bytes.Count(p[:n], []byte{l.delimiter})
	l.advance(p[:n])
	return n, err
}

// normalize rewrites line ends in place and returns the new length.
func (l *lineReader) normalize(p []byte) int {
	if l.ends == lineEndsPlain {
		return len(p)
	}
	n := 0
	for _, b := range p {
		after := l.last
		l.last = b
		switch {
		case l.ends == lineEndsCR && b == '\r':
			b = '\n'
		case l.ends == lineEndsCR && b == '\n' && after == '\r',
			l.ends == lineEndsDouble && b == '\r' && after == '\r':
			continue
		}
		p[n] = b
		n++
	}
	return n
}

// advance keeps the place after the bytes handed on.
func (l *lineReader) advance(p []byte) {
	if end := bytes.LastIndexByte(p, '\n'); end >= 0 {
		l.before = l.start
		if previous := bytes.LastIndexByte(p[:end], '\n'); previous >= 0 {
			l.before = l.offset + int64(previous) + 1
		}
		l.start = l.offset + int64(end) + 1
		l.lines += bytes.Count(p, []byte("\n"))
	}
	l.offset += int64(len(p))
}

// place returns line and column, from 1, of the next byte.
func (l *lineReader) place() (line, column int) {
	return l.lines + 1, int(l.offset-l.start) + 1
}

// lastLine returns the length, with its line end, of the line read last.
func (l *lineReader) lastLine() int {
	if l.offset > l.start {
		return int(l.offset - l.start)
	}
	return int(l.start - l.before)
}
