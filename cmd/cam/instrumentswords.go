package main

import (
	"fmt"
	"strings"

	"github.com/cam-outcomes/cam/instruments"
)

// proofText says how far something may be trusted, and where it was found.
func proofText(p instruments.Proof, secondary bool) string {
	text := "[" + string(p.Confidence) + "; " + strings.Join(p.Sources, ", ")
	if secondary && p.Confidence == instruments.Verified {
		text += "; not a primary source"
	}
	text += "]"
	if p.Note != "" {
		text += " " + p.Note
	}
	return text
}

// numberText writes one number with all that warns about it.
func numberText(n instruments.Number) string {
	text := words(n.What)
	if n.Value != "" {
		text += " " + n.Value
	}
	if n.Label != "" {
		text += " (" + n.Label + ")"
	}
	switch {
	case !n.Used && n.Confidence == instruments.Unverified:
		text += ", UNVERIFIED and not used unasked"
	case !n.Used:
		text += ", not used unasked"
	case n.Default:
		text += ", the default"
	}
	return text + " " + proofText(n.Proof, n.Secondary)
}

func numberTexts(all []instruments.Number) []string {
	var texts []string
	for _, n := range all {
		texts = append(texts, numberText(n))
	}
	return texts
}

// scaleText says how a scale is scored.
func scaleText(s instruments.ScaleDescription) string {
	operation := map[instruments.Operation]string{
		instruments.Sum: "The sum", instruments.Mean: "The mean", instruments.Product: "The product", instruments.Max: "The highest",
		instruments.Count: "The count", instruments.Quotient: "The quotient, by the last,",
	}[s.Operation]
	text := fmt.Sprintf("%s of item %s; %s to %s %s", operation, strings.Join(s.Items, ", "), s.Low, s.High, strings.Join(s.Units, " or "))
	if s.Step != "" {
		text += " in steps of " + s.Step
	}
	if s.Better == "unknown" {
		text += "; which way is better is not known"
	} else {
		text += "; " + s.Better + " is better"
	}
	text += ". Missing answers: " + s.Missing + "."
	if s.Derived {
		text += " Analysed only when named."
	}
	if s.Note != "" {
		text += " " + s.Note + "."
	}
	return text
}

func rowsText(rows []instruments.RowText) string {
	var all []string
	for _, r := range rows {
		all = append(all, r.Raw+" → "+r.Score)
	}
	return strings.Join(all, ", ")
}
