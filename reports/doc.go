// Package reports turns the results of an analysis into documents: for people
// as text and Markdown, for programs as JSON and CSV.
//
// What people read is one [Document], built by [NewDocument] from an
// [Analysis]: headings, paragraphs, tables of typed cells, footnotes. It knows
// no format, and every renderer walks the same model. Programs get the rows
// themselves, at full precision, by [WriteJSON] and [WriteCSV].
//
//	analysis := reports.Analysis{Command: "analyze", Report: report}
//	document := reports.NewDocument(analysis, text.English)
//	err := reports.WriteText(os.Stdout, document, reports.TextStyle{Width: 80})
//
// Numbers are rounded for people only, and only in rounding.go. The words stand
// in package text, one file a language. Text that came from data (labels,
// strata, file names) is kept as it is in the model; each renderer escapes it
// for where it goes.
package reports
