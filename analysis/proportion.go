package analysis

import "github.com/cam-outcomes/cam/analysis/internal/exact"

// share fills a row with the proportion k/n and its Wilson interval. Of nobody
// there is no share: numerator and denominator stay, as 0/0.
func share(row Estimate, k, n int64, level float64) (Estimate, error) {
	row.Numerator, row.Denominator = Int(k), Int(n)
	if n == 0 {
		return row, nil
	}
	s, err := exact.Wilson(k, n, level)
	row.Estimate = Num(s.Value())
	row.ConfLow, row.ConfHigh, row.ConfLevel = Num(s.Low), Num(s.High), Num(level)
	return row, err
}
