// Package figure draws what an analysis found. A [Figure] is data: panels with
// axes and layers of marks in the units of the data, and a text alternative that
// gives the numbers. The kinds of figure ([Kinds]) turn a report into one, and
// [Write] renders any figure as SVG, PNG or PDF with gonum/plot, under one theme.
//
//	f, err := figure.Change(report, figure.Options{})
//	if err != nil {
//		return err
//	}
//	format, err := figure.FormatOf("change.svg")
//	if err != nil {
//		return err
//	}
//	return figure.Write(out, f, format)
//
// [Trajectory] draws outcomes over many visits, which are not part of a report.
//
// Every mark comes from the report's joint counts, so a figure of a million
// people costs what one of a hundred does. The same figure gives the same bytes.
//
// Nothing rests on colour alone: shades differ in lightness too, and every mark
// is named beside it. Labels that come from data are cleaned of control
// characters and escaped for their format.
//
// Adding a kind is one file and one line in kinds.go.
package figure
