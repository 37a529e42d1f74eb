package reports

import (
	"strconv"
)

// scores counts who has a score at each visit, and how many are at the ends of
// the scale.
func (b checkBuilder) scores() Table {
	t := Table{Caption: b.Phrase("check_caption_scores"), Columns: b.columns("check_head_visit", "check_head_scored", "check_head_floor", "check_head_ceiling")}
	before := ""
	for _, s := range b.Check.Scores {
		if s.Outcome != before {
			t.Rows = append(t.Rows, Row{Label: s.Outcome})
			before = s.Outcome
		}
		row := Row{Label: s.Visit, Indent: 1, Cells: []Cell{Of{s.Scored, b.Check.Participants}, Words(""), Words("")}}
		if s.Bounded {
			row.Cells[1], row.Cells[2] = Of{s.Floor, s.Scored}, Of{s.Ceiling, s.Scored}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// answers tells for each instrument and visit how many surveys have any answer,
// and which item lacks most. JSON has every item.
func (b checkBuilder) answers() Table {
	t := Table{Caption: b.Phrase("check_caption_answers"), Columns: b.columns("check_head_visit", "check_head_surveys", "check_head_least", "check_head_answered", "check_head_invalid")}
	before := ""
	for i := 0; i < len(b.Check.Items); {
		first := b.Check.Items[i]
		least, invalid := first, int64(0)
		for ; i < len(b.Check.Items) && b.Check.Items[i].Outcome == first.Outcome && b.Check.Items[i].Visit == first.Visit; i++ {
			item := b.Check.Items[i]
			invalid += item.Invalid
			if item.Answered < least.Answered {
				least = item
			}
		}
		if first.Outcome != before {
			t.Rows = append(t.Rows, Row{Label: first.Outcome})
			before = first.Outcome
		}
		visit := first.Visit
		if visit == "" {
			visit = b.Phrase("everyone")
		}
		row := Row{Label: visit, Indent: 1, Cells: []Cell{Count(first.Surveys), Words(""), Words(""), Count(invalid)}}
		if least.Answered < least.Surveys {
			row.Cells[1], row.Cells[2] = Words(least.Column), Of{least.Answered, least.Surveys}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// missing counts people by which visits they have a score at.
func (b checkBuilder) missing() Table {
	t := Table{Caption: b.Phrase("check_caption_missing"), Columns: b.columns("head_outcome", "check_head_complete", "check_head_dropout", "check_head_gaps", "check_head_never")}
	for _, m := range b.Check.Missing {
		if m.Visits > 1 {
			t.Rows = append(t.Rows, Row{Label: m.Outcome, Cells: []Cell{Count(m.Complete), Count(m.Dropout), Count(m.Intermittent), Count(m.Never)}})
		}
	}
	return t
}

// intervals tell the days between visits.
func (b checkBuilder) intervals() Table {
	t := Table{Caption: b.Phrase("check_caption_intervals"), Columns: b.columns("check_head_visit", "check_head_people", "check_head_shortest", "check_head_median", "check_head_longest")}
	for _, x := range b.Check.Intervals {
		days := func(n int64) Cell { return Words(strconv.FormatInt(n, 10)) }
		t.Rows = append(t.Rows, Row{Label: x.From + " → " + x.To + " (" + x.Column + ")", Cells: []Cell{Count(x.People), days(x.Shortest), days(x.Median), days(x.Longest)}})
	}
	return t
}

// columns are those of a table, by the phrases of their heads.
func (b checkBuilder) columns(heads ...string) []Column {
	var all []Column
	for _, id := range heads {
		all = append(all, Column{Head: b.Phrase(id)})
	}
	return all
}
