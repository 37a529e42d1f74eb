package instruments

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cam-outcomes/cam/datasets/summary"
)

func amount(n int64) summary.Amount { return summary.Amount{Num: n, Den: 1} }

func TestSummaryOfPHQ9(t *testing.T) {
	s, _ := ScaleByID("phq9")
	want := summary.Scale{
		ID: "phq9", Label: "PHQ-9 depression", Unit: "points", Step: summary.Unit,
		Range: summary.Range{Low: amount(0), High: amount(27)}, Better: summary.Lower,
		Bands: []summary.Band{
			{ID: "minimal", Label: "minimal", From: amount(0)}, {ID: "mild", Label: "mild", From: amount(5)},
			{ID: "moderate", Label: "moderate", From: amount(10)}, {ID: "moderately_severe", Label: "moderately severe", From: amount(15)},
			{ID: "severe", Label: "severe", From: amount(20)},
		},
		Caseness:    []summary.Criterion{{Op: ">=", At: amount(10)}},
		Reliable:    []summary.Reliable{{ID: "nhs_tt", Change: amount(6)}},
		Reliability: 0.89,
		Remission:   summary.Criterion{Op: "<=", At: amount(4)},
		MCID:        amount(5),
	}
	if d := cmp.Diff(want, s.Summary("en")); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if got := s.Summary("es").Bands[3].Label; got != "moderadamente grave" {
		t.Errorf("Spanish band %q", got)
	}
	if got := s.Summary("fr").Label; got != "PHQ-9 depression" {
		t.Errorf("label in an unknown language %q", got)
	}
}

// What is from memory is carried and not used.
func TestUnverifiedNumbersAreWithheld(t *testing.T) {
	for _, i := range everyInstrument(t) {
		for _, s := range i.Scales {
			for _, f := range s.Flags() {
				if f.Confidence == Unverified {
					t.Errorf("%s uses %s %s, which is unverified", s.ID, f.What, f.Value)
				}
			}
			for _, f := range s.Withheld() {
				switch out := s.Summary("en"); f.What {
				case "reliable_change":
					if slices.ContainsFunc(out.Reliable, func(r summary.Reliable) bool { return r.ID == f.Value }) {
						t.Errorf("%s is withheld and used", f.Value)
					}
				case "remission":
					if out.Remission.IsSet() {
						t.Errorf("%s has a remission that is withheld", s.ID)
					}
				}
			}
		}
	}
	gad7, _ := ScaleByID("gad7")
	if gad7.Summary("en").Remission.IsSet() {
		t.Error("remission of GAD-7 is from memory and used")
	}
	ucla3, _ := ScaleByID("ucla3")
	if got := ucla3.Summary("en").Reliable; len(got) != 0 {
		t.Errorf("reliable change of UCLA-3 rests on memory and is used: %v", got)
	}
}

func TestConventionsAndSecondarySourcesAreFlagged(t *testing.T) {
	flags := func(id string) []string {
		var all []string
		s, _ := ScaleByID(id)
		for _, f := range s.Flags() {
			all = append(all, f.What+" "+f.Value+" "+string(f.Confidence))
		}
		return all
	}
	for id, want := range map[string][]string{
		"phq9":  {"missing_rule prorate>=7 convention", "reliable_change nhs_tt verified", "reliability 0.89 verified"},
		"gad7":  {"missing_rule prorate>=6 convention", "caseness >=8 verified", "reliable_change nhs_tt verified"},
		"ucla3": {"scoring sum verified", "caseness >=6 convention", "reliability 0.72 verified"},
		"phq2":  nil,
	} {
		if d := cmp.Diff(want, flags(id)); d != "" {
			t.Errorf("%s (-want +got):\n%s", id, d)
		}
	}
	s, _ := ScaleByID("gad7")
	if f, needed := s.PresetFlag("retest_spitzer"); !needed || f.Confidence != Unverified {
		t.Errorf("a preset from memory: %+v, %v", f, needed)
	}
	if _, needed := s.PresetFlag("bischoff2020"); needed {
		t.Error("a published preset is flagged")
	}
}

func TestPresetsByName(t *testing.T) {
	s, _ := ScaleByID("gad7")
	var ids []string
	for _, p := range s.Presets() {
		ids = append(ids, p.ID)
		if p.Change.IsSet() == (p.R > 0) {
			t.Errorf("%s has both or neither of change and reliability", p.ID)
		}
	}
	if d := cmp.Diff([]string{"nhs_tt", "bischoff2020", "alpha_general", "alpha_spitzer", "retest_spitzer"}, ids); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestStudyDeclaresTheUnit(t *testing.T) {
	s, _ := ScaleByID("fv2")
	if s.Unit() != "" {
		t.Errorf("undeclared unit %q", s.Unit())
	}
	servings, err := s.InUnit("servings/day")
	if err != nil {
		t.Fatal(err)
	}
	if got := servings.Summary("en").Unit; got != "servings/day" || s.Unit() != "" {
		t.Errorf("unit %q, and %q of the catalogue's own", got, s.Unit())
	}
	if _, err := s.InUnit("serving/day"); err == nil || err.Error() != `fv2 has no unit "serving/day"; did you mean "servings/day"?` {
		t.Errorf("%v", err)
	}
	if events := servings.ActiveEvents(); len(events) != 0 {
		t.Errorf("a guideline from memory is used: %v", events)
	}
	evs, _ := ScaleByID("evs")
	if events := evs.ActiveEvents(); len(events) != 1 || events[0].ID != "guideline_met" || !events[0].Desirable {
		t.Errorf("events of EVS: %v", events)
	}
	if len(evs.Summary("en").Caseness) != 0 {
		t.Error("a guideline is called caseness")
	}
}
