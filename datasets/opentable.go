package datasets

import (
	"io"

	"github.com/cam-outcomes/cam/datasets/table"
)

// OpenTable opens a file, or standard input for the path "-", as [Load] does,
// for whoever looks at its cells before they mean anything.
func OpenTable(path string, stdin io.Reader) (table.Reader, error) {
	return Options{}.OpenTable(path, stdin)
}

// OpenTable opens a file with the sheet and the lines of names asked for.
func (o Options) OpenTable(path string, stdin io.Reader) (table.Reader, error) {
	form := table.Options{Sheet: o.Sheet, Header: o.Header}
	if path == standardInput {
		if stdin == nil {
			return nil, usage("name a file", "there is no standard input")
		}
		return form.OpenReader("standard input", stdin)
	}
	r, err := form.Open(path)
	if err != nil {
		return nil, opening(path, err)
	}
	return r, nil
}

// DisplayName is how messages call a file.
func DisplayName(path string) string { return displayName(path) }

// VisitKey is what visits are compared by: equal as numbers where they are
// numbers, else without regard to letter case and surrounding space.
func VisitKey(visit string) string { return visitKey(visit) }
