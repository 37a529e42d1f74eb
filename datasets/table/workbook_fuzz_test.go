package table

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Whatever a workbook's parts hold, reading ends without a panic, every row has
// the length of the header, and the way in which the bytes come changes nothing.
func FuzzWorkbook(f *testing.F) {
	f.Add(sheetOf(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>phq9</t></is></c></row><row r="3"><c s="1"><v>45000</v></c><c t="e"><v>#N/A</v></c></row>`),
		`<sst><si><t>id</t></si></sst>`, `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`)
	f.Add(sheetOf(`<row><c t="b"><v>1</v></c></row>`)+`<mergeCells><mergeCell ref="A1:A9"/></mergeCells>`, `<sst><si><r><t>a</t></r><rPh><t>b</t></rPh></si></sst>`,
		`<styleSheet><numFmts><numFmt numFmtId="200" formatCode="dd/mm"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>`)
	f.Add("<worksheet><sheetData/></worksheet>", "", "")
	f.Fuzz(func(t *testing.T, sheet, texts, styles string) {
		if len(sheet)+len(texts)+len(styles) > 1<<16 {
			return
		}
		input := parts(t, sheet, map[string]string{
			"xl/sharedStrings.xml": texts, "xl/styles.xml": styles,
			"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="b" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="c" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="d" Type="x/styles" Target="styles.xml"/></Relationships>`,
		})
		want := describe("book.xlsx", bytes.NewReader(input))
		if strings.Contains(want, "\nBUG: ") {
			t.Error(want)
		}
		for how, r := range chunked(input) {
			if diff := cmp.Diff(want, describe("book.xlsx", r)); diff != "" {
				t.Errorf("read by %s: -at once +so\n%s", how, diff)
			}
		}
	})
}

// Whatever the bytes of the archive, nothing panics.
func FuzzArchive(f *testing.F) {
	f.Add(parts(f, sheetOf(`<row r="1"><c r="A1"><v>1</v></c></row>`), nil))
	f.Add(book(f, map[string][][]any{"A": {{"id", "phq9"}, {1, 2}}, "B": {{"x"}}}))
	f.Fuzz(func(t *testing.T, input []byte) {
		if got := describe("book.xlsx", bytes.NewReader(input)); strings.Contains(got, "\nBUG: ") {
			t.Error(got)
		}
	})
}

// What encoding/xml reads, this reader reads alike.
func FuzzXMLText(f *testing.F) {
	for _, s := range []string{
		`<a><b c="d>e">f&amp;g&#x41;</b><!-- h --><i/></a>`, `<?xml version="1.0"?><x:a xmlns:x='y'>` + "\r\n" + `<![CDATA[<&]]>b</x:a>`, `<a ><b / ></b></a >`, `<a>]]</a>`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		type event struct{ Name, Text string }
		var want, got []event
		decoder := xml.NewDecoder(strings.NewReader(text))
		before := ""
		for {
			token, err := decoder.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				return
			}
			switch e := token.(type) {
			case xml.StartElement:
				want, before = append(want, event{e.Name.Local, before}), ""
			case xml.EndElement:
				want, before = append(want, event{"/" + e.Name.Local, before}), ""
			case xml.CharData:
				if len(want) > 0 {
					before += string(e)
				}
			case xml.Directive:
				return
			}
		}
		if len(want) == 0 || strings.Contains(text, "_x") || slices.ContainsFunc(want, func(e event) bool { return strings.Contains(e.Name, ":") }) {
			return
		}
		x := newXMLText(strings.NewReader(text))
		for {
			kind, err := x.next()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%v, but encoding/xml reads %v", err, want)
			}
			name := string(x.name())
			if kind == xmlEnd {
				name = "/" + name
			}
			got = append(got, event{name, string(decodeXML(nil, x.text))})
		}
		for _, list := range [][]event{want, got} { // what stands between the outermost elements
			depth := 0
			for i := range list {
				if depth == 0 {
					list[i].Text = ""
				}
				if strings.HasPrefix(list[i].Name, "/") {
					depth--
				} else {
					depth++
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("-encoding/xml +this\n%s", diff)
		}
	})
}
