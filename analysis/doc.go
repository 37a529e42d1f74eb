// Package analysis turns summaries into conclusions: paired tests, effect
// sizes, clinically meaningful change. It never sees a row or a file; every
// function takes the weakest summary that suffices, and its parameter type says
// so.
//
// Each method is one file of one shape: options whose zero value is the
// documented default, a result that embeds [Head], a function from the summary
// to the result, and the result's estimates and decisions. An error means that
// the question cannot be answered as asked, because an option is out of range
// or an integer overflows. Data that answer a question only in part (one pair,
// no variance) are no error: the estimate is absent and a decision says why.
//
// [Standard] runs every method over the outcomes and strata of a source:
//
//	report, err := analysis.Standard(ctx, source, analysis.Spec{
//		Outcomes: []analysis.Outcome{{Scale: "phq9", Pre: "baseline", Post: "month3"}},
//	})
//
// Everywhere, change is post − pre.
package analysis
