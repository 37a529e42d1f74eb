package table

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// The bounds of a workbook. A sheet is streamed, so that only its shared texts
// take memory; a part that unpacks to more than so many times its size is none
// that a spreadsheet program wrote.
const (
	maxPart       = 8 << 30
	maxSmallPart  = 64 << 20 // of those that are kept in memory
	maxTexts      = 256 << 20
	maxTextCount  = 16 << 20
	maxRatio      = 200
	smallForRatio = 64 << 20
	maxSheetRows  = 1 << 20
	maxSheetWidth = 1 << 14
)

// workbook is an Excel file: a zip archive of XML parts.
type workbook struct {
	parts    map[string]*zip.File // by lower-case path
	sheets   []sheet
	epoch    bool // dates count from 1904
	isDate   []bool
	texts    string // all shared texts
	textEnds []uint32
}

// sheet is one that may hold a table.
type sheet struct {
	name   string
	part   string
	hidden bool
}

// openWorkbook reads what a workbook says of its sheets and styles.
func openWorkbook(archive *zip.Reader) (*workbook, error) {
	w := &workbook{parts: make(map[string]*zip.File)}
	for _, f := range archive.File {
		w.parts[strings.ToLower(strings.TrimPrefix(path.Clean("/"+f.Name), "/"))] = f
	}
	main, err := w.target("", "officeDocument")
	if err != nil {
		return nil, err
	}
	if main == "" {
		main = "xl/workbook.xml"
	}
	if err := w.readSheets(main); err != nil {
		return nil, err
	}
	for _, part := range []struct {
		kind string
		read func(part string) error
	}{{"styles", w.readStyles}, {"sharedStrings", w.readTexts}} {
		name, err := w.target(main, part.kind)
		if err != nil {
			return nil, err
		}
		if name == "" {
			continue
		}
		if err := part.read(name); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// open opens a part, bounded.
func (w *workbook) open(part string, most uint64) (io.ReadCloser, error) {
	f := w.parts[strings.ToLower(part)]
	if f == nil {
		return nil, damagedXML("it lacks its part " + quoteName(part))
	}
	size := f.UncompressedSize64
	if size > most || size > smallForRatio && size/maxRatio > f.CompressedSize64 {
		return nil, &contentError{
			fmt.Sprintf("its part %s would unpack to %d MB, far more than a table of answers", quoteName(part), size>>20),
			"if it is no fake, " + exportHint,
		}
	}
	r, err := f.Open()
	if err != nil {
		return nil, unzipError(err)
	}
	return partReader{io.LimitReader(r, int64(size)+1), r}, nil
}

// partReader gives the failures of a part words.
type partReader struct {
	io.Reader
	io.Closer
}

func (p partReader) Read(b []byte) (int, error) {
	n, err := p.Reader.Read(b)
	if err != nil && err != io.EOF {
		err = unzipError(err)
	}
	return n, err
}

func unzipError(err error) error {
	switch {
	case errors.Is(err, zip.ErrChecksum), errors.Is(err, zip.ErrFormat), errors.Is(err, io.ErrUnexpectedEOF):
		return damagedXML("it does not unpack; copy or download it again")
	case errors.Is(err, zip.ErrAlgorithm):
		return damagedXML("it is packed in a way that is not known")
	}
	if strings.HasPrefix(err.Error(), "flate:") {
		return damagedXML("it does not unpack; copy or download it again")
	}
	return err
}

// elements calls each for every start of an element of a part.
func (w *workbook) elements(part string, each func(x *xmlText) error) error {
	r, err := w.open(part, maxSmallPart)
	if err != nil {
		return err
	}
	defer r.Close()
	x := newXMLText(r)
	for {
		kind, err := x.next()
		if err == io.EOF {
			return nil
		}
		if err == nil && kind == xmlStart {
			err = each(x)
		}
		if err != nil {
			return err
		}
	}
}

// target finds the part that another refers to in a role, such as its styles;
// "" is the package itself.
func (w *workbook) target(from, role string) (string, error) {
	found := ""
	_, err := w.relations(from, func(_, kind, target string) {
		if found == "" && strings.HasSuffix(kind, "/"+role) {
			found = target
		}
	})
	return found, err
}

// relations lists what a part refers to. ok is false where it refers to nothing.
func (w *workbook) relations(from string, each func(id, kind, target string)) (ok bool, err error) {
	dir, base := path.Split(from)
	list := dir + "_rels/" + base + ".rels"
	if w.parts[strings.ToLower(list)] == nil {
		return false, nil
	}
	return true, w.elements(list, func(x *xmlText) error {
		if x.is("Relationship") && x.attribute("TargetMode") != "External" {
			target := x.attribute("Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join("/", dir, target)
			}
			each(x.attribute("Id"), x.attribute("Type"), strings.TrimPrefix(path.Clean(target), "/"))
		}
		return nil
	})
}

// readSheets lists the sheets in their order; charts and dialogs are none.
func (w *workbook) readSheets(main string) error {
	targets := make(map[string]string)
	if _, err := w.relations(main, func(id, kind, target string) {
		if strings.HasSuffix(kind, "/worksheet") {
			targets[id] = target
		}
	}); err != nil {
		return err
	}
	err := w.elements(main, func(x *xmlText) error {
		switch string(x.name()) {
		case "workbookPr":
			v := x.attribute("date1904")
			w.epoch = v == "1" || v == "true"
		case "sheet":
			if part := targets[x.attribute("id")]; part != "" {
				state := x.attribute("state")
				w.sheets = append(w.sheets, sheet{x.attribute("name"), part, state == "hidden" || state == "veryHidden"})
			}
		}
		if len(w.sheets) > 10_000 {
			return damagedXML("it has too many sheets")
		}
		return nil
	})
	if err == nil && len(w.sheets) == 0 {
		err = damagedXML("it has no sheets")
	}
	return err
}

// readStyles learns which styles of cells show dates.
func (w *workbook) readStyles(part string) error {
	formats := make(map[string]string)
	inCells := false
	return w.elements(part, func(x *xmlText) error {
		switch string(x.name()) {
		case "numFmt":
			formats[x.attribute("numFmtId")] = x.attribute("formatCode")
		case "cellXfs":
			inCells = true
		case "cellStyles", "dxfs":
			inCells = false
		case "xf":
			if inCells && len(w.isDate) < 1<<17 {
				id := x.attribute("numFmtId")
				code, own := formats[id]
				w.isDate = append(w.isDate, own && isDateFormat(code) || !own && slices.Contains(builtinDates(), id))
			}
		}
		return nil
	})
}
