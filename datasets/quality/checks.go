package quality

import (
	"slices"

	"github.com/cam-outcomes/cam/datasets/summary"
)

// checks lists every kind of remark. Adding one is its file and one line here.
var checks = []func(*evidence) []summary.Remark{
	refusals,
	unrecognised,
	unlikeOthers,
	oddValues,
	sumsThatDiffer,
	totalsThatDiffer,
	runsAgainst,
	straightLining,
	unansweredItems,
	constantItems,
	implausibleAnswers,
	checksAmongItems,
	spellingsOfIDs,
	sameAnswers,
	visitOrder,
	floorAndCeiling,
	gaps,
	identifiers,
	synthetic,
}

func (e *evidence) remarks() []summary.Remark {
	var all []summary.Remark
	for _, check := range checks {
		all = append(all, check(e)...)
	}
	slices.SortStableFunc(all, summary.CompareRemarks)
	return all
}
