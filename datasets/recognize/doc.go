// Package recognize finds the instruments of the catalogue in a table: from its
// headers and the answers in its first rows to a proposal of what each column
// means, with the reasons.
//
//	proposal := recognize.Recognize(recognize.Table{Headers: headers, Rows: rows, Missing: missing})
//	for _, f := range proposal.Findings { ... }  // certain enough to use
//	for _, q := range proposal.Questions { ... } // to be settled by the user
//
// A header such as phq9_1_pre, pre_phq9_1, PHQ9_01, phq_q1, "PHQ-9 total
// (month 3)" or "Over the last 2 weeks … [Little interest …]" is read as the
// name of an instrument, an item or the whole, and a visit. Headers that are
// written alike form a family. A family is taken for the items of an
// instrument only if every item is there; the answers then must be the
// instrument's codes or labels. Whatever can be read in two ways is a question
// and never a guess: PHQ9_1 to PHQ9_3 are totals of three waves where they go
// beyond an item's answers; items coded 1 to 4 are not shifted; an eighth item
// of seven is not left out unless its header or its answers say what it is.
//
// The proposal depends on the names and contents of the columns and not on
// their order.
package recognize
