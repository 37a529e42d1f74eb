package figure

import (
	"fmt"
	"strings"

	"github.com/cam-outcomes/cam/analysis"
)

// Kind is a named way to draw a report.
type Kind struct {
	Name string
	Draw func(*analysis.Report, Options) (Figure, error)
}

// Kinds lists every kind of figure. Adding one is its file and one line here.
func Kinds() []Kind {
	return append(ofPairs(), Kind{"trajectory", Trajectory})
}

// ofPairs lists the kinds that draw pairs of visits.
func ofPairs() []Kind {
	return []Kind{
		{"change", Change},
		{"bands", Bands},
		{"distribution", Distribution},
	}
}

// KindByName returns the kind of a name, as in "change".
func KindByName(name string) (Kind, error) {
	var names []string
	for _, k := range Kinds() {
		if k.Name == name {
			return k, nil
		}
		names = append(names, k.Name)
	}
	return Kind{}, fmt.Errorf("there is no figure %q; choose one of %s", name, strings.Join(names, ", "))
}
