package recognize

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/cam-outcomes/cam/instruments"
)

// quoted writes the value of a flag so that it can be typed as shown.
func quoted(s string) string {
	s = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) {
			return '?'
		}
		return c
	}, s)
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// name writes a header for a message, shortened.
func name(header string) string {
	const most = 60
	if runes := []rune(header); len(runes) > most {
		header = string(runes[:most-1]) + "…"
	}
	return strconv.Quote(header)
}

func (r *recognizer) names(columns []int) string {
	var list []string
	for _, c := range columns {
		list = append(list, name(r.Headers[c]))
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

// itemHeaders are the headers of a visit's items, in the order of the scale.
func itemHeaders(s *instruments.Scale, v Visit) []string {
	var out []string
	for _, i := range s.Items {
		out = append(out, v.Items[i])
	}
	return out
}

// itemsText names the columns of items: "phq9_1" to "phq9_9".
func (r *recognizer) itemsText(s *instruments.Scale, visits []Visit) string {
	h := itemHeaders(s, visits[0])
	text := fmt.Sprintf("the columns %s to %s", name(h[0]), name(h[len(h)-1]))
	if len(visits) > 1 {
		text += fmt.Sprintf(" and those of %d more visits", len(visits)-1)
	}
	return text
}

// specOf writes columns as the value of --outcome: patterns of items or headers
// of totals by visit, parted by colons. ok is false where they have no pattern.
func specOf(s *instruments.Scale, visits []Visit) (spec string, ok bool) {
	var parts []string
	for _, v := range visits {
		if v.Total != "" {
			parts = append(parts, v.Total)
			continue
		}
		headers := itemHeaders(s, v)
		p, ok := Pattern(headers)
		if !ok {
			p = "{" + strings.Join(headers, ",") + "}"
			if strings.Count(p, ",") != len(headers)-1 || strings.Count(p, "{") > 1 || len(p) > 200 {
				return "", false
			}
		}
		parts = append(parts, p)
	}
	return s.ID + "=" + strings.Join(parts, ":"), true
}

// nameThem says how to name columns.
func nameThem(s *instruments.Scale, visits []Visit) string {
	if spec, ok := specOf(s, visits); ok {
		return "--outcome " + quoted(spec)
	}
	return fmt.Sprintf("{instrument: %s, items: […]} under outcomes: in a study file", s.ID)
}

func visitOf(k *instruments.Scale, in int, c chosen, r *recognizer) Visit {
	v := Visit{Name: c.name, Items: make([]string, in)}
	for n, item := range k.Items {
		if columns := c.columns[n+1]; len(columns) > 0 {
			v.Items[item] = r.Headers[columns[0]]
		}
	}
	return v
}
