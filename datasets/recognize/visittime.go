package recognize

import (
	"regexp"
	"strings"
)

// VisitTime is when a visit took place, as its name says it.
type VisitTime struct {
	Number string // an exact decimal, "0" for a baseline
	Unit   string // "days", "weeks", "months" or "years"; "" for a baseline, which needs none
}

// durationNumber is the one number of a visit that counts time.
var durationNumber = regexp.MustCompile(`\d+(\.\d+)?`)

// TimeOfVisit reads when a visit took place: 0 for a word that means baseline,
// such as pre or intake, and the number of time units for names such as month_3,
// "3 mo follow-up" and semana 2. A numbered visit such as t1, a screening and a
// post-test say no time.
func TimeOfVisit(visit string) (VisitTime, bool) {
	w, ok := parseVisitWord(visit)
	switch {
	case ok && w.phase == baseline && w.family == "phase":
		return VisitTime{Number: "0"}, true
	case !ok || w.family != "time":
		return VisitTime{}, false
	}
	text := redcapArm.ReplaceAllString(strings.ToLower(strings.TrimSpace(visit)), "")
	number := durationNumber.FindAllString(text, -1)
	if len(number) != 1 {
		return VisitTime{}, false
	}
	letters := visitGlue.Replace(durationNumber.ReplaceAllString(text, ""))
	for _, word := range []string{"followup", "seguimiento", "fu"} {
		letters = strings.Replace(letters, word, "", 1)
	}
	unit, ok := durationUnits[unitDays[letters]]
	return VisitTime{Number: number[0], Unit: unit}, ok
}

// durationUnits names the units by their days.
var durationUnits = map[float64]string{1: "days", 7: "weeks", 30.4375: "months", 365.25: "years"}
