package datasets

import "slices"

// start sets up the columns that the plan needs.
func (s *scan) start() error {
	p := s.plan
	s.missing = newMissingCodes(p.missing)
	s.texts = make(map[string]*textColumn)
	if !p.rowIsOne {
		s.ids = newIDTable(len(p.study.ID))
	}
	for i, o := range p.study.Outcomes {
		var columns []*scoreColumn
		for _, c := range o.Columns {
			if c.Items != nil {
				column, err := s.scored(i, c)
				if err != nil {
					return err
				}
				columns = append(columns, column)
				continue
			}
			columns = append(columns, &scoreColumn{header: c.Header, place: slices.Index(p.headers, c.Header) + 1})
		}
		s.scores = append(s.scores, columns)
	}
	if h := p.study.Visits.Time; h != "" {
		s.time = &scoreColumn{header: h, place: slices.Index(p.headers, h) + 1}
	}
	need := func(header string) {
		if header != "" && s.texts[header] == nil {
			s.texts[header] = newTextColumn(header, slices.Contains(p.study.ID, header))
		}
	}
	need(p.visit)
	need(s.options.OrderBy)
	if slices.Contains(p.headers, syntheticHeader) {
		need(syntheticHeader)
	}
	for _, r := range p.roles() {
		need(r.header)
	}
	if p.where != nil {
		for _, h := range p.where.columns {
			need(h)
		}
	}
	return nil
}
