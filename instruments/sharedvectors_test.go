package instruments

import (
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cam-outcomes/cam/datasets/summary"
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

// sharedScale is the scale that a vector's score is of, where the instrument or
// the scale is called otherwise here.
var sharedScale = map[string]string{"promis_gh_v12": "promis_gph_t", "hits_ahc": "ahc_safety"}

// sharedClaims says what else the vectors of an instrument claim, by key: a
// scale's score, or that one of its criteria holds, as in "phq9 >=10".
var sharedClaims = map[string]map[string]string{
	"phq9":          {"phq2": "phq2", "phq8": "phq8", "caseness": "phq9 >=10"},
	"gad7":          {"gad2": "gad2", "caseness_nhs": "gad7 >=8", "screen10": "gad7 >=10"},
	"phq2":          {"positive": "phq2 >=3"},
	"ucla3":         {"lonely_ge6": "ucla3 >=6"},
	"fv2":           {"ge5": "fv2 >=5"},
	"djg6":          {"emotional": "djg6_emotional", "social": "djg6_social"},
	"who5":          {"raw": "who5_raw", "likely_depr_le28": "who5 <=28", "poor_<=50": "who5 <=50"},
	"swemwbs":       {"raw": "swemwbs_raw"},
	"promis_gh_v12": {"gph_raw": "promis_gph_raw", "gph_t": "promis_gph_t", "gmh_raw": "promis_gmh_raw", "gmh_t": "promis_gmh_t"},
	"hrqol4": {
		"unhealthy": "hrqol4", "healthy": "hrqol4_healthy",
		"fair_poor": "hrqol4_health >=4", "fmd": "hrqol4_mental >=14", "fpd": "hrqol4_physical >=14",
	},
	"hits_ahc": {"positive": "ahc_safety >=11"},
	"lsns6":    {"at_risk": "lsns6 <=11", "family": "lsns6_family", "friends": "lsns6_friends"},
	"mspss":    {},
}

// Every vector of others' making holds, and nothing that one claims is left
// unread.
func TestSharedVectors(t *testing.T) {
	var vectors []map[string]json.RawMessage
	readJSON(t, shared(t, "facts", "instrument-vectors.json"), &vectors)
	for _, v := range vectors {
		id := strings.Trim(string(v["instrument"]), `"`)
		name := id
		if other, ok := sharedScale[id]; ok {
			name = other
		}
		scale, ok := ScaleByID(name)
		if !ok {
			t.Errorf("no scale %s", name)
			continue
		}
		t.Run(fmt.Sprintf("%s/%s", id, v["items"]), func(t *testing.T) { (&sharedVector{T: t, id: id, scale: scale}).check(v) })
	}
	if len(vectors) < 143 {
		t.Errorf("only %d vectors", len(vectors))
	}
}

// sharedVector is one vector with what its answers score.
type sharedVector struct {
	*testing.T
	id     string
	scale  *Scale
	scorer *Scorer
	result Result
}

func (v *sharedVector) check(keys map[string]json.RawMessage) {
	i := v.scale.Instrument()
	var err error
	if v.result, v.scorer, err = score(v.T, i, Options{}, v.texts(keys["items"])); err != nil {
		if string(keys["score"]) != "null" {
			v.Error(err)
		}
		return
	}
	for key, raw := range keys {
		switch key {
		case "instrument", "items", "note", "coding":
		case "score":
			var parts map[string]json.RawMessage
			switch {
			case json.Unmarshal(raw, &parts) == nil && parts != nil:
				for name, part := range parts {
					v.claim(name, part)
				}
			case v.id != "bp": // its vectors have a band and no score
				v.same(v.scale.ID, raw)
			}
		case "band":
			v.band(raw)
		case "item9_flag":
			want := map[string]SafetyState{"true": SafetyEndorsed, "false": SafetyNotEndorsed, "null": SafetyUnknown}[string(raw)]
			if v.result.Safety.State != want {
				v.Errorf("safety %s, want %s", v.result.Safety.State, want)
			}
		case "total": // of the MSPSS, which is a mean here
			got := v.units(v.scale.ID)
			if want, _ := new(big.Rat).SetString(string(raw)); got.Mul(got, big.NewRat(int64(len(v.scale.Items)), 1)).Cmp(want) != 0 {
				v.Errorf("total %s, want %s", got, raw)
			}
		default:
			v.claim(key, raw)
		}
	}
}

// texts lays a vector's answers out by item: in the scale's order, or by name.
func (v *sharedVector) texts(raw json.RawMessage) []string {
	i := v.scale.Instrument()
	texts := make([]string, len(i.Items))
	write := func(item int, answer any) {
		if answer != nil {
			texts[item] = fmt.Sprint(answer)
		}
	}
	var list []any
	if json.Unmarshal(raw, &list) == nil {
		places := v.scale.Items
		if len(places) != len(list) {
			places = nil
			for item := range i.Items {
				places = append(places, item)
			}
		}
		for n, answer := range list {
			write(places[n], answer)
		}
		return texts
	}
	var named map[string]any
	if err := json.Unmarshal(raw, &named); err != nil {
		v.Fatal(err)
	}
	for name, answer := range named {
		id, _, _ := strings.Cut(name, "_")
		item, ok := i.item(id)
		if !ok {
			v.Fatalf("no item %s", name)
		}
		write(item, answer)
	}
	return texts
}

func (v *sharedVector) at(scale string) int {
	return slices.IndexFunc(v.scale.Instrument().Scales, func(s *Scale) bool { return s.ID == scale })
}

func (v *sharedVector) units(scale string) *big.Rat { return units(v.scorer, v.at(scale), v.result) }

// claim verifies a score, or whether one of the scale's criteria holds.
func (v *sharedVector) claim(key string, raw json.RawMessage) {
	scale, criterion, isCriterion := strings.Cut(sharedClaims[v.id][key], " ")
	switch {
	case scale == "":
		v.Errorf("%s is claimed, and nothing is known by that name", key)
	case !isCriterion:
		v.same(scale, raw)
	default:
		at := v.at(scale)
		s := v.scale.Instrument().Scales[at]
		var there []string
		for _, c := range s.Caseness {
			there = append(there, c.At.String())
		}
		for _, e := range s.Events {
			there = append(there, e.At.String())
		}
		if !slices.Contains(there, criterion) {
			v.Errorf("%s has no criterion %s", scale, criterion)
		}
		on, err := parseCriterion(criterion)
		if err != nil {
			v.Fatal(err)
		}
		if is := on.On(v.scorer.Step(at))(v.result.Scales[at].Score); strconv.FormatBool(is) != string(raw) {
			v.Errorf("%s %s is %v, want %s", scale, criterion, is, raw)
		}
	}
}

// same compares with a printed score, which may have been rounded.
func (v *sharedVector) same(scale string, raw json.RawMessage) {
	got := v.units(scale)
	if string(raw) == "null" {
		if got != nil {
			v.Errorf("%s is %s, want none", scale, got)
		}
		return
	}
	want, ok := new(big.Rat).SetString(string(raw))
	if !ok || got == nil {
		v.Fatalf("%s is %v, want %s", scale, got, raw)
	}
	if want.IsInt() && got.Cmp(want) != 0 || got.FloatString(2) != want.FloatString(2) {
		v.Errorf("%s is %s, want %s", scale, got, raw)
	}
}

// band compares with the scale's bands, also those that are withheld.
func (v *sharedVector) band(raw json.RawMessage) {
	want := strings.Trim(string(raw), `"`)
	if v.id == "who5" { // a cut-off, called a band
		v.claim("poor_<=50", json.RawMessage(strconv.FormatBool(want == "poor_<=50")))
		return
	}
	at := v.at(v.scale.ID)
	x := v.result.Scales[at].Score
	if want == "null" || !x.Observed() {
		if want != "null" {
			v.Errorf("no band, want %s", want)
		}
		return
	}
	var bands []summary.Band
	for _, b := range v.scale.Bands.List {
		bands = append(bands, summary.Band{ID: b.ID, From: b.From})
	}
	if len(bands) == 0 {
		v.Fatalf("no bands, want %s", want)
	}
	if got := bands[summary.BandOf(bands, x, v.scorer.Step(at))].ID; got != want {
		v.Errorf("band %s, want %s", got, want)
	}
}
