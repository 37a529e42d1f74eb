package quality

import (
	"strconv"
	"strings"
	"time"
)

// dateForms are how dates are written, those with the time of day cut off
// before. Where day and month could be either, the American order is taken.
var dateForms = []string{"2006-01-02", "2006/01/02", "1/2/2006", "2/1/2006", "1-2-2006", "2-1-2006", "2.1.2006", "1/2/06", "2 Jan 2006", "Jan 2, 2006", "January 2, 2006", "2 January 2006", "02-Jan-2006", "2-Jan-2006", "2-Jan-06"}

// parseDate reads a date and returns its day, counted from 1970.
func parseDate(cell string) (day int64, ok bool) {
	if len(cell) < 6 || len(cell) > 40 || !strings.ContainsAny(cell[:min(len(cell), 12)], "-/. ") {
		return 0, false
	}
	if c := cell[0]; (c < '0' || c > '9') && (c < 'A' || c > 'Z') {
		return 0, false
	}
	text := cell
	if at := strings.IndexAny(cell, "T "); at >= 8 {
		if _, err := strconv.Atoi(cell[at-2 : at]); err == nil && !strings.ContainsAny(cell[:at], " ,") {
			text = cell[:at]
		}
	}
	for _, form := range dateForms {
		if t, err := time.Parse(form, text); err == nil && t.Year() > 1900 && t.Year() < 2100 {
			return t.Unix() / (24 * 60 * 60), true
		}
	}
	return 0, false
}
