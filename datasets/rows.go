package datasets

import (
	"cmp"
	"context"
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

var _ summary.RowSource = (*Cohort)(nil)

// covariates are the columns whose values are kept by row: those of a long
// table, where they may differ from survey to survey.
func (b *builder) covariates() map[string]*textColumn {
	if b.plan.study.Layout != Long {
		return nil
	}
	out := make(map[string]*textColumn)
	for _, h := range b.plan.study.Covariates {
		t := b.texts[h]
		out[h] = &textColumn{header: h, isID: t.isID, dictionary: &dictionary{texts: t.texts}, rows: t.rows} // without the index of texts
	}
	return out
}

// settleCovariates gives the row that stands for duplicates, of which the mean
// is taken, the smallest of their covariates' values, so that the order of rows
// does not matter.
func (b *builder) settleCovariates() {
	for _, h := range b.plan.study.Covariates {
		column := b.texts[h]
		for _, g := range b.groups {
			best := int32(0)
			for _, row := range g.rows {
				code := column.at(int(row))
				if code != 0 && (best == 0 || summary.CompareLevels(column.texts[code], column.texts[best]) < 0) {
					best = code
				}
			}
			for _, row := range g.rows { // whichever stands for them
				column.rows.set(int(row), int64(best))
			}
		}
	}
}

// Rows returns the surveys of an outcome person by person. A covariate that
// differs within nobody has the person's value on every survey, also where its
// row lacks it; any other has that of the survey's row, and of the baseline row
// for a baseline that has a column of its own. RowWant.Time may be a numeric
// covariate, or the column of irregular times.
func (c *Cohort) Rows(ctx context.Context, w summary.RowWant) (*summary.Rows, error) {
	reader, err := c.rowReader(w)
	if err != nil {
		return nil, err
	}
	groups, err := c.grouped(w.By)
	if err != nil {
		return nil, err
	}
	total := 0
	for p := range c.participants {
		if p%(1<<16) == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for range reader.scored(p) {
			total++
		}
	}
	reader.surveys = make([]summary.Survey, 0, total)
	reader.values = make([]summary.Score, 0, total*len(reader.covariates))
	order := make([]int, len(groups.keys))
	people := make([][]summary.Person, len(groups.keys))
	i := 0
	for key, members := range groups.all() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for p := range members {
			if person := reader.person(p, key); len(person.Surveys) > 0 {
				people[i] = append(people[i], person)
			}
		}
		slices.SortFunc(people[i], func(a, b summary.Person) int {
			return cmp.Or(slices.CompareFunc(a.Surveys, b.Surveys, compareSurveys), cmp.Compare(a.Index, b.Index))
		})
		order[i] = i
		i++
	}
	slices.SortFunc(order, func(a, b int) int { return summary.CompareKeys(groups.keys[a], groups.keys[b]) })
	out := reader.rows
	for _, i := range order {
		out.People = append(out.People, people[i]...)
	}
	return &out, nil
}

func compareSurveys(a, b summary.Survey) int {
	return cmp.Or(cmp.Compare(a.Time, b.Time), cmp.Compare(a.Visit, b.Visit), cmp.Compare(a.Score, b.Score), slices.Compare(a.Covariates, b.Covariates))
}
