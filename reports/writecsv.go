package reports

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/analysis"
)

// estimateColumns are the columns of a row, in order: the keys of its JSON form.
var estimateColumns = []string{
	"outcome", "stratum", "method", "term", "variant", "n", "estimate", "std_error", "conf_low", "conf_high", "conf_level",
	"statistic", "df", "p_value", "p_adjusted", "numerator", "denominator", "detail",
}

// WriteCSV writes the estimates as CSV: the rows of [WriteJSON], the same
// columns, order and digits, absent values empty. A text that a spreadsheet would
// take for a formula (it begins with =, +, -, @, a tab or a carriage return) has
// an apostrophe before it; numbers are never touched.
func WriteCSV(w io.Writer, a Analysis) error {
	out := csv.NewWriter(w)
	if err := out.Write(estimateColumns); err != nil {
		return err
	}
	if a.Report != nil {
		for _, e := range a.Report.Estimates {
			if err := out.Write(csvRecord(e)); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

func csvRecord(e analysis.Estimate) []string {
	return []string{
		csvText(e.Outcome), csvText(e.Stratum), csvText(e.Method), csvText(e.Term), csvText(e.Variant), strconv.FormatInt(e.N, 10),
		e.Estimate.String(), e.StdError.String(), e.ConfLow.String(), e.ConfHigh.String(), e.ConfLevel.String(),
		e.Statistic.String(), e.DF.String(), e.PValue.String(), e.PAdjusted.String(), e.Numerator.String(), e.Denominator.String(),
		csvText(e.Detail),
	}
}

// csvText escapes what a spreadsheet would execute and replaces what a terminal
// would; line ends within a text are LF.
func csvText(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		if hidden(r) && r != '\t' && r != '\n' && r != '\r' {
			return replacement
		}
		return r
	}, strings.ToValidUTF8(s, string(replacement)))
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
