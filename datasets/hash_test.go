package datasets

import (
	"context"
	"strings"
	"testing"
)

const hashData = "id,pre,post,mid\n1,5,3,4\n2,6,6,5\n"

func loadText(t *testing.T, csv string, o Options) *Cohort {
	t.Helper()
	c, err := Load(context.Background(), []string{"-"}, strings.NewReader(csv), o, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func studyOf(t *testing.T, text string) *StudyFile {
	t.Helper()
	s, err := ParseStudyFile("study.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A study is the same however it was said.
func TestHashIsOfTheMeaning(t *testing.T) {
	flags := Options{
		ID: []string{"id"}, Outcomes: []string{"phq9=pre:post"}, Better: []string{"phq9=lower"}, Range: []string{"phq9=0:27.0"},
		Caseness: []string{"phq9=>=10"}, ReliableChange: []string{"phq9=sd:pre,r:.84"}, Bands: []string{"phq9=none:0,mild:5"},
		Missing: []string{"-99", "x"}, Adjust: "holm",
	}
	want := loadText(t, hashData, flags).Study().Hash()
	same := []Options{
		{Study: studyOf(t, `
study: another name
id: id
outcomes:
  - name: phq9
    columns: {pre: pre, post: post}
    better: lower
    range: [0, 27]
    bands: [{id: none, from: 0}, {id: mild, from: 5}]
caseness: {phq9: ">=10"}
reliable_change: {phq9: "sd:pre,r:0.840"}
missing: [x, "-99"]
adjust: holm
`)},
		{Study: studyOf(t, `
adjust: "bh"
missing: ["x", '-99']
outcomes: [{reliable_change: ["sd:pre, r:0.84"], caseness: [">=10.0"], bands: [{from: 0, id: none}, {from: 5.0, id: mild}],
  range: ["0", "27"], better: lower, columns: {pre: pre, post: post}, name: phq9}]
`), Adjust: "holm"},
	}
	explicit := flags
	explicit.Pre, explicit.Post = "pre", "post"
	same = append(same, explicit)
	for i, o := range same {
		s := loadText(t, hashData, o).Study()
		if s.Hash() != want {
			t.Errorf("case %d: the same study has another hash:\n%s", i, s.Canonical())
		}
	}
	other := map[string]func(*Options){
		"direction": func(o *Options) { o.Better = []string{"phq9=higher"}; o.Caseness = nil },
		"columns":   func(o *Options) { o.Outcomes = []string{"phq9=pre:mid"} },
		"pair":      func(o *Options) { o.Outcomes = []string{"phq9=pre:mid:post"} },
		"cut-off":   func(o *Options) { o.Caseness = []string{"phq9=>=8"} },
		"missing":   func(o *Options) { o.Missing = []string{"-99"} },
		"strata":    func(o *Options) { o.By = []string{"mid"} },
	}
	for name, change := range other {
		o := flags
		change(&o)
		if loadText(t, hashData, o).Study().Hash() == want {
			t.Errorf("another %s has the same hash", name)
		}
	}
}
