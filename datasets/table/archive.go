package table

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
)

// maxInMemory is the most that is read of an archive that comes through a pipe
// or packed, since an archive is read from its end.
const maxInMemory = 512 << 20

func isZip(head []byte) bool { return bytes.HasPrefix(head, []byte("PK\x03\x04")) }

// openArchive opens a workbook, which is a zip archive, and refuses other ones.
func (o Options) openArchive(name string, head []byte, file io.Reader, src *source, content *bufio.Reader, packed bool, closer io.Closer) (Reader, error) {
	at, size, err := randomAccess(file, content, packed)
	if err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(at, size)
	if errors.Is(err, zip.ErrFormat) {
		return nil, foreignBytes(head) // by its start, since its end is lost
	}
	if err != nil {
		return nil, unzipError(err)
	}
	if err := foreignArchive(archive); err != nil {
		return nil, err
	}
	book, err := openWorkbook(archive)
	if err != nil {
		return nil, err
	}
	r := &sheetReader{name: name, closer: closer, packed: packed, book: book}
	if err := r.start(o); err != nil {
		return nil, err
	}
	// What was read above did not go through the source.
	if at, ok := at.(*os.File); ok {
		src = newSource(io.NewSectionReader(at, 0, size))
	}
	r.fingerprint = src.finish
	return r, nil
}

// randomAccess gives the file itself, or its bytes in memory.
func randomAccess(file io.Reader, content *bufio.Reader, packed bool) (io.ReaderAt, int64, error) {
	if f, ok := file.(*os.File); ok && !packed {
		if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
			return f, info.Size(), nil
		}
	}
	all, err := io.ReadAll(io.LimitReader(content, maxInMemory+1))
	if err != nil {
		return nil, 0, err
	}
	if len(all) > maxInMemory {
		return nil, 0, &contentError{"the workbook is too large to be read from a pipe", "give the file by its name"}
	}
	return bytes.NewReader(all), int64(len(all)), nil
}

// foreignArchive recognises archives that are no Excel workbooks by the names of
// their parts.
func foreignArchive(archive *zip.Reader) error {
	has := func(part string) bool {
		return slices.ContainsFunc(archive.File, func(f *zip.File) bool { return strings.HasPrefix(f.Name, part) })
	}
	ends := func(suffix string) bool {
		return slices.ContainsFunc(archive.File, func(f *zip.File) bool { return strings.HasSuffix(f.Name, suffix) })
	}
	s := signature{kind: "a zip archive", hint: "unpack it and give the file inside"}
	switch {
	case has("xl/workbook.bin"):
		s = signature{kind: "a binary Excel workbook (.xlsb)", hint: "save it as an Excel workbook (.xlsx), or as CSV UTF-8"}
	case has("xl/"):
		return nil
	case has("content.xml") && has("mimetype"):
		s = signature{kind: "an OpenDocument file (.ods)", hint: odsHint}
	case has("word/"):
		s = signature{kind: "a Word document (.docx)"}
	case ends(".iwa"):
		s = signature{kind: "an Apple Numbers document", hint: "export it to Excel (.xlsx) or CSV"}
	case has("[Content_Types].xml"):
		return nil // the parts of a workbook may lie elsewhere
	}
	return s.refuse()
}
