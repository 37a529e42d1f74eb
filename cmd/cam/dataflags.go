package main

import (
	"github.com/spf13/pflag"

	"github.com/cam-outcomes/cam/datasets"
	"github.com/cam-outcomes/cam/instruments"
)

// dataFlags are the flags by which every command that reads data is told what
// the columns mean.
type dataFlags struct {
	study   string
	options datasets.Options
	own     string // a folder of instruments
	// Enumerations arrive as text and are checked where they are used.
	invalid, duplicates, prorate string
}

func (d *dataFlags) register(f *pflag.FlagSet) {
	o := &d.options
	f.StringVar(&d.study, "study", "", "study `FILE` that says what the columns mean")
	f.StringArrayVar(&o.Outcomes, "outcome", nil, "outcome `SPEC`: name=pre:post (wide) or name=column (long); repeatable")
	f.StringArrayVar(&o.Better, "better", nil, "`NAME=lower|higher`: which way the outcome is better; repeatable")
	f.StringVar(&o.Sheet, "sheet", "", "`NAME` of the sheet of a workbook (default: the only one with a table)")
	f.StringVar(&o.Header, "header", "", "`LINES` that hold the names of the columns, as in 3 or 1-2 (default: found)")
	f.StringVar(&o.Dictionary, "dictionary", "", "REDCap data dictionary `FILE`: what fields ask and their codes mean")
	f.StringArrayVar(&o.ID, "id", nil, "`COLUMN` that identifies a participant; repeat for a composite id")
	f.StringVar(&o.Visit, "visit", "", "`COLUMN` of the visit, in a table with a row for each visit")
	f.StringSliceVar(&o.VisitOrder, "visit-order", nil, "visits in order of time, `a,b,c`")
	f.StringSliceVar(&o.Times, "times", nil, "times of the visits, `0,2,3`")
	f.StringVar(&o.Pre, "pre", "", "`VISIT` to compare from (default: the first)")
	f.StringVar(&o.Post, "post", "", "`VISIT` to compare with (default: the last)")
	f.StringArrayVar(&o.Baseline, "baseline", nil, "`NAME=COLUMN`: a long table's baseline that has a column of its own")
	f.StringArrayVar(&o.Range, "range", nil, "`NAME=LO:HI`: possible values; others are an error")
	f.StringArrayVar(&o.Caseness, "caseness", nil, "`'NAME=>=K'`: who is a case, the undesirable state; repeatable")
	f.StringArrayVar(&o.ReliableChange, "reliable-change", nil, "`NAME='>=K'` or NAME=sd:S,r:R (sd:pre takes this sample's baseline)")
	f.StringArrayVar(&o.Bands, "bands", nil, "`NAME=minimal:0,mild:5,…`: severity bands by their lowest score")
	f.StringVar(&d.own, "instruments", "", instrumentsDirUsage)
	f.StringArrayVar(&o.Units, "unit", nil, "`NAME=UNIT` of an outcome counted in one of several, as in fv2=servings/day")
	f.StringArrayVar(&o.Codes, "codes", nil, "`NAME=1:0,2:1,…`: the file's codes and the answers that they mean")
	f.StringVar(&d.prorate, "prorate", "rule", "totals with unanswered items: `rule|none` (by the instrument's rule, or none)")
	f.StringArrayVar(&o.By, "by", nil, "also analyse by the values of `COLUMN`; repeatable")
	f.StringVar(&o.Cluster, "cluster", "", "`COLUMN` of groups that meet together")
	f.StringVar(&o.Where, "where", "", "keep rows for which `EXPR` holds, as in 'site == \"A\" && age >= 18'")
	f.StringVar(&o.Join, "join", "", "side table `FILE` whose columns are added by id")
	f.StringArrayVar(&o.Missing, "missing", nil, "`CODE` that means missing, beside empty cells and NA; repeatable (--missing=-99)")
	f.StringVar(&d.invalid, "invalid", "error", "values that are impossible: `error|missing`")
	f.StringVar(&d.duplicates, "duplicates", "error", "several rows of one person and visit: `error|first|last|mean`")
	f.StringVar(&o.OrderBy, "order-by", "", "`COLUMN` by which --duplicates first and last choose")
	f.BoolVar(&o.ShowIDs, "show-ids", false, "let messages name participants")
}

// resolve returns the options with the study file read.
func (d *dataFlags) resolve() (datasets.Options, error) {
	o := d.options
	o.Invalid, o.Duplicates = datasets.Invalid(d.invalid), datasets.Duplicates(d.duplicates)
	prorate, err := instruments.ParseProrating(d.prorate)
	if err != nil {
		return o, &usageError{"--prorate: " + err.Error(), ""}
	}
	o.Prorate = prorate
	if d.own != "" {
		if o.Instruments, err = catalogWith(d.own); err != nil {
			return o, err
		}
	}
	if d.study != "" {
		study, err := datasets.ReadStudyFile(d.study)
		if err != nil {
			return o, err
		}
		o.Study = study
	}
	return o, nil
}
