package datasets

import (
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/datasets/table"
	"github.com/cam-outcomes/cam/instruments"
)

// codebook is REDCap's data dictionary: what its fields ask, and what the codes
// of their answers mean.
type codebook struct {
	name    string
	labels  map[string]string
	choices map[string][]choice
}

// choice is a code with its label.
type choice struct{ code, label string }

// The headers of a data dictionary, from the web page and from the interface for
// programs.
var codebookHeaders = map[string][]string{
	"field":   {"variable / field name", "field name", "variable"},
	"type":    {"field type"},
	"label":   {"field label"},
	"choices": {"choices, calculations, or slider labels", "choices or calculations", "select choices or calculations"},
}

// readCodebook reads a data dictionary; the path "" gives none.
func readCodebook(path string) (*codebook, error) {
	if path == "" {
		return nil, nil
	}
	r, err := table.Open(path)
	if err != nil {
		return nil, opening(path, err)
	}
	defer r.Close()
	at := make(map[string]int)
	for i, h := range r.Header() {
		for part, names := range codebookHeaders {
			if _, found := at[part]; !found && slices.Contains(names, plainHeader(h)) {
				at[part] = i
			}
		}
	}
	for _, part := range []string{"field", "label", "choices"} {
		if _, found := at[part]; !found {
			return nil, usage("export it in REDCap under Data Dictionary, Download the current Data Dictionary",
				"--dictionary %s is no REDCap data dictionary: no column is called %s", shellWord(path), quoteName(codebookHeaders[part][0]))
		}
	}
	c := &codebook{name: displayName(path), labels: make(map[string]string), choices: make(map[string][]choice)}
	for {
		row, err := r.Read()
		if err == io.EOF {
			return c, nil
		}
		if err != nil {
			return nil, err
		}
		field := strings.Clone(strings.TrimSpace(row.Fields[at["field"]]))
		c.labels[field] = plainLabel(row.Fields[at["label"]])
		if t, has := at["type"]; has && !slices.Contains([]string{"radio", "dropdown", "select"}, foldText(row.Fields[t])) {
			continue // calculations, sliders and checkboxes have no choices of one answer
		}
		c.choices[field] = choicesOf(row.Fields[at["choices"]])
	}
}

var htmlTag = regexp.MustCompile(`<[^<>]*>`)

// plainLabel is a label without its mark-up.
func plainLabel(s string) string {
	return strings.Join(strings.Fields(htmlTag.ReplaceAllString(s, " ")), " ")
}

// choicesOf reads "0, Not at all | 1, Several days".
func choicesOf(s string) []choice {
	var all []choice
	for part := range strings.SplitSeq(s, "|") {
		code, label, ok := strings.Cut(part, ",")
		if ok {
			all = append(all, choice{strings.TrimSpace(code), plainLabel(label)})
		}
	}
	return all
}

// texts adds the labels of fields to what the file itself says of its columns.
func (c *codebook) texts(headers, of []string) []string {
	if c == nil {
		return of
	}
	texts := make([]string, len(headers))
	copy(texts, of)
	for i, h := range headers {
		if texts[i] == "" {
			texts[i] = c.labels[h]
		}
	}
	return texts
}

// codes are what a field's codes mean as answers to an item: nil where its labels
// are not those of the item, or the codes are the catalogue's.
func (c *codebook) codes(p *instruments.Parser, item int, header string) map[string]string {
	codes := make(map[string]string)
	same := true
	for _, choice := range c.choices[header] {
		answer, reading := p.Parse(item, choice.label)
		if _, isNumber := parseNumber(choice.label); isNumber || !reading.Answered() {
			continue
		}
		codes[choice.code] = strconv.FormatInt(int64(answer), 10)
		same = same && codes[choice.code] == choice.code
	}
	if same {
		return nil
	}
	return codes
}

// knows reports whether the dictionary gives codes of its own for answers to an
// instrument.
func (c *codebook) knows(instrument string, headers []string) bool {
	in, ok := instruments.Lookup(instrument)
	if c == nil || !ok || len(in.Items) == 0 || in.Items[0].Answers == nil {
		return false
	}
	p, err := in.Parser(instruments.Options{})
	return err == nil && slices.ContainsFunc(headers, func(h string) bool { return len(c.codes(p, 0, h)) > 1 })
}

// giveCodes sets what the codes of an outcome's answers mean, where the data
// dictionary says so and the user does not.
func (p *layoutPlan) giveCodes(o *outcomeRequest, visits [][]string) error {
	entry, ok := o.entry()
	if p.codebook == nil || !ok || len(o.codes) > 0 {
		return nil
	}
	in := entry.Instrument()
	parser, err := in.Parser(instruments.Options{})
	if err != nil {
		return nil
	}
	var codes map[string]string
	first, plain := "", ""
	for _, items := range visits {
		for item, h := range items {
			if h == "" || in.Items[item].Answers == nil || len(p.codebook.choices[h]) == 0 {
				continue
			}
			of := p.codebook.codes(parser, item, h)
			switch {
			case of == nil:
				plain = h
			case codes == nil:
				codes, first = of, h
			}
			if codes != nil && (plain != "" || of != nil && !sameCodes(codes, of)) {
				other := plain
				if other == "" {
					other = h
				}
				return usage("say what they mean with --codes "+shellWord(o.name+"=CODE:ANSWER,…"),
					"the data dictionary gives the codes of columns %s and %s different meanings", quoteName(first), quoteName(other))
			}
		}
	}
	if codes != nil {
		o.codes = codes
		p.decided = append(p.decided, summary.Decision{Code: DecisionDictionaryCodes, Outcome: o.name, Args: map[string]string{"codes": codesText(codes)}})
	}
	return nil
}

func sameCodes(a, b map[string]string) bool {
	for code, answer := range b {
		if other, ok := a[code]; ok && other != answer {
			return false
		}
	}
	return true
}

func codesText(codes map[string]string) string {
	var parts []string
	for _, code := range sortedKeys(codes) {
		parts = append(parts, code+":"+codes[code])
	}
	return strings.Join(parts, ",")
}

// giveAllCodes does so for every outcome that is scored from answers.
func (p *layoutPlan) giveAllCodes() error {
	for i := range p.outcomes {
		o := &p.outcomes[i]
		var visits [][]string
		for _, c := range append(slices.Clone(o.columns), o.every) {
			if c.Items != nil {
				visits = append(visits, c.Items)
			}
		}
		if err := p.giveCodes(o, visits); err != nil {
			return err
		}
	}
	return nil
}
