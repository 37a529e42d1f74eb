package table

import (
	"fmt"
	"strconv"
	"strings"
)

// Options says how files are read where their content leaves a choice. The zero
// value decides by the content.
type Options struct {
	// Sheet is the name of the sheet of a workbook. Empty takes the only sheet
	// that holds a table.
	Sheet string
	// Header names the lines that hold the names of the columns, as in "3" or
	// "1-2", from 1; what stands above is skipped. Empty finds them.
	Header string
}

// lines returns the first and the last line of the header, 0 where it is to be
// found.
func (o Options) lines() (first, last int, err error) {
	if o.Header == "" {
		return 0, 0, nil
	}
	from, to, isRange := strings.Cut(o.Header, "-")
	if !isRange {
		to = from
	}
	first, err = strconv.Atoi(strings.TrimSpace(from))
	if err == nil {
		last, err = strconv.Atoi(strings.TrimSpace(to))
	}
	if err != nil || first < 1 || last < first || last-first > 2 {
		return 0, 0, &contentError{fmt.Sprintf("%q does not say which lines hold the names of the columns", o.Header), "write --header 3, or --header 1-2 for names on two lines"}
	}
	return first, last, nil
}
