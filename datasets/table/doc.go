// Package table reads the rows of a table from files as people really have
// them: one file of code a format, all yielding rows of text.
//
// A CSV file says neither its encoding nor its delimiter, and spreadsheets add
// marks, blank lines and empty columns of their own. The readers decide such
// things once, in the open: every choice is a [Note], and what cannot be
// decided safely is an [Error] that names file, line and column and says what
// to do. Cells are text, verbatim; what a cell means is for the caller.
//
//	r, err := table.Open("cohort.csv")
//	if err != nil {
//		return err
//	}
//	defer r.Close()
//	for {
//		row, err := r.Read()
//		if err == io.EOF {
//			break
//		}
//		if err != nil {
//			return err
//		}
//		use(row.Fields)
//	}
//
// Read so far are comma, semicolon, tab and pipe separated text in UTF-8,
// UTF-16 and Windows-1252, plain or compressed by gzip. Memory does not grow
// with the file. Numbers in cells are read by [ParseDecimal], exactly.
package table
