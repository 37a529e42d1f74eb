package datasets

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// ProposeStudy reads data as [Load] does and returns the text of a study file
// that says everything that was recognised or asked for, with a comment beside
// each line that was recognised: why, and how sure that is. Loading the same
// data with that file gives the same cohort and the same decisions.
//
// What a study file has no key for, such as --where, has to be given again.
func ProposeStudy(ctx context.Context, paths []string, stdin io.Reader, o Options, progress func(rows int64)) ([]byte, error) {
	b, c, err := load(ctx, paths, stdin, o, progress)
	if err != nil {
		return nil, err
	}
	w := &studyWriter{plan: b.plan, cohort: c, findings: c.Recognition(), partial: b.visits.partial}
	w.write()
	return w.aligned(), nil
}

// studyWriter writes a study file line by line.
type studyWriter struct {
	plan     *layoutPlan
	cohort   *Cohort
	findings []Finding
	partial  bool // only the first and the last visit have a known place
	lines    [][2]string
}

// line adds a line with a comment, which may be empty.
func (w *studyWriter) line(comment, format string, args ...any) {
	w.lines = append(w.lines, [2]string{fmt.Sprintf(format, args...), comment})
}

// aligned sets the comments of neighbouring lines under each other.
func (w *studyWriter) aligned() []byte {
	const widest = 44
	var out bytes.Buffer
	for _, l := range w.lines {
		out.WriteString(l[0])
		if l[1] != "" {
			if l[0] != "" {
				out.WriteString(strings.Repeat(" ", max(0, widest-len([]rune(l[0])))+2))
			}
			out.WriteString("# " + l[1])
		}
		out.WriteByte('\n')
	}
	return out.Bytes()
}

func (w *studyWriter) write() {
	p, s := w.plan, w.cohort.Study()
	var files []string
	for _, in := range w.cohort.Inputs() {
		files = append(files, fmt.Sprintf("%s (%s)", yamlComment(in.Name), plural(in.Rows, "row")))
	}
	w.line("What the columns of "+strings.Join(files, ", ")+" mean.", "")
	w.line("Check each line: what is wrong here is wrong in every result.", "")
	if s.Name != "" {
		w.line("", "study: %s", yamlText(s.Name))
	}
	switch {
	case len(s.ID) == 0:
		w.line("no column of ids: each row is a participant", "")
	default:
		w.line(recognisedUnless(len(p.options.ID) > 0 || p.options.Study != nil, "by its header"), "id: %s", yamlOneOrList(s.ID))
	}
	w.line(map[Layout]string{Wide: "a row for each participant", Long: "a row for each participant and visit"}[s.Layout], "layout: %s", s.Layout)
	w.visits(s)
	if len(s.Missing) > 0 {
		w.line("beside empty cells, NA and the like", "missing: %s", yamlList(s.Missing))
	}
	w.line("", "outcomes:")
	for i := range s.Outcomes {
		w.outcome(i, s)
	}
	var once []string
	for _, d := range w.cohort.decisions {
		if d.Code == DecisionOneVisitLeftOut {
			once = append(once, d.Outcome)
		}
	}
	if len(once) > 0 {
		w.line("found at one visit only, where others have several", "left_out: %s", yamlList(once))
	}
	for _, l := range []struct {
		key  string
		list []string
	}{{"strata", s.Strata}, {"covariates", s.Covariates}} {
		if len(l.list) > 0 {
			w.line("", "%s: %s", l.key, yamlList(l.list))
		}
	}
	if s.Cluster != "" {
		w.line("", "cluster: %s", yamlText(s.Cluster))
	}
	if s.Attendance.Column != "" {
		offered := ""
		if s.Attendance.Offered > 0 {
			offered = fmt.Sprintf(", offered: %d", s.Attendance.Offered)
		}
		w.line("", "attendance: {column: %s%s}", yamlText(s.Attendance.Column), offered)
	}
	if s.Adjust != "" {
		w.line("", "adjust: %s", s.Adjust)
	}
}

// recognisedUnless is a reason, where nobody asked for the thing.
func recognisedUnless(asked bool, reason string) string {
	if asked {
		return ""
	}
	return reason
}

// visits writes the column and the order of the visits, and those compared.
func (w *studyWriter) visits(s Study) {
	p := w.plan
	if s.Layout == Long {
		w.line("", "visits:")
		found := slices.ContainsFunc(p.decided, func(d summary.Decision) bool { return d.Code == DecisionVisitColumn })
		w.line(recognisedUnless(!found, "by its header"), "  column: %s", yamlText(s.Visits.Column))
		if found {
			w.line("so that results say it; take the line away once you agree", "  recognised: true")
		}
		switch {
		case w.partial:
			w.line("only the first and the last place are known; the rest:", "  # order: %s", yamlList(s.Visits.Order))
		default:
			w.line(recognisedUnless(len(p.request.order) > 0, "in order of time, by their names"), "  order: %s", yamlList(s.Visits.Order))
		}
		w.months(s, "  ")
	} else if len(s.Visits.Months)+len(s.Visits.Order) > 0 {
		w.line("", "visits:")
		if len(s.Visits.Order) > 0 {
			w.line("", "  order: %s", yamlList(s.Visits.Order))
		}
		w.months(s, "  ")
	}
	if s.Pre != "" {
		w.line("", "pre: %s", yamlText(s.Pre))
	}
	if s.Post != "" {
		w.line("", "post: %s", yamlText(s.Post))
	}
}

// months writes when visits took place, where that is declared or their names
// say it.
func (w *studyWriter) months(s Study, indent string) {
	if len(s.Visits.Months) > 0 && s.Visits.Unit == "months" {
		var months []string
		for _, m := range s.Visits.Months {
			months = append(months, m.String())
		}
		w.line("", "%smonths: [%s]", indent, strings.Join(months, ", "))
		return
	}
	for _, o := range s.Outcomes {
		if times, unit, ok := namedTimes(visitsOf(o)); ok && unit == "months" && len(times) == len(s.Visits.Order) {
			w.line("what their names say, for mixed models", "%s# months: [%s]", indent, timesText(times))
			return
		}
	}
}
