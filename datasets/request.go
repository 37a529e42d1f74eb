package datasets

import (
	"slices"
	"strings"
	"unicode"

	"github.com/cam-outcomes/cam/datasets/recognize"
	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/instruments"
)

// request is what flags and study file ask for together, before the headers of
// the data are known.
type request struct {
	name       string
	id         []string
	layout     Layout
	visit      string
	order      []string
	times      []summary.Amount
	timeUnit   string // what times count
	timeColumn string // irregular times
	pre, post  string
	outcomes   []outcomeRequest
	by         []string
	covariates []string
	cluster    string
	attendance Attendance
	missing    []string
	adjust     string

	visitFound bool     // the column of visits was found by its header, before it got into the study file
	leftOut    []string // outcomes that were found at one visit only
}

// outcomeRequest asks for one outcome. Its columns are given as a spec from a
// flag, as columns by visit, or as one column.
type outcomeRequest struct {
	name     string
	asked    string // how it was asked for, for messages
	spec     string // the right side of --outcome NAME=...
	hasSpec  bool
	columns  []Column // wide, visits named
	column   string   // long
	baseline string   // long: a column of its own for the baseline
	scale    scaleRequest
	primary  bool

	instrument string               // of the study file; else the name says it
	unknown    error                // of the study file: the builtin catalogue has no such instrument
	catalog    *instruments.Catalog // nil for the builtin one
	items      itemsRequest         // the columns of answers
	codes      map[string]string
	find       bool // by recognition
	// What became of items and of recognition: the columns of a wide table stand
	// in columns, the one that holds for all visits of a long table here.
	every   Column
	stored  map[string]string // visit to the column of a total that stands beside answers
	leftOut []recognize.LeftOut
	found   *recognize.Finding
}

// request merges the flags over the study file, key by key.
func (o Options) request() (request, error) {
	var r request
	if o.Study != nil {
		r = o.Study.request
	}
	override(&r.id, o.ID)
	override(&r.order, o.VisitOrder)
	override(&r.by, o.By)
	override(&r.covariates, o.Covariates)
	override(&r.missing, o.Missing)
	overrideText(&r.visit, o.Visit)
	overrideText(&r.pre, o.Pre)
	overrideText(&r.post, o.Post)
	overrideText(&r.cluster, o.Cluster)
	overrideText(&r.adjust, o.Adjust)
	if o.Visit != "" {
		r.layout, r.visitFound = Long, false
	}
	if !slices.Contains([]string{"", "holm", "bh", "none"}, r.adjust) {
		return r, usage("use holm, bh or none", "adjustment %s is not known", quoteValue(r.adjust))
	}
	if len(o.Times) > 0 {
		times, err := parseAmounts(o.Times)
		if err != nil {
			return r, usage("write --times 0,2,3", "--times: %v", err)
		}
		r.times, r.timeUnit = times, ""
	}
	if r.timeColumn = o.TimeColumn; r.timeColumn != "" {
		if o.Visit != "" {
			return r, usage("leave one out", "--visit %s and --time-column %s: rows are told apart either by visits or by times", shellWord(o.Visit), shellWord(o.TimeColumn))
		}
		r.layout, r.visit, r.order, r.times, r.timeUnit, r.pre, r.post = Long, "", nil, nil, "", "", ""
	}
	if overrideText(&r.timeUnit, o.TimeUnit); strings.ContainsAny(r.timeUnit, ";=\n") {
		return r, usage("write --time-unit months", "--time-unit: %s is no unit", quoteValue(r.timeUnit))
	}
	for _, list := range []struct {
		names []string
		what  string
	}{{r.id, "--id"}, {r.by, "--by"}, {r.covariates, "--covariate"}} {
		if twice, ok := repeated(list.names); ok {
			return r, usage("name it once", "%s: column %s is named twice", list.what, quoteName(twice))
		}
	}
	var err error
	r.outcomes, err = o.outcomes(r.outcomes)
	return r, err
}

// outcomes returns those of the flags, else those of the file. An outcome of
// both has the columns of the flag, where it gives any, and the scale of the
// file.
func (o Options) outcomes(file []outcomeRequest) ([]outcomeRequest, error) {
	file = slices.Clone(file)
	for i := range file {
		file[i].catalog = o.Instruments
		if f := &file[i]; f.unknown != nil {
			if o.Instruments == nil {
				return nil, f.unknown
			}
			if _, ok := o.Instruments.ScaleByID(f.instrument); !ok {
				return nil, f.unknown
			}
			f.unknown = nil
		}
	}
	if len(o.Outcomes) == 0 {
		return file, nil
	}
	out := make([]outcomeRequest, 0, len(o.Outcomes))
	for _, spec := range o.Outcomes {
		name, right, hasRight := splitSpec(spec)
		asked := "--outcome " + shellWord(spec)
		if err := checkOutcomeName(name, asked); err != nil {
			return nil, err
		}
		if slices.ContainsFunc(out, func(x outcomeRequest) bool { return x.name == name }) {
			return nil, usage("give each outcome its own name", "%s: outcome %s is named twice", asked, quoteName(name))
		}
		r := outcomeRequest{name: name, catalog: o.Instruments}
		i := slices.IndexFunc(file, func(f outcomeRequest) bool { return f.name == name })
		if i >= 0 {
			r = file[i]
		}
		switch {
		case hasRight:
			r.asked, r.spec, r.hasSpec, r.columns, r.column = asked, right, true, nil, ""
			r.items, r.find, r.stored, r.leftOut = itemsRequest{}, false, nil, nil
		case i < 0:
			if _, ok := r.entry(); !ok {
				return nil, notAnInstrument(name, asked)
			}
			r.asked, r.find = asked, true
		}
		out = append(out, r)
	}
	return out, nil
}

// describe applies the flags that say more of an outcome by its name.
func (o Options) describe(outcomes []outcomeRequest) error {
	type setter = func(r *outcomeRequest, value string) error
	// A criterion that is given by flags replaces those of the file, and may
	// then be repeated.
	fresh := make(map[string]bool)
	first := func(flag string, r *outcomeRequest) bool {
		key := flag + "=" + r.name
		was := fresh[key]
		fresh[key] = true
		return !was
	}
	once := func(flag string, set setter) setter {
		return func(r *outcomeRequest, value string) error {
			if !first(flag, r) {
				return usage("give it once", "%s of outcome %s is given twice", flag, quoteName(r.name))
			}
			return set(r, value)
		}
	}
	for _, f := range []struct {
		flag, form string
		values     []string
		set        setter
	}{
		{"--baseline", "NAME=COLUMN", o.Baseline, once("--baseline", func(r *outcomeRequest, v string) error { r.baseline = strings.TrimSpace(v); return nil })},
		{"--better", "NAME=lower or NAME=higher", o.Better, once("--better", func(r *outcomeRequest, v string) (err error) {
			r.scale.better, err = summary.ParseDirection(strings.TrimSpace(v))
			return err
		})},
		{"--range", "NAME=0:27", o.Range, once("--range", func(r *outcomeRequest, v string) (err error) { r.scale.rng, err = parseRange(v); return err })},
		{"--bands", "NAME=none:0,mild:5,severe:15", o.Bands, once("--bands", func(r *outcomeRequest, v string) (err error) { r.scale.bands, err = parseBands(v); return err })},
		{"--caseness", "'NAME=>=10'", o.Caseness, func(r *outcomeRequest, v string) error {
			if first("--caseness", r) {
				r.scale.caseness = nil
			}
			return r.scale.addCaseness(v)
		}},
		{"--unit", "NAME=servings/day", o.Units, once("--unit", func(r *outcomeRequest, v string) error { r.scale.unit = strings.TrimSpace(v); return nil })},
		{"--codes", "NAME=1:0,2:1,3:2,4:3", o.Codes, once("--codes", func(r *outcomeRequest, v string) (err error) { r.codes, err = parseCodes(v); return err })},
		{"--reliable-change", "'NAME=>=6', NAME=sd:6.1,r:0.84 or NAME=sd:pre,r:0.84", o.ReliableChange, func(r *outcomeRequest, v string) error {
			if first("--reliable-change", r) {
				r.scale.reliable = nil
			}
			r.scale.reliable = append(slices.Clip(r.scale.reliable), strings.TrimSpace(v))
			return nil
		}},
	} {
		for _, value := range f.values {
			name, rest, found := splitSpec(value)
			if !found || name == "" || strings.TrimSpace(rest) == "" {
				return usage("write "+f.flag+" "+f.form, "%s %s is incomplete", f.flag, quoteValue(value))
			}
			i := slices.IndexFunc(outcomes, func(r outcomeRequest) bool { return r.name == name })
			if i < 0 {
				return usage(didYouMean(name, outcomeNames(outcomes)), "%s %s: there is no outcome %s", f.flag, shellWord(value), quoteName(name))
			}
			if err := f.set(&outcomes[i], rest); err != nil {
				if u, ok := err.(*UsageError); ok {
					return u
				}
				return usage("write "+f.flag+" "+f.form, "%s %s: %v", f.flag, shellWord(value), err)
			}
		}
	}
	return nil
}

func outcomeNames(outcomes []outcomeRequest) []string {
	names := make([]string, len(outcomes))
	for i, o := range outcomes {
		names[i] = o.name
	}
	return names
}

// checkOutcomeName refuses names that could not be told apart in results.
func checkOutcomeName(name, asked string) error {
	if name == "" {
		return usage("write NAME=COLUMNS", "%s has no name", asked)
	}
	if strings.IndexFunc(name, unicode.IsControl) >= 0 {
		return usage("use letters, digits and _", "%s: the name %s holds control characters", asked, quoteName(name))
	}
	return nil
}

func override[T any](to *[]T, with []T) {
	if len(with) > 0 {
		*to = slices.Clone(with)
	}
}

func overrideText(to *string, with string) {
	if with != "" {
		*to = with
	}
}

func repeated(names []string) (string, bool) {
	for i, n := range names {
		if slices.Contains(names[:i], n) {
			return n, true
		}
	}
	return "", false
}
