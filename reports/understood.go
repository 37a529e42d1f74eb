package reports

// Understood says where the scores of one outcome come from.
type Understood struct {
	Outcome string   `json:"outcome"`
	Answers int      `json:"answers,omitzero"` // how many answers a score is made of; 0 where the column holds scores
	First   string   `json:"first"`            // the columns of the first visit, from
	Last    string   `json:"last"`             // to
	Coding  string   `json:"coding,omitzero"`  // of the answers: "codes", "labels", "codes and labels", "own codes"
	LeftOut []string `json:"left_out,omitzero"`
	// Recognised says that nobody named the columns.
	Recognised bool `json:"recognised"`
}

// understood lists what was taken for what; where the user named every column
// of scores, there is nothing to say.
func (b *builder) understood() []string {
	var lines []string
	for _, u := range b.Understood {
		if u.Answers == 0 && !u.Recognised {
			continue
		}
		id := "understood_scores"
		switch {
		case u.Answers > 1:
			id = "understood_answers"
		case u.Answers == 1:
			id = "understood_answer"
		}
		coding := ""
		if u.Coding != "" {
			coding = b.Phrase("coding_" + codingID[u.Coding])
		}
		line := b.Phrase(id, "name", b.name(u.Outcome), "answers", integer(int64(u.Answers)), "first", u.First, "last", u.Last, "coding", coding)
		for _, column := range u.LeftOut {
			line += b.Phrase("understood_left_out", "column", column)
		}
		lines = append(lines, line)
	}
	return lines
}

// codingID names the phrases of how answers are coded.
var codingID = map[string]string{"codes": "codes", "labels": "labels", "codes and labels": "both", "own codes": "own"}
