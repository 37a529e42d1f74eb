package text

import (
	"embed"
	"fmt"
	"sync"
)

// Language is a language of reports. The zero Language is English.
type Language string

const (
	English Language = ""
	Spanish Language = "es"
)

// Languages lists every language.
func Languages() []Language { return []Language{English, Spanish} }

// ParseLanguage reads "en" or "es".
func ParseLanguage(s string) (Language, error) {
	for _, l := range Languages() {
		if s == l.String() {
			return l, nil
		}
	}
	return "", fmt.Errorf("language %q is neither en nor es", s)
}

// String returns the language's code, as in "en".
func (l Language) String() string {
	if l == English {
		return "en"
	}
	return string(l)
}

//go:embed en.yaml es.yaml
var files embed.FS

var catalogues = map[Language]func() (*catalogue, error){
	English: sync.OnceValues(func() (*catalogue, error) { return load("en.yaml") }),
	Spanish: sync.OnceValues(func() (*catalogue, error) { return load("es.yaml") }),
}
