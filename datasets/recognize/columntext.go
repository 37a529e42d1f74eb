package recognize

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// readColumn returns the ways to read a column: by its header and, where the
// header says nothing of an item, by what the file says of it beside. Where the
// two contradict each other the column is in doubt.
func (r *recognizer) readColumn(v *vocabulary, column int) []reading {
	header := r.Headers[column]
	found := v.read(column, header)
	if column >= len(r.Texts) || r.Texts[column] == "" {
		return found
	}
	question := r.Texts[column]
	text, ok := v.text(column, question, tokenize(question))
	if !ok {
		return found
	}
	if visit := VisitOf(header); visit != "" {
		text.visit, text.template = visit, "text @"
	}
	r.say(found, text)
	plain := slices.DeleteFunc(slices.Clone(found), func(f reading) bool { return f.loose })
	if len(plain) == 0 {
		return []reading{text}
	}
	if slices.ContainsFunc(plain, func(f reading) bool { return agree(f, text) }) {
		return found
	}
	r.doubts = append(r.doubts, contradiction{column, plain[0], text})
	return nil
}

// says is what headers, or texts, say of the items of an instrument: the columns
// by item.
type says map[*known]map[int]string

func (s says) add(k *known, item int, header string) {
	if s[k] == nil {
		s[k] = make(map[int]string)
	}
	if _, taken := s[k][item]; taken {
		header = "" // several visits, which no single flag settles
	}
	s[k][item] = header
}

// spec writes the columns as the value of --outcome where there is one for each
// item.
func (s says) spec(k *known) (string, bool) {
	v := Visit{Items: make([]string, len(k.Items))}
	for _, item := range k.main().Items {
		if v.Items[item] = s[k][item]; v.Items[item] == "" {
			return "", false
		}
	}
	return specOf(k.main(), []Visit{v})
}

// say keeps what header and text of a column say.
func (r *recognizer) say(found []reading, text reading) {
	if r.byHeader == nil {
		r.byHeader, r.byText = make(says), make(says)
	}
	header := r.Headers[text.column]
	r.byText.add(text.of, text.item, header)
	for _, f := range found {
		switch {
		case f.part == worded:
			r.byHeader.add(f.of, f.item, header)
		case (f.part == numbered || f.part == marked) && len(f.numbers) == 1 && f.numbers[0] >= 1 && f.numbers[0] <= len(f.of.main().Items):
			r.byHeader.add(f.of, f.of.main().Items[f.numbers[0]-1], header)
		}
	}
}

// contradiction is a column of which header and text name different items.
type contradiction struct {
	column       int
	header, text reading
}

// agree reports whether a header and a text may mean the same item.
func agree(header, text reading) bool {
	switch {
	case header.of != text.of:
		return false
	case header.part == worded:
		return header.item == text.item
	case header.part == numbered && len(header.numbers) == 1, header.part == marked && len(header.numbers) == 1:
		s := header.scale
		if s == nil {
			s = header.of.main()
		}
		n := header.numbers[0]
		return n < 1 || n > len(s.Items) || s.Items[n-1] == text.item
	}
	return true
}

// contradictions asks about the columns in doubt, once for each instrument that
// a header or a text names.
func (r *recognizer) contradictions(p *Proposal) {
	slices.SortFunc(r.doubts, func(a, b contradiction) int { return cmp.Compare(r.Headers[a.column], r.Headers[b.column]) })
	asked := make(map[*known]bool)
	for _, d := range r.doubts {
		for _, k := range []*known{d.header.of, d.text.of} {
			if asked[k] {
				continue
			}
			asked[k] = true
			p.Findings = slices.DeleteFunc(p.Findings, func(f Finding) bool { return f.Instrument == k.ID })
			p.Questions = slices.DeleteFunc(p.Questions, func(q Question) bool { return q.Instrument == k.ID })
			p.Questions = append(p.Questions, Question{
				Instrument: k.ID, Scale: k.main().ID,
				Problem: fmt.Sprintf("column %s is called like an item of %s, but its text is that of item %s of %s", name(r.Headers[d.column]), d.header.of.ID,
					d.text.of.Items[d.text.item].ID, d.text.of.ID),
				Hint: r.believe(k),
			})
		}
	}
}

// believe says how to take either side.
func (r *recognizer) believe(k *known) string {
	var ways []string
	if spec, ok := r.byHeader.spec(k); ok {
		ways = append(ways, "if the headers are right, add --outcome "+quoted(spec))
	}
	if spec, ok := r.byText.spec(k); ok {
		ways = append(ways, "if the texts are right, add --outcome "+quoted(spec))
	}
	return strings.Join(append(ways, fmt.Sprintf("or list the columns in the order of the items: {instrument: %s, items: […]} under outcomes: in a study file", k.ID)), "; ")
}
