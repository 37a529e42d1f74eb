// Package quality looks at data before they are analysed and says, all at once,
// what would make an analysis wrong: what recognition cannot settle, values that
// cannot be, items that run against their scale, totals that are not the sum of
// their items, dates against the order of visits, people who cannot be told
// apart, and columns that look as if they identified somebody.
//
//	check, inputs, err := quality.Check(ctx, paths, stdin, datasets.Options{}, nil)
//	if check.Wrong() { ... }
//
// [Check] loads the data as an analysis would. What it refuses becomes a remark,
// an answer is assumed, and the search goes on. Then one more pass over the rows
// gathers evidence: a profile of every column, sums over items, dates and ids.
// Each kind of remark is one file with a function of the evidence; checks.go
// lists them.
package quality
