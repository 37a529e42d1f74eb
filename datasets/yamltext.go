package datasets

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

var yamlPlain = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_./-]*$`)

// yamlText writes a text so that YAML reads it as that text.
func yamlText(s string) string {
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "null", "y", "n":
	default:
		if yamlPlain.MatchString(s) {
			return s
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string cannot fail
	var out strings.Builder
	for _, r := range strings.TrimSpace(b.String()) {
		if unicode.IsControl(r) || r == '\ufeff' {
			fmt.Fprintf(&out, `\u%04x`, r)
			continue
		}
		out.WriteRune(r)
	}
	return out.String()
}

func yamlList(list []string) string {
	texts := make([]string, len(list))
	for i, s := range list {
		texts[i] = yamlText(s)
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

func yamlOneOrList(list []string) string {
	if len(list) == 1 {
		return yamlText(list[0])
	}
	return yamlList(list)
}

// yamlComment keeps a text from data on its line.
func yamlComment(s string) string { return strings.Trim(yamlText(s), `"`) }
