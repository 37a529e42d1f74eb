package recognize

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// phase is where in a programme a visit word stands.
type phase int8

const (
	screening phase = iota
	baseline
	timed    // month 3, t2, session 5
	midpoint // mid
	posttest
	followUp
)

// visitWord is a visit that is known by its words.
type visitWord struct {
	phase    phase
	family   string // what the number counts: "time" for durations, else the word
	number   float64
	followUp bool // a duration called a follow-up: after the post-test, where there is one
}

// phaseWords are the words, in English and Spanish, that name a phase, without
// accents, spaces, hyphens and underscores.
var phaseWords = map[string]phase{
	"screening": screening, "screen": screening, "prescreen": screening, "tamizaje": screening, "cribado": screening,

	"baseline": baseline, "base": baseline, "bl": baseline, "pre": baseline, "pretest": baseline, "presurvey": baseline,
	"pretreatment": baseline, "preintervention": baseline, "preprogram": baseline, "before": baseline, "intake": baseline,
	"admission": baseline, "enrollment": baseline, "enrolment": baseline, "entry": baseline, "start": baseline, "initial": baseline, "first": baseline,
	"lineabase": baseline, "lineadebase": baseline, "basal": baseline, "antes": baseline, "inicio": baseline, "inicial": baseline,
	"ingreso": baseline, "pretratamiento": baseline, "preprueba": baseline, "primera": baseline,

	"mid": midpoint, "midpoint": midpoint, "midterm": midpoint, "midprogram": midpoint, "midtreatment": midpoint, "middle": midpoint, "interim": midpoint,
	"intermedio": midpoint, "intermedia": midpoint, "medio": midpoint, "mitad": midpoint,

	"post": posttest, "posttest": posttest, "postsurvey": posttest, "posttreatment": posttest, "postintervention": posttest, "postprogram": posttest,
	"after": posttest, "end": posttest, "endpoint": posttest, "final": posttest, "exit": posttest, "discharge": posttest, "endoftreatment": posttest,
	"completion": posttest, "last": posttest,
	"despues": posttest, "fin": posttest, "termino": posttest, "alta": posttest, "egreso": posttest,
	"salida": posttest, "postratamiento": posttest, "posprueba": posttest, "postprueba": posttest, "ultima": posttest,

	"followup": followUp, "fu": followUp, "seguimiento": followUp,
}

// unitDays are the durations that order visits, in days.
var unitDays = map[string]float64{
	"d": 1, "day": 1, "days": 1, "dia": 1, "dias": 1,
	"w": 7, "wk": 7, "wks": 7, "week": 7, "weeks": 7, "semana": 7, "semanas": 7, "sem": 7,
	"m": 30.4375, "mo": 30.4375, "mos": 30.4375, "mth": 30.4375, "month": 30.4375, "months": 30.4375, "mes": 30.4375, "meses": 30.4375,
	"y": 365.25, "yr": 365.25, "yrs": 365.25, "year": 365.25, "years": 365.25, "ano": 365.25, "anos": 365.25,
}

// sequenceWords count visits; each is its own family.
var sequenceWords = []string{
	"t", "time", "timepoint", "tp", "visit", "v", "wave", "session", "s", "survey", "round", "assessment", "occasion", "event", "q", "quarter",
	"tiempo", "visita", "ola", "ronda", "sesion", "encuesta", "evaluacion", "momento", "trimestre",
}

var (
	plainNumber = regexp.MustCompile(`^[-+]?\d{1,9}(\.\d{1,9})?$`)
	wordNumber  = regexp.MustCompile(`^([\p{L}]*?)(\d+(?:\.\d+)?)([\p{L}]*)$`)
	redcapArm   = regexp.MustCompile(`_arm_\d+$|\s*\(arm \d+:.*\)$`) // REDCap: month_3_arm_1, Month 3 (Arm 1: Main)
	visitGlue   = strings.NewReplacer(" ", "", "_", "", "-", "", ".", "", "(", "", ")", "", "/", "")
)

// parseVisitWord reads a visit such as "Baseline", "month_3", "3 mo follow-up",
// "T1" or "seguimiento 2".
func parseVisitWord(s string) (visitWord, bool) {
	if plainNumber.MatchString(strings.TrimSpace(s)) {
		n, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
		return visitWord{phase: timed, family: "number", number: n}, err == nil
	}
	text := visitGlue.Replace(redcapArm.ReplaceAllString(fold(strings.TrimSpace(s)), ""))
	if p, ok := phaseWords[text]; ok {
		w := visitWord{phase: p, family: "phase"}
		if p == followUp {
			w.family, w.number = "followup", 1
		}
		return w, true
	}
	called := false
	for _, word := range []string{"followup", "seguimiento", "fu"} {
		if rest := strings.Replace(text, word, "", 1); rest != text && strings.ContainsAny(rest, "0123456789") {
			text, called = rest, true
			break
		}
	}
	parts := wordNumber.FindStringSubmatch(text)
	if parts == nil {
		return visitWord{}, false
	}
	number, err := strconv.ParseFloat(parts[2], 64)
	if err != nil {
		return visitWord{}, false
	}
	word := parts[1] + parts[3]
	if parts[1] != "" && parts[3] != "" {
		return visitWord{}, false
	}
	if days, ok := unitDays[word]; ok {
		return visitWord{phase: timed, family: "time", number: number * days, followUp: called}, true
	}
	switch {
	case called && word == "":
		return visitWord{phase: followUp, family: "followup", number: number}, true
	case !called && slices.Contains(sequenceWords, word):
		return visitWord{phase: timed, family: word, number: number}, true
	}
	return visitWord{}, false
}

// OrderVisits orders visits by their words where these leave no doubt: all are
// known, numbers count the same thing, no two stand in one place, and no
// numbered visit stands beside an unnumbered midpoint, post-test or follow-up.
func OrderVisits(visits []string) ([]string, bool) {
	type placed struct {
		visit string
		visitWord
	}
	words := make([]placed, len(visits))
	ends := false
	for i, v := range visits {
		w, ok := parseVisitWord(v)
		if !ok {
			return nil, false
		}
		words[i] = placed{v, w}
		ends = ends || w.phase == midpoint || w.phase == posttest
	}
	for i := range words {
		if words[i].followUp && ends {
			words[i].phase = followUp
		}
	}
	slices.SortFunc(words, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.phase, b.phase), cmp.Compare(a.number, b.number), cmp.Compare(a.visit, b.visit))
	})
	order := make([]string, len(words))
	for i, w := range words {
		order[i] = w.visit
		if i == 0 {
			continue
		}
		last := words[i-1]
		switch {
		case last.phase == w.phase && (last.family != w.family || last.number == w.number):
			return nil, false
		case last.phase == timed && w.phase > timed:
			return nil, false
		case last.phase == baseline && w.phase == timed && w.number <= 0:
			return nil, false
		}
	}
	return order, true
}

// visitKey is what spellings of one visit have in common: month_3, Month 3 and
// 3mo.
func visitKey(s string) string {
	w, ok := parseVisitWord(s)
	switch {
	case s == "":
		return ""
	case !ok:
		return "text " + fold(s)
	case w.family == "phase":
		return "phase " + strconv.Itoa(int(w.phase)) + " " + fold(visitGlue.Replace(s))
	}
	return fmt.Sprintf("%s %g %t", w.family, w.number, w.followUp)
}
