package table

import (
	"io"
	"strings"
)

// readTexts reads the texts that cells share.
func (w *workbook) readTexts(part string) error {
	r, err := w.open(part, maxPart)
	if err != nil {
		return err
	}
	defer r.Close()
	x := newXMLText(r)
	var all strings.Builder
	var text []byte
	phonetic := 0
	for {
		kind, err := x.next()
		if err == io.EOF {
			w.texts = all.String()
			return nil
		}
		if err != nil {
			return err
		}
		switch name := string(x.name()); {
		case kind == xmlStart && name == "si":
			text = text[:0]
		case kind == xmlStart && name == "rPh":
			phonetic = x.depth
		case kind == xmlEnd && name == "rPh":
			phonetic = 0
		case kind == xmlEnd && name == "t" && phonetic == 0:
			text = decodeXML(text, x.text)
		case kind == xmlEnd && name == "si":
			all.WriteString(strings.ToValidUTF8(string(text), "\uFFFD"))
			w.textEnds = append(w.textEnds, uint32(all.Len()))
			if all.Len() > maxTexts || len(w.textEnds) > maxTextCount {
				return &contentError{"the workbook holds more text than a table of answers", exportHint}
			}
		}
	}
}

// text returns a shared text.
func (w *workbook) text(i int) (string, bool) {
	if i < 0 || i >= len(w.textEnds) {
		return "", false
	}
	start := uint32(0)
	if i > 0 {
		start = w.textEnds[i-1]
	}
	return w.texts[start:w.textEnds[i]], true
}
