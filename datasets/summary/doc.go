// Package summary is the vocabulary in which data and analysis meet.
//
// Survey scores are bounded integers and visits are few, so one scan of the
// data reduces to small counts, and every conclusion is a pure function of
// those counts. The types here are those counts and what is needed to read
// them: a [Score] is an integer number of ticks on its [Scale]'s grid, [Counts]
// says how many participants stand in each cell of named axes, [Moments]
// holds sums and cross-products of named columns as exact integers, and
// [Patterns] holds such moments for every set of columns that people observed.
//
// The summaries form a lattice. An arrow such as [Joint.Change] or
// [Histogram.Moments] loses information and never invents any, and it commutes
// with Merge, so that one file, its shards and a SQL GROUP BY hold the same
// integers and lead to the same conclusions:
//
//	Counts ──▶ Joint ──▶ Histogram ──▶ Moments
//	             ├──▶ Moments (pre, post)
//	             └──▶ Fourfold
//	Patterns ──▶ Moments
//
// Every Merge is associative and commutative, has the zero value as identity,
// and answers an overflow with an error. Nothing here imports anything outside
// the standard library, and nothing here knows files, flags or formats.
package summary
