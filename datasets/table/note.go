package table

import (
	"fmt"
	"strconv"
	"strings"
)

// Note is something that was decided while reading, for machines: the words
// are found elsewhere.
type Note struct {
	Code string
	Args map[string]string
}

// The codes of the notes and their arguments, in the order in which
// [Reader.Notes] returns them.
const (
	NoteCompression = "compression"         // compression: "gzip"
	NoteEncoding    = "encoding"            // encoding: "windows-1252", "utf-16le" or "utf-16be"; UTF-8 is not noted
	NoteLineEnds    = "line_ends"           // line_ends: "cr" (old Macintosh) or "crcrlf" (written twice through a text mode)
	NoteDelimiter   = "delimiter"           // delimiter: the character; the comma is not noted
	NoteUnnamed     = "unnamed_columns"     // n; columns: their numbers from 1, as in "1, 7-9"
	NoteAgain       = "repeated_names"      // n: columns whose name an export gives to several, such as REDCap's "Complete?"
	NoteTitles      = "title_lines"         // n: lines above the names of the columns, skipped; lines: which
	NoteHeaderRows  = "header_rows"         // n: lines that name the columns; convention: "qualtrics", "surveymonkey" or "grouped"
	NoteTotals      = "total_rows"          // n: rows below the table that sum it up or say something of it, left out
	NoteSheet       = "sheet"               // sheet: the one of a workbook that was read; n: how many there are
	NoteDates       = "dates_read"          // n: numbers that a workbook shows as dates, read as 2025-03-31
	NoteErrorCells  = "error_cells"         // n: cells of a workbook that hold an error such as #N/A, read as missing
	NoteUncomputed  = "uncomputed_formulas" // n: formulas of which a workbook keeps no value, read as missing
	NoteMerged      = "merged_cells"        // n: merged cells that go down over rows, of which only the first has the value
	NoteHidden      = "hidden_rows"         // n: rows that a workbook hides, read like the others
	NoteBlankLines  = "blank_lines"         // n: lines without any character between rows
	NoteEmptyRows   = "empty_rows"          // n: rows of nothing but delimiters and space, skipped
	NoteExtraCells  = "extra_cells"         // n: rows from which empty cells beyond the last column were dropped
)

func noteOf(code, arg, value string) Note {
	return Note{Code: code, Args: map[string]string{arg: value}}
}

func noteCount(code string, n int64) Note {
	return noteOf(code, "n", strconv.FormatInt(n, 10))
}

// ranges writes ascending numbers briefly: 1, 7-9.
func ranges(numbers []int) string {
	var parts []string
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		if i == j {
			parts = append(parts, strconv.Itoa(numbers[i]))
		} else {
			parts = append(parts, fmt.Sprintf("%d-%d", numbers[i], numbers[j]))
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}
