package text

import (
	"fmt"
	"strconv"
	"strings"
	"text/template"

	"go.yaml.in/yaml/v4"
)

// catalogue is one language's templates.
type catalogue struct {
	phrases, decisions map[string]*template.Template
	// items are templates of one of several decisions that are told together;
	// the decision's own words then name {{.items}}.
	items map[string]*template.Template
}

func load(name string) (*catalogue, error) {
	data, err := files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var words struct{ Phrases, Decisions, Items map[string]string }
	if err := yaml.Unmarshal(data, &words); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	phrases, err := parseAll(words.Phrases)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	decisions, err := parseAll(words.Decisions)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	items, err := parseAll(words.Items)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &catalogue{phrases, decisions, items}, nil
}

func parseAll(all map[string]string) (map[string]*template.Template, error) {
	functions := template.FuncMap{"count": count, "pick": pick, "criterion": Criterion}
	parsed := map[string]*template.Template{}
	for id, words := range all {
		t, err := template.New(id).Option("missingkey=error").Funcs(functions).Parse(strings.TrimSpace(words))
		if err != nil {
			return nil, err
		}
		parsed[id] = t
	}
	return parsed, nil
}

// count writes a number with its noun: "1 pair", "12 pairs". The number may be
// text, as a decision's arguments are.
func count(n any, one, many string) string {
	return fmt.Sprint(n) + "\u00a0" + pick(n, one, many)
}

// pick chooses between singular and plural.
func pick(n any, one, many string) string {
	if fmt.Sprint(n) == "1" {
		return one
	}
	return many
}

// Criterion writes a criterion for people: ">=10" as "≥ 10".
func Criterion(s string) string {
	return strings.NewReplacer(">=", "≥\u00a0", "<=", "≤\u00a0").Replace(s)
}

// execute fills a template from name, value, name, value, …; ok is false where
// there is none or it names what is not given.
func execute(templates map[string]*template.Template, id string, data map[string]any) (string, bool) {
	t := templates[id]
	if t == nil {
		return "", false
	}
	var out strings.Builder
	if err := t.Execute(&out, data); err != nil {
		return "", false
	}
	return strings.TrimSpace(out.String()), true
}

// plainly writes an id with its data, where there are no words for it.
func plainly(id string, pairs []string) string {
	if len(pairs) == 0 {
		return id
	}
	var parts []string
	for i := 0; i+1 < len(pairs); i += 2 {
		parts = append(parts, pairs[i]+" = "+pairs[i+1])
	}
	return id + " (" + strings.Join(parts, ", ") + ")"
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
