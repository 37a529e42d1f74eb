package main

import (
	"slices"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// talkingTherapies is the rule of NHS Talking Therapies, which claims recovery
// from depression and anxiety together only.
var talkingTherapies = analysis.JointOutcome{ID: "phq9+gad7", Scales: [2]string{"phq9", "gad7"}, Preset: "nhs_tt"}

// jointOutcomes returns the rules of which both scales are analysed with all
// that the rule needs.
func jointOutcomes(scales []summary.Scale, pairs []datasets.Pair) []analysis.JointOutcome {
	ready := func(id string) bool {
		if slices.ContainsFunc(pairs, func(p datasets.Pair) bool { return p.Outcome == id && p.Post == "" }) {
			return false // taken once
		}
		return slices.ContainsFunc(scales, func(s summary.Scale) bool {
			return s.ID == id && s.Better != summary.Unknown && len(s.Caseness) > 0 &&
				slices.ContainsFunc(s.Reliable, func(r summary.Reliable) bool { return r.ID == talkingTherapies.Preset && r.Change.IsSet() })
		})
	}
	if !ready(talkingTherapies.Scales[0]) || !ready(talkingTherapies.Scales[1]) {
		return nil
	}
	return []analysis.JointOutcome{talkingTherapies}
}
