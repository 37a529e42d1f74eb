package instruments

import (
	"slices"
	"strings"
	"testing"
)

// Whatever is shown of an instrument names its sources, and nothing that is
// unverified is called used.
func TestDescriptionsCarryTheirEvidence(t *testing.T) {
	for _, i := range everyInstrument(t) {
		d := i.Describe()
		if len(d.Items) != len(i.Items) || len(d.Scales) != len(i.Scales) {
			t.Errorf("%s: %d items and %d scales are described", i.ID, len(d.Items), len(d.Scales))
		}
		known := func(key string) bool {
			return slices.ContainsFunc(d.Sources, func(s SourceText) bool { return s.Key == key })
		}
		for k, s := range d.Scales {
			for _, n := range s.Numbers {
				if n.Used && n.Confidence == Unverified {
					t.Errorf("%s: %s %s is unverified and used", s.ID, n.What, n.Value)
				}
				if len(n.Sources) == 0 || n.Confidence == "" || !known(n.Sources[0]) {
					t.Errorf("%s: %s %s has no evidence", s.ID, n.What, n.Value)
				}
			}
			// The description flags what the summary flags, and more.
			for _, f := range i.Scales[k].Flags() {
				if !slices.ContainsFunc(s.Numbers, func(n Number) bool { return n.What == f.What && n.Used && n.Confidence == f.Confidence }) {
					t.Errorf("%s: the flag about %s %s is not shown", s.ID, f.What, f.Value)
				}
			}
		}
	}
}

// Wording that has an owner is not embedded: no item of such an instrument has
// pieces of its question as anchors.
func TestLicensedWordingIsNotEmbedded(t *testing.T) {
	for _, i := range All() {
		for _, it := range i.Items {
			if i.Licence.Status == PermissionRequired && len(it.Anchors) > 0 {
				t.Errorf("%s: item %s has anchors", i.ID, it.ID)
			}
		}
	}
}

func TestCardSaysWhatIsWithheld(t *testing.T) {
	for _, c := range []struct {
		id, answers, scale, score, withheld string
		options                             Options
	}{
		{"phq9", "1,2,2,1,1,,1,1,0", "phq9", "10", "", Options{}},
		{"phq9", "1,2,2,1,1,,1,1,0", "phq9", "", "8 of 9 items are answered, and all are needed", Options{Prorate: ProrateNone}},
		{"phq9", "1,2,2,1,1,1,1,1,", "phq9", "", "8 of 9 items are answered, but item 9 is never made up from the others", Options{}},
		{"phq9", "1,,,,1,1,1,1,0", "phq9", "", "6 of 9 items are answered, and 7 are needed", Options{}},
		{"hvs", "never,", "hvs", "", "1 of 2 items are answered, and these do not settle it", Options{}},
		{"brs", "5,1,4,2,4,", "brs", "13/3", "", Options{}},
		{"bmi", "80,170", "bmi", "27.7", "", Options{}},
	} {
		i, _ := Lookup(c.id)
		card, err := i.Card(strings.Split(c.answers, ","), c.options)
		if err != nil {
			t.Errorf("%s: %v", c.id, err)
			continue
		}
		at := slices.IndexFunc(card.Scales, func(s CardScale) bool { return s.Scale == c.scale })
		if s := card.Scales[at]; s.Score != c.score || s.Withheld != c.withheld {
			t.Errorf("%s of %s: %q, %q", c.scale, c.answers, s.Score, s.Withheld)
		}
	}
	i, _ := Lookup("bmi")
	card, _ := i.Card([]string{"80", "170"}, Options{})
	if s := card.Scales[0]; s.Band != "" || len(s.Unused) != 1 || s.Unused[0].What != "bands" {
		t.Errorf("unverified bands are used: %+v", s)
	}
}

func TestConstructs(t *testing.T) {
	for word, want := range map[string]string{"depression": "phq9", "SOLEDAD": "ucla3", "anxiety": "gad7", "wellbeing": "who5", "food": "usda6"} {
		if i, _ := Lookup(want); !i.Measures(word) {
			t.Errorf("%s does not measure %s", want, word)
		}
	}
	if i, _ := Lookup("gad7"); i.Measures("depression") || i.Measures("") {
		t.Error("GAD-7 measures anything")
	}
}
