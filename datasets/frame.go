package datasets

import (
	"iter"
	"math/big"
	"slices"
	"strconv"

	"github.com/go-gota/gota/dataframe"
	gota "github.com/go-gota/gota/series"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// DataFrame returns the cohort as a gota data frame for further work in Go: a
// row for each participant and visit with any score, in order of visits within
// participants; with irregular times, a row for each survey with any score, in
// order of time. Its columns are those of the id ("participant", counting from
// 1, where a row was a participant), "visit" or that of the times, one for each outcome under its
// name and one for each stratum, cluster, covariate and attendance.
//
// All series are strings, so that an id stays 007: scores are exact decimals, or
// fractions such as 8/3 where the grid is no decimal one, and what is missing is
// empty. A frame takes far more memory than the cohort.
func (c *Cohort) DataFrame() dataframe.DataFrame {
	ids := c.study.ID
	if c.ids == nil {
		ids = []string{"participant"}
	}
	when := "visit"
	if c.surveys != nil {
		when = c.study.Visits.Time
	}
	names := slices.Concat(ids, []string{when})
	for _, o := range c.study.Outcomes {
		names = append(names, o.Scale.ID)
	}
	for _, a := range c.attributes {
		names = append(names, a.header)
	}
	surveys := c.eachSurvey()
	cells := make([][]string, len(names))
	for p := range c.participants {
		id := []string{strconv.Itoa(p + 1)}
		if c.ids != nil {
			id = c.ids(p)
		}
		for v, scores := range surveys(p) {
			row := slices.Concat(id, []string{v}, scores)
			for i := range c.attributes {
				row = append(row, c.attributes[i].text(p))
			}
			for i, cell := range row {
				cells[i] = append(cells[i], cell)
			}
		}
	}
	columns := make([]gota.Series, len(names))
	for i, name := range names {
		columns[i] = gota.New(cells[i], gota.String, name)
	}
	return dataframe.New(columns...)
}

// eachSurvey returns what yields the visit or the time of a participant's surveys
// that have any score, with the scores of all outcomes.
func (c *Cohort) eachSurvey() func(p int) iter.Seq2[string, []string] {
	if c.surveys != nil {
		return func(p int) iter.Seq2[string, []string] {
			return func(yield func(string, []string) bool) {
				places := make([]int, len(c.study.Outcomes)) // the only column of each
				for _, row := range c.surveys.of(p) {
					time := c.surveys.time.step().Amount(summary.Score(c.surveys.time.values.at(int(row))))
					if scores, any := c.scoresAt(int(row), places); any && !yield(amountText(time), scores) {
						return
					}
				}
			}
		}
	}
	visits := c.allVisits()
	places := make([][]int, len(visits)) // of each outcome's column, by visit
	for i, v := range visits {
		for _, o := range c.study.Outcomes {
			places[i] = append(places[i], o.visitIndex(v))
		}
	}
	return func(p int) iter.Seq2[string, []string] {
		return func(yield func(string, []string) bool) {
			for i, v := range visits {
				if scores, any := c.scoresAt(p, places[i]); any && !yield(v, scores) {
					return
				}
			}
		}
	}
}

// allVisits lists the visits of all outcomes, those of a long table in order of
// time with a baseline that has its own column first.
func (c *Cohort) allVisits() []string {
	var visits []string
	for _, o := range c.study.Outcomes {
		for _, column := range o.Columns {
			if !containsVisit(visits, column.Visit) {
				visits = append(visits, column.Visit)
			}
		}
	}
	if i := slices.Index(visits, baselineVisit); i > 0 && !containsVisit(c.study.Visits.Order, baselineVisit) && c.study.Layout == Long {
		visits = slices.Insert(slices.Delete(visits, i, i+1), 0, baselineVisit)
	}
	return visits
}

// scoresAt writes the scores of a participant, or of a row with irregular times, at the place of a visit among
// each outcome's columns.
func (c *Cohort) scoresAt(p int, places []int) (texts []string, any bool) {
	for i, j := range places {
		text := ""
		if j >= 0 {
			if s := c.series[i][j].score(p); s.Observed() {
				text, any = amountText(c.scales[i].Step.Amount(s)), true
			}
		}
		texts = append(texts, text)
	}
	return texts, any
}

// amountText writes an exact number as a decimal where it is one of at most ten
// places, else as a fraction.
func amountText(r *big.Rat) string {
	if places, exact := r.FloatPrec(); exact && places <= 10 {
		return r.FloatString(places)
	}
	return r.RatString()
}
