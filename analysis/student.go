package analysis

import "github.com/cam-outcomes/cam/analysis/internal/tails"

// student fills a row with an estimate that has a t distribution: its standard
// error, interval, t, df and two-sided p of being 0.
func student(row Estimate, estimate, se, df, level float64) (Estimate, error) {
	critical, err := tails.StudentUpperQuantile((1-level)/2, df)
	if err != nil {
		return row, err
	}
	p, err := tails.StudentTwoSided(estimate/se, df)
	if err != nil {
		return row, err
	}
	row.Estimate, row.StdError = Num(estimate), Num(se)
	row.ConfLow, row.ConfHigh, row.ConfLevel = Num(estimate-critical*se), Num(estimate+critical*se), Num(level)
	row.Statistic, row.DF = Num(estimate/se), Num(df)
	return withP(row, p), nil
}

// withP fills a row's p-value, or its logarithm in the detail where the p-value
// underflows.
func withP(row Estimate, p tails.Probability) Estimate {
	if p.Underflows() {
		row.Detail = joinDetail(row.Detail, detail("log10_p", ftoa(p.Log10)))
		return row
	}
	row.PValue = Num(p.Value)
	return row
}
