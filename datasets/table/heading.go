package table

import (
	"fmt"
	"slices"
	"strings"
)

// The conventions by which more than one row names the columns.
const (
	qualtrics    = "qualtrics"    // names, the questions' texts, and identifiers in JSON
	surveyMonkey = "surveymonkey" // questions, and under them what is asked or "Response"
	grouped      = "grouped"      // headings that span columns, with names under them
)

// lookAhead is how many rows are looked at to find the names of the columns,
// and maxTitles how many of them may stand above.
const (
	lookAhead = 24
	maxTitles = 8
)

// heading says which of the first rows name the columns, and how.
type heading struct {
	titles     int // rows above the names
	rows       int // rows that make the names
	convention string
	names      []string
	// texts says more of each column than its name, such as a question; nil
	// where nothing does, "" for a column of which nothing does.
	texts []string
}

// findHeading finds the names of the columns among the first rows, which hold
// something each. It fails where rows can be read in two ways.
func findHeading(rows [][]string) (heading, error) {
	if len(rows) == 0 {
		return heading{}, nil
	}
	titles := titlesAbove(rows)
	for _, above := range []int{0, titles} {
		if h, ok := platformHeading(rows[above:]); ok {
			h.titles = above
			return h, nil
		}
	}
	rows = rows[titles:]
	h := heading{titles: titles, rows: 1, names: rows[0]}
	switch spans, evident := groupedUnder(rows); {
	case spans && evident:
		h.rows, h.convention = 2, grouped
		h.names, h.texts = groupNames(rows[0], rows[1])
	case spans:
		return h, &contentError{
			"the first row names only some of the columns, and the second may be names or answers",
			fmt.Sprintf("say where the names stand: --header %d for one line, --header %d-%d for two", titles+1, titles+1, titles+2),
		}
	}
	return h, nil
}

// headingAt is the heading whose rows the user named.
func headingAt(rows [][]string) heading {
	if h, ok := platformHeading(rows); ok && h.rows == len(rows) {
		return h
	}
	h := heading{rows: len(rows), names: rows[0]}
	for _, under := range rows[1:] {
		h.convention = grouped
		h.names, h.texts = groupNames(h.names, under)
	}
	return h
}

// platformHeading knows the rows that survey platforms write above the answers.
func platformHeading(rows [][]string) (heading, bool) {
	for i := 1; i < min(3, len(rows)); i++ {
		if !isImportRow(rows[i]) {
			continue
		}
		h := heading{rows: i + 1, convention: qualtrics, names: rows[0]}
		if i == 2 {
			h.texts = cleanTexts(rows[1], len(rows[0]))
		}
		return h, true
	}
	if len(rows) > 1 && isSurveyMonkey(rows[0], rows[1]) {
		return heading{rows: 2, convention: surveyMonkey, names: questionNames(rows[0], rows[1])}, true
	}
	return heading{}, false
}

// isImportRow knows Qualtrics' third row: {"ImportId":"QID5_1"} in each cell.
func isImportRow(row []string) bool {
	there, ids := 0, 0
	for _, cell := range row {
		if cell = trim(cell); cell != "" {
			there++
			if strings.HasPrefix(cell, `{"ImportId"`) || strings.HasPrefix(cell, `{'ImportId'`) {
				ids++
			}
		}
	}
	return ids > 0 && 2*ids > there
}

// isSurveyMonkey knows SurveyMonkey's two rows by the columns that every export
// has, or by the words under questions that have one answer.
func isSurveyMonkey(first, second []string) bool {
	response := false
	for i, cell := range second {
		switch strings.ToLower(trim(cell)) {
		case "response", "open-ended response", "respuesta", "respuesta abierta":
			response = response || i < len(first) && trim(first[i]) != ""
		}
		if isNumeric(cell) {
			return false
		}
	}
	known := 0
	for i, cell := range first {
		switch strings.ToLower(trim(cell)) {
		case "respondent id", "collector id", "respondent_id", "collector_id", "id del encuestado", "id del recopilador":
			if i < len(second) && trim(second[i]) != "" {
				return false // answers stand under it
			}
			known++
		}
	}
	return response || known > 0 && !allBlank(second)
}

// questionNames joins SurveyMonkey's rows: the question alone where it has one
// answer, else with what stands under it in brackets, as Google Forms writes it.
func questionNames(first, second []string) []string {
	names := make([]string, max(len(first), len(second)))
	question := ""
	for i := range names {
		above, under := trim(at(first, i)), trim(at(second, i))
		if above != "" {
			question = above
		}
		switch strings.ToLower(under) {
		case "", "response", "open-ended response", "respuesta", "respuesta abierta":
			names[i] = above
		default:
			names[i] = question + " [" + under + "]"
		}
	}
	return names
}

// titlesAbove counts the rows above the names: rows of one cell, above a row of
// several that are no numbers.
func titlesAbove(rows [][]string) int {
	titles := 0
	for titles < min(maxTitles, len(rows)) && filled(rows[titles]) == 1 && !isNumeric(firstFilled(rows[titles])) {
		titles++
	}
	if titles == 0 || titles == len(rows) {
		return 0
	}
	names := rows[titles]
	if filled(names) < 2 || slices.ContainsFunc(names, isNumeric) {
		return 0
	}
	// A heading over the rightmost columns of names is none of the table's.
	if last := rows[titles-1]; len(last) > 1 && trim(last[0]) == "" {
		titles--
	}
	return titles
}

func at(row []string, i int) string {
	if i < len(row) {
		return row[i]
	}
	return ""
}

func filled(row []string) int {
	n := 0
	for _, cell := range row {
		if trim(cell) != "" {
			n++
		}
	}
	return n
}

func firstFilled(row []string) string {
	for _, cell := range row {
		if cell = trim(cell); cell != "" {
			return cell
		}
	}
	return ""
}

// isNumeric reports whether a cell holds a number, a date or a time: something
// that names no column.
func isNumeric(cell string) bool {
	cell = trim(cell)
	digits := false
	for _, c := range cell {
		switch {
		case c >= '0' && c <= '9':
			digits = true
		case strings.ContainsRune("+-.,:/%eETZ ", c):
		default:
			return false
		}
	}
	return digits
}

// cleanTexts makes one line of each text, for as many columns as there are.
func cleanTexts(row []string, columns int) []string {
	texts := make([]string, columns)
	for i := range texts {
		texts[i] = strings.Join(strings.Fields(at(row, i)), " ")
	}
	return texts
}
