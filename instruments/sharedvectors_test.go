package instruments

import (
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"testing"
)

// shared returns a path of the reference data beside the project, or skips.
func shared(t testing.TB, parts ...string) string {
	t.Helper()
	root := filepath.Join("..", "..", "shared")
	if _, err := os.Stat(root); err != nil {
		t.Skip("no reference data beside the project")
	}
	return filepath.Join(append([]string{root}, parts...)...)
}

func readJSON(t testing.TB, path string, to any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, to); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// sharedVector is a vector of others' making.
type sharedVector struct {
	Instrument string          `json:"instrument"`
	Items      json.RawMessage `json:"items"`
	Score      json.RawMessage `json:"score"`
	Band       *string         `json:"band"`
	Note       string          `json:"note"`
	Item9      json.RawMessage `json:"item9_flag"`
	PHQ2       *int64          `json:"phq2"`
	PHQ8       *int64          `json:"phq8"`
	GAD2       *int64          `json:"gad2"`
	Caseness   *bool           `json:"caseness"`
	NHS        *bool           `json:"caseness_nhs"`
	Screen10   *bool           `json:"screen10"`
	Positive   *bool           `json:"positive"`
	Lonely     *bool           `json:"lonely_ge6"`
	GE5        *bool           `json:"ge5"`
	Emotional  *int64          `json:"emotional"`
	Social     *int64          `json:"social"`
}

// The builtin families, and those that the test instruments stand for.
func TestSharedVectors(t *testing.T) {
	var vectors []sharedVector
	readJSON(t, shared(t, "facts", "instrument-vectors.json"), &vectors)
	done := make(map[string]int)
	for _, v := range vectors {
		id := v.Instrument
		scaleID := id
		if id == "phq2" {
			id = "phq9"
		}
		if id == "pss4" {
			id = "pss10"
		}
		i, ok := find(t, id)
		if !ok || id == "hvs" || id == "promis_gh_v12" { // hvs: see below
			continue
		}
		done[scaleID]++
		t.Run(fmt.Sprintf("%s/%s", scaleID, v.Items), func(t *testing.T) { v.check(t, i, scaleID) })
	}
	t.Logf("vectors checked: %v", done)
	for _, id := range []string{"phq9", "phq2", "gad7", "ucla3", "evs", "fv2"} {
		if done[id] == 0 {
			t.Errorf("no vector of %s", id)
		}
	}
}

func (v sharedVector) check(t *testing.T, i *Instrument, scaleID string) {
	var items []*int64
	if err := json.Unmarshal(v.Items, &items); err != nil {
		t.Fatal(err)
	}
	texts := make([]string, len(i.Items))
	scale, _ := i.Scale(scaleID)
	places := scale.Items // a short form's items in their order
	for n, a := range items {
		if a != nil {
			texts[places[n]] = fmt.Sprint(*a)
		}
	}
	r, s, err := score(t, i, Options{}, texts)
	if scoreText := string(v.Score); err != nil {
		if scoreText != "null" {
			t.Error(err)
		}
		return
	}
	for k, x := range i.Scales {
		got := units(s, k, r)
		criterion := func(want *bool, at int) {
			if want == nil {
				return
			}
			if is := x.Caseness[at].At.On(s.Step(k))(r.Scales[k].Score); is != *want {
				t.Errorf("%s %s is %v", x.ID, x.Caseness[at].At, is)
			}
		}
		number := func(want *int64) {
			if want != nil && (got == nil || got.Cmp(new(big.Rat).SetInt64(*want)) != 0) {
				t.Errorf("%s is %v, want %d", x.ID, got, *want)
			}
		}
		switch x.ID {
		case scaleID:
			if i.ID != "bp" { // its vectors have a band and no score
				v.checkScore(t, got)
			}
			if v.Band != nil && len(x.Bands.List) > 0 && bandOf(x, s.Step(k), r.Scales[k].Score) != *v.Band {
				t.Errorf("band %s, want %s", bandOf(x, s.Step(k), r.Scales[k].Score), *v.Band)
			}
			criterion(v.Caseness, 0)
			criterion(v.NHS, 0)
			criterion(v.Screen10, 1)
			criterion(v.Positive, 0)
			criterion(v.Lonely, 0)
			if v.GE5 != nil && x.Events[0].At.On(s.Step(k))(r.Scales[k].Score) != *v.GE5 {
				t.Errorf("event %s is not %v", x.Events[0].At, *v.GE5)
			}
		case "phq2":
			number(v.PHQ2)
		case "phq8":
			number(v.PHQ8)
		case "gad2":
			number(v.GAD2)
		case "djg6_emotional":
			number(v.Emotional)
		case "djg6_social":
			number(v.Social)
		}
	}
	if v.Item9 != nil {
		want := map[string]SafetyState{"true": SafetyEndorsed, "false": SafetyNotEndorsed, "null": SafetyUnknown}[string(v.Item9)]
		if r.Safety.State != want {
			t.Errorf("safety %s, want %s", r.Safety.State, want)
		}
	}
}

// checkScore compares with a printed score, which may have been rounded.
func (v sharedVector) checkScore(t *testing.T, got *big.Rat) {
	t.Helper()
	if string(v.Score) == "null" {
		if got != nil {
			t.Errorf("score %s, want none", got)
		}
		return
	}
	want, ok := new(big.Rat).SetString(string(v.Score))
	if !ok || got == nil {
		t.Fatalf("score %v, want %s", got, v.Score)
	}
	if want.IsInt() && got.Cmp(want) != 0 || got.FloatString(2) != want.FloatString(2) {
		t.Errorf("score %s, want %s", got, v.Score)
	}
}

// Their scores count each affirmative statement, and one affirmative suffices.
func TestSharedHungerVectors(t *testing.T) {
	var vectors []sharedVector
	readJSON(t, shared(t, "facts", "instrument-vectors.json"), &vectors)
	i, _ := testCatalog(t).Lookup("hvs")
	for _, v := range vectors {
		var items []*string
		if v.Instrument != "hvs" {
			continue
		}
		if err := json.Unmarshal(v.Items, &items); err != nil {
			t.Fatal(err)
		}
		texts := make([]string, len(items))
		for n, a := range items {
			if a != nil {
				texts[n] = *a
			}
		}
		r, s, err := score(t, i, Options{}, texts)
		if err != nil {
			t.Fatal(err)
		}
		v.checkScore(t, units(s, 0, r))
		if v.Band != nil && bandOf(i.Scales[0], s.Step(0), r.Scales[0].Score) != *v.Band {
			t.Errorf("%v: band %s, want %s", texts, bandOf(i.Scales[0], s.Step(0), r.Scales[0].Score), *v.Band)
		}
	}
}
