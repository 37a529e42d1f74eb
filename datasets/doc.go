// Package datasets turns files of survey data into a [Cohort]: participants by
// visits, with exact integer scores, ready to be counted.
//
// A [Study] says what the columns mean. It is resolved from the headers of the
// data, the [Options] of the caller and a [StudyFile], in that order of
// precedence. [Load] streams over the rows once, keeps the needed columns in a
// compact form, filters rows, pairs them by id and never by their order, and
// records every automatic choice as a [summary.Decision]. The cohort is a
// [summary.Source]:
//
//	cohort, err := datasets.Load(ctx, []string{"cohort.csv"}, nil, datasets.Options{
//		Outcomes: []string{"phq9=phq9_pre:phq9_post"},
//		Better:   []string{"phq9=lower"},
//	}, nil)
//	if err != nil {
//		return err
//	}
//	result, err := cohort.Count(ctx, summary.Plan{Wants: wants})
//
// Outcomes may be totals or instruments of the catalogue, whose answers are
// scored row by row while they are read. Without any outcome, package recognize
// proposes them from the headers and the first rows, and whatever is not certain
// is an error with the flags that settle it; see [Cohort.Recognition].
//
// What the user must decide or type differently is a [*UsageError]; what the
// content of the data prevents is a [*DataError]; a file that is no table is a
// [*table.Error]. No message holds a participant's id unless Options.ShowIDs.
package datasets
