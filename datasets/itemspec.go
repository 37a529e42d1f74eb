package datasets

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/datasets/recognize"
)

// itemsRequest says which columns hold the answers to an instrument's items.
type itemsRequest struct {
	pattern string      // phq9_{1..9}, {visit}_D{1..9}, {days,minutes}, or several by visit, parted by colons
	list    []string    // headers, in the order of the items
	byItem  [][2]string // item and header
	byVisit []visitItems
}

// visitItems are the items of a visit of a wide table.
type visitItems struct {
	visit string
	items itemsRequest
}

func (i itemsRequest) isSet() bool {
	return i.pattern != "" || len(i.list) > 0 || len(i.byItem) > 0 || len(i.byVisit) > 0
}

// itemPattern is a header with a range of numbers in it, and perhaps a visit.
type itemPattern struct {
	before, after string
	first         string // the first number as written: 01 asks for zeros in front
	low, high     int
}

var (
	braceRange   = regexp.MustCompile(`\{(\d{1,4})\.\.(\d{1,4})\}`)
	mayNameItems = regexp.MustCompile(`\{\d+\.\.\d+\}|\{[^{}]*,[^{}]*\}`)
	braceList    = regexp.MustCompile(`^\{([^{}]*,[^{}]*)\}$`)
)

// namesItems reports whether a text has a range or a list of items.
func namesItems(s string) bool {
	return braceRange.MatchString(s) || braceList.MatchString(strings.TrimSpace(s))
}

const (
	visitBrace = "{visit}"
	// maxItems is beyond every questionnaire.
	maxItems = 500
)

// parseItemPattern reads a pattern such as phq9_{1..9}.
func parseItemPattern(asked, text string) (itemPattern, error) {
	var p itemPattern
	text = strings.TrimSpace(text)
	all := braceRange.FindAllStringSubmatchIndex(text, -1)
	if len(all) != 1 || strings.Count(text, visitBrace) > 1 {
		return p, usage("write items as in D{1..9}, phq9_{01..09}, {visit}_D{1..9} or {days,minutes}", "%s: %s is no pattern of items", asked, quoteName(text))
	}
	at := all[0]
	p.before, p.after, p.first = text[:at[0]], text[at[1]:], text[at[2]:at[3]]
	p.low, _ = strconv.Atoi(p.first)
	p.high, _ = strconv.Atoi(text[at[4]:at[5]])
	if p.high <= p.low || p.high-p.low >= maxItems {
		return p, usage("count upwards, as in {1..9}", "%s: %s is no range of items", asked, quoteName(text[at[0]:at[1]]))
	}
	return p, nil
}

func (p itemPattern) hasVisit() bool {
	return strings.Contains(p.before, visitBrace) || strings.Contains(p.after, visitBrace)
}

// headers writes the pattern out for a visit.
func (p itemPattern) headers(visit string) []string {
	var out []string
	for n := p.low; n <= p.high; n++ {
		h := p.before + recognize.Numbered(n, p.first) + p.after
		out = append(out, strings.Replace(h, visitBrace, visit, 1))
	}
	return out
}

// visits finds what stands for {visit} in the headers of the first item.
func (p itemPattern) visits(headers []string) []string {
	start, end, _ := strings.Cut(p.before+p.first+p.after, visitBrace)
	var found []string
	for _, h := range headers {
		if len(h) > len(start)+len(end) && strings.HasPrefix(h, start) && strings.HasSuffix(h, end) {
			if v := h[len(start) : len(h)-len(end)]; strings.TrimSpace(v) == v && !slices.Contains(found, v) {
				found = append(found, v)
			}
		}
	}
	slices.Sort(found)
	return found
}

// itemColumns reads a pattern or a list of items, or several by visit, against
// the headers. A single one without {visit} gives one column without a visit.
func (r request) itemColumns(asked, pattern string, headers []string) ([]Column, error) {
	parts := splitPatterns(pattern)
	var columns []Column
	for _, part := range parts {
		if list := braceList.FindStringSubmatch(strings.TrimSpace(part)); list != nil {
			var items []string
			for h := range strings.SplitSeq(list[1], ",") {
				items = append(items, strings.TrimSpace(h))
			}
			columns = append(columns, Column{Items: items})
			continue
		}
		p, err := parseItemPattern(asked, part)
		if err != nil {
			return nil, err
		}
		if !p.hasVisit() {
			columns = append(columns, Column{Items: p.headers("")})
			continue
		}
		if len(parts) > 1 {
			return nil, usage("write {visit} once, or name each visit's columns", "%s has {visit} beside other patterns", asked)
		}
		found := p.visits(headers)
		if len(found) == 0 {
			return nil, usage(didYouMean(strings.Replace(p.before+p.first+p.after, visitBrace, "pre", 1), headers), "%s: no column is called like that", asked)
		}
		order, _, err := orderVisits(found, r)
		if err != nil {
			return nil, err
		}
		for _, v := range order {
			if i := slices.IndexFunc(found, func(w string) bool { return visitKey(w) == visitKey(v) }); i >= 0 {
				columns = append(columns, Column{Visit: v, Items: p.headers(found[i])})
			}
		}
	}
	if len(columns) > 1 && columns[0].Visit == "" {
		nameVisits(columns)
	}
	return columns, nil
}

// splitPatterns cuts at colons so that every piece has a range of its own;
// further colons belong to headers.
func splitPatterns(s string) []string {
	pieces := strings.Split(s, ":")
	var parts []string
	for i, piece := range pieces {
		last := len(parts) - 1
		if i == 0 || namesItems(parts[last]) && mayNameItems.MatchString(strings.Join(pieces[i:], ":")) {
			parts = append(parts, piece)
			continue
		}
		parts[last] += ":" + piece
	}
	return parts
}

// nameVisits calls visits by what their headers say, else by the header of the
// first item.
func nameVisits(columns []Column) {
	var names []string
	for _, c := range columns {
		name := recognize.VisitOf(c.Items[0])
		if name == "" || containsVisit(names, name) {
			names = nil
			break
		}
		names = append(names, name)
	}
	for i := range columns {
		columns[i].Visit = columns[i].Items[0]
		if names != nil {
			columns[i].Visit = names[i]
		}
	}
}
