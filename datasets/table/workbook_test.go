package table

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// book writes a workbook with excelize, which knows nothing of this reader. The
// cells of a sheet are any values that it can store.
func book(t testing.TB, sheets map[string][][]any, more ...func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	first := true
	for _, name := range sortedNames(sheets) {
		if first {
			must(t, f.SetSheetName("Sheet1", name))
		} else if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		first = false
		for i, row := range sheets[name] {
			must(t, f.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &row))
		}
	}
	for _, change := range more {
		change(f)
	}
	buffer, err := f.WriteToBuffer()
	must(t, err)
	return buffer.Bytes()
}

func sortedNames(sheets map[string][][]any) []string {
	var names []string
	for name := range sheets {
		names = append(names, name)
	}
	for i := range names {
		for j := i; j > 0 && names[j] < names[j-1]; j-- {
			names[j], names[j-1] = names[j-1], names[j]
		}
	}
	return names
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func checkBook(t *testing.T, input []byte, want string) {
	t.Helper()
	got := describe("book.xlsx", bytes.NewReader(input))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	path := filepath.Join(t.TempDir(), "book.xlsx")
	must(t, os.WriteFile(path, input, 0o600))
	r, err := Open(path)
	must(t, err)
	defer r.Close()
	for err == nil {
		_, err = r.Read()
	}
	sum, rows := r.Sum()
	if err != io.EOF || !strings.HasSuffix(got, fmt.Sprintf("rows %d\n", rows)) || sum != fmt.Sprintf("%x", sha256.Sum256(input)) {
		t.Errorf("a file reads otherwise than its bytes: %v, %d rows, sum %s", err, rows, sum)
	}
}

func TestWorkbookValues(t *testing.T) {
	input := book(t, map[string][][]any{"Data": {
		{"id", "share", "when", "at", "sum", "broken", "yes", "text", "long"},
		{"007", 0.05, 45000, 45000.75, nil, nil, true, "a\nb & <c> d", math.Sqrt(2)},
		{8, 1e-7, 2, 0.5, nil, nil, false, "  ", 1234567890123456},
	}}, func(f *excelize.File) {
		percent, err := f.NewStyle(&excelize.Style{NumFmt: 9})
		must(t, err)
		date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		must(t, err)
		own := "dd/mm/yyyy hh:mm"
		time, err := f.NewStyle(&excelize.Style{CustomNumFmt: &own})
		must(t, err)
		must(t, f.SetCellStyle("Data", "B2", "B3", percent))
		must(t, f.SetCellStyle("Data", "C2", "C3", date))
		must(t, f.SetCellStyle("Data", "D2", "D3", time))
		must(t, f.SetCellFormula("Data", "E2", "1+1"))
	})
	checkBook(t, input, `header "id" "share" "when" "at" "sum" "broken" "yes" "text" "long"
2 "007" "0.05" "2023-03-15" "2023-03-15 18:00:00" "" "" "TRUE" "a\nb & <c> d" "1.4142135623730951" last at 2:9
3 "8" "0.0000001" "2" "0.5" "" "" "FALSE" "  " "1234567890123456" last at 3:9
note dates_read n="2"
note uncomputed_formulas n="1"
rows 2
`)
}

func TestSheetChoice(t *testing.T) {
	table := [][]any{{"id", "phq9"}, {"a", 3}}
	notes := [][]any{{"Read me"}, {"This workbook was made by hand."}}
	one := book(t, map[string][][]any{"About": notes, "Answers": table})
	two := book(t, map[string][][]any{"About": notes, "Pre": table, "Post's": table})
	hidden := book(t, map[string][][]any{"Old": table, "New": table}, func(f *excelize.File) { must(t, f.SetSheetVisible("Old", false)) })
	for _, c := range []struct {
		name  string
		input []byte
		sheet string
		want  string
	}{
		{"the only one", one, "", `header "id" "phq9"` + "\n" + `2 "a" "3" last at 2:2` + "\n" + `note sheet n="2" sheet="Answers"` + "\nrows 1\n"},
		{"several", two, "", `error book.xlsx: 2 sheets of this workbook hold tables: "Post's", "Pre"; choose with --sheet 'Post'\''s', or another of them` + "\n"},
		{"named", two, "pre", `header "id" "phq9"` + "\n" + `2 "a" "3" last at 2:2` + "\n" + `note sheet n="3" sheet="Pre"` + "\nrows 1\n"},
		{"not there", two, "Base", `error book.xlsx: there is no sheet "Base"; the sheets are "About", "Post's", "Pre"` + "\n"},
		{"hidden", hidden, "", `header "id" "phq9"` + "\n" + `2 "a" "3" last at 2:2` + "\n" + `note sheet n="2" sheet="New"` + "\nrows 1\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := describeWith(Options{Sheet: c.sheet}, "book.xlsx", bytes.NewReader(c.input))
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
	if got := describeWith(Options{Sheet: "Pre"}, "a.csv", strings.NewReader("id\n1\n")); !strings.Contains(got, "leave out --sheet") {
		t.Error(got)
	}
}

// TestMergedHeader reads two rows of names, of which the first spans columns.
func TestMergedHeader(t *testing.T) {
	input := book(t, map[string][][]any{"Data": {
		{"Cohort of 2025"},
		{"id", "site", "Baseline", nil, "Month 3", nil},
		{nil, nil, "phq9", "gad7", "phq9", "gad7"},
		{"a", "north", 3, 4, 1, 2},
		{"b", nil, 5, 6, 3, 2},
		{"Average", nil, 4, 5, 2, 2},
	}}, func(f *excelize.File) {
		for _, cells := range [][2]string{{"A1", "F1"}, {"A2", "A3"}, {"B2", "B3"}, {"C2", "D2"}, {"E2", "F2"}, {"B4", "B5"}} {
			must(t, f.MergeCell("Data", cells[0], cells[1]))
		}
		must(t, f.SetRowVisible("Data", 5, false))
	})
	checkBook(t, input, `header "id" "site" "Baseline phq9" "Baseline gad7" "Month 3 phq9" "Month 3 gad7"
4 "a" "north" "3" "4" "1" "2" last at 4:6
5 "b" "" "5" "6" "3" "2" last at 5:6
note title_lines lines="1" n="1"
note header_rows convention="grouped" n="2"
note merged_cells n="1"
note hidden_rows n="1"
note total_rows n="1"
rows 2
`)
}

// parts packs a workbook of the given sheet, by hand.
func parts(t testing.TB, sheetXML string, more map[string]string) []byte {
	t.Helper()
	all := map[string]string{
		"[Content_Types].xml":        `<Types/>`,
		"_rels/.rels":                `<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="b" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="c" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
		"xl/sharedStrings.xml":       `<sst/>`,
		"xl/worksheets/sheet1.xml":   sheetXML,
	}
	for name, text := range more {
		all[name] = text
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	names := map[string][][]any{}
	for name := range all {
		names[name] = nil
	}
	for _, name := range sortedNames(names) {
		part, err := w.Create(name)
		must(t, err)
		_, err = part.Write([]byte(all[name]))
		must(t, err)
	}
	must(t, w.Close())
	return out.Bytes()
}

func sheetOf(rows string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>` + rows + `</sheetData></worksheet>`
}

func TestWorkbookByHand(t *testing.T) {
	input := parts(t, `<x:worksheet xmlns:x="m"><!-- made --- by hand --><x:sheetData>
		<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="inlineStr"><x:is><x:r><x:t>ph</x:t></x:r><x:r><x:t xml:space="preserve">q9 </x:t></x:r></x:is></x:c></x:row>
		<x:row r="4"><x:c r="A4" t="str"><x:f>A1&amp;"x"</x:f><x:v>p&#233;_x0041_</x:v></x:c><x:c r="B4"><x:v>5.0000000000000003E-2</x:v></x:c></x:row>
		<x:row r="5"><x:c r="A5" t="s"><x:v>1</x:v></x:c><x:c r="B5" t="e"><x:v>#DIV/0!</x:v></x:c></x:row>
		<x:row r="6" spans="1:2"/><x:row r="7"><x:c r="A7" t='inlineStr'><x:is><x:t><![CDATA[a<b&c]]></x:t></x:is></x:c></x:row>
		</x:sheetData></x:worksheet>`, map[string]string{
		"xl/sharedStrings.xml": `<sst><si><t>id</t></si><si><r><t>q</t></r><rPh sb="0"><t>hidden reading</t></rPh><r><t>2</t></r></si></sst>`,
	})
	checkBook(t, input, `header "id" "phq9"
4 "péA" "0.05" last at 4:2
5 "q2" "" last at 5:2
7 "a<b&c" "" last at 7:2
note error_cells n="1"
rows 3
`)
}

// TestHostileWorkbooks: an error, at once, for what no spreadsheet program
// writes.
func TestHostileWorkbooks(t *testing.T) {
	good := `<row r="1"><c r="A1"><v>1</v></c></row>`
	for _, c := range []struct{ name, sheet, want string }{
		{"cut", `<worksheet><sheetData>` + good, "ends in the middle"},
		{"cut in a tag", `<worksheet><sheetData><row r="1"><c r="A1`, "it ends in the middle"},
		{"no rows", `<worksheet/>`, "has no rows"},
		{"laughs", `<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><worksheet><sheetData>` + good + `</sheetData></worksheet>`, "document type"},
		{"line one billion", sheetOf(`<row r="1000000000"><c><v>1</v></c></row>`), "more rows than a sheet can have"},
		{"column ZZZZZ", sheetOf(`<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>`), "more columns than a sheet can have"},
		{"same row", sheetOf(good + good), "rows of a sheet are out of order"},
		{"same cell", sheetOf(`<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>1</v></c></row>`), "cells of a row are out of order"},
		{"no such text", sheetOf(`<row r="1"><c r="A1" t="s"><v>7</v></c></row>`), "refers to a text that is not there"},
		{"negative text", sheetOf(`<row r="1"><c r="A1" t="s"><v>-1</v></c></row>`), "refers to a text that is not there"},
		{"long cell", sheetOf(`<row r="1"><c r="A1" t="str"><v>` + strings.Repeat("a", 2<<20) + `</v></c></row>`), "too long"},
		{"long tag", sheetOf(`<row r="1" x="` + strings.Repeat("a", 1<<20) + `"></row>`), "too long"},
		{"UTF-16", `<?xml version="1.0" encoding="utf-16"?><worksheet/>`, "not in UTF-8"},
		{"empty", sheetOf(""), "the file is empty"},
		{"elements that do not match", `<worksheet><sheetData></sheetData></worksheet></worksheet>`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := describe("book.xlsx", bytes.NewReader(parts(t, c.sheet, nil)))
			if !strings.Contains(got, "error book.xlsx") || !strings.Contains(got, c.want) {
				t.Errorf("got %s", got)
			}
		})
	}
	t.Run("bomb", func(t *testing.T) {
		input := repack(t, parts(t, sheetOf(good), nil), func(h *zip.FileHeader) { h.UncompressedSize64 = 10 << 30 })
		start := time.Now()
		got := describe("book.xlsx", bytes.NewReader(input))
		if !strings.Contains(got, "far more than a table of answers") {
			t.Error(got)
		}
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("it took %v", took)
		}
	})
	t.Run("false size", func(t *testing.T) {
		for _, size := range []uint64{10, 1000} {
			input := repack(t, parts(t, sheetOf(good), nil), func(h *zip.FileHeader) { h.UncompressedSize64 = size })
			if got := describe("book.xlsx", bytes.NewReader(input)); !strings.Contains(got, "error book.xlsx") || !strings.Contains(got, "damaged") {
				t.Error(got)
			}
		}
	})
}

// repack changes what an archive says of its sheet.
func repack(t *testing.T, input []byte, change func(h *zip.FileHeader)) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(input), int64(len(input)))
	must(t, err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		h := f.FileHeader
		if strings.Contains(f.Name, "sheet1") {
			change(&h)
		}
		part, err := w.CreateRaw(&h)
		must(t, err)
		raw, err := f.OpenRaw()
		must(t, err)
		_, err = io.Copy(part, raw)
		must(t, err)
	}
	must(t, w.Close())
	return out.Bytes()
}
