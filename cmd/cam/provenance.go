package main

import (
	"encoding/json"
	"path/filepath"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets"
	"github.com/cam-outcomes/cam/reports"
)

// plan is the resolved study and every option that a result depends on, as it
// stands in the provenance of every machine-readable output.
type plan struct {
	Study      json.RawMessage `json:"study"`
	Sheet      string          `json:"sheet,omitempty"`
	Header     string          `json:"header,omitempty"`
	Dictionary string          `json:"dictionary,omitempty"`
	Where      string          `json:"where,omitempty"`
	Missing    []string        `json:"missing"`
	Invalid    string          `json:"invalid"`
	Duplicates string          `json:"duplicates"`
	OrderBy    string          `json:"order_by,omitempty"`
	Join       string          `json:"join,omitempty"`
	Level      float64         `json:"level"`
	Adjust     string          `json:"adjust"`
	Zeros      string          `json:"zeros"`
	Bootstrap  int             `json:"bootstrap"`
	Prorate    string          `json:"prorate"`

	Understood []reports.Understood `json:"understood"`
}

// provenance says what a result was made from. Files go by their base names, so
// that no output tells where on a machine they lay.
func provenance(cohort *datasets.Cohort, o datasets.Options, spec analysis.Spec, level float64) reports.Provenance {
	study := cohort.Study()
	p := plan{
		Study: study.Canonical(), Where: o.Where, Missing: append(datasets.DefaultMissing(), study.Missing...),
		Invalid: string(o.Invalid), Duplicates: string(o.Duplicates), OrderBy: o.OrderBy,
		Level: level, Adjust: spec.Adjust.String(), Zeros: spec.Zeros.String(), Bootstrap: spec.Bootstrap,
		Prorate: string(o.Prorate), Understood: understood(cohort),
	}
	p.Sheet, p.Header = o.Sheet, o.Header
	if o.Dictionary != "" {
		p.Dictionary = filepath.Base(o.Dictionary)
	}
	if o.Join != "" {
		p.Join = filepath.Base(o.Join)
	}
	out := reports.Provenance{Version: programVersion(), StudyHash: study.Hash(), Seed: spec.Seed, Plan: p}
	for _, in := range cohort.Inputs() {
		out.Inputs = append(out.Inputs, reports.Input{Name: in.Name, SHA256: in.SHA256, Rows: in.Rows})
	}
	return out
}

// understood says where the scores of each outcome come from.
func understood(cohort *datasets.Cohort) []reports.Understood {
	var all []reports.Understood
	for _, f := range cohort.Recognition() {
		u := reports.Understood{
			Outcome: f.Outcome, First: f.First(), Last: f.Last(), Coding: f.Coding, LeftOut: f.LeftOut, Recognised: !f.Asked,
		}
		if f.Items {
			for _, header := range f.Columns[0].Items {
				if header != "" {
					u.Answers++
				}
			}
		}
		all = append(all, u)
	}
	return all
}
