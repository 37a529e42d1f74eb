package simulate

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/cam-outcomes/cam/instruments"
)

// golden compares with a file, which CAM_UPDATE=1 rewrites.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("CAM_UPDATE") == "1" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", path, diff)
	}
}

// The bytes are pinned: every machine, compiler and release makes the same
// cohorts of a seed. Two of the files hold answers worded by the catalogue.
func TestSameBytesEverywhere(t *testing.T) {
	golden(t, "synthetic-first-rows.csv", string(generate(t, Options{N: 5})))
	golden(t, "synthetic-first-rows-labels.csv", string(generate(t, Options{N: 5, Labels: true})))
	sums := ""
	for _, c := range []struct {
		name string
		o    Options
	}{
		{"default", Options{}},
		{"seed-1-wide", Options{Seed: 1, Layout: Wide}},
		{"no-effect", Options{Effect: new(0.0)}},
		{"large", Options{Seed: 3, N: 20_000, Months: 6, Sites: 7, GroupSize: 10, Dropout: new(0.5), Reliability: Reliability{GAD7: 0.85}}},
	} {
		sum := sha256.Sum256(generate(t, c.o))
		sums += fmt.Sprintf("%s  %s\n", hex.EncodeToString(sum[:]), c.name)
	}
	golden(t, "sums.txt", sums)
}

func TestSeedsAreDifferentCohorts(t *testing.T) {
	if bytes.Equal(generate(t, Options{N: 20}), generate(t, Options{N: 20, Seed: 1})) {
		t.Error("two seeds make one cohort")
	}
}

func TestParticipantsDoNotDependOnTheirNumber(t *testing.T) {
	for _, layout := range []Layout{Long, Wide} {
		few := generate(t, Options{N: 301, Layout: layout, Seed: 9})
		many := generate(t, Options{N: 2000, Layout: layout, Seed: 9})
		if !bytes.HasPrefix(many, few) {
			t.Errorf("%s: the first 301 of 2000 participants are not the 301 of a smaller cohort", layout)
		}
	}
}

// A participant's answers are the same whatever else is asked for: dropout,
// gaps and further visits only take away or add.
func TestAnswersDoNotDependOnOtherOptions(t *testing.T) {
	full := Options{N: 200, Months: 6, Dropout: new(0.0), Missed: new(0.0), Unanswered: new(0.0)}
	_, complete := read(t, generate(t, full), 6)
	for name, o := range map[string]Options{
		"default":      {N: 200},
		"much dropout": {N: 200, Dropout: new(0.7), DropoutSlope: new(1.0), Months: 5},
		"many gaps":    {N: 200, Missed: new(0.5), Unanswered: new(0.3)},
		"sessions":     {N: 200, Sessions: 20},
	} {
		_, people := read(t, generate(t, o), 3)
		for id, p := range people {
			for visit, answers := range p.Answers {
				for item, text := range answers {
					if want, there := complete[id].Answers[visit][item]; text != want && (there || item != "evs_minutes") {
						t.Fatalf("%s: %s at %s answers %s to %s, and %q when nothing is missing", name, id, visit, text, item, want)
					}
				}
			}
		}
	}
}

func TestLayoutsHoldTheSameAnswers(t *testing.T) {
	ids, long := read(t, generate(t, Options{N: 400, Seed: 4}), 3)
	wideIDs, wide := read(t, generate(t, Options{N: 400, Seed: 4, Layout: Wide}), 3)
	if diff := cmp.Diff(ids, wideIDs); diff != "" {
		t.Fatalf("participants differ:\n%s", diff)
	}
	if diff := cmp.Diff(long, wide); diff != "" {
		t.Errorf("long and wide differ:\n%s", diff)
	}
}

func TestLabelsAreTheCodesInWords(t *testing.T) {
	for _, layout := range []Layout{Long, Wide} {
		_, codes := read(t, generate(t, Options{N: 400, Seed: 4, Layout: layout}), 3)
		_, words := read(t, generate(t, Options{N: 400, Seed: 4, Layout: layout, Labels: true}), 3)
		both := 0
		for id, p := range words {
			for visit, answers := range p.Answers {
				for item, text := range answers {
					code, ok := codeOf(t, item, text, p.About["language"])
					if !ok {
						t.Fatalf("%s answers %q to %s in %s", id, text, item, p.About["language"])
					}
					if code != text {
						both++
					}
					answers[item] = code
				}
				words[id].Answers[visit] = answers
			}
		}
		if diff := cmp.Diff(codes, words); diff != "" {
			t.Errorf("%s: codes and labels differ:\n%s", layout, diff)
		}
		if both == 0 {
			t.Errorf("%s: no answer is in words", layout)
		}
	}
}

// codeOf translates an answer that is the form's own wording in a language.
func codeOf(t *testing.T, column, text, language string) (string, bool) {
	t.Helper()
	id, item, _ := strings.Cut(strings.TrimSuffix(column, "_servings"), "_")
	i, ok := instruments.Lookup(id)
	if !ok {
		t.Fatalf("no instrument %s", id)
	}
	at := slices.IndexFunc(i.Items, func(q instruments.Item) bool { return q.ID == item })
	if i.Items[at].Answers == nil {
		return text, true
	}
	for _, o := range i.Items[at].Answers.Options {
		if (language == "en" && o.EN[0] == text) || (language == "es" && o.ES[0] == text) {
			return fmt.Sprint(int64(o.Code)), true
		}
	}
	return "", false
}

// The catalogue's scoring of a file gives the scores that the model means.
func TestScoresOfTheFile(t *testing.T) {
	o := Options{N: 600, Seed: 2, Unanswered: new(0.02), Labels: true}
	ids, people := read(t, generate(t, o), 3)
	r := recruit(t, o)
	all := scorers(t)
	for i, id := range ids {
		p := r.participant(i)
		for visit := range p.surveys {
			want := r.scoresOf(&p.surveys[visit])
			answers, returned := people[id].Answers[visitLabel(visit)]
			if returned != p.surveys[visit].returned {
				t.Fatalf("%s at %s: returned %t, want %t", id, visitLabel(visit), returned, p.surveys[visit].returned)
			}
			for n := range all {
				got := all[n].of(t, answers)
				if got != want[n] && (got == got || want[n] == want[n]) {
					t.Fatalf("%s at %s: %s is %g, want %g", id, visitLabel(visit), all[n].ID, got, want[n])
				}
			}
		}
	}
}

// Whatever is asked for within bounds gives a file with one header, distinct
// participants and only values that the instruments allow.
func TestAnyOptions(t *testing.T) {
	all := scorers(t)
	rapid.Check(t, func(rt *rapid.T) {
		number := func(name string, low, high float64) *float64 {
			if rapid.Bool().Draw(rt, name+" set") {
				return new(rapid.Float64Range(low, high).Draw(rt, name))
			}
			return nil
		}
		o := Options{
			Seed:         rapid.Uint64().Draw(rt, "seed"),
			N:            rapid.IntRange(1, 40).Draw(rt, "n"),
			Months:       rapid.IntRange(0, 5).Draw(rt, "months"),
			Effect:       number("effect", -2, 2),
			Dropout:      number("dropout", 0, 0.95),
			DropoutSlope: number("slope", -3, 3),
			Missed:       number("missed", 0, 0.95),
			Unanswered:   number("unanswered", 0, 0.5),
			Sessions:     rapid.IntRange(0, 30).Draw(rt, "sessions"),
			Sites:        rapid.IntRange(0, 9).Draw(rt, "sites"),
			GroupSize:    rapid.IntRange(0, 15).Draw(rt, "group size"),
			Layout:       rapid.SampledFrom([]Layout{"", Long, Wide}).Draw(rt, "layout"),
			Labels:       rapid.Bool().Draw(rt, "labels"),
			Reliability:  Reliability{PHQ9: rapid.Float64Range(0.05, 0.93).Draw(rt, "reliability")},
		}
		if rapid.Bool().Draw(rt, "shares") {
			o.Shares = &Shares{
				Site: rapid.Float64Range(0, 0.3).Draw(rt, "site"), Group: rapid.Float64Range(0, 0.3).Draw(rt, "group"),
				GroupVisit: rapid.SampledFrom([]float64{0, 0.1}).Draw(rt, "meeting"), Visit: rapid.SampledFrom([]float64{0, 0.25}).Draw(rt, "visit"),
			}
		}
		ids, people := read(t, generate(t, o), o.Months)
		if len(ids) != max(1, o.N) || len(people) != len(ids) {
			t.Fatalf("%d rows of %d participants, want %d", len(ids), len(people), o.N)
		}
		for _, id := range slices.Sorted(maps.Keys(people)) {
			for _, answers := range people[id].Answers {
				for n := range all {
					all[n].of(t, answers)
				}
			}
		}
	})
}
