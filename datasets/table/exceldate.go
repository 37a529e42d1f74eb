package table

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// builtinDates are the numbers of the formats of dates and times that every
// workbook knows.
func builtinDates() []string {
	return []string{
		"14", "15", "16", "17", "18", "19", "20", "21", "22", "27", "28", "29", "30", "31", "32", "33", "34", "35", "36",
		"45", "47", "50", "51", "52", "53", "54", "55", "56", "57", "58",
	}
}

// isDateFormat reports whether a format shows a date or a time of day: it holds
// d, m, y, h or s outside quotes and brackets. Elapsed time, [h]:mm, is a number.
func isDateFormat(code string) bool {
	code, _, _ = strings.Cut(strings.ToLower(code), ";")
	found := false
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				return found
			}
			i += end + 1
		case '\\', '_', '*':
			i++
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return found
			}
			if inside := strings.Trim(code[i+1:i+end], "hms"); inside == "" {
				return false
			}
			i += end
		case 'd', 'm', 'y', 'h', 's':
			found = true
		case '0', '#', '?', '%':
			if !found {
				return false
			}
		}
	}
	return found && !strings.HasPrefix(code, "general")
}

// dateOf writes a serial number that is shown as a date as ISO 8601 does. The
// numbers of the year 1900 are left alone: an answer of 2 in a cell that was
// made a date by mistake is 2. Times of day without a date are left too.
func dateOf(number string, from1904 bool) (string, bool) {
	serial, err := strconv.ParseFloat(number, 64)
	const first, last = 367, 2958466 // 1901 to 9999
	if from1904 {
		serial += 1462
	}
	if err != nil || !(serial >= first && serial < last) {
		return "", false
	}
	days := math.Floor(serial)
	seconds := math.Round((serial - days) * 86400)
	t := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(days)).Add(time.Duration(seconds) * time.Second)
	if seconds == 0 {
		return t.Format("2006-01-02"), true
	}
	return t.Format("2006-01-02 15:04:05"), true
}
