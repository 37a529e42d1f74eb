package simulate

import (
	"bytes"
	"encoding/csv"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/cam-outcomes/cam/datasets/summary"
	"github.com/cam-outcomes/cam/instruments"
)

func generate(t testing.TB, o Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// person is a participant as read back from a file: who it is, and the text of
// every answer by visit and item.
type readPerson struct {
	About   map[string]string
	Answers map[string]map[string]string
}

var aboutColumns = []string{"synthetic", "site", "coaching_group", "age", "sex", "language", "sessions_attended"}

// read reads a file of either layout back. Surveys without any answer are those
// that were not returned.
func read(t testing.TB, data []byte, months int) (ids []string, people map[string]*readPerson) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	header := rows[0]
	people = map[string]*readPerson{}
	for _, row := range rows[1:] {
		about, answers := map[string]string{}, map[string]map[string]string{}
		visit, long := "", slices.Contains(header, "visit")
		for i, name := range header {
			switch {
			case name == "visit":
				visit = row[i]
			case name == "participant_id":
			case slices.Contains(aboutColumns, name):
				about[name] = row[i]
			default:
				item, at := name, visit
				if !long {
					cut := strings.LastIndexByte(name, '_')
					item, at = name[:cut], name[cut+1:]
				}
				if row[i] == "" {
					continue
				}
				if answers[at] == nil {
					answers[at] = map[string]string{}
				}
				answers[at][item] = row[i]
			}
		}
		p := people[row[0]]
		if p == nil {
			p = &readPerson{about, map[string]map[string]string{}}
			people[row[0]] = p
			ids = append(ids, row[0])
		} else if !long {
			t.Fatalf("%s has two rows", row[0])
		}
		for at, items := range answers {
			if p.Answers[at] != nil {
				t.Fatalf("%s has two surveys at %s", row[0], at)
			}
			p.Answers[at] = items
		}
	}
	return ids, people
}

// scorers score the survey with the catalogue's own rules.
type scorer struct {
	*instruments.Instrument
	parser *instruments.Parser
	score  *instruments.Scorer
}

func scorers(t testing.TB) []scorer {
	t.Helper()
	var all []scorer
	for _, id := range []string{"phq9", "gad7", "ucla3", "evs", "fv2"} {
		i, ok := instruments.Lookup(id)
		if !ok {
			t.Fatalf("no instrument %s", id)
		}
		o := instruments.Options{Decimals: 1, Prorate: instruments.ProrateNone}
		parser, err := i.Parser(o)
		if err != nil {
			t.Fatal(err)
		}
		s, err := i.Scorer(o)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, scorer{i, parser, s})
	}
	return all
}

// of scores one survey; NaN stands for a score that is missing.
func (s *scorer) of(t testing.TB, answers map[string]string) float64 {
	t.Helper()
	given := make([]instruments.Answer, len(s.Items))
	for at, item := range s.Items {
		text, there := answers[s.ID+"_"+item.ID]
		if counted, ok := answers[s.ID+"_"+item.ID+"_servings"]; ok {
			text, there = counted, true // the header says in what it is counted
		}
		if !there {
			given[at] = instruments.NoAnswer
			continue
		}
		answer, reading := s.parser.Parse(at, text)
		if !reading.Answered() {
			t.Fatalf("%s item %s: %q is %s", s.ID, item.ID, text, reading)
		}
		given[at] = answer
	}
	var r instruments.Result
	if err := s.score.Score(given, &r); err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(s.Scales, func(c *instruments.Scale) bool { return c.ID == s.ID })
	if r.Scales[at].Score == summary.Missing {
		return math.NaN()
	}
	return s.score.Step(at).Value(r.Scales[at].Score)
}

// scoreOf is the score that the model means, from the answers before they are
// written.
func (n *questionnaire) scoreOf(answers []int8) (float64, bool) {
	sum, product := 0.0, 1.0
	for j, a := range answers {
		if a == unanswered {
			if j > 0 && n.product && answers[0] == 0 {
				return 0, true
			}
			return 0, false
		}
		sum, product = sum+n.questions[j].values[a], product*n.questions[j].values[a]
	}
	if n.product {
		return product, true
	}
	return sum, true
}

// scoresOf returns the scores of all questionnaires at a visit, NaN for missing.
func (m *model) scoresOf(s *survey) []float64 {
	scores := make([]float64, len(m.battery))
	at := 0
	for i := range m.battery {
		n := &m.battery[i]
		v, ok := n.scoreOf(s.answers[at : at+len(n.questions)])
		if at += len(n.questions); !ok || !s.returned {
			v = math.NaN()
		}
		scores[i] = v
	}
	return scores
}

func recruit(t testing.TB, o Options) *recruiter {
	t.Helper()
	m, err := newModel(o)
	if err != nil {
		t.Fatal(err)
	}
	return newRecruiter(m)
}

func TestOptionErrors(t *testing.T) {
	for _, c := range []struct {
		name, option string
		o            Options
	}{
		{"participants", "N", Options{N: -1}},
		{"too many", "N", Options{N: 2_000_000_000}},
		{"months", "Months", Options{Months: 61}},
		{"effect", "Effect", Options{Effect: new(math.NaN())}},
		{"effect too large", "Monthly", Options{Effect: new(20.0)}},
		{"change", "Monthly", Options{Monthly: &Traits{Diet: math.Inf(1)}}},
		{"dropout", "Dropout", Options{Dropout: new(1.0)}},
		{"negative dropout", "Dropout", Options{Dropout: new(-0.1)}},
		{"slope", "DropoutSlope", Options{DropoutSlope: new(4.0)}},
		{"missed", "Missed", Options{Missed: new(1.0)}},
		{"unanswered", "Unanswered", Options{Unanswered: new(0.6)}},
		{"sites", "Sites", Options{Sites: -6}},
		{"groups", "GroupSize", Options{GroupSize: -1}},
		{"sessions", "Sessions", Options{Sessions: 1001}},
		{"layout", "Layout", Options{Layout: "tall"}},
		{"shares", "Shares", Options{Shares: &Shares{Visit: 0.99}}},
		{"negative share", "Shares", Options{Shares: &Shares{Site: -0.1, Visit: 0.2}}},
		{"share not a number", "Shares", Options{Shares: &Shares{Group: math.NaN()}}},
		{"reliability", "Reliability.PHQ9", Options{Reliability: Reliability{PHQ9: 1}}},
		{"reliability out of reach", "Reliability.UCLA3", Options{Reliability: Reliability{UCLA3: 0.97}}},
	} {
		var out bytes.Buffer
		err := Write(&out, c.o)
		var option *OptionError
		if !errors.As(err, &option) || option.Option != c.option || out.Len() > 0 {
			t.Errorf("%s: error %v (%d bytes written), want one about %s", c.name, err, out.Len(), c.option)
		}
		if _, terr := Truth(c.o); terr == nil || terr.Error() != err.Error() {
			t.Errorf("%s: Truth says %v, Write %v", c.name, terr, err)
		}
	}
}

type brokenWriter struct{ after int }

var errFull = errors.New("disk full")

func (w *brokenWriter) Write(p []byte) (int, error) {
	if w.after -= len(p); w.after < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestWriteErrorsAreReported(t *testing.T) {
	for _, after := range []int{0, 100_000} {
		if err := Write(&brokenWriter{after}, Options{N: 5000}); !errors.Is(err, errFull) {
			t.Errorf("error %v, want the writer's", err)
		}
	}
}
