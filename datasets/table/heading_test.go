package table

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func rowsOf(t testing.TB, text string) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	rows, err := r.ReadAll()
	if err != nil {
		return nil
	}
	return slices.DeleteFunc(rows, allBlank)
}

// What the first rows are taken for. A row of answers must never become names,
// and names never a person.
func TestFindHeading(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"plain", "id,phq9\n1,2\n", "0+1  id|phq9"},
		{"labels", "id,q1,q2\nP1,Not at all,Often\nP2,Often,Often\n", "0+1  id|q1|q2"},
		{"row names", ",q1,q2\n1,2,3\n2,3,3\n", "0+1  |q1|q2"},
		{"comments without a name", "id,q1,\nP1,Not at all,came late\nP2,Not at all,\n", "0+1  id|q1|"},
		{"titles", "Our survey\nSpring 2025\nid,phq9\n1,2\n", "2+1  id|phq9"},
		{"padded title", "Our survey,,\nid,phq9,site\n1,2,A\n", "1+1  id|phq9|site"},
		{"no title above numbers", "Our survey,,\n1,2,3\n", "error"},
		{"one column", "score\nlow\nhigh\n", "0+1  score"},
		{"qualtrics", "StartDate,Q5_1\nStart Date,Over two weeks - Little interest\n\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"QID5_1\"\"}\"\n2025-01-02,1\n",
			"0+3 qualtrics StartDate|Q5_1 / Start Date|Over two weeks - Little interest"},
		{"qualtrics without questions", "ResponseId,Q1\n\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\nR_1,1\n", "0+2 qualtrics ResponseId|Q1"},
		{"surveymonkey", "Respondent ID,Collector ID,Your code,How often?,\n,,Open-Ended Response,Little interest,Feeling down\n11,22,a,Not at all,Several days\n",
			"0+2 surveymonkey Respondent ID|Collector ID|Your code|How often? [Little interest]|How often? [Feeling down]"},
		{"surveymonkey condensed to one row", "Respondent ID,Collector ID,q\n11,22,a\n", "0+1  Respondent ID|Collector ID|q"},
		{"grouped", "id,Baseline,,Month 3,\n,phq9,gad7,phq9,gad7\n1,2,3,4,5\n", "0+2 grouped id|Baseline phq9|Baseline gad7|Month 3 phq9|Month 3 gad7 / ||||"},
		{"grouped without empty names", ",,Baseline,,Month 3,\nid,site,phq9,gad7,phq9,gad7\n1,A,2,3,4,5\n",
			"0+2 grouped id|site|Baseline phq9|Baseline gad7|Month 3 phq9|Month 3 gad7 / |||||"},
		{"counted", "id,PHQ-9,,,\n,1,2,3,4\nx,0,1,1,2\n", "0+2 grouped id|PHQ-9 1|PHQ-9 2|PHQ-9 3|PHQ-9 4 / ||||"},
		{"in doubt", "id,q1,,\nP1,Not at all,Often,Never\n", "error"},
		{"in doubt under a title", "Our survey\nid,q1,,\nP1,Not at all,Often,Never\n", "error"},
	} {
		h, err := findHeading(rowsOf(t, c.text))
		got := fmt.Sprintf("%d+%d %s %s", h.titles, h.rows, h.convention, strings.Join(h.names, "|"))
		if h.texts != nil {
			got += " / " + strings.Join(h.texts, "|")
		}
		if err != nil {
			got = "error"
		}
		if got != c.want {
			t.Errorf("%s: got %s, want %s (%v)", c.name, got, c.want, err)
		}
	}
}

// Whatever the first rows hold, the names are as many as the widest of the rows
// that make them, and rows are left for each other part.
func FuzzFindHeading(f *testing.F) {
	f.Add("Our survey\nid,Baseline,,Month 3,\n,phq9,gad7,phq9,gad7\n1,2,3,4,5\n", "")
	f.Add("Respondent ID,How often?,\n,a,b\n1,x,y\n", "1-2")
	f.Add("a,b\n\"{\"\"ImportId\"\":\"\"q\"\"}\",\n1,2\nTotal,4", "2")
	f.Fuzz(func(t *testing.T, text, lines string) {
		rows := rowsOf(t, text)
		if len(rows) > lookAhead {
			rows = rows[:lookAhead]
		}
		h, err := findHeading(rows)
		if err == nil && len(rows) > 0 {
			widest := 0
			for _, row := range rows[h.titles : h.titles+h.rows] {
				widest = max(widest, len(row))
			}
			if h.rows < 1 || len(h.names) > widest || h.convention != qualtrics && len(h.names) < len(rows[h.titles]) || h.texts != nil && len(h.texts) != len(h.names) {
				t.Errorf("%+v of %q", h, rows)
			}
		}
		if got := describeWith(Options{Header: lines}, "a.csv", strings.NewReader(text)); strings.Contains(got, "\nBUG: ") {
			t.Error(got)
		}
	})
}
