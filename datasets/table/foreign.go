package table

import (
	"bytes"
	"strings"
)

// signatureLength is how many bytes are looked at to tell a format. It reaches
// past the first few names in a zip archive.
const signatureLength = 4 << 10

const (
	damaged    = " that is damaged or cut short"
	exportHint = "export the table as CSV UTF-8 and give that file"
	odsHint    = "save it as an Excel workbook (.xlsx), or as CSV UTF-8"
	spssHint   = "it cannot be read here: in SPSS choose File > Save As with the type CSV or Excel (.xlsx), or write SAVE TRANSLATE OUTFILE='data.csv' /TYPE=CSV /FIELDNAMES /CELLS=VALUES"
	stataHint  = "it cannot be read here: in Stata write export delimited using data.csv, or export excel using data.xlsx, firstrow(variables)"
)

// A signature tells a kind of file that is no delimited text.
type signature struct {
	starts string // the first bytes
	holds  string // what must follow somewhere in the first bytes; may be empty
	kind   string // what the file looks like
	hint   string // exportHint where empty
}

// binarySignatures are in order: the first that fits is meant.
func binarySignatures() []signature {
	const zip = "PK\x03\x04"
	return []signature{
		{zip, "application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)", odsHint},
		{zip, "xl/", "an Excel workbook (.xlsx)" + damaged, "copy or download it again"},
		{zip, "word/", "a Word document (.docx)", ""},
		{zip, ".iwa", "an Apple Numbers document", "export it to Excel (.xlsx) or CSV"},
		{zip, "[Content_Types].xml", "an Office document" + damaged, "copy or download it again"},
		{zip, "", "a zip archive" + damaged, "unpack it and give the file inside"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "", "an old or password-protected Office document (.xls)", "save it without a password as an Excel workbook (.xlsx), or as CSV UTF-8"},
		{"%PDF-", "", "a PDF document", "ask for the data themselves, as CSV UTF-8"},
		{"$FL2", "", "an SPSS data file (.sav)", spssHint},
		{"$FL3", "", "a compressed SPSS data file (.zsav)", spssHint},
		{"<stata_dta>", "", "a Stata data file (.dta)", stataHint},
		{strings.Repeat("\x00", 12) + "\xc2\xea\x81\x60", "", "a SAS data file (.sas7bdat)", ""},
		{"HEADER RECORD*******LIB", "", "a SAS transport file (.xpt)", ""},
		{"PAR1", "", "a Parquet file", ""},
		{"RDX", "", "an R data file", ""},
		{"X\n\x00\x00", "", "an R data file", ""},
		{"SQLite format 3\x00", "", "an SQLite database", ""},
		{"\x1f\x8b", "", "a file compressed twice", "unpack it and give the CSV file inside"},
		{"BZh", "1AY&SY", "a file compressed by bzip2", "unpack it and give the CSV file inside"},
		{"\xfd7zXZ\x00", "", "a file compressed by xz", "unpack it and give the CSV file inside"},
		{"\x28\xb5\x2f\xfd", "", "a file compressed by zstd", "unpack it and give the CSV file inside"},
		{"7z\xbc\xaf\x27\x1c", "", "a 7-Zip archive", "unpack it and give the CSV file inside"},
		{"Rar!\x1a\x07", "", "a RAR archive", "unpack it and give the CSV file inside"},
	}
}

// textSignatures are compared without regard to case, after white space.
func textSignatures() []signature {
	const page = "a web page (HTML)"
	return []signature{
		{"<!doctype html", "", page, ""},
		{"<html", "", page, ""},
		{"<head", "", page, ""},
		{"<table", "", page, ""},
		{"<meta", "", page, ""},
		{"<?xml", "", "an XML document", ""},
		{`{\rtf`, "", "a rich-text document (RTF)", "save it as plain text, or " + exportHint},
	}
}

// foreignBytes recognises a format other than text from a file's first bytes.
func foreignBytes(head []byte) error {
	for _, s := range binarySignatures() {
		if bytes.HasPrefix(head, []byte(s.starts)) && bytes.Contains(head, []byte(s.holds)) {
			return s.refuse()
		}
	}
	if isOldStata(head) {
		return signature{kind: "a Stata data file (.dta)", hint: stataHint}.refuse()
	}
	return nil
}

// foreignText recognises text of another kind from its first characters.
func foreignText(head []byte) error {
	head = bytes.TrimLeft(head[:min(len(head), signatureLength)], " \t\r\n")
	for _, s := range textSignatures() {
		if len(head) >= len(s.starts) && strings.EqualFold(string(head[:len(s.starts)]), s.starts) {
			return s.refuse()
		}
	}
	if isJSON(head) {
		return signature{kind: "a JSON document"}.refuse()
	}
	return nil
}

func (s signature) refuse() error {
	hint := s.hint
	if hint == "" {
		hint = exportHint
	}
	if strings.HasSuffix(s.kind, damaged) {
		return &contentError{"this looks like " + s.kind, hint}
	}
	return &contentError{"this looks like " + s.kind + ", not like a CSV file", hint}
}

// isOldStata knows the headers of Stata before 13: release, byte order, file
// type and an unused zero.
func isOldStata(head []byte) bool {
	return len(head) > 4 && head[0] >= 105 && head[0] <= 115 &&
		(head[1] == 1 || head[1] == 2) && head[2] == 1 && head[3] == 0
}

// isJSON reports whether the text starts as an object or as an array of them.
func isJSON(head []byte) bool {
	after := func(b byte) bool {
		if len(head) == 0 || head[0] != b {
			return false
		}
		head = bytes.TrimLeft(head[1:], " \t\r\n")
		return true
	}
	after('[')
	return after('{') && (after('"') || after('}'))
}
