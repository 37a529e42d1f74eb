package instruments

import "slices"

// Confidence says how far a number of the catalogue may be trusted.
type Confidence string

const (
	Verified   Confidence = "verified"   // read in the source that is named
	Unverified Confidence = "unverified" // from memory; carried, and never used unless asked for
	Convention Confidence = "convention" // in common use, without a published validation
	Computed   Confidence = "computed"   // by the stated formula from the stated inputs
)

// Evidence stands behind a number: where it was found and how sure that is.
type Evidence struct {
	Sources    []string // keys of the catalogue's sources
	Confidence Confidence
	Note       string // what a reader of the source should know; may be empty
}

// SourceKind tells what sort of document a source is.
type SourceKind string

const (
	Primary    SourceKind = "primary"    // a paper, its abstract or an official page
	Secondary  SourceKind = "secondary"  // a page that reports what a primary source says
	Repository SourceKind = "repository" // public source code; never authority by itself
	Choice     SourceKind = "choice"     // this catalogue's own choice, with its reason in the note
	Memory     SourceKind = "memory"     // nobody has looked it up
)

// Source is a document that numbers of the catalogue come from.
type Source struct {
	Key     string
	Kind    SourceKind
	Text    string // what it is
	Address string // where it is; empty for a choice and for memory
}

// Flag warns about one number that a scale's summary uses: it was not verified
// in a primary source, so a report should say so beside it.
type Flag struct {
	What  string // "scoring", "table", "missing_rule", "bands", "caseness", "reliable_change", "reliability", "remission", "mcid" or "event"
	Value string // ">=6", "nhs_tt", "0.72"
	Evidence
	Secondary bool // none of its sources is primary
}

// flag returns the warning about a number, and whether it needs one.
func (c *Catalog) flag(what, value string, e Evidence) (Flag, bool) {
	secondary := !slices.ContainsFunc(e.Sources, func(key string) bool { return c.sources[key].Kind == Primary })
	return Flag{what, value, e, secondary}, secondary || e.Confidence != Verified
}
