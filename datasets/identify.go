package datasets

import (
	"slices"
	"strings"
)

// idHeaders are the headers that name a participant, without regard to letter
// case, '_' and space being alike.
var idHeaders = []string{"id", "participant", "participant id", "subject", "record id", "patient", "uid", "usubjid"}

// visitHeaders are the headers that name a visit in a table with a row a
// participant and visit.
var visitHeaders = []string{
	"visit", "visit name", "visit number", "visitnum", "avisit", "time", "timepoint", "time point", "wave", "occasion", "session",
	"assessment", "event", "event name", "redcap event name", "survey", "round", "period", "phase",
	"month", "months", "week", "weeks", "day", "days",
	"visita", "momento", "tiempo", "ola", "ronda", "medicion", "medición", "evaluacion", "evaluación", "mes", "semana", "fase",
}

func plainHeader(h string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(strings.ToLower(h), "_", " ")), " ")
}

// headersAmong returns the headers that are, plainly written, in a list.
func headersAmong(headers, known []string) []string {
	var found []string
	for _, h := range headers {
		if slices.Contains(known, plainHeader(h)) {
			found = append(found, h)
		}
	}
	return found
}

// findID returns the columns that identify a participant: those asked for, else
// the one with a known header; none where there is no such column.
func findID(asked, headers []string) ([]string, error) {
	for _, id := range asked {
		if _, err := columnNamed(headers, id, "--id"); err != nil {
			return nil, err
		}
	}
	if len(asked) > 0 {
		return asked, nil
	}
	found := headersAmong(headers, idHeaders)
	if len(found) > 1 {
		return nil, usage("add "+eitherFlag("--id", found), "the columns %s may each hold the ids of participants", quoteNames(found)).
			assuming(func(o *Options) { o.ID = found[:1] })
	}
	return found, nil
}

// eitherFlag writes a choice of flags: --id A or --id B.
func eitherFlag(flag string, values []string) string {
	flags := make([]string, len(values))
	for i, v := range values {
		flags[i] = flag + " " + shellWord(v)
	}
	return strings.Join(flags, " or ")
}

// findLayout tells whether visits are columns or rows: as asked for, else as
// the outcomes are written.
func (p *layoutPlan) findLayout() (Layout, error) {
	r, headers := p.request, p.headers
	if r.layout == Wide && r.visit != "" {
		return Wide, usage("leave out layout: wide, or the column of visits", "a table with a column a visit has no column of visits, but %s is named", quoteName(r.visit))
	}
	if r.layout != LayoutUnknown {
		return r.layout, nil
	}
	var wide, long string
	single := p.singleSurvey()
	for _, o := range r.outcomes {
		several, known := o.wideRequest(headers)
		if !known {
			_, err := outcomeColumns(o.asked, o.spec, headers)
			return LayoutUnknown, err
		}
		switch {
		case several:
			wide = o.asked
		case o.found == nil || !single:
			long = o.asked
		}
	}
	switch {
	case wide != "" && long != "":
		return LayoutUnknown, usage("give every outcome its columns in order of visits, or every outcome one column and add --visit COL",
			"%s names several columns and %s names one", wide, long)
	case wide != "" || single:
		return Wide, nil
	}
	return Long, nil
}

// findVisit returns the column of visits of a long table: the one asked for,
// else the only one with a known header. Without one, found is empty.
func findVisit(r request, headers []string) (found string, recognised bool, err error) {
	if r.visit != "" {
		_, err := columnNamed(headers, r.visit, "--visit")
		return r.visit, false, err
	}
	candidates := headersAmong(headers, visitHeaders)
	candidates = slices.DeleteFunc(candidates, func(h string) bool {
		return slices.ContainsFunc(r.outcomes, func(o outcomeRequest) bool {
			return o.column == h || o.spec == h || o.every.Header == h || slices.Contains(o.every.Items, h)
		})
	})
	if len(candidates) == 0 { // a REDCap project without events
		candidates = headersAmong(headers, []string{"redcap repeat instance"})
	}
	switch len(candidates) {
	case 0:
		return "", false, nil
	case 1:
		return candidates[0], true, nil
	}
	return "", false, usage("add "+eitherFlag("--visit", candidates), "the columns %s may each hold the visits", quoteNames(candidates)).
		assuming(func(o *Options) { o.Visit = candidates[0] })
}
