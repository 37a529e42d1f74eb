package figure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cam-outcomes/cam/analysis"
	"github.com/cam-outcomes/cam/datasets/summary"
)

// Options chooses what a figure shows and how large. Its zero value shows
// everyone, in English, in the size that the panels need.
type Options struct {
	Stratum       string // as written in the report's rows, as in "site=A"; "" for everyone
	Language      string // "en" or "es"; "" is English
	Words         *Words // in place of the language's own
	Width, Height float64
	DPI           int
	// MinCell is the smallest number of people that may be told apart. Where a
	// mark would stand for fewer, it is not drawn, or its panel says so. 0 draws
	// everything.
	MinCell int64
}

// start returns the words and what is the same for every kind.
func (o Options) start(r *analysis.Report) (Words, Figure, error) {
	w, err := o.words()
	if err != nil {
		return Words{}, Figure{}, err
	}
	if len(r.Scales) == 0 {
		return Words{}, Figure{}, fmt.Errorf("the report has no outcome to draw")
	}
	if !slices.ContainsFunc(r.Joints, func(c analysis.Counted) bool { return c.Stratum == o.Stratum }) {
		return Words{}, Figure{}, fmt.Errorf("the report has no stratum %q%s", o.Stratum, strataOf(r))
	}
	f := Figure{Language: w.Language, Width: o.Width, Height: o.Height, DPI: o.DPI}
	if slices.ContainsFunc(r.Decisions, func(d summary.Decision) bool { return d.Code == "synthetic_data" }) {
		f.Notes = append(f.Notes, w.Synthetic)
	}
	return w, f, nil
}

func (o Options) words() (Words, error) {
	if o.Words != nil {
		return *o.Words, nil
	}
	for _, w := range []Words{English(), Spanish()} {
		if o.Language == w.Language || (o.Language == "" && w.Language == "en") {
			return w, nil
		}
	}
	return Words{}, fmt.Errorf("language %q is neither en nor es", o.Language)
}

// strataOf lists the strata that can be asked for, at most five.
func strataOf(r *analysis.Report) string {
	var all []string
	for _, c := range r.Joints {
		if c.Stratum != "" && !slices.Contains(all, c.Stratum) {
			all = append(all, c.Stratum)
		}
	}
	switch {
	case len(all) == 0:
		return "; it is about everyone only"
	case len(all) > 5:
		return "; it has " + strings.Join(all[:5], ", ") + ", …"
	}
	return "; it has " + strings.Join(all, ", ")
}
