package reports

import (
	_ "embed"
	"fmt"

	"go.yaml.in/yaml/v4"
)

// Reference is one entry of the bibliography.
type Reference struct {
	Authors string
	Year    int
	Title   string
	Journal string // with volume and pages
	DOI     string // "" where there is none
}

//go:embed references.yaml
var referencesYAML []byte

// References returns the bibliography by the keys that methods cite.
func References() (map[string]Reference, error) {
	var all map[string]Reference
	if err := yaml.Unmarshal(referencesYAML, &all); err != nil {
		return nil, fmt.Errorf("references.yaml: %w", err)
	}
	return all, nil
}
